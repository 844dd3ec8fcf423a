package cn.dengyun.events.notification;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Nobody is told what waits for him while tests run: it would be counted for everybody whom tests have made, and told
 * to those whose notifications other tests look at. {@link WorkDigestTest} tells those whom it means.
 */
@Singleton
class QuietMornings {

    private static final int BEHIND_EVERYBODY = 1_000_000;

    void stop(@Observes @Priority(BEHIND_EVERYBODY) StartupEvent event, WorkDigest digest) {
        digest.stop(null);
    }
}
