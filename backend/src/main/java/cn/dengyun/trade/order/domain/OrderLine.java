package cn.dengyun.trade.order.domain;

import cn.dengyun.catalogue.domain.Plan;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * A line of an order.
 *
 * @param line from 1
 * @param plan as it was when it was ordered
 * @param quantity units (metered), periods (subscription) or pieces (one-off), without zeros at its end
 * @param withSubsidy whether vouchers may pay of it
 * @param concessionCode of what the province has agreed with the provider; null where that does not apply
 * @param campaignName null where none applies
 * @param exTaxFen null where the plan says no tax rate, as {@code taxRate} and {@code taxFen} are
 * @param subsidyFen what vouchers hold for it when it is ordered, in fen
 * @param explanation the steps of its price
 */
public record OrderLine(
        UUID orderId,
        int line,
        String planCode,
        String planName,
        Plan plan,
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
        BigDecimal cancelled) {

    public OrderLine {
        explanation = List.copyOf(explanation);
    }

    /** A line that is ordered now. */
    public static OrderLine ordered(
            UUID orderId,
            int line,
            Plan plan,
            BigDecimal quantity,
            boolean withSubsidy,
            OrderPrice price,
            long subsidyFen) {
        return new OrderLine(
                orderId,
                line,
                plan.code(),
                plan.name(),
                plan,
                quantity,
                withSubsidy,
                price.listFen(),
                price.concession() == null ? null : price.concession().code(),
                price.concessionFen(),
                price.campaign() == null ? null : price.campaign().name(),
                price.campaignFen(),
                price.netFen(),
                price.exTaxFen(),
                price.taxRate(),
                price.taxFen(),
                subsidyFen,
                price.steps(subsidyFen),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }
}
