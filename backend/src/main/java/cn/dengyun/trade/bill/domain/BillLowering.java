package cn.dengyun.trade.bill.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What vouchers do not pay of a bill any more, because a later bill has rated one of its months anew, and that came to
 * less. What all of a bill come to is what its lines of earlier months take back.
 *
 * @param billId the bill whose lines take it back
 * @param loweredId the bill that vouchers pay less of: an earlier one that had counted it, or, where what was captured
 *     for that cannot be taken back, the bill itself or a later one
 * @param owedById the bill whose captured money could not be taken back, so that its provider owed it; null where
 *     nothing was ever owed
 * @param month that was rated anew, its first day
 * @param quantity of the plan, not negative, as what follows is
 * @param netFen tax included, in fen
 * @param exTaxFen without tax, in fen; null where the plan says no rate
 * @param refusal the code of the problem that is in the way; null where none is
 * @param subsidyFen what vouchers pay less of the plan in that delivery, in fen, said once of a plan; null while it is
 *     owed, and where the bill was delivered for less from the beginning
 * @param reason in the words of whoever corrected it, behind the number of the bill
 * @param changedBy who has corrected or reported it last; the provider's organisation where nobody knows
 * @param dueAt when it is tried again; null where it is done
 * @param loweredAt null while it is owed
 */
public record BillLowering(
        UUID id,
        UUID orderId,
        UUID billId,
        UUID loweredId,
        UUID owedById,
        LocalDate month,
        String planCode,
        BigDecimal quantity,
        long netFen,
        Long exTaxFen,
        BillLoweringStatus status,
        String refusal,
        Long subsidyFen,
        String reason,
        UUID changedBy,
        Instant dueAt,
        Instant loweredAt) {

    /** How long it takes until what is owed is tried again. */
    public static final Duration AGAIN = Duration.ofDays(1);

    /** What is in the way as long as nobody has tried. */
    private static final String UNCERTAIN = "refund-in-payment";

    public BillPart part() {
        return new BillPart(quantity, netFen, exTaxFen);
    }

    public boolean isOwed() {
        return status == BillLoweringStatus.OWED;
    }

    /** What is owed is taken off. */
    public BillLowering lowered(Long subsidy, Instant now) {
        return with(id, loweredId, part(), BillLoweringStatus.LOWERED, null, subsidy, null, now);
    }

    /** It cannot be taken back: by what, and when that is looked at again. */
    public BillLowering owed(String by, Instant again) {
        return with(id, loweredId, part(), BillLoweringStatus.OWED, by, null, again, null);
    }

    /** Whether a bill is paid less for what an earlier one owed. */
    public boolean isOffBy(UUID bill) {
        return !isOwed() && loweredId.equals(bill) && owedById != null && !owedById.equals(bill);
    }

    /** That bill is not paid, so nothing was taken off it: it is owed as before, and tried again at once. */
    public BillLowering owedAgain(Instant now) {
        return with(id, owedById, part(), BillLoweringStatus.OWED, UNCERTAIN, null, now, null);
    }

    /** A part of what is owed that another bill is paid less for. */
    BillLowering offset(UUID newId, UUID bill, BillPart taken, Instant now) {
        return with(newId, bill, taken, BillLoweringStatus.LOWERED, null, null, null, now);
    }

    /** What is left of what is owed. */
    BillLowering rest(BillPart left) {
        return with(id, loweredId, left, status, refusal, null, dueAt, null);
    }

    private BillLowering with(
            UUID itsId,
            UUID bill,
            BillPart part,
            BillLoweringStatus stands,
            String by,
            Long subsidy,
            Instant again,
            Instant done) {
        return new BillLowering(
                itsId,
                orderId,
                billId,
                bill,
                stands == BillLoweringStatus.OWED ? bill : owedById,
                month,
                planCode,
                part.quantity(),
                part.netFen(),
                part.exTaxFen(),
                stands,
                by,
                subsidy,
                reason,
                changedBy,
                again,
                done);
    }
}
