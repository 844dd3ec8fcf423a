package cn.dengyun.platform.mail;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;

/** For a server that is away for seconds only. */
@Alternative
@Singleton
public class TestMailLimits extends MailLimits {

    /** One a second or so: enough for the server to be back before the last, few enough to wait for it. */
    static final int ATTEMPTS = 6;

    @Override
    int attempts() {
        return ATTEMPTS;
    }

    @Override
    Duration firstDelay() {
        return Duration.ofMillis(100);
    }

    @Override
    Duration longestDelay() {
        return Duration.ofSeconds(1);
    }
}
