package cn.dengyun.catalogue.domain;

import java.time.Duration;
import java.time.Instant;

/** How current an offering is: providers have to confirm their catalogue regularly (the action plan's section 4(3)). */
public enum Freshness {
    FRESH,
    /** The next confirmation is due within 30 days. */
    DUE_SOON,
    /** The confirmation is overdue. */
    STALE,
    /** Overdue for 30 days or more: not to be ordered with a voucher. */
    LAPSED;

    /** How long a confirmation lasts: a quarter. */
    public static final Duration PERIOD = Duration.ofDays(90);

    private static final Duration NOTICE = Duration.ofDays(30);

    public static Instant nextDue(Instant lastConfirmedAt) {
        return lastConfirmedAt.plus(PERIOD);
    }

    public static Freshness at(Instant now, Instant lastConfirmedAt) {
        Instant due = nextDue(lastConfirmedAt);
        if (now.isBefore(due.minus(NOTICE))) {
            return FRESH;
        }
        if (now.isBefore(due)) {
            return DUE_SOON;
        }
        return now.isBefore(due.plus(NOTICE)) ? STALE : LAPSED;
    }
}
