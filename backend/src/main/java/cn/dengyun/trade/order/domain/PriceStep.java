package cn.dengyun.trade.order.domain;

import java.math.BigDecimal;

/**
 * One step from the list price of a line to what the enterprise pays.
 *
 * @param amountFen in fen; what is taken off is negative
 * @param rate of what is taken off or contained; null where there is none
 * @param name of the campaign or the concession; null otherwise
 */
public record PriceStep(PriceStepKind kind, long amountFen, BigDecimal rate, String name) {}
