package cn.dengyun.monitoring.plan.domain;

import java.math.BigInteger;

/**
 * What an indicator will come to by the last day of a plan.
 *
 * @param value null where the method is {@link ForecastMethod#NONE}
 */
public record Forecast(ForecastMethod method, Long value) {

    public static final Forecast NONE = new Forecast(ForecastMethod.NONE, null);

    /** So many days are looked back on. */
    public static final int WINDOW_DAYS = 90;

    /** Behind fewer days nothing is told. */
    public static final int MIN_DAYS = 14;

    /**
     * By the pace of late, rounded down: what is not there is not promised.
     *
     * @param actual what it has come to
     * @param lately what was added on the days that are looked back on
     * @param days how many those are
     * @param daysLeft until the last day; 0 on that day and behind it
     */
    public static Forecast of(long actual, long lately, int days, long daysLeft) {
        if (days < MIN_DAYS) {
            return NONE;
        }
        BigInteger more = BigInteger.valueOf(lately).multiply(BigInteger.valueOf(Math.max(0, daysLeft)));
        BigInteger[] whole = more.divideAndRemainder(BigInteger.valueOf(days));
        boolean isBelow = whole[1].signum() < 0;
        long added =
                whole[0].subtract(isBelow ? BigInteger.ONE : BigInteger.ZERO).longValueExact();
        return new Forecast(ForecastMethod.RECENT_PACE, Math.addExact(actual, added));
    }
}
