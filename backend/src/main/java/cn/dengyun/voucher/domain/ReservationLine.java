package cn.dengyun.voucher.domain;

/**
 * A line of the order that a reservation is for.
 *
 * @param description what is bought, e.g. a plan and its term
 * @param baseFen the price that the ratio is applied to, net of tax or with it as the programme says, in fen
 * @param amountFen what the voucher pays of it, in fen
 */
public record ReservationLine(String description, long baseFen, long amountFen) {

    /** The same line with so much paid of it, in fen. */
    ReservationLine paying(long amountFen) {
        return new ReservationLine(description, baseFen, amountFen);
    }
}
