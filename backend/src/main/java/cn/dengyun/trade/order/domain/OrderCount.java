package cn.dengyun.trade.order.domain;

/**
 * How many orders stand somewhere, and what they come to.
 *
 * @param netFen what providers get for them, in fen
 * @param subsidyFen what vouchers held for them, in fen
 * @param overdue of how many the next step was not done in time
 */
public record OrderCount(OrderStatus status, long orders, long netFen, long subsidyFen, long overdue) {}
