package cn.dengyun.platform.job;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * How far a job has come.
 *
 * @param done units finished and committed
 * @param total units in all; null while that is unknown
 * @param attemptFrom units that earlier attempts had finished
 * @param attemptAt when the present attempt began; null before the first
 */
public record JobProgress(
        UUID id,
        JobState state,
        long done,
        Long total,
        long attemptFrom,
        Instant attemptAt,
        boolean isCancelRequested,
        String failureCode,
        Instant createdAt,
        Instant queuedAt,
        Instant finishedAt) {

    /** Units per second of the present attempt; 0 before it has done anything. */
    public double ratePerSecond(Instant now) {
        if (attemptAt == null) {
            return 0;
        }
        Instant end = finishedAt == null ? now : finishedAt;
        long millis = Math.max(1, Duration.between(attemptAt, end).toMillis());
        return Math.max(0, done - attemptFrom) * 1000.0 / millis;
    }

    /** Seconds to the end at the present rate; null when that cannot be told, 0 when it is over. */
    public Long etaSeconds(Instant now) {
        if (state.isFinal()) {
            return 0L;
        }
        double rate = ratePerSecond(now);
        return total == null || rate <= 0 ? null : (long) Math.ceil(Math.max(0, total - done) / rate);
    }
}
