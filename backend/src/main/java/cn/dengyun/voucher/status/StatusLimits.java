package cn.dengyun.voucher.status;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How vouchers are watched and proven; most of it is promised to tills and phones. Tests, which wait for the end of a
 * stream, bring a bean of this type whose streams are short.
 */
@Singleton
@DefaultBean
public class StatusLimits {

    /** How many may watch vouchers on one node at the same time. */
    public int listeners() {
        return 10_000;
    }

    /** How often a stream says that it is alive; who has not read two of them is dropped. */
    public Duration heartbeat() {
        return Duration.ofSeconds(15);
    }

    /** After how long a stream ends, so that its reader comes back with a fresh token; a minute at most for agents. */
    public Duration streamLifetime() {
        return Duration.ofMinutes(10);
    }

    /** How long a QR credential is good. */
    public Duration credentialLifetime() {
        return Duration.ofMinutes(5);
    }

    /** After how long the key that signs credentials is replaced by a new one. */
    public Duration keyLifetime() {
        return Duration.ofDays(90);
    }

    /** How old a status list may be when it is given out. */
    public Duration listAge() {
        return Duration.ofSeconds(30);
    }

    /** How long a provider may go by a status list without a newer one. */
    public Duration listLifetime() {
        return Duration.ofHours(24);
    }

    /** How long after a presentation without a connection it may be told to the platform. */
    public Duration offlineFor() {
        return Duration.ofDays(7);
    }
}
