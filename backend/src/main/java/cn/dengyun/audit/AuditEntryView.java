package cn.dengyun.audit;

import cn.dengyun.platform.audit.AuditKind;
import cn.dengyun.shared.Hashes;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An entry of the audit trail. */
@Schema(name = "AuditEntry", description = "Who did what, when, from where and why.")
record AuditEntryView(
        @Schema(description = "Its id") UUID id,
        @Schema(description = "When it happened") Instant occurredAt,
        AuditKind kind,

        @Schema(description = "What was done.", maxLength = 100, examples = "organization.certified")
        String action,

        @Schema(
                description = "What it was done to.",
                maxLength = 500,
                examples = "/api/v1/organizations/01997c1e-5d4a-7b1c-9f0e-3b1d8a6c2e41")
        String subject,

        @Schema(nullable = true, description = "Whose business it is; null for the platform's own.")
        UUID organizationId,

        EntryActor actor,

        @Schema(
                nullable = true,
                description =
                        "Network address of the caller. Null without a request, once it was erased, and for an organisation's"
                                + " own people where somebody from outside acted.",
                maxLength = 64,
                examples = "203.0.113.7")
        String address,

        @Schema(
                nullable = true,
                description = "Trace id of the request.",
                maxLength = 32,
                examples = "4bf92f3577b34da6a3ce929d0e0e4736")
        String traceId,

        @Schema(
                nullable = true,
                maxLength = 2_000,
                description = "The reason that was given; null where none is asked for",
                examples = "材料齐全")
        String reason,

        @Schema(type = SchemaType.OBJECT, nullable = true, description = "The record before.") @JsonRawValue
        String before,

        @Schema(type = SchemaType.OBJECT, nullable = true, description = "The record afterwards.") @JsonRawValue
        String after,

        @Schema(type = SchemaType.OBJECT, nullable = true, description = "Facts for programs.") @JsonRawValue
        String details,

        @Schema(nullable = true, description = "The entry of the erasure that took address, before and after away.")
        UUID erasedBy,

        @Schema(nullable = true, description = "Place in the chain; null for about a second.", minimum = "1")
        Long position,

        @Schema(
                nullable = true,
                description = "SHA-256 of its link in the chain.",
                pattern = Hashes.HEX_PATTERN,
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String digest) {

    /** Who did it. */
    @Schema(name = "AuditActor", description = "Who did it.")
    record EntryActor(
            @Schema(
                    nullable = true,
                    description = "Account or API client; null for nobody and for the platform itself.")
            UUID id,

            Kind kind,

            @Schema(maxItems = 20, description = "The roles that it had at that moment", examples = "[\"AUTHORITY\"]")
            List<String> roles,

            @Schema(nullable = true, description = "Its organisation; null when it had none")
            UUID organizationId,

            @Schema(nullable = true, description = "The organisation that it acted for by delegation.")
            UUID onBehalfOf,

            @Schema(nullable = true, description = "The delegation that let it.")
            UUID delegationId) {}

    /** What sort of actor it was. */
    @Schema(name = "AuditActorKind")
    enum Kind {
        PERSON,
        CLIENT,
        ANONYMOUS,
        SYSTEM
    }

    /** What the organisation's own people see of it: where others called from is none of their business. */
    AuditEntryView forOrganization(UUID own) {
        boolean isOwn = own.equals(actor.organizationId());
        return isOwn
                ? this
                : new AuditEntryView(
                        id,
                        occurredAt,
                        kind,
                        action,
                        subject,
                        organizationId,
                        actor,
                        null,
                        traceId,
                        reason,
                        before,
                        after,
                        details,
                        erasedBy,
                        position,
                        digest);
    }
}
