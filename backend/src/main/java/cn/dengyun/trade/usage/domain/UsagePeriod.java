package cn.dengyun.trade.usage.domain;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * A time that usage is counted in.
 *
 * @param from the first moment
 * @param end the first moment behind it
 */
public record UsagePeriod(Instant from, Instant end) {

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    /** A month of Asia/Shanghai. */
    public static UsagePeriod of(YearMonth month) {
        return new UsagePeriod(
                month.atDay(1).atStartOfDay(ANHUI).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(ANHUI).toInstant());
    }

    public boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(end);
    }

    /** It, but over at that moment at the latest. */
    public UsagePeriod until(Instant last) {
        return last.isBefore(end) ? new UsagePeriod(from, last) : this;
    }
}
