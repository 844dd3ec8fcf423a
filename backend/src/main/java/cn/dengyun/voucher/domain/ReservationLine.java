package cn.dengyun.voucher.domain;

import java.math.BigDecimal;

/**
 * A line of the order that a reservation is for.
 *
 * @param planCode the plan of the offering that is bought; null in holds that were made before lines named one
 * @param quantity units (metered), periods (subscription) or pieces (one-off) of it; null where {@code planCode} is
 * @param description what people call it
 * @param baseFen the price that the ratio is applied to, net of tax or with it as the programme says, in fen
 * @param amountFen what the voucher pays of it, in fen
 */
public record ReservationLine(String planCode, BigDecimal quantity, String description, long baseFen, long amountFen) {

    /** The same line with so much paid of it, in fen. */
    public ReservationLine paying(long amountFen) {
        return new ReservationLine(planCode, quantity, description, baseFen, amountFen);
    }
}
