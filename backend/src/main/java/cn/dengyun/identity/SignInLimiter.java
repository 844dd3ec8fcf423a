package cn.dengyun.identity;

import cn.dengyun.shared.Rejection;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Slows down guessing: after some wrong passwords for one user name from one address, each further attempt has to wait
 * twice as long as the one before. It counts attempts when they begin, so a thousand at once gain nothing, and in the
 * memory of one node.
 */
@ApplicationScoped
class SignInLimiter {

    private static final int MOST_REMEMBERED = 100_000;
    private static final int MOST_DOUBLINGS = 20;

    private final IdentityConfig config;
    private final Clock clock;
    private final Cache<Guesser, Attempts> attempts;

    SignInLimiter(IdentityConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.attempts = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(config.longestDelay().multipliedBy(3))
                .build();
    }

    /**
     * Counts an attempt that begins now.
     *
     * <p>Rejects with {@code sign-in-blocked} (429; seconds to wait) when it comes too early after failed ones.
     */
    void begin(String username, String address) {
        Instant now = clock.instant();
        Attempts counted =
                attempts.asMap().compute(new Guesser(username, address), (guesser, before) -> next(before, now));
        if (counted.isRefused()) {
            long seconds =
                    Math.max(1, Duration.between(now, counted.blockedUntil()).toSeconds());
            throw Rejection.of(Rejection.Kind.TOO_MANY, "sign-in-blocked", seconds);
        }
    }

    /** The password was right: what was counted before is forgotten. */
    void succeed(String username, String address) {
        attempts.invalidate(new Guesser(username, address));
    }

    private Attempts next(Attempts before, Instant now) {
        if (before == null) {
            return new Attempts(1, now, false);
        }
        if (now.isBefore(before.blockedUntil())) {
            return new Attempts(before.count(), before.blockedUntil(), true);
        }
        int count = before.count() + 1;
        return new Attempts(count, now.plus(delay(count)), false);
    }

    private Duration delay(int count) {
        int excess = count - config.freeAttempts();
        if (excess < 0) {
            return Duration.ZERO;
        }
        Duration delay = config.firstDelay().multipliedBy(1L << Math.min(excess, MOST_DOUBLINGS));
        return delay.compareTo(config.longestDelay()) < 0 ? delay : config.longestDelay();
    }

    private record Guesser(String username, String address) {}

    private record Attempts(int count, Instant blockedUntil, boolean isRefused) {}
}
