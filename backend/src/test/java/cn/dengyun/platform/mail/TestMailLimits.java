package cn.dengyun.platform.mail;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Nothing is tried again by itself as long as a test takes. */
@Alternative
@Singleton
public class TestMailLimits extends MailLimits {

    static final int ATTEMPTS = 6;

    @Override
    int attempts() {
        return ATTEMPTS;
    }

    @Override
    Duration firstDelay() {
        return Duration.ofHours(1);
    }

    @Override
    Duration longestDelay() {
        return Duration.ofHours(1);
    }
}
