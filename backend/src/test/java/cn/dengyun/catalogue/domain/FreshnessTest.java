package cn.dengyun.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {

    private static final Instant CONFIRMED = Instant.parse("2018-08-01T00:00:00Z");

    @ParameterizedTest(name = "{0} days and {1} nanoseconds later: {2}")
    @CsvSource({
        "0, 0, FRESH",
        "60, -1, FRESH",
        "60, 0, DUE_SOON",
        "90, -1, DUE_SOON",
        "90, 0, STALE",
        "120, -1, STALE",
        "120, 0, LAPSED",
        "4000, 0, LAPSED",
    })
    void aConfirmationLastsAQuarter(long days, long nanos, Freshness freshness) {
        Instant now = CONFIRMED.plus(Duration.ofDays(days)).plusNanos(nanos);

        assertThat(Freshness.at(now, CONFIRMED)).isEqualTo(freshness);
    }

    @Test
    void theNextConfirmationIsDueAfterNinetyDays() {
        assertThat(Freshness.nextDue(CONFIRMED)).isEqualTo(Instant.parse("2018-10-30T00:00:00Z"));
    }
}
