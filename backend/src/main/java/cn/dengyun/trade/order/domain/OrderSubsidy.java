package cn.dengyun.trade.order.domain;

import cn.dengyun.shared.Fen;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What public money pays of a line of an order when that is delivered in parts, for one voucher. It is counted from the
 * beginning each time, so parts sum up to the whole and no fen is lost or paid twice; public money never pays the
 * broken fen. This is the only place where it is rounded.
 *
 * @param subsidyFen what the voucher pays when all is delivered at the price that was ordered, in fen
 * @param ratio that its programme pays of a price
 * @param ordered the quantity that was ordered, above 0
 */
public record OrderSubsidy(long subsidyFen, BigDecimal ratio, BigDecimal ordered) {

    public OrderSubsidy {
        if (subsidyFen < 0 || ordered.signum() <= 0 || ratio.signum() < 0) {
            throw new IllegalArgumentException("a voucher pays " + subsidyFen + " fen of " + ordered);
        }
    }

    /**
     * What is due in all for so much of it: the share of the quantity, and no more than the programme's share of what
     * that has cost. More than was ordered is worth no more.
     *
     * @param quantity accepted so far
     * @param costFen what it costs, with tax or without as the programme counts, in fen; not negative
     */
    public long due(BigDecimal quantity, long costFen) {
        BigDecimal counted = quantity.min(ordered).max(BigDecimal.ZERO);
        long ofQuantity = BigDecimal.valueOf(subsidyFen)
                .multiply(counted)
                .divide(ordered, 0, RoundingMode.FLOOR)
                .longValueExact();
        return Math.min(ofQuantity, Fen.of(costFen).floorShare(ratio).amount());
    }

    /**
     * What is to be captured for what was accepted now; 0 or more.
     *
     * @param capturedFen before, less what was taken back
     */
    public long toCapture(long capturedFen, BigDecimal quantity, long costFen) {
        return Math.max(0, due(quantity, costFen) - capturedFen);
    }

    /** What has to be taken back because less was delivered, or it costs less than was said; 0 or more. */
    public long toRefund(long capturedFen, BigDecimal quantity, long costFen) {
        return Math.max(0, capturedFen - due(quantity, costFen));
    }
}
