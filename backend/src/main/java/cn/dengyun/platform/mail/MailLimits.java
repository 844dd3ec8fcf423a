package cn.dengyun.platform.mail;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How stubbornly mail is sent: a server may be away for more than a day before anything is lost. Tests, which wait for
 * the end of it, bring a bean of this type that gives up sooner.
 */
@Singleton
@DefaultBean
class MailLimits {

    /** How often a mail is tried before it is given up. */
    int attempts() {
        return 10;
    }

    /** The wait after the first failed attempt; each further one is four times as long, up to the longest. */
    Duration firstDelay() {
        return Duration.ofSeconds(30);
    }

    Duration longestDelay() {
        return Duration.ofHours(6);
    }
}
