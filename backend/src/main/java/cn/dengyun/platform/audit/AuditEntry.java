package cn.dengyun.platform.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * An entry as it is chained: everything but what may be about a person.
 *
 * @param occurredAt to the microsecond
 * @param details JSON for programs, free of personal data; null for most
 * @param commitment what {@link AuditPersonal#commitment} gave for its personal part, in hexadecimal digits
 */
record AuditEntry(
        UUID id,
        Instant occurredAt,
        AuditKind kind,
        String action,
        String subject,
        UUID organizationId,
        AuditActor actor,
        String traceId,
        String reason,
        String details,
        String commitment) {

    private static final String SEALED = "dengyun-audit-seal/1";
    private static final String CHAINED = "dengyun-audit/1";

    /** What the seal is computed from: all fields in the order of ADR 0024. */
    byte[] sealedBytes() {
        return appendTo(new CanonicalBytes(SEALED)).bytes();
    }

    /** What the digest of its link is computed from. */
    byte[] chainedBytes(long position, String previous, boolean isSealed) {
        return appendTo(new CanonicalBytes(CHAINED)
                        .field(position)
                        .field(previous)
                        .field(isSealed))
                .bytes();
    }

    private CanonicalBytes appendTo(CanonicalBytes rendering) {
        return rendering
                .field(id)
                .field(ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt))
                .field(kind)
                .field(action)
                .field(subject)
                .field(organizationId)
                .field(actor.id())
                .field(actor.kind())
                .field(actor.roles())
                .field(actor.organizationId())
                .field(actor.onBehalfOf())
                .field(actor.delegationId())
                .field(traceId)
                .field(reason)
                .field(details)
                .field(commitment);
    }
}
