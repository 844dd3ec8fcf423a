package cn.dengyun.events.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What came of one attempt at a delivery.
 *
 * @param status of the answer; null when there was none
 * @param failure null when the receiver answered with 2xx
 * @param retryAfter what the receiver asked for; null when it did not
 */
record DeliveryAttempt(UUID deliveryId, Instant at, Integer status, Failure failure, Duration retryAfter, long millis) {

    private static final int GONE = 410;

    /** Why an attempt failed. */
    @Schema(name = "WebhookFailure")
    enum Failure {
        /** An answer outside 2xx. */
        STATUS,
        /** An answer that points elsewhere; it is not followed. */
        REDIRECT,
        TIMEOUT,
        /** No connection, or one that broke. */
        CONNECTION,
        /** The certificate is not valid for the host. */
        TLS,
        /** The name of the host has no address. */
        UNRESOLVABLE,
        /** The guard does not allow the address. */
        REFUSED
    }

    boolean isDelivered() {
        return failure == null;
    }

    /** Whether the receiver said that it is no receiver any more. */
    boolean isGone() {
        return status != null && status == GONE;
    }
}
