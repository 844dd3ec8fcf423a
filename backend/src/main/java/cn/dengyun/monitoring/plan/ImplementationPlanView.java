package cn.dengyun.monitoring.plan;

import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An implementation plan as its caller sees it. */
@Schema(name = "ImplementationPlan", description = "What a unit or county files to carry out the annual plan")
record ImplementationPlanView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "The edition of the annual plan that it carries out")
        UUID planId,

        @Schema(required = true, description = "The year that it is for", examples = "2018")
        int year,

        @Schema(required = true, description = "1 at first; each amendment is another one", examples = "1")
        int edition,

        @Schema(required = true, nullable = true, description = "The edition that it amends; null for the first")
        UUID amendsId,

        @Schema(required = true, description = "GB/T 2260 code of the unit or county", examples = "340123")
        String regionCode,

        @Schema(required = true, description = "What it is called", examples = "肥西县")
        String regionName,

        @Schema(required = true, description = "The unit that it is, or lies in", examples = "340100")
        String unitCode,

        @Schema(required = true, description = "What that is called", examples = "合肥市")
        String unitName,

        @Schema(required = true, description = "How the targets will be reached", examples = "以县（市、区）为单位，分行业推进。")
        String summary,

        @Schema(required = true, description = "What will be done", maxItems = 30)
        List<PlanMeasure> measures,

        @Schema(required = true, description = "Of a city: how its targets go to its counties", maxItems = 20)
        List<TargetView> breakdowns,

        @Schema(required = true, description = "Where it stands")
        ImplementationPlanStatus status,

        @Schema(required = true, description = "Until when it is, or was, to be submitted")
        Instant filingDueAt,

        @Schema(required = true, nullable = true, description = "When it was submitted; null where it is not")
        Instant submittedAt,

        @Schema(required = true, nullable = true, description = "When it was last accepted or returned; null before")
        Instant reviewedAt,

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
                examples = "请补充分县目标")
        String reason,

        @Schema(
                required = true,
                nullable = true,
                description = "The division whose authority has to act; null where none has to",
                examples = "340123")
        String ownerRegionCode,

        @Schema(required = true, nullable = true, description = "What that is called", examples = "肥西县")
        String ownerRegionName,

        @Schema(required = true, nullable = true, description = "By when; null where nobody has to act")
        Instant dueAt,

        @Schema(required = true, description = "Whether that is over", examples = "false")
        boolean isOverdue,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"SUBMIT\"]")
        List<String> availableActions)
        implements Tagged {

    static ImplementationPlanView of(
            ImplementationPlan plan, Actor actor, Instant now, PlanRegions regions, Language language) {
        ImplementationContent says = plan.says();
        String owner = plan.ownerRegionCode();
        return new ImplementationPlanView(
                plan.id(),
                plan.version(),
                plan.planId(),
                plan.year(),
                plan.edition(),
                plan.amendsId(),
                plan.regionCode(),
                regions.name(plan.regionCode(), language),
                plan.unitCode(),
                regions.name(plan.unitCode(), language),
                says.summary(),
                says.measures(),
                says.breakdowns().stream()
                        .map(target -> TargetView.of(target, regions, language))
                        .toList(),
                plan.status(),
                plan.filingDueAt(),
                plan.submittedAt(),
                plan.reviewedAt(),
                plan.publishedAt(),
                plan.supersededAt(),
                plan.reason(),
                owner,
                owner == null ? null : regions.name(owner, language),
                plan.dueAt(),
                plan.isOverdueAt(now),
                plan.actions(actor));
    }
}
