package cn.dengyun.trade.capacity;

import java.time.Instant;
import java.util.UUID;

/**
 * Time at which a provider keeps a capacity closed, for maintenance for example.
 *
 * @param unitNumber which of the units; null for all of them
 * @param liftedAt when the provider opened it again; null as long as it stands
 */
record CapacityClosure(
        UUID id,
        UUID capacityId,
        Integer unitNumber,
        Instant startsAt,
        Instant endsAt,
        String reason,
        UUID createdBy,
        Instant createdAt,
        Instant liftedAt) {

    Span span() {
        return new Span(startsAt, endsAt);
    }

    CapacityClosure lifted(Instant now) {
        return new CapacityClosure(id, capacityId, unitNumber, startsAt, endsAt, reason, createdBy, createdAt, now);
    }
}
