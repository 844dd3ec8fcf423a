package cn.dengyun.trade.bill.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A line of a bill, which is never changed. Its amount is rounded half-even to fen once, so that the lines sum up to
 * the bill. A line of an earlier month says what that month comes to more, or less, than was billed of it before.
 *
 * @param number from 1
 * @param orderLine the line of the order, from 1
 * @param month its first day: the month in which it was used, or was accepted in own words, Asia/Shanghai
 * @param quantity in the unit; null but for {@link BillLineKind#USAGE} and {@link BillLineKind#OWN_WORDS}
 * @param unit code list {@code meter-units}, or what the provider counts its own words in; null where the quantity is
 * @param rate of what is taken off; null where nothing is
 * @param name of the concession or the campaign; null otherwise
 * @param amountFen tax included, in fen; negative where it is taken off
 * @param taxRate null where the plan says none
 * @param taxFen contained in the amount, in fen: what is left without it is rounded down; null where the rate is
 * @param deliveryId what it rests on; null but for {@link BillLineKind#OWN_WORDS}, all others rest on readings
 */
public record BillLine(
        int number,
        int orderLine,
        String planCode,
        String planName,
        BillLineKind kind,
        LocalDate month,
        BigDecimal quantity,
        String unit,
        BigDecimal rate,
        String name,
        long amountFen,
        BigDecimal taxRate,
        Long taxFen,
        UUID deliveryId) {

    /** What is left without tax, in fen; null where the plan says no rate. */
    public Long exTaxFen() {
        return taxFen == null ? null : Long.valueOf(amountFen - taxFen);
    }

    static Long taxOf(long amountFen, BigDecimal rate) {
        if (rate == null) {
            return null;
        }
        long without = BigDecimal.valueOf(amountFen)
                .divide(BigDecimal.ONE.add(rate), 0, RoundingMode.FLOOR)
                .longValueExact();
        return Math.subtractExact(amountFen, without);
    }
}
