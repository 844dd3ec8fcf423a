package cn.dengyun.assessment.level;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody of the list of experts, for the province and auditors. */
@Schema(name = "AssessmentExpert", description = "Somebody whom the province may have drawn to judge L4 and L5")
record AssessmentExpertView(
        @Schema(required = true, description = "Its id, which is drawn")
        UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "The account by which the expert judges")
        UUID accountId,

        @Schema(required = true, description = "What the expert is called", examples = "王芳")
        String name,

        @Schema(required = true, description = "What the expert belongs to", examples = "皖江示范大学计算机学院")
        String statedOrganization,

        @Schema(
                required = true,
                description = "Industries whose enterprises the expert judges, GB/T 4754; empty for all",
                examples = "[\"34\"]")
        List<String> industries,

        @Schema(required = true, description = "When the expert was put on the list")
        Instant addedAt,

        @Schema(required = true, nullable = true, description = "When that ended; null before")
        Instant endedAt,

        @Schema(required = true, nullable = true, description = "Why it ended; null before", examples = "本人申请退出")
        String endReason,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"END\"]")
        List<String> availableActions)
        implements Tagged {

    static AssessmentExpertView of(AssessmentExpert found, Actor actor) {
        return new AssessmentExpertView(
                found.id(),
                found.version(),
                found.accountId(),
                found.name(),
                found.statedOrganization(),
                found.industries(),
                found.addedAt(),
                found.endedAt(),
                found.endReason(),
                found.actions(actor));
    }
}
