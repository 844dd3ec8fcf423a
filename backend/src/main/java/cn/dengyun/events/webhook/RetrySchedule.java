package cn.dengyun.events.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** When a failed delivery is tried again: after pauses that double, scattered, for at least the configured time. */
@ApplicationScoped
class RetrySchedule {

    private static final double SCATTER = 0.4;
    private static final int MAX_DOUBLINGS = 40;

    private final DeliveryLimits limits;

    RetrySchedule(DeliveryLimits limits) {
        this.limits = limits;
    }

    /**
     * The next attempt, or null when it was the last.
     *
     * @param failedAttempts how often it has failed by now, at least once
     * @param retryAfter what the receiver asked for, honoured up to the longest pause; may be null
     * @param random from 0 to 1; scatters the attempts of many deliveries over four fifths to six fifths of the pause
     */
    Instant next(Instant firstAttempt, Instant now, int failedAttempts, Duration retryAfter, double random) {
        if (!now.isBefore(firstAttempt.plus(limits.retryFor()))) {
            return null;
        }
        double doubled = limits.firstPause().toMillis() * Math.pow(2, Math.min(failedAttempts - 1, MAX_DOUBLINGS));
        double pause = Math.min(doubled, limits.longestPause().toMillis());
        Duration scattered = Duration.ofMillis((long) (pause * (1 - SCATTER / 2 + SCATTER * random)));
        return now.plus(retryAfter == null ? scattered : longer(scattered, shorter(retryAfter, limits.longestPause())));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
