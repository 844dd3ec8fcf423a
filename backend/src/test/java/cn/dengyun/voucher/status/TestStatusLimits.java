package cn.dengyun.voucher.status;

import jakarta.inject.Singleton;
import java.time.Duration;

/** Streams of tests end while somebody waits for it. */
@Singleton
public class TestStatusLimits extends StatusLimits {

    @Override
    public Duration heartbeat() {
        return Duration.ofMillis(500);
    }

    @Override
    public Duration streamLifetime() {
        return Duration.ofSeconds(3);
    }
}
