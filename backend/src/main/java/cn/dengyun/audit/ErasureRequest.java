package cn.dengyun.audit;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whose personal data is to be erased from the audit trail, and why. */
@Schema(name = "AuditErasureRequest", description = "Whose personal data to erase from the audit trail, and why.")
record ErasureRequest(
        @Schema(nullable = true, description = "Of what this account did. Either this or `subject`.")
        UUID actorId,

        @Schema(
                nullable = true,
                description = "Of what was done to this path and below.",
                examples = "/api/v1/organizations/01900000-0000-7000-8000-000000000103/members")
        @Pattern(regexp = "/api/v1/[a-z-]+/[^/].*")
        @Size(max = 500)
        String subject,

        @Schema(required = true, description = "Kept on record; name no person.", examples = "本人申请删除，工单 2018-118")
        @NotBlank
        @Size(max = 2_000)
        String reason) {

    /** Rejects with {@code invalid-request} and {@code audit-erasure-unclear} unless it names exactly one thing. */
    void requireOne() {
        if ((actorId == null) == (subject == null)) {
            throw Rejection.invalid(List.of(Defect.at("/subject", "audit-erasure-unclear")));
        }
    }
}
