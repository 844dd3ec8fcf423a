package cn.dengyun.trade.order.domain;

import cn.dengyun.catalogue.domain.Plan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;

/**
 * A line of an order.
 *
 * @param line from 1
 * @param plan as it was when it was ordered; of a line in own words one that no catalogue has
 * @param ownWords null of every line of an offering's plan
 * @param quantity units (metered), periods (subscription) or pieces (one-off), without zeros at its end
 * @param withSubsidy whether vouchers may pay of it
 * @param concessionCode of what the province has agreed with the provider; null where that does not apply
 * @param campaignName null where none applies
 * @param campaignFen what it waives, and what the provider has taken off in its quote, in fen
 * @param exTaxFen null where the plan says no tax rate, as {@code taxRate} and {@code taxFen} are
 * @param subsidyFen what vouchers hold for it when it is ordered, in fen
 * @param explanation the steps of its price
 * @param delivered and neither rejected nor taken back; of what is measured it may be more than was ordered
 * @param accepted of that
 * @param cancelled what will not be delivered any more
 * @param cutFen what both sides have taken off its price since, in fen
 * @param shares what each voucher pays of it, in the order in which they pay
 */
public record OrderLine(
        UUID orderId,
        int line,
        String planCode,
        String planName,
        Plan plan,
        OwnWords ownWords,
        BigDecimal quantity,
        boolean withSubsidy,
        long listFen,
        String concessionCode,
        long concessionFen,
        String campaignName,
        long campaignFen,
        long netFen,
        Long exTaxFen,
        BigDecimal taxRate,
        Long taxFen,
        long subsidyFen,
        List<PriceStep> explanation,
        BigDecimal delivered,
        BigDecimal accepted,
        BigDecimal cancelled,
        long cutFen,
        List<LineShare> shares) {

    public OrderLine {
        explanation = List.copyOf(explanation);
        shares = shares == null ? List.of() : List.copyOf(shares);
    }

    /** A line that is ordered now. */
    public static OrderLine ordered(
            UUID orderId,
            int line,
            Plan plan,
            OwnWords ownWords,
            BigDecimal quantity,
            boolean withSubsidy,
            OrderPrice price,
            List<LineShare> shares) {
        long subsidyFen = shares.stream().mapToLong(LineShare::subsidyFen).reduce(0, Math::addExact);
        return new OrderLine(
                orderId,
                line,
                plan.code(),
                plan.name(),
                plan,
                ownWords,
                quantity,
                withSubsidy,
                price.listFen(),
                price.concession() == null ? null : price.concession().code(),
                price.concessionFen(),
                price.campaign() == null ? null : price.campaign().name(),
                price.campaignFen() + price.quotedFen(),
                price.netFen(),
                price.exTaxFen(),
                price.taxRate(),
                price.taxFen(),
                subsidyFen,
                price.steps(subsidyFen),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                0,
                shares);
    }

    /** Whether a meter says how much of it there was, so that bills deliver it. */
    public boolean isMeasured() {
        return plan.model().isMeasured();
    }

    /** Whether vouchers pay of it by bills. */
    public boolean isBilled() {
        return isMeasured() && !shares.isEmpty();
    }

    /** What the provider gets for all of it as both sides have agreed last, tax included, in fen. */
    public long presentNetFen() {
        return netFen - cutFen;
    }

    /** The same without tax, in fen; null where the plan says no tax rate. */
    public Long presentExTaxFen() {
        if (exTaxFen == null) {
            return null;
        }
        return cutFen == 0 ? exTaxFen : Long.valueOf(OrderPrice.withoutTax(presentNetFen(), taxRate));
    }

    /** What is not delivered yet and was not cancelled. */
    public BigDecimal open() {
        return quantity.subtract(delivered).subtract(cancelled).max(BigDecimal.ZERO);
    }

    /** Whether nothing of it is left to be delivered. Of what is measured nobody knows before its time is over. */
    public boolean isWhole() {
        return isMeasured() ? cancelled.compareTo(quantity) >= 0 : open().signum() == 0;
    }

    /**
     * What a quantity of it comes to, and the quantities before it: parts sum up to the whole, no broken fen is told.
     */
    public LineSubsidy.Part worth(BigDecimal amount) {
        BigDecimal counted = amount.min(quantity);
        return new LineSubsidy.Part(
                amount,
                part(presentNetFen(), counted),
                exTaxFen == null ? null : Long.valueOf(part(presentExTaxFen(), counted)));
    }

    private long part(long wholeFen, BigDecimal amount) {
        return BigDecimal.valueOf(wholeFen)
                .multiply(amount)
                .divide(quantity, 0, RoundingMode.FLOOR)
                .longValueExact();
    }

    /** What its vouchers pay together. */
    public LineSubsidy subsidy() {
        return new LineSubsidy(quantity, shares);
    }

    public OrderLine counted(BigDecimal deliveredNow, BigDecimal acceptedNow) {
        return with(deliveredNow, acceptedNow, cancelled, cutFen);
    }

    /** @param more that will not be delivered any more */
    public OrderLine cancelled(BigDecimal more) {
        return with(delivered, accepted, cancelled.add(more), cutFen);
    }

    /** @param lowerNetFen what the provider gets for all of it from now on, in fen: not more than before */
    public OrderLine cut(long lowerNetFen) {
        return with(delivered, accepted, cancelled, netFen - lowerNetFen);
    }

    private OrderLine with(BigDecimal deliveredNow, BigDecimal acceptedNow, BigDecimal cancelledNow, long cutNowFen) {
        return new OrderLine(
                orderId,
                line,
                planCode,
                planName,
                plan,
                ownWords,
                quantity,
                withSubsidy,
                listFen,
                concessionCode,
                concessionFen,
                campaignName,
                campaignFen,
                netFen,
                exTaxFen,
                taxRate,
                taxFen,
                subsidyFen,
                explanation,
                deliveredNow,
                acceptedNow,
                cancelledNow,
                cutNowFen,
                shares);
    }
}
