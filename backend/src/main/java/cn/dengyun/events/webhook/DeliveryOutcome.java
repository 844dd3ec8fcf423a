package cn.dengyun.events.webhook;

import java.time.Instant;

/**
 * What an attempt means for its delivery.
 *
 * @param state PENDING when it is tried again, else DELIVERED or DEAD
 * @param next when it is tried again; null when it is not
 */
record DeliveryOutcome(DeliveryAttempt attempt, Delivery delivery, Delivery.State state, Instant next) {

    /** Decides by the schedule. Whoever answers 410 is not asked again before its owner says so. */
    static DeliveryOutcome of(
            DeliveryAttempt attempt, Delivery delivery, RetrySchedule schedule, Instant now, double random) {
        if (attempt.isDelivered()) {
            return new DeliveryOutcome(attempt, delivery, Delivery.State.DELIVERED, null);
        }
        Instant first = delivery.firstAttemptAt() == null ? attempt.at() : delivery.firstAttemptAt();
        Instant next = schedule.next(first, now, delivery.attempts() + 1, attempt.retryAfter(), random);
        if (next == null && !attempt.isGone()) {
            return new DeliveryOutcome(attempt, delivery, Delivery.State.DEAD, null);
        }
        return new DeliveryOutcome(attempt, delivery, Delivery.State.PENDING, next == null ? now : next);
    }
}
