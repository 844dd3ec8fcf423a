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
record Progress(
        long cursor,
        Long replayNext,
        Long replayUntil,
        long nextOrdinal,
        int unfinished,
        int failures,
        Instant failingSince) {

    /** After attempts, in their order, of which so many ended their deliveries. */
    Progress after(List<Outcome> outcomes, int finished) {
        int failed = failures;
        Instant since = failingSince;
        for (Outcome outcome : outcomes) {
            if (outcome.attempt().isDelivered()) {
                failed = 0;
                since = null;
            } else {
                failed++;
                since = since == null ? outcome.attempt().at() : since;
            }
        }
        return new Progress(cursor, replayNext, replayUntil, nextOrdinal, unfinished - finished, failed, since);
    }

    Progress told(long newCursor) {
        return new Progress(newCursor, replayNext, replayUntil, nextOrdinal, unfinished, failures, failingSince);
    }

    Progress replaying(Long next, Long until) {
        return new Progress(cursor, next, until, nextOrdinal, unfinished, failures, failingSince);
    }

    Progress grown(int deliveries) {
        return new Progress(
                cursor,
                replayNext,
                replayUntil,
                nextOrdinal + deliveries,
                unfinished + deliveries,
                failures,
                failingSince);
    }

    Progress recovered() {
        return new Progress(cursor, replayNext, replayUntil, nextOrdinal, unfinished, 0, null);
    }
}
