package cn.dengyun.trade.bill.domain;

import java.time.LocalDate;
import java.util.UUID;

/**
 * What vouchers pay less of a bill, as people are told of it.
 *
 * @param billNumber of the bill whose lines take it back
 * @param loweredNumber of the bill that vouchers pay less of
 * @param loweredMonth the first day of its month
 * @param deliveryId by which vouchers pay it; null where it has none
 */
public record ToldLowering(
        BillLowering lowering, String billNumber, String loweredNumber, LocalDate loweredMonth, UUID deliveryId) {}
