package cn.dengyun.events.webhook;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How patient deliveries are and how much of them there may be; most of it is promised to receivers. Tests, whose
 * receivers come back within seconds, bring a bean of this type that is quicker.
 */
@Singleton
@DefaultBean
class DeliveryLimits {

    /** Deliveries under way to one endpoint at once, each of another subject. */
    int inFlightPerEndpoint() {
        return 16;
    }

    /** Deliveries of this instance under way at once. */
    int inFlight() {
        return 128;
    }

    /** The pause after the first failed attempt; each further one doubles it. */
    Duration firstPause() {
        return Duration.ofSeconds(5);
    }

    /** The longest pause between two attempts. */
    Duration longestPause() {
        return Duration.ofHours(12);
    }

    /** How long a delivery is tried before it counts as dead: over a weekend. */
    Duration retryFor() {
        return Duration.ofHours(75);
    }

    /** How long every attempt at an endpoint must have failed before it is paused. */
    Duration pauseAfter() {
        return Duration.ofHours(96);
    }

    /** Deliveries of an endpoint that may wait; behind them the platform's own record of events is the queue. */
    int waiting() {
        return 10_000;
    }

    /** How long finished deliveries can be looked up and redelivered. */
    Duration keep() {
        return Duration.ofDays(30);
    }

    /** Endpoints an organisation may have. */
    int endpointsPerOrganization() {
        return 20;
    }
}
