package cn.dengyun.trade.dispute.domain;

import java.math.BigDecimal;

/**
 * What a decision leaves of a line of a delivery.
 *
 * @param netFen what the provider gets for it, tax included, in fen
 */
public record LoweredLine(String planCode, BigDecimal quantity, long netFen) {}
