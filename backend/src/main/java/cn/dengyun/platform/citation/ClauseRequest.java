package cn.dengyun.platform.citation;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A clause of a published policy, as callers name it. */
@Schema(name = "ClauseRequest", description = "A clause of a published policy, by which a decision can be looked up")
public record ClauseRequest(
        @NotNull
        @Schema(
                required = true,
                description = "Id of the first edition of the policy, `firstEditionId` of the article",
                examples = "01900000-0000-7000-8000-000000006a01")
        UUID policyId,

        @NotNull
        @Pattern(regexp = "art-[0-9]{1,4}(-[0-9]{1,4}){0,4}")
        @Schema(
                required = true,
                description = "Anchor of the clause, the same in every edition",
                maxLength = 30,
                examples = "art-3-2")
        String anchor) {

    /** The clause in the edition that is live at a moment. */
    public Citation at(Instant moment) {
        return new Citation(policyId, anchor, moment);
    }
}
