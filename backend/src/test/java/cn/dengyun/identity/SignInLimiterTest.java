package cn.dengyun.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.shared.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInLimiterTest {

    private final HandClock clock = new HandClock();
    private final SignInLimiter limiter = new SignInLimiter(TestConfig.identity(null), clock);

    @BeforeEach
    void fiveWrongPasswords() {
        for (int i = 0; i < 5; i++) {
            limiter.begin("platform", "10.0.0.1");
        }
    }

    @Test
    void theNextAttemptHasToWait() {
        assertThat(secondsToWait()).isEqualTo(2);
    }

    @Test
    void eachFurtherFailureDoublesTheDelayUpToItsBound() {
        long longest = 0;
        for (int i = 0; i < 30; i++) {
            longest = secondsToWait();
            clock.forward(Duration.ofSeconds(longest));
            limiter.begin("platform", "10.0.0.1");
        }
        assertThat(longest).isEqualTo(300);
    }

    @Test
    void attemptsDuringTheDelayDoNotLengthenIt() {
        for (int i = 0; i < 100; i++) {
            assertThat(secondsToWait()).isEqualTo(2);
        }
    }

    @Test
    void anotherAddressAndAnotherNameAreNotConcerned() {
        limiter.begin("platform", "10.0.0.2");
        limiter.begin("application", "10.0.0.1");
    }

    @Test
    void aRightPasswordForgetsTheWrongOnes() {
        clock.forward(Duration.ofSeconds(2));
        limiter.begin("platform", "10.0.0.1");
        limiter.succeed("platform", "10.0.0.1");
        limiter.begin("platform", "10.0.0.1");
        limiter.begin("platform", "10.0.0.1");
    }

    private long secondsToWait() {
        Rejection[] refusal = new Rejection[1];
        assertThatThrownBy(() -> limiter.begin("platform", "10.0.0.1"))
                .isInstanceOfSatisfying(Rejection.class, rejection -> refusal[0] = rejection);
        assertThat(refusal[0].code()).isEqualTo("sign-in-blocked");
        return (Long) refusal[0].arguments().get(0);
    }

    /** A clock that moves when it is told to. */
    private static final class HandClock extends Clock {

        private Instant now = Instant.parse("2026-11-23T08:00:00Z");

        void forward(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
