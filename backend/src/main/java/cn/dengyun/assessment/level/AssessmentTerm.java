package cn.dengyun.assessment.level;

import cn.dengyun.platform.clock.ClockProducer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * How long a level holds: two years, if its enterprise confirms after the first that nothing that it rests on has
 * changed (domain.md §8).
 *
 * @param confirmedUntil by when it has to be confirmed, or the end of its validity where it was
 * @param lapsesAt the end of the grace behind that, or of its validity
 * @param remindedOf the confirmation that its enterprise was reminded of; null before
 */
record AssessmentTerm(Instant confirmedUntil, Instant lapsesAt, Instant remindedOf) {

    /** How long before the end of a year it can be confirmed; as in its work view. */
    static final Duration NOTICE = Duration.ofDays(60);

    /** How long behind it. */
    static final Duration GRACE = Duration.ofDays(30);

    static final int YEARS_VALID = 2;

    /** Of a level that holds from a moment on. */
    static AssessmentTerm from(Instant now) {
        Instant confirmed = endOfDay(now, 1);
        return new AssessmentTerm(confirmed, confirmed.plus(GRACE), null);
    }

    /** The end of the same day so many years later. */
    static Instant endOfDay(Instant from, int years) {
        return LocalDate.ofInstant(from, ClockProducer.BUSINESS_ZONE)
                .plusYears(years)
                .plusDays(1)
                .atStartOfDay(ClockProducer.BUSINESS_ZONE)
                .toInstant();
    }

    Instant confirmableFrom() {
        return confirmedUntil.minus(NOTICE);
    }

    boolean isToConfirm() {
        return confirmedUntil.isBefore(lapsesAt);
    }

    boolean isConfirmableAt(Instant now) {
        return isToConfirm() && !now.isBefore(confirmableFrom()) && now.isBefore(lapsesAt);
    }

    boolean isReminderDueAt(Instant now) {
        return isConfirmableAt(now) && remindedOf == null;
    }

    AssessmentTerm confirmed(Instant validUntil) {
        return new AssessmentTerm(validUntil, validUntil, remindedOf);
    }

    AssessmentTerm reminded() {
        return new AssessmentTerm(confirmedUntil, lapsesAt, confirmedUntil);
    }

    /** When the clock makes a difference next. */
    Instant actsAt() {
        return isToConfirm() && remindedOf == null ? confirmableFrom() : lapsesAt;
    }
}
