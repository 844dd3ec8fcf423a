package cn.dengyun.voucher.rest;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.ReservationLine;
import cn.dengyun.voucher.domain.ReservationMove;
import cn.dengyun.voucher.domain.ReservationStatus;
import cn.dengyun.voucher.domain.StandingReservation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A hold on a voucher as both sides see it. */
@Schema(name = "Reservation", description = "A hold on a voucher for one order")
record ReservationView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The voucher")
        UUID voucherId,

        @Schema(required = true, description = "The enterprise whose voucher it is")
        UUID organizationId,

        @Schema(required = true, description = "The provider")
        UUID providerId,

        @Schema(required = true, description = "The offering")
        UUID offeringId,

        @Schema(required = true, description = "The version of the offering whose price was used", examples = "1")
        int offeringVersion,

        @Schema(required = true, description = "The provider's own number of the order", examples = "PO-2018-0042")
        String externalReference,

        @Schema(required = true, description = "The lines of the order")
        List<LineView> lines,

        @Schema(required = true, description = "What is held, in fen", examples = "144000")
        long amountFen,

        @Schema(required = true, description = "0 until it is captured", examples = "0")
        long capturedFen,

        @Schema(required = true) ReservationStatus status,

        @Schema(required = true, description = "When it was created")
        Instant createdAt,

        @Schema(required = true, description = "The first moment at which it can be captured no more")
        Instant expiresAt,

        @Schema(
                required = true,
                nullable = true,
                description = "When it was captured, released or expired; null while it is held")
        Instant endedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "The order that owns it; null where nobody placed one here")
        UUID orderId,

        @Schema(
                required = true,
                nullable = true,
                description = "The hold that it was split off; null where it was none")
        UUID parentId,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "Since when what was delivered for it waited for the enterprise, by no deadline, also after it"
                                + " ended; null where nothing was delivered, or what was is rejected")
        Instant deliveredAt,

        @Schema(required = true, description = "What the caller can do with it now")
        List<ReservationMove> availableActions) {

    /** A line of the order. */
    @Schema(name = "ReservationLine", description = "A line of the order")
    record LineView(
            @Schema(
                    required = true,
                    nullable = true,
                    description = "The plan; null in holds from before lines named one",
                    examples = "g1-2c8g-y")
            String planCode,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "How much of the plan, of packages their units; null where it is",
                    examples = "3")
            String quantity,

            @Schema(required = true, description = "What is bought", examples = "2 核 8 GB 包年")
            String description,

            @Schema(
                    required = true,
                    description = "The amount that the subsidy is counted from, in fen",
                    examples = "427924")
            long baseFen,

            @Schema(required = true, description = "What this voucher pays of it", examples = "144000")
            long amountFen) {

        static LineView of(ReservationLine line) {
            return new LineView(
                    line.planCode(),
                    line.quantity() == null ? null : line.quantity().toPlainString(),
                    line.description(),
                    line.baseFen(),
                    line.amountFen());
        }
    }

    /** Of one that was made or ended a moment ago. */
    static ReservationView of(Reservation reservation, Actor actor, Instant now) {
        return of(StandingReservation.fresh(reservation), actor, now);
    }

    static ReservationView of(StandingReservation standing, Actor actor, Instant now) {
        Reservation reservation = standing.reservation();
        return new ReservationView(
                reservation.id(),
                reservation.voucherId(),
                reservation.organizationId(),
                reservation.providerId(),
                reservation.offeringId(),
                reservation.offeringVersion(),
                reservation.externalReference(),
                reservation.lines().stream().map(LineView::of).toList(),
                reservation.amountFen(),
                reservation.capturedFen(),
                reservation.statusAt(now),
                reservation.createdAt(),
                reservation.expiresAt(),
                reservation.endedAt(),
                reservation.orderId(),
                reservation.parentId(),
                reservation.deliveredAt(),
                actions(standing, actor, now));
    }

    private static List<ReservationMove> actions(StandingReservation standing, Actor actor, Instant now) {
        Reservation reservation = standing.reservation();
        Stream<ReservationMove> moves = actor.has(Roles.PROVIDER) && !actor.actsFor(reservation.organizationId())
                ? Stream.of(ReservationMove.CAPTURE, ReservationMove.RELEASE)
                : actor.actsFor(reservation.organizationId()) ? Stream.of(ReservationMove.RELEASE) : Stream.empty();
        return actor.isViewer() || reservation.orderId() != null
                ? List.of()
                : moves.filter(move -> standing.allows(move, now)).toList();
    }
}
