package cn.dengyun.adoption.rule;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rule as its caller sees it. */
@Schema(name = "AdoptionRule", description = "When an enterprise counts as having moved to the cloud, by number")
record AdoptionRuleView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Grows with each change") int version,

        @Schema(description = "By which records, batches and enterprises name it", examples = "1")
        int number,

        @JsonUnwrapped AdoptionRuleForm form,

        @Schema(description = "Where it stands") AdoptionRuleStatus status,

        @Schema(description = "When it was drawn up") Instant proposedAt,

        @Schema(nullable = true, description = "When it was approved; null before")
        Instant approvedAt,

        @Schema(nullable = true, description = "Why the last step was taken", examples = "情况属实，同意办理")
        String reason,

        @Schema(description = "What the caller may do now", examples = "[\"APPROVE\"]")
        List<String> availableActions)
        implements Tagged {

    static AdoptionRuleView of(AdoptionRule rule, Actor actor) {
        return new AdoptionRuleView(
                rule.id(),
                rule.version(),
                rule.number(),
                rule.form(),
                rule.status(),
                rule.proposedAt(),
                rule.approvedAt(),
                rule.reason(),
                rule.actions(actor));
    }
}
