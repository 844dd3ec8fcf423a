package cn.dengyun.platform.outbox;

import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Ids;
import java.lang.reflect.ParameterizedType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/**
 * A type of event: an enum of the slice that tells them, one for each shape of data, with {@link Events} on it. It is
 * the only way to a {@link DomainEvent}, so what is told is what is declared: to readers at {@code GET
 * /api/v1/event-types}, in the contract as a webhook, and in the checks of subscriptions. Its names and when it is told
 * stand in {@code events_zh.properties} and {@code events_en.properties} under {@link #type()}.
 *
 * @param <T> the data, a record whose components are described by {@code @Schema}; ids are called what they are called
 *     in the representations of the contract
 */
public interface EventType<T extends Record> {

    /** The name of the constant; its last word becomes the last word of the type. */
    String name();

    /** Beginning of the type, with a dot at its end, e.g. {@code cn.dengyun.voucher.}. */
    default String family() {
        return common().family();
    }

    /**
     * What such an event is about, a path with members of the data in braces, e.g.
     * {@code /api/v1/vouchers/{voucherId}}.
     */
    default String subject() {
        return common().subject();
    }

    private Events common() {
        return ((Enum<?>) this).getDeclaringClass().getAnnotation(Events.class);
    }

    /** The record that stands behind the name of this interface. */
    @SuppressWarnings("unchecked")
    default Class<T> data() {
        return Arrays.stream(((Enum<?>) this).getDeclaringClass().getGenericInterfaces())
                .filter(type -> type instanceof ParameterizedType known && known.getRawType() == EventType.class)
                .map(type -> (Class<T>) ((ParameterizedType) type).getActualTypeArguments()[0])
                .findFirst()
                .orElseThrow();
    }

    /** Reverse-DNS type of the CloudEvent, e.g. {@code cn.dengyun.voucher.issued}. */
    default String type() {
        return family() + act();
    }

    /** What was done, e.g. {@code secret-rotated}; the audit trail calls it the same. */
    default String act() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An event for the organisation whose business it is; null for the platform's own. */
    default DomainEvent of(UUID organizationId, T data, Instant occurredAt) {
        return of(Ids.next(), organizationId, data, occurredAt);
    }

    /**
     * What is told of an aggregate: to its organisation and the authorities of its region, to all when it is public.
     */
    default DomainEvent about(Aggregate aggregate, T data, Instant occurredAt) {
        return of(aggregate.organizationId(), data, occurredAt)
                .inRegion(aggregate.regionCode())
                .publicIf(aggregate.isPublic());
    }

    /** The same with an id that something else on record refers to. */
    default DomainEvent of(UUID id, UUID organizationId, T data, Instant occurredAt) {
        return new DomainEvent(
                id, type(), EventData.fill(subject(), data), organizationId, false, EventData.render(data), occurredAt);
    }
}
