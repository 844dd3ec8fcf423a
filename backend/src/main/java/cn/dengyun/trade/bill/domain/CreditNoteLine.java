package cn.dengyun.trade.bill.domain;

/**
 * What a credit note takes off a line of its bill.
 *
 * @param line its number
 * @param amountFen tax included, in fen; above 0
 */
public record CreditNoteLine(int line, long amountFen) {}
