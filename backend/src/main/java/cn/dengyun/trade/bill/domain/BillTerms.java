package cn.dengyun.trade.bill.domain;

import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.trade.order.domain.OrderLine;
import cn.dengyun.trade.order.domain.PriceStep;
import cn.dengyun.trade.order.domain.PriceStepKind;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a measured line of an order is rated at: the plan and the discount as they were pinned when it was ordered, and
 * what both sides have taken off since.
 *
 * @param line of the order, from 1
 * @param discount {@link BillLineKind#CONCESSION} or {@link BillLineKind#CAMPAIGN}; null where nothing was conceded
 * @param discountRate of the charge, set-up included; null where {@code discount} is
 * @param discountName null likewise
 * @param cutRate what a quote and both sides have taken off the discounted price, as a share of it with nine decimals;
 *     0 for nothing
 */
public record BillTerms(
        int line,
        String planCode,
        String planName,
        Plan plan,
        BillLineKind discount,
        BigDecimal discountRate,
        String discountName,
        BigDecimal cutRate) {

    private static final int CUT_DECIMALS = 9;

    public static BillTerms of(OrderLine line) {
        PriceStep waived = line.explanation().stream()
                .filter(step -> step.kind() == PriceStepKind.CONCESSION || step.kind() == PriceStepKind.CAMPAIGN)
                .findFirst()
                .orElse(null);
        return new BillTerms(
                line.line(),
                line.planCode(),
                line.planName(),
                line.plan(),
                waived == null
                        ? null
                        : waived.kind() == PriceStepKind.CONCESSION ? BillLineKind.CONCESSION : BillLineKind.CAMPAIGN,
                waived == null ? null : waived.rate(),
                waived == null ? null : waived.name(),
                cutRate(Math.addExact(quotedFen(line), line.cutFen()), Math.addExact(quotedFen(line), line.netFen())));
    }

    /** What the provider has taken off by a quote, in fen; the rest of the price is what both sides agreed on. */
    private static long quotedFen(OrderLine line) {
        return line.explanation().stream()
                .filter(step -> step.kind() == PriceStepKind.QUOTE)
                .mapToLong(step -> -step.amountFen())
                .reduce(0, Math::addExact);
    }

    /** Rounded down: what is not agreed on is not taken off. */
    private static BigDecimal cutRate(long cutFen, long netFen) {
        if (cutFen == 0) {
            return BigDecimal.ZERO;
        }
        return BigDecimal.valueOf(cutFen).divide(BigDecimal.valueOf(netFen), CUT_DECIMALS, RoundingMode.FLOOR);
    }

    /** The same with what had been taken off when a month was billed first. */
    BillTerms cutBy(BigDecimal rate) {
        return new BillTerms(line, planCode, planName, plan, discount, discountRate, discountName, rate);
    }
}
