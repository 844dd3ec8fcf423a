package cn.dengyun.monitoring.issue;

import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.platform.web.Language;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A step of an issue to be coordinated. */
@Schema(name = "CoordinationIssueStep", description = "Something that was said or done about an issue")
record CoordinationIssueStepView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "What was done", examples = "ANSWER")
        String move,

        @Schema(
                required = true,
                nullable = true,
                description = "The division whose authority did it; null for the clock",
                examples = "340100")
        String regionCode,

        @Schema(
                required = true,
                nullable = true,
                description = "What that is called; null for the clock",
                examples = "合肥市")
        String regionName,

        @Schema(required = true, nullable = true, description = "Who did it; null for the clock")
        UUID byId,

        @Schema(required = true, description = "When") Instant at,

        @Schema(
                required = true,
                nullable = true,
                description = "What was said, or why; null where nothing was",
                examples = "已协调运营商于本月扩容")
        String text) {

    static CoordinationIssueStepView of(CoordinationIssueStep step, PlanRegions regions, Language language) {
        return new CoordinationIssueStepView(
                step.id(),
                step.move(),
                step.regionCode(),
                step.regionCode() == null ? null : regions.name(step.regionCode(), language),
                step.byId(),
                step.at(),
                step.text());
    }
}
