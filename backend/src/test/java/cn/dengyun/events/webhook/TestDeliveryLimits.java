package cn.dengyun.events.webhook;

import jakarta.inject.Singleton;
import java.time.Duration;

/** Receivers of tests come back within seconds after they were killed, and one organisation has all of them. */
@Singleton
class TestDeliveryLimits extends DeliveryLimits {

    @Override
    Duration firstPause() {
        return Duration.ofMillis(100);
    }

    @Override
    Duration longestPause() {
        return Duration.ofSeconds(1);
    }

    @Override
    int endpointsPerOrganization() {
        return 1_000;
    }
}
