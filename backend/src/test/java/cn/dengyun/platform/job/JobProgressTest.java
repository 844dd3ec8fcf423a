package cn.dengyun.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobProgressTest {

    private static final Instant BEGIN = Instant.parse("2018-07-01T00:00:00Z");

    @Test
    void theRateIsThatOfThePresentAttempt() {
        JobProgress job = job(JobState.RUNNING, 500, 1_000L, 200, BEGIN, null);

        assertThat(job.ratePerSecond(BEGIN.plusSeconds(3))).isEqualTo(100.0);
        assertThat(job.etaSeconds(BEGIN.plusSeconds(3))).isEqualTo(5);
    }

    @Test
    void nothingIsPromisedBeforeAnythingIsKnown() {
        assertThat(job(JobState.PREPARING, 0, null, 0, null, null).ratePerSecond(BEGIN))
                .isZero();
        assertThat(job(JobState.PREPARING, 0, null, 0, null, null).etaSeconds(BEGIN))
                .isNull();
        assertThat(job(JobState.RUNNING, 0, 10L, 0, BEGIN, null).etaSeconds(BEGIN))
                .isNull();
        assertThat(job(JobState.RUNNING, 5, null, 0, BEGIN, null).etaSeconds(BEGIN.plusSeconds(1)))
                .isNull();
    }

    @Test
    void theRateStandsStillAfterTheEnd() {
        JobProgress job = job(JobState.SUCCEEDED, 100, 100L, 0, BEGIN, BEGIN.plusSeconds(10));

        assertThat(job.ratePerSecond(BEGIN.plusSeconds(1_000))).isEqualTo(10.0);
        assertThat(job.etaSeconds(BEGIN.plusSeconds(1_000))).isZero();
    }

    private static JobProgress job(
            JobState state, long done, Long total, long attemptFrom, Instant attemptAt, Instant finishedAt) {
        return new JobProgress(
                new UUID(0, 1), state, done, total, attemptFrom, attemptAt, false, null, BEGIN, BEGIN, finishedAt);
    }
}
