package cn.dengyun.policy.domain;

import java.time.Instant;
import java.time.LocalDate;

/**
 * How things stand when a request is judged. Whoever judges an application again later passes the moment at which it
 * was submitted, and counts what it holds itself as left.
 *
 * @param programmeRegion whose applicants the programme is for; null: any
 * @param opensAt first moment at which an application is taken; null while not announced
 * @param closesAt first moment at which none is taken any more; null: none yet
 * @param quotaLeftFen what is left in the budget that pays; null when not known
 * @param providerLeftFen what is left of the named provider's ceiling; null when not known or none is named
 * @param moment when the application was submitted
 */
public record Situation(
        String programmeRegion,
        Instant opensAt,
        Instant closesAt,
        boolean suspended,
        Long quotaLeftFen,
        Long providerLeftFen,
        Instant moment) {

    public Situation {
        if (moment == null) {
            throw new IllegalArgumentException("a situation is at a moment");
        }
        BusinessDays.check(opensAt);
        BusinessDays.check(closesAt);
        BusinessDays.check(moment);
    }

    /** The day of the moment in Asia/Shanghai. */
    public LocalDate day() {
        return BusinessDays.of(moment);
    }
}
