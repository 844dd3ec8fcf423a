package cn.dengyun.voucher.domain;

import cn.dengyun.shared.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * @param orderId the order that owns it; null where nobody placed one here
 * @param parentId the hold that it was split off; null where it was none
 * @param deliveryId what was delivered for it; null as long as nothing was, or what was is rejected
 * @param deliveredAt since when it waits for the enterprise, by no deadline of its own; null where {@code deliveryId}
 *     is
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
        Instant voucherUntil,
        UUID orderId,
        UUID parentId,
        UUID deliveryId,
        Instant deliveredAt) {

    /** How long the voucher could still be used when it was held; empty where nobody remembers. */
    public Optional<Duration> remainingWhenHeld() {
        return Optional.ofNullable(voucherUntil).map(until -> Duration.between(createdAt, until));
    }

    /**
     * What it is at a moment: one whose time is over is expired, also before that was carried out. What was delivered
     * before its time was over is not.
     */
    public ReservationStatus statusAt(Instant now) {
        boolean isOver = status == ReservationStatus.HELD && deliveredAt == null && !now.isBefore(expiresAt);
        return isOver ? ReservationStatus.EXPIRED : status;
    }

    /** Whether it waits for its order to be delivered, and its time is not over. */
    public boolean isOpenAt(Instant now) {
        return deliveredAt == null && statusAt(now) == ReservationStatus.HELD;
    }

    /** Rejects with {@code hold-of-order} (409; which) what only its order ends. */
    public void requireNoOrder() {
        if (orderId != null) {
            throw Rejection.conflict("hold-of-order", orderId);
        }
    }

    /** What it holds of a plan, in fen. */
    public long amountFen(String planCode) {
        return lines.stream()
                .filter(line -> planCode.equals(line.planCode()))
                .mapToLong(ReservationLine::amountFen)
                .sum();
    }

    /**
     * Something was delivered for all of it. Rejects with {@code reservation-ended} (409; how) when its time is over.
     */
    public Reservation delivered(UUID delivery, Instant now) {
        requireOpen(now);
        return with(delivery, now, expiresAt);
    }

    /** The same before anything of it was written. */
    public Reservation asNew() {
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
                capturedFen,
                status,
                1,
                createdAt,
                createdBy,
                expiresAt,
                endedAt,
                voucherUntil,
                orderId,
                parentId,
                deliveryId,
                deliveredAt);
    }

    public boolean isDelivered() {
        return deliveredAt != null;
    }

    /** What was delivered for it is rejected: it waits again, until the end that it had. */
    public Reservation undelivered() {
        return with(null, null, expiresAt);
    }

    /** The same with another end. */
    public Reservation keptUntil(Instant until) {
        return with(deliveryId, deliveredAt, until);
    }

    /**
     * Two parts of it, which take its place. Rejects with {@code reservation-ended} (409; how) when its time is over.
     *
     * @param fenByPlan what the first of them takes, in fen: something, and not all
     */
    public ReservationSplit split(Map<String, Long> fenByPlan, UUID givenId, UUID restId, Instant now) {
        requireOpen(now);
        List<ReservationLine> given = new ArrayList<>();
        List<ReservationLine> rest = new ArrayList<>();
        Map<String, Long> wanted = new HashMap<>(fenByPlan);
        for (ReservationLine line : lines) {
            long fen = Math.min(line.amountFen(), wanted.getOrDefault(line.planCode(), 0L));
            wanted.merge(line.planCode(), -fen, Math::addExact);
            if (fen > 0) {
                given.add(line.paying(fen));
            }
            if (fen < line.amountFen()) {
                rest.add(line.paying(line.amountFen() - fen));
            }
        }
        return new ReservationSplit(
                ended(ReservationMove.SPLIT.from(status), 0, now), part(givenId, given), part(restId, rest));
    }

    private void requireOpen(Instant now) {
        if (!isOpenAt(now)) {
            throw Rejection.conflict("reservation-ended", statusAt(now));
        }
    }

    private Reservation part(UUID partId, List<ReservationLine> part) {
        return new Reservation(
                partId,
                voucherId,
                organizationId,
                providerId,
                offeringId,
                offeringVersion,
                externalReference,
                part,
                part.stream().mapToLong(ReservationLine::amountFen).sum(),
                0,
                ReservationStatus.HELD,
                1,
                createdAt,
                createdBy,
                expiresAt,
                null,
                voucherUntil,
                orderId,
                id,
                null,
                null);
    }

    private Reservation with(UUID delivery, Instant since, Instant until) {
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
                capturedFen,
                status,
                revision + 1,
                createdAt,
                createdBy,
                until,
                endedAt,
                voucherUntil,
                orderId,
                parentId,
                delivery,
                since);
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
                voucherUntil,
                orderId,
                parentId,
                deliveryId,
                deliveredAt);
    }
}
