package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.platform.web.EnumTexts;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An annual plan as its caller sees it; how its targets are decomposed has an address of its own. */
@Schema(name = "AnnualPlan", description = "An edition of the plan of a year")
record AnnualPlanView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "The year that it is for", examples = "2018")
        int year,

        @Schema(required = true, description = "1 at first; each amendment is another one", examples = "1")
        int edition,

        @Schema(required = true, nullable = true, description = "The edition that it amends; null for the first")
        UUID amendsId,

        @Schema(required = true, description = "Its title", examples = "2018 年“皖企登云”年度计划")
        String title,

        @Schema(required = true, description = "The document that it rests on", examples = "“皖企登云”行动计划（2018—2020 年）")
        String basis,

        @Schema(required = true, description = "Its phases, one behind the other", maxItems = 4)
        List<PlanPhase> phases,

        @Schema(required = true, description = "What the province has to reach", maxItems = 20)
        List<Target> targets,

        @Schema(required = true, description = "The day in its year whose divisions its targets are decomposed to")
        LocalDate divisionsOn,

        @Schema(
                required = true,
                description = "The last day on which units and counties file their implementation plans")
        LocalDate implementationDueOn,

        @Schema(required = true, description = "Where it stands")
        AnnualPlanStatus status,

        @Schema(required = true, description = "When what it says was last changed")
        Instant editedAt,

        @Schema(required = true, nullable = true, description = "When it was proposed; null where it is not")
        Instant proposedAt,

        @Schema(required = true, nullable = true, description = "When it was published; null where it was not")
        Instant publishedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "When the next edition took its place; null where none has")
        Instant supersededAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why the last step was taken; null where nobody said",
                examples = "情况属实，同意办理")
        String reason,

        @Schema(
                required = true,
                nullable = true,
                description = "The division whose authority has to act; null where none has to",
                examples = "340000")
        String ownerRegionCode,

        @Schema(required = true, nullable = true, description = "By when; null where nobody has to act")
        Instant dueAt,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"PUBLISH\"]")
        List<String> availableActions)
        implements Tagged {

    @Schema(name = "AnnualPlanTarget", description = "What the province has to reach of an indicator")
    record Target(
            @Schema(required = true, description = "What is counted")
            PlanIndicator indicator,

            @Schema(required = true, description = "What that is called", examples = "与云资源深度对接企业数")
            String indicatorName,

            @Schema(required = true, description = "What has to be reached by the end of the year", examples = "1000")
            long amount) {}

    static AnnualPlanView of(AnnualPlan plan, Actor actor, Language language) {
        PlanContent says = plan.says();
        return new AnnualPlanView(
                plan.id(),
                plan.version(),
                plan.year(),
                plan.edition(),
                plan.amendsId(),
                plan.title(),
                says.basis(),
                says.phases(),
                says.targets().stream()
                        .map(target -> new Target(
                                target.indicator(), indicatorName(target.indicator(), language), target.amount()))
                        .toList(),
                plan.divisionsOn(),
                plan.implementationDueOn(),
                plan.status(),
                plan.editedAt(),
                plan.proposedAt(),
                plan.publishedAt(),
                plan.supersededAt(),
                plan.reason(),
                plan.status() == AnnualPlanStatus.PROPOSED ? plan.regionCode() : null,
                plan.dueAt(),
                plan.actions(actor));
    }

    static String indicatorName(PlanIndicator indicator, Language language) {
        return EnumTexts.of("PlanIndicator").orElseThrow().name(indicator.name(), language);
    }
}
