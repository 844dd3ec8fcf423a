package cn.dengyun.events.webhook;

import java.time.Instant;
import java.util.List;

/**
 * How far an endpoint has been told.
 *
 * @param cursor position up to which events have become deliveries
 * @param replayNext position that a replay goes on with; null when there is none
 * @param replayUntil last position of the replay; null when there is none
 * @param nextOrdinal number of the next delivery
 * @param unfinished deliveries that are neither delivered nor dead
 * @param failures attempts that failed since one succeeded
 * @param failingSince when the first of them was; null when the last attempt succeeded
 */
record EndpointProgress(
        long cursor,
        Long replayNext,
        Long replayUntil,
        long nextOrdinal,
        int unfinished,
        int failures,
        Instant failingSince) {

    /** After attempts, in their order, of which so many ended their deliveries. */
    EndpointProgress after(List<DeliveryOutcome> outcomes, int finished) {
        int failed = failures;
        Instant since = failingSince;
        for (DeliveryOutcome outcome : outcomes) {
            if (outcome.attempt().isDelivered()) {
                failed = 0;
                since = null;
            } else {
                failed++;
                since = since == null ? outcome.attempt().at() : since;
            }
        }
        return new EndpointProgress(cursor, replayNext, replayUntil, nextOrdinal, unfinished - finished, failed, since);
    }

    EndpointProgress told(long newCursor) {
        return new EndpointProgress(
                newCursor, replayNext, replayUntil, nextOrdinal, unfinished, failures, failingSince);
    }

    EndpointProgress replaying(Long next, Long until) {
        return new EndpointProgress(cursor, next, until, nextOrdinal, unfinished, failures, failingSince);
    }

    EndpointProgress grown(int deliveries) {
        return new EndpointProgress(
                cursor,
                replayNext,
                replayUntil,
                nextOrdinal + deliveries,
                unfinished + deliveries,
                failures,
                failingSince);
    }

    EndpointProgress recovered() {
        return new EndpointProgress(cursor, replayNext, replayUntil, nextOrdinal, unfinished, 0, null);
    }
}
