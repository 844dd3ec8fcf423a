package cn.dengyun.platform.outbox;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Something that has become true, told to whoever listens. It is made by its {@link EventType}; an event that is read
 * back may be of a type that is not told any more.
 *
 * @param type reverse-DNS CloudEvents type, e.g. {@code cn.dengyun.catalogue.offering.published}
 * @param subject what it is about, a path below {@code /api/v1}; the events of one subject are counted and stay in
 *     order
 * @param organizationId whose business it is; null for the platform's own
 * @param counterpartId the other organisation that it concerns as much; null where there is none
 * @param regionCode GB/T 2260 code of the division whose authority, and the authorities above it, may see it; null when
 *     it is no authority's business
 * @param isPublic whether everybody may see it; else only its organisation and its counterpart, the authorities of its
 *     region, auditors and administrators
 * @param data a rendered JSON object, free of secrets and personal data
 */
public record DomainEvent(
        UUID id,
        String type,
        String subject,
        UUID organizationId,
        UUID counterpartId,
        String regionCode,
        boolean isPublic,
        String data,
        Instant occurredAt) {

    public DomainEvent {
        if (counterpartId != null && (organizationId == null || organizationId.equals(counterpartId))) {
            throw new IllegalArgumentException("the other side of an event has to be another organisation: " + type);
        }
    }

    /** An event that is no authority's business unless it is everybody's. */
    public DomainEvent(
            UUID id,
            String type,
            String subject,
            UUID organizationId,
            boolean isPublic,
            String data,
            Instant occurredAt) {
        this(id, type, subject, organizationId, null, null, isPublic, data, occurredAt);
    }

    /** The same, told to the authorities of this region too. */
    public DomainEvent inRegion(String code) {
        return new DomainEvent(id, type, subject, organizationId, counterpartId, code, isPublic, data, occurredAt);
    }

    /**
     * The same, told to this organisation as it is to the first; when it is the first itself, or null, there is no
     * other side.
     */
    public DomainEvent alsoTo(UUID organization) {
        UUID other = Objects.equals(organization, organizationId) ? null : organization;
        return new DomainEvent(id, type, subject, organizationId, other, regionCode, isPublic, data, occurredAt);
    }

    /** The same, told to everybody if so. */
    public DomainEvent publicIf(boolean isEverybodys) {
        return new DomainEvent(
                id, type, subject, organizationId, counterpartId, regionCode, isEverybodys, data, occurredAt);
    }
}
