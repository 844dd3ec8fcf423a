package cn.dengyun.monitoring.indicator;

import cn.dengyun.monitoring.indicator.IndicatorService.Figures;
import cn.dengyun.monitoring.indicator.IndicatorService.Statistics;
import cn.dengyun.monitoring.indicator.IndicatorService.Value;
import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.platform.web.Language;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Everything that a public page of statistics shows. */
@Schema(name = "Statistics", description = "The public indicators of the province and its reporting units")
record StatisticsView(
        @Schema(required = true, nullable = true, description = "The moment of the recount; null before the first")
        Instant countedAt,

        @Schema(required = true, description = "The public indicators, in order", maxItems = 100)
        List<Item> indicators) {

    /** Before anything was counted. */
    static final StatisticsView NOTHING = new StatisticsView(null, List.of());

    @Schema(name = "StatisticsIndicator", description = "One indicator of the public page")
    record Item(
            @Schema(required = true, description = "The indicator", examples = "CLOUD_ENTERPRISES")
            String code,

            @Schema(required = true, description = "Its name", examples = "登云企业数")
            String name,

            @Schema(required = true, description = "What its values are")
            IndicatorUnit unit,

            @Schema(required = true, description = "How it goes with time")
            IndicatorKind kind,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The last month that is told; of amounts the last that is over. Null where there is"
                            + " none",
                    examples = "2018-12")
            String month,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The province in that month, the exact sum of its units; null where there is none or"
                            + " it is protected",
                    examples = "1280")
            Long value,

            @Schema(required = true, description = "The reporting units, by code", maxItems = 30)
            List<Unit> units,

            @Schema(
                    required = true,
                    description = "The province, of the last twelve months those that are told",
                    maxItems = 12)
            List<Trend> trend) {}

    @Schema(name = "StatisticsUnit", description = "One reporting unit in the last month")
    record Unit(
            @Schema(required = true, description = "Its code", examples = "340100")
            String regionCode,

            @Schema(required = true, description = "Its name", examples = "合肥市")
            String regionName,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Its value; null where it is protected",
                    examples = "128")
            Long value,

            @Schema(
                    required = true,
                    description = "Whether the amount is not told, for it would reveal one enterprise",
                    examples = "false")
            boolean isProtected,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Its rank by number, 1 for the largest; equal numbers share the better rank. Amounts"
                            + " have none",
                    examples = "1")
            Integer rank) {}

    @Schema(name = "StatisticsMonth", description = "The province in a month")
    record Trend(
            @Schema(required = true, description = "The month", examples = "2018-10")
            String month,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Its value; null where it is protected",
                    examples = "990")
            Long value) {}

    static StatisticsView of(Statistics found, PlanRegions regions, Language language) {
        return new StatisticsView(
                found.countedAt(),
                found.figures().stream()
                        .map(figures -> item(figures, regions, language))
                        .toList());
    }

    private static Item item(Figures figures, PlanRegions regions, Language language) {
        Indicator indicator = figures.indicator();
        YearMonth month = figures.month();
        return new Item(
                indicator.code(),
                IndicatorView.name(indicator, language),
                indicator.unit(),
                indicator.kind(),
                month == null ? null : month.toString(),
                figures.province().stream()
                        .filter(value -> value.month().equals(month) && value.value() != null)
                        .map(Value::value)
                        .findFirst()
                        .orElse(null),
                figures.units().stream()
                        .map(value -> new Unit(
                                value.regionCode(),
                                regions.name(value.regionCode(), language),
                                value.value(),
                                value.value() == null,
                                indicator.isAmount() ? null : rank(value, figures.units())))
                        .toList(),
                figures.province().stream()
                        .map(value -> new Trend(value.month().toString(), value.value()))
                        .toList());
    }

    private static Integer rank(Value of, List<Value> among) {
        return 1
                + (int) among.stream()
                        .filter(other -> other.value() > of.value())
                        .count();
    }
}
