package cn.dengyun.settlement.claim.domain;

import cn.dengyun.policy.domain.Payee;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/**
 * Until when a capture may be claimed.
 *
 * @param organizationId the enterprise
 * @param orderId null where no order was placed here
 * @param regionCode of the voucher
 * @param amountFen what was captured and not refunded
 * @param untilAt the last day to claim is the one before this moment, or the one that it is in; later by each pause
 * @param pausedAt since when the clock stands still; null while it runs
 * @param remindedDays of which time before its end the claimant was reminded last; null: of none
 */
public record ClaimWindow(
        UUID redemptionId,
        UUID programmeId,
        UUID organizationId,
        UUID providerId,
        UUID providerOrganizationId,
        UUID orderId,
        String regionCode,
        UUID voucherId,
        String voucherCode,
        Payee payee,
        long amountFen,
        Instant untilAt,
        Instant pausedAt,
        Integer remindedDays) {

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    /** Why the clock of a capture stands still: each cause by itself. */
    public enum Cause {
        /** A claim of it lives. */
        CLAIM,
        /** The enterprise is frozen. */
        ENTERPRISE,
        /** The provider is frozen. */
        PROVIDER,
        /** An authority decides about its order. */
        DISPUTE
    }

    /** The first moment behind the last of so many days behind the day of a capture. */
    public static Instant endOf(Instant capturedAt, int days) {
        return LocalDate.ofInstant(capturedAt, ANHUI)
                .plusDays(days + 1L)
                .atStartOfDay(ANHUI)
                .toInstant();
    }

    /** The last day on which it may be claimed, Asia/Shanghai, unless it is paused again. */
    public LocalDate lastDay() {
        return lastDayBefore(untilAt);
    }

    /** The last day that is over at a moment, or the one that the moment is in, Asia/Shanghai. */
    public static LocalDate lastDayBefore(Instant until) {
        return LocalDate.ofInstant(until.minusNanos(1), ANHUI);
    }

    /** Whether its last day is over; while the clock stands still it never is. */
    public boolean isOverAt(Instant now) {
        return pausedAt == null && LocalDate.ofInstant(now, ANHUI).isAfter(lastDay());
    }

    /** Whoever is paid and so may claim it. */
    public UUID claimantId() {
        return payee == Payee.PROVIDER ? providerOrganizationId : organizationId;
    }
}
