package cn.dengyun.provider.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * When a sanction disqualifies a provider, or did.
 *
 * @param until the first moment at which it does no more
 */
public record Disqualification(UUID providerId, Instant since, Instant until) {

    /** Whether it does at a moment. */
    public boolean covers(Instant moment) {
        return !moment.isBefore(since) && moment.isBefore(until);
    }

    /** Whether it does on a day, or on a part of it. */
    public boolean touches(LocalDate day) {
        Instant begin = SanctionTerm.endOf(day.minusDays(1));
        return since.isBefore(SanctionTerm.endOf(day)) && until.isAfter(begin);
    }
}
