package cn.dengyun.identity.delegation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A delegation as its two sides and auditors see it. */
@Schema(name = "Delegation", description = "An enterprise's permission for another organisation to act for it")
record DelegationView(
        @Schema(required = true, description = "Send it as `Dengyun-Delegation` to act by it")
        UUID id,

        @Schema(required = true, description = "The enterprise that is acted for")
        UUID principalOrganizationId,

        @Schema(required = true, description = "The organisation that acts")
        UUID agentOrganizationId,

        @Schema(required = true, description = "What the agent may do", examples = "[\"organization:read\"]")
        List<String> scopes,

        @Schema(required = true, description = "From when the agent may act")
        Instant validFrom,

        @Schema(required = true, description = "Until when the agent may act")
        Instant validUntil,

        @Schema(required = true, description = "Only an `ACTIVE` one can be used")
        DelegationStatus status,

        @Schema(
                required = true,
                nullable = true,
                description = "What the enterprise noted about it",
                examples = "委托代办云服务券申请")
        String note,

        @Schema(required = true, description = "When it was created")
        Instant createdAt,

        @Schema(required = true, nullable = true, description = "When it was revoked; null while it is not")
        Instant revokedAt) {

    static DelegationView of(Delegation delegation, Instant now) {
        return new DelegationView(
                delegation.id(),
                delegation.principalOrganizationId(),
                delegation.agentOrganizationId(),
                delegation.scopes(),
                delegation.validFrom(),
                delegation.validUntil(),
                delegation.statusAt(now),
                delegation.note(),
                delegation.createdAt(),
                delegation.revokedAt());
    }

    /** One request that the agent made in the principal's name. */
    @Schema(name = "DelegationUse", description = "One request that the agent made in the principal's name")
    record UseView(
            @Schema(required = true, description = "Its id") UUID id,

            @Schema(required = true, description = "The agent's account or API client")
            UUID actorId,

            @Schema(required = true, description = "operationId of the operation", examples = "createCertification")
            String operation,

            @Schema(required = true, description = "The HTTP method of the request", examples = "POST")
            String method,

            @Schema(
                    required = true,
                    description = "The path of the request",
                    examples = "/api/v1/organizations/01900000-0000-7000-8000-000000000103/certifications")
            String path,

            @Schema(required = true, description = "When the request was made")
            Instant usedAt,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "HTTP status of the answer; null when it is not known",
                    examples = "201")
            Integer status) {

        static UseView of(DelegationUse use) {
            return new UseView(
                    use.id(), use.actorId(), use.operation(), use.method(), use.path(), use.usedAt(), use.status());
        }
    }
}
