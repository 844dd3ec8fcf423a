package cn.dengyun.events.webhook;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event on its way to an endpoint, or after that.
 *
 * @param eventId the {@code webhook-id}: the same for each attempt, replay and redelivery
 * @param sequence of the event within its subject; 0 for a test, as position is
 * @param firstAttemptAt null before the first attempt, as lastAttemptAt is
 * @param nextAttemptAt null unless it is pending
 * @param lastStatus null when the last attempt got no answer
 * @param lastFailure null when the last attempt did not fail
 * @param finishedAt null until it is delivered or dead
 */
record Delivery(
        UUID id,
        UUID endpointId,
        UUID organizationId,
        Kind kind,
        UUID eventId,
        String eventType,
        String subject,
        int sequence,
        long position,
        State state,
        int attempts,
        Instant firstAttemptAt,
        Instant lastAttemptAt,
        Instant nextAttemptAt,
        Integer lastStatus,
        DeliveryAttempt.Failure lastFailure,
        Integer lastMillis,
        Instant finishedAt,
        Instant createdAt) {

    /** What it was made for. */
    @Schema(name = "WebhookDeliveryKind")
    enum Kind {
        EVENT,
        REPLAY,
        REDELIVERY,
        TEST
    }

    /** Where it stands. */
    @Schema(name = "WebhookDeliveryStatus")
    enum State {
        /** Behind an earlier one of its subject. */
        WAITING,
        /** The next of its subject. */
        PENDING,
        DELIVERED,
        /** Tried for as long as deliveries are tried, and given up. */
        DEAD;

        boolean isFinal() {
            return this == DELIVERED || this == DEAD;
        }
    }

    static String path(UUID id) {
        return "/api/v1/webhook-deliveries/" + id;
    }

    /** A delivery that nobody has tried yet. */
    static Delivery fresh(UUID id, WebhookEndpoint endpoint, Kind kind, EventKey event, State state, Instant now) {
        return new Delivery(
                id,
                endpoint.id(),
                endpoint.organizationId(),
                kind,
                event.id(),
                event.type(),
                event.subject(),
                event.sequence(),
                event.position(),
                state,
                0,
                null,
                null,
                state == State.PENDING ? now : null,
                null,
                null,
                null,
                null,
                now);
    }

    EventKey event() {
        return new EventKey(eventId, eventType, subject, sequence, position);
    }

    /** What identifies the event that is delivered. */
    record EventKey(UUID id, String type, String subject, int sequence, long position) {}
}
