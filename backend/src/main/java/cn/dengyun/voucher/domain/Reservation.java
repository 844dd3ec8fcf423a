package cn.dengyun.voucher.domain;

import cn.dengyun.shared.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A hold on a voucher for one order.
 *
 * @param externalReference what the order is called where it was placed
 * @param amountFen held, the sum of the lines, in fen
 * @param capturedFen 0 until it is captured, in fen
 * @param expiresAt the first moment at which it can be captured no more
 * @param endedAt null while it is held
 * @param voucherUntil until when the voucher could be used when it was held; null of older holds
 */
public record Reservation(
        UUID id,
        UUID voucherId,
        UUID organizationId,
        UUID providerId,
        UUID offeringId,
        int offeringVersion,
        String externalReference,
        List<ReservationLine> lines,
        long amountFen,
        long capturedFen,
        ReservationStatus status,
        int revision,
        Instant createdAt,
        UUID createdBy,
        Instant expiresAt,
        Instant endedAt,
        Instant voucherUntil) {

    /** How long the voucher could still be used when it was held; empty where nobody remembers. */
    public Optional<Duration> remainingWhenHeld() {
        return Optional.ofNullable(voucherUntil).map(until -> Duration.between(createdAt, until));
    }

    /** What it is at a moment: one whose time is over is expired, also before that was carried out. */
    public ReservationStatus statusAt(Instant now) {
        return status == ReservationStatus.HELD && !now.isBefore(expiresAt) ? ReservationStatus.EXPIRED : status;
    }

    /**
     * Rejects with {@code reservation-ended} (409; how) and {@code capture-exceeds-hold} (409; what is held).
     *
     * @param amount to be captured, in fen
     */
    public Reservation capture(long amount, Instant now) {
        ReservationStatus next = ReservationMove.CAPTURE.from(statusAt(now));
        if (amount > amountFen) {
            throw Rejection.conflict("capture-exceeds-hold", amountFen, amount);
        }
        return ended(next, amount, now);
    }

    /** Rejects with {@code reservation-ended} (409; how). */
    public Reservation release(Instant now) {
        return ended(ReservationMove.RELEASE.from(statusAt(now)), 0, now);
    }

    /** The end of one whose time is over. */
    public Reservation expire(Instant now) {
        return ended(ReservationMove.EXPIRE.from(status), 0, now);
    }

    /** The end of one whose voucher is revoked, whether its time is over or not. */
    public Reservation revoked(Instant now) {
        return ended(ReservationMove.RELEASE.from(status), 0, now);
    }

    private Reservation ended(ReservationStatus next, long captured, Instant now) {
        return new Reservation(
                id,
                voucherId,
                organizationId,
                providerId,
                offeringId,
                offeringVersion,
                externalReference,
                lines,
                amountFen,
                captured,
                next,
                revision + 1,
                createdAt,
                createdBy,
                expiresAt,
                now,
                voucherUntil);
    }
}
