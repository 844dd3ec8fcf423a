package cn.dengyun.events.webhook;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far an endpoint has been told. */
@Schema(name = "WebhookProgress", description = "How far the deliveries to an endpoint have come")
record WebhookProgressView(
        @Schema(
                required = true,
                description = "Up to this position events have become deliveries.",
                minimum = "0",
                examples = "4711")
        long position,

        @Schema(required = true, description = "The last position there is.", minimum = "0", examples = "4711")
        long headPosition,

        @Schema(
                required = true,
                description = "Deliveries that are neither delivered nor dead.",
                minimum = "0",
                examples = "0")
        int unfinishedDeliveries,

        @Schema(
                required = true,
                description = "Attempts that failed since one succeeded.",
                minimum = "0",
                examples = "0")
        int failures,

        @Schema(required = true, nullable = true, description = "When the first of them was.")
        Instant failingSince,

        @Schema(required = true, nullable = true, description = "Where a replay goes on; null when there is none.")
        Long replayPosition,

        @Schema(required = true, nullable = true, description = "Where the replay ends.")
        Long replayToPosition) {

    static WebhookProgressView of(EndpointProgress progress, long head) {
        return new WebhookProgressView(
                progress.cursor(),
                head,
                progress.unfinished(),
                progress.failures(),
                progress.failingSince(),
                progress.replayNext(),
                progress.replayUntil());
    }
}
