package cn.dengyun.trade.usage.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** Why something that was read cannot be right; the first that holds is told. */
public enum Quarantine {
    /** More than 18 digits: no bill could count it, so it can only be dismissed. */
    TOO_MANY_DIGITS,
    /** Later than {@link #SKEW} from now. */
    IN_FUTURE,
    /** Before the service began. */
    BEFORE_METER,
    /** After the service ended. */
    AFTER_METER,
    /** More than {@link #OLDEST_DAYS} days ago. */
    TOO_OLD,
    /** More than {@link #TIMES} times what was ordered for the whole service, and more than {@link #FLOOR}. */
    IMPLAUSIBLE;

    /** How far the clock of a provider may be ahead. */
    public static final Duration SKEW = Duration.ofMinutes(5);

    public static final int OLDEST_DAYS = 365;

    public static final int MAX_DIGITS = 18;

    /** How many times what was ordered is too much for one reading. */
    public static final int TIMES = 10;

    /** In units: up to so many nothing is implausible, however little was ordered. */
    public static final int FLOOR = 1_000;

    /**
     * Why a reading is held back; null where nothing speaks against it. It depends on no other reading, so that they
     * may come in any order.
     */
    public static Quarantine of(UsageReading reading, UsageMeter meter, Instant now) {
        if (digits(reading.quantity()) > MAX_DIGITS) {
            return TOO_MANY_DIGITS;
        }
        Instant last = reading.endsAt() == null ? reading.occurredAt() : reading.endsAt();
        if (last.isAfter(now.plus(SKEW))) {
            return IN_FUTURE;
        }
        if (reading.occurredAt().isBefore(meter.beginsAt())) {
            return BEFORE_METER;
        }
        boolean isAfter = !reading.occurredAt().isBefore(meter.endsAt()) || last.isAfter(meter.endsAt());
        if (isAfter) {
            return AFTER_METER;
        }
        if (isImplausible(reading.quantity(), meter.orderedQuantity())) {
            return IMPLAUSIBLE;
        }
        // Last: a correction may be of any age, and of nothing else that is held back.
        return reading.occurredAt().isBefore(now.minus(Duration.ofDays(OLDEST_DAYS))) ? TOO_OLD : null;
    }

    private static boolean isImplausible(BigDecimal quantity, BigDecimal ordered) {
        return quantity != null
                && quantity.compareTo(BigDecimal.valueOf(FLOOR)) > 0
                && quantity.compareTo(ordered.multiply(BigDecimal.valueOf(TIMES))) > 0;
    }

    /** Before and after the point, without zeros at either end of it. */
    private static int digits(BigDecimal quantity) {
        if (quantity == null) {
            return 0;
        }
        BigDecimal plain = quantity.stripTrailingZeros();
        int whole = Math.max(plain.precision() - plain.scale(), 1);
        return whole + Math.max(plain.scale(), 0);
    }
}
