package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.ProgressService.Progress;
import cn.dengyun.monitoring.plan.domain.ForecastMethod;
import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.monitoring.plan.domain.TargetOutlook;
import cn.dengyun.platform.web.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far an annual plan is, for everybody who may know of it. */
@Schema(name = "PlanProgress", description = "How far the targets of an annual plan are, as counted now")
public record PlanProgressView(
        @Schema(required = true, description = "The annual plan")
        UUID planId,

        @Schema(required = true, description = "Its year", examples = "2018")
        int year,

        @Schema(required = true, description = "Its edition", examples = "1")
        int edition,

        @Schema(
                required = true,
                description = "The day (Asia/Shanghai) up to which it is counted",
                examples = "2018-10-31")
        LocalDate on,

        @Schema(required = true, description = "How many days of the plan are left; 0 on its last", examples = "61")
        long daysLeft,

        @Schema(required = true, description = "One for each indicator", maxItems = 20)
        List<Indicator> indicators) {

    @Schema(name = "IndicatorProgress", description = "How far a target is; parts and rest sum up to the whole")
    public record Indicator(
            @Schema(required = true, description = "What is counted")
            PlanIndicator indicator,

            @Schema(required = true, description = "What that is called", examples = "与云资源深度对接企业数")
            String indicatorName,

            @Schema(
                    required = true,
                    description = "Whether the platform counts it; where it does not, nothing but targets is told",
                    examples = "true")
            boolean isCounted,

            @Schema(required = true, description = "The province, or the unit that was asked for")
            Row whole,

            @Schema(
                    required = true,
                    description = "Its units; of a unit the counties that it has decomposed its target to",
                    maxItems = 200)
            List<Row> parts,

            @Schema(required = true, description = "What is counted in the whole and in none of its parts")
            Row rest) {}

    @Schema(name = "ProgressRow", description = "How far a region is with a target")
    public record Row(
            @Schema(
                    required = true,
                    nullable = true,
                    description = "GB/T 2260 code, as the plan has it; null of the rest",
                    examples = "340100")
            String regionCode,

            @Schema(
                    required = true,
                    description = "More of them where parts of the plan have become one since",
                    maxItems = 20,
                    examples = "[\"340100\"]")
            List<String> regionCodes,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What it is called; null of the rest",
                    examples = "合肥市")
            String regionName,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What it has to reach; null where nothing",
                    examples = "200")
            Long target,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What is reached; null where it is not counted",
                    examples = "120")
            Long actual,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What should be reached by the day if it went evenly; null without a target",
                    examples = "110")
            Long expected,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Share of the target that is reached, rounded down; null where that cannot be told",
                    examples = "0.6000")
            String completion,

            @Schema(required = true, description = "How the forecast is made")
            ForecastMethod forecastMethod,

            @Schema(
                    required = true,
                    nullable = true,
                    description =
                            "What it will come to by the last day if it goes on like this; null where nobody can tell",
                    examples = "210")
            Long forecast,

            @Schema(required = true, description = "Whether the target will be met")
            TargetOutlook outlook,

            @Schema(
                    required = true,
                    nullable = true,
                    description =
                            "1 has reached the most; equal ones have the same. Null of whole and rest, and where it is"
                                    + " not counted",
                    examples = "1")
            Integer rankByActual,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The same by the share of the target",
                    examples = "3")
            Integer rankByCompletion) {

        static Row of(ProgressRow row, PlanRegions regions, Language language) {
            List<String> codes = row.regionCodes();
            return new Row(
                    codes.isEmpty() ? null : codes.get(0),
                    codes,
                    codes.isEmpty()
                            ? null
                            : codes.stream()
                                    .map(code -> regions.name(code, language))
                                    .collect(Collectors.joining(language == Language.ZH ? "、" : ", ")),
                    row.target(),
                    row.actual(),
                    row.expected(),
                    row.completion() == null ? null : row.completion().toPlainString(),
                    row.forecast().method(),
                    row.forecast().value(),
                    row.outlook(),
                    row.rankByActual(),
                    row.rankByCompletion());
        }
    }

    static long daysLeft(Progress progress) {
        AnnualPlan plan = progress.plan();
        return Math.max(0, new PlanProgress.Days(plan.startsOn(), plan.endsOn(), progress.on()).left());
    }

    static PlanProgressView of(Progress progress, PlanRegions regions, Language language) {
        AnnualPlan plan = progress.plan();
        return new PlanProgressView(
                plan.id(),
                plan.year(),
                plan.edition(),
                progress.on(),
                daysLeft(progress),
                progress.measured().stream()
                        .map(each -> new Indicator(
                                each.indicator(),
                                AnnualPlanView.indicatorName(each.indicator(), language),
                                each.isCounted(),
                                Row.of(each.progress().whole(), regions, language),
                                each.progress().rows().stream()
                                        .map(row -> Row.of(row, regions, language))
                                        .toList(),
                                Row.of(each.progress().rest(), regions, language)))
                        .toList());
    }
}
