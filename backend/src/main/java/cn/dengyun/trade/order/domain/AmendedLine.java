package cn.dengyun.trade.order.domain;

import java.math.BigDecimal;

/**
 * What an amendment makes of a line.
 *
 * @param quantity all of it from now on; null where that stays
 * @param netFen what the provider gets for all of it as it was ordered, tax included, in fen; null where that stays
 */
public record AmendedLine(String planCode, BigDecimal quantity, Long netFen) {}
