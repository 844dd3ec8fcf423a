package cn.dengyun.provider.domain;

import cn.dengyun.shared.Rejection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/**
 * That a provider offers nothing while an incident is looked into: for a bounded time, which ends by itself.
 *
 * @param suspendedUntil the first moment at which it does not run any more, a midnight of Asia/Shanghai
 * @param suspensionExtendedAt null before
 * @param suspensionLiftedAt null unless it was taken back
 */
public record InterimSuspension(
        Instant suspendedAt,
        UUID suspendedBy,
        Instant suspendedUntil,
        Instant suspensionExtendedAt,
        Instant suspensionLiftedAt) {

    /** Whole days of Asia/Shanghai behind the day of the decision that it runs at most. */
    public static final int MAX_DAYS = 30;

    /** The same with its one extension. */
    public static final int MAX_EXTENDED_DAYS = 60;

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    /** @param days 1 to {@link #MAX_DAYS} */
    static InterimSuspension begun(UUID by, int days, Instant now) {
        requireWithin(days, MAX_DAYS);
        return new InterimSuspension(now, by, endOf(now, days), null, null);
    }

    /** How the suspension of an incident stands; one that is null was never ordered. */
    static SuspensionStatus statusAt(InterimSuspension suspension, Instant now) {
        if (suspension == null) {
            return SuspensionStatus.NONE;
        }
        if (suspension.suspensionLiftedAt != null) {
            return SuspensionStatus.LIFTED;
        }
        return now.isBefore(suspension.suspendedUntil) ? SuspensionStatus.RUNNING : SuspensionStatus.ENDED;
    }

    /**
     * The same, running longer. Rejects with {@code suspension-extended-before} (409) the second time.
     *
     * @param days counted from its beginning, up to {@link #MAX_EXTENDED_DAYS}; more than it has
     */
    InterimSuspension extended(int days, Instant now) {
        if (suspensionExtendedAt != null) {
            throw Rejection.conflict("suspension-extended-before");
        }
        requireWithin(days, MAX_EXTENDED_DAYS);
        Instant until = endOf(suspendedAt, days);
        if (!until.isAfter(suspendedUntil)) {
            throw Rejection.conflict("suspension-not-longer", lastDay());
        }
        return new InterimSuspension(suspendedAt, suspendedBy, until, now, null);
    }

    InterimSuspension lifted(Instant now) {
        return new InterimSuspension(suspendedAt, suspendedBy, suspendedUntil, suspensionExtendedAt, now);
    }

    /** The last day on which it runs. */
    LocalDate lastDay() {
        return LocalDate.ofInstant(suspendedUntil, ANHUI).minusDays(1);
    }

    private static Instant endOf(Instant begin, int days) {
        return LocalDate.ofInstant(begin, ANHUI)
                .plusDays(days + 1L)
                .atStartOfDay(ANHUI)
                .toInstant();
    }

    private static void requireWithin(int days, int most) {
        if (days < 1 || days > most) {
            throw new IllegalArgumentException("a suspension of " + days + " days");
        }
    }
}
