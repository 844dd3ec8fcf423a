package cn.dengyun.events.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A delivery of an event to an endpoint. */
@Schema(name = "WebhookDelivery", description = "A delivery of one event to one endpoint, and how far it has come")
record WebhookDeliveryView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The endpoint")
        UUID endpointId,

        @Schema(required = true, description = "What it was made for.")
        Delivery.Kind kind,

        @Schema(
                required = true,
                description = "The `webhook-id`: the same for each attempt, replay and redelivery of the event.")
        UUID eventId,

        @Schema(
                required = true,
                description = "The type of the event",
                examples = "cn.dengyun.catalogue.offerings.changed")
        String eventType,

        @Schema(
                required = true,
                description = "What the event is about",
                examples = "/api/v1/providers/01997c1e-5d4a-7b1c-9f0e-3b1d8a6c2e41")
        String subject,

        @Schema(required = true, description = "0 for a test.", minimum = "0", examples = "7")
        int sequence,

        @Schema(required = true, description = "0 for a test.", minimum = "0", examples = "4711")
        long position,

        @Schema(
                required = true,
                description = "`WAITING` behind an earlier delivery of its subject, `PENDING` when it is the next,"
                        + " `DELIVERED`, or `DEAD` when every attempt has failed.")
        Delivery.State status,

        @Schema(required = true, minimum = "0", description = "Number of attempts so far", examples = "1")
        int attempts,

        @Schema(required = true, nullable = true, description = "When it was last tried; null before the first attempt")
        Instant lastAttemptAt,

        @Schema(required = true, nullable = true, description = "Null unless it is pending.")
        Instant nextAttemptAt,

        @Schema(required = true, nullable = true, description = "HTTP status of the last answer.", examples = "200")
        Integer lastStatus,

        @Schema(required = true, nullable = true, description = "Why the last attempt failed.")
        DeliveryAttempt.Failure lastFailure,

        @Schema(required = true, nullable = true, description = "How long the last attempt took.", examples = "12")
        Integer lastMillis,

        @Schema(required = true, nullable = true, description = "When it was delivered or given up.")
        Instant finishedAt,

        @Schema(required = true, description = "When it was created")
        Instant createdAt,

        @Schema(required = true, description = "What the caller may do now.", examples = "[\"redeliver\"]")
        List<String> availableActions) {

    static WebhookDeliveryView of(Delivery delivery, boolean isOwner) {
        return new WebhookDeliveryView(
                delivery.id(),
                delivery.endpointId(),
                delivery.kind(),
                delivery.eventId(),
                delivery.eventType(),
                delivery.subject(),
                delivery.sequence(),
                delivery.position(),
                delivery.state(),
                delivery.attempts(),
                delivery.lastAttemptAt(),
                delivery.nextAttemptAt(),
                delivery.lastStatus(),
                delivery.lastFailure(),
                delivery.lastMillis(),
                delivery.finishedAt(),
                delivery.createdAt(),
                isOwner && delivery.state().isFinal() ? List.of("redeliver") : List.of());
    }
}
