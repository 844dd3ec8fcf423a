package cn.dengyun.voucher.domain;

import cn.dengyun.policy.domain.Payee;
import cn.dengyun.shared.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A capture: what a payee is owed.
 *
 * @param payee whom the programme pays, see {@link Payee}
 * @param payeeId the provider or the organisation
 * @param amountFen captured, in fen
 * @param refundedFen taken back since, in fen
 * @param lines what was captured of each line of its reservation; null of older ones: the first lines first
 */
public record Redemption(
        UUID id,
        UUID reservationId,
        UUID voucherId,
        UUID organizationId,
        UUID providerId,
        Payee payee,
        UUID payeeId,
        long amountFen,
        long refundedFen,
        int revision,
        Instant capturedAt,
        UUID capturedBy,
        List<ReservationLine> lines) {

    /** What can still be taken back, in fen. */
    public long refundableFen() {
        return amountFen - refundedFen;
    }

    /** Rejects with {@code refund-exceeds-capture} (409; what can be refunded). */
    public Redemption refund(long amount) {
        if (amount > refundableFen()) {
            throw Rejection.conflict("refund-exceeds-capture", refundableFen(), amount);
        }
        return new Redemption(
                id,
                reservationId,
                voucherId,
                organizationId,
                providerId,
                payee,
                payeeId,
                amountFen,
                refundedFen + amount,
                revision + 1,
                capturedAt,
                capturedBy,
                lines);
    }
}
