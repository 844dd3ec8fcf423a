package cn.dengyun.voucher.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Captured money that was taken back.
 *
 * @param amountFen in fen
 * @param lines what of it is of which line; null where nobody said: of the last lines first
 */
public record Refund(
        UUID id,
        UUID redemptionId,
        UUID voucherId,
        long amountFen,
        Destination destination,
        String reason,
        Instant refundedAt,
        UUID refundedBy,
        List<ReservationLine> lines) {

    /** Where it went. */
    public enum Destination {
        /** To the voucher, which can be used for it again. */
        VOUCHER,
        /** To the budget, because the voucher was over. */
        BUDGET,
        /** Nowhere yet: it was paid already, and is asked back from whoever got it. Voucher and capture stay. */
        RECOVERY
    }
}
