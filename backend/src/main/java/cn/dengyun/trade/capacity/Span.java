package cn.dengyun.trade.capacity;

import java.time.Instant;

/**
 * Some time.
 *
 * @param endsAt the first moment behind it
 */
record Span(Instant startsAt, Instant endsAt) {

    boolean overlaps(Span other) {
        return startsAt.isBefore(other.endsAt) && other.startsAt.isBefore(endsAt);
    }

    boolean covers(Span other) {
        return !other.startsAt.isBefore(startsAt) && !other.endsAt.isAfter(endsAt);
    }

    boolean isEmpty() {
        return !startsAt.isBefore(endsAt);
    }

    /** What of it is in the other; empty where nothing is. */
    Span within(Span other) {
        return new Span(
                startsAt.isAfter(other.startsAt) ? startsAt : other.startsAt,
                endsAt.isBefore(other.endsAt) ? endsAt : other.endsAt);
    }
}
