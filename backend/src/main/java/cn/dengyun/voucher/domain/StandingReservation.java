package cn.dengyun.voucher.domain;

import java.time.Instant;

/** A hold and where its voucher stands: together they say what can be done with it. */
public record StandingReservation(Reservation reservation, VoucherStatus voucherStatus) {

    /** One that was made or ended a moment ago: its voucher is active, or nothing can be done with it any more. */
    public static StandingReservation fresh(Reservation reservation) {
        return new StandingReservation(reservation, VoucherStatus.ACTIVE);
    }

    public boolean allows(ReservationMove move, Instant now) {
        return move.isAllowedFrom(reservation.statusAt(now), voucherStatus);
    }
}
