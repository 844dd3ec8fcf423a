package cn.dengyun.voucher.domain;

import static cn.dengyun.voucher.domain.ReservationStatus.CAPTURED;
import static cn.dengyun.voucher.domain.ReservationStatus.EXPIRED;
import static cn.dengyun.voucher.domain.ReservationStatus.HELD;
import static cn.dengyun.voucher.domain.ReservationStatus.RELEASED;

import cn.dengyun.shared.Rejection;

/** The lifecycle of a reservation: whatever ends it, it was held before and stays as it ended. */
public enum ReservationMove {
    CAPTURE(CAPTURED, VoucherMove.CAPTURE),
    RELEASE(RELEASED, VoucherMove.RELEASE),
    EXPIRE(EXPIRED, VoucherMove.RELEASE),
    /** Two holds take its place; the voucher does not move, so it may be frozen or over. */
    SPLIT(ReservationStatus.SPLIT, null);

    private final ReservationStatus target;
    /** Null where the voucher does not move. */
    private final VoucherMove ofVoucher;

    ReservationMove(ReservationStatus target, VoucherMove ofVoucher) {
        this.target = target;
        this.ofVoucher = ofVoucher;
    }

    public ReservationStatus target() {
        return target;
    }

    public boolean isAllowedFrom(ReservationStatus status) {
        return status == HELD;
    }

    /** Whether it is allowed now that the hold and its voucher stand like this. */
    public boolean isAllowedFrom(ReservationStatus status, VoucherStatus voucher) {
        return isAllowedFrom(status) && (ofVoucher == null || ofVoucher.isAllowedFrom(voucher));
    }

    /** The status after this move. Rejects with {@code reservation-ended} (409; status). */
    public ReservationStatus from(ReservationStatus status) {
        if (!isAllowedFrom(status)) {
            throw Rejection.conflict("reservation-ended", status);
        }
        return target;
    }
}
