package cn.dengyun.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {

    private static final Instant FIRST = Instant.parse("2018-07-01T00:00:00Z");

    private final RetrySchedule schedule = new RetrySchedule(new DeliveryLimits());

    @ParameterizedTest(name = "random {0}")
    @ValueSource(doubles = {0, 0.5, 1})
    void aDeliveryIsTriedForAtLeastSeventyFiveHours(double random) {
        List<Instant> attempts = new ArrayList<>(List.of(FIRST));
        for (Instant next = FIRST; next != null; ) {
            next = schedule.next(FIRST, next, attempts.size(), null, random);
            if (next != null) {
                attempts.add(next);
            }
        }

        Duration whole = Duration.between(FIRST, attempts.get(attempts.size() - 1));
        assertThat(whole).isBetween(Duration.ofHours(75), Duration.ofHours(90));
        assertThat(attempts).hasSizeBetween(17, 25);
        assertThat(Duration.between(FIRST, attempts.get(3))).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        assertThat(pause(1, null, 0.5)).isEqualTo(Duration.ofSeconds(5));
        assertThat(pause(2, null, 0.5)).isEqualTo(Duration.ofSeconds(10));
        assertThat(pause(5, null, 0.5)).isEqualTo(Duration.ofSeconds(80));
        assertThat(pause(30, null, 0.5)).isEqualTo(Duration.ofHours(12));
        assertThat(pause(1_000, null, 0.5)).isEqualTo(Duration.ofHours(12));
    }

    @Test
    void pausesAreScatteredByAFifth() {
        assertThat(pause(1, null, 0)).isEqualTo(Duration.ofSeconds(4));
        assertThat(pause(1, null, 1)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void aReceiverMayAskForMoreTimeButNotForLessAndNotForEver() {
        assertThat(pause(1, Duration.ofMinutes(10), 0.5)).isEqualTo(Duration.ofMinutes(10));
        assertThat(pause(1, Duration.ofSeconds(1), 0.5)).isEqualTo(Duration.ofSeconds(5));
        assertThat(pause(1, Duration.ofDays(400), 0.5)).isEqualTo(Duration.ofHours(12));
        assertThat(pause(1, Duration.ofDays(-1), 0.5)).isEqualTo(Duration.ofSeconds(5));
    }

    private Duration pause(int failedAttempts, Duration retryAfter, double random) {
        return Duration.between(FIRST, schedule.next(FIRST, FIRST, failedAttempts, retryAfter, random));
    }
}
