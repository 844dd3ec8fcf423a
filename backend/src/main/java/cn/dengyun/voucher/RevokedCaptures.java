package cn.dengyun.voucher;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.voucher.RedemptionEffect.Way;
import cn.dengyun.voucher.domain.HoldPart;
import cn.dengyun.voucher.domain.OrderPayment;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Refund;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.ReservationLine;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.store.RedemptionStore;
import cn.dengyun.voucher.store.ReservationStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes back what was captured of a voucher that is revoked with its captures: what is here goes to the budget, and
 * what was paid is asked back by whoever has paid it.
 */
@ApplicationScoped
class RevokedCaptures {

    private final RedemptionStore redemptions;
    private final ReservationStore reservations;
    private final RefundWays ways;
    private final VoucherWriter writer;
    private final VoucherNotes notes;
    private final Instance<RevocationEffect> effects;

    RevokedCaptures(
            RedemptionStore redemptions,
            ReservationStore reservations,
            RefundWays ways,
            VoucherWriter writer,
            VoucherNotes notes,
            Instance<RevocationEffect> effects) {
        this.redemptions = redemptions;
        this.reservations = reservations;
        this.ways = ways;
        this.writer = writer;
        this.notes = notes;
        this.effects = effects;
    }

    /** Whether a revocation takes back what was captured. */
    static boolean isWanted(Voucher voucher) {
        return voucher.revocation() != null && voucher.revocation().isOfCaptured();
    }

    /** Holds what is held before vouchers; see {@link RevocationEffect#hold}. */
    Uni<Void> hold(SqlConnection connection, Voucher voucher) {
        return isWanted(voucher) && effects.isResolvable()
                ? effects.get().hold(connection, voucher.id())
                : Uni.createFrom().voidItem();
    }

    /** What captures and refunds of a voucher are, with its holds by their ids. */
    private record Found(
            List<Redemption> captures, List<Refund> refunds, Map<UUID, Reservation> holds, Map<UUID, UUID> partners) {

        List<UUID> ids() {
            return captures.stream().map(Redemption::id).toList();
        }

        /** What a capture still pays of its lines; null where it was made without lines. */
        List<ReservationLine> left(Redemption captured) {
            if (captured.lines() == null) {
                return null;
            }
            List<ReservationLine> refunded = refunds.stream()
                    .filter(each -> each.redemptionId().equals(captured.id()) && each.lines() != null)
                    .flatMap(each -> each.lines().stream())
                    .toList();
            return OrderPayment.paid(captured.lines(), refunded, captured.refundableFen());
        }

        RevocationEffect.Captured of(Redemption captured) {
            Reservation hold = holds.get(captured.reservationId());
            List<ReservationLine> left = left(captured);
            return new RevocationEffect.Captured(
                    captured,
                    hold.orderId(),
                    hold.deliveryId(),
                    left == null || hold.orderId() == null ? List.of() : HoldPart.of(captured.voucherId(), left));
        }
    }

    /**
     * Does it, with the voucher locked and revoked. Rejects with {@code refund-in-payment} (409) while nobody knows
     * whether something of it was paid.
     *
     * @return the voucher afterwards
     */
    Uni<Voucher> takeBack(SqlConnection connection, Actor by, Voucher revoked, Instant now) {
        return isWanted(revoked)
                ? found(connection, revoked.id())
                        .chain(found -> ways.hold(connection, found.ids())
                                .chain(gone -> takeBack(connection, by, revoked, found, gone, now)))
                : Uni.createFrom().item(revoked);
    }

    private Uni<Found> found(SqlConnection connection, UUID voucherId) {
        return Uni.combine()
                .all()
                .unis(
                        redemptions.ofVoucher(connection, voucherId),
                        redemptions.refundsOfVoucher(connection, voucherId),
                        reservations.ofVoucher(connection, voucherId),
                        reservations.partners(connection, voucherId))
                .with((captures, refunds, holds, partners) -> new Found(
                        captures.stream()
                                .filter(each -> each.refundableFen() > 0)
                                .toList(),
                        refunds,
                        holds.stream().collect(Collectors.toMap(Reservation::id, Function.identity())),
                        partners));
    }

    private Uni<Voucher> takeBack(
            SqlConnection connection, Actor by, Voucher revoked, Found found, Set<UUID> gone, Instant now) {
        List<RevocationEffect.Captured> paid = found.captures().stream()
                .filter(each -> gone.contains(each.id()))
                .map(found::of)
                .toList();
        Uni<Void> asked = paid.isEmpty()
                ? Uni.createFrom().voidItem()
                : effects.get().askBack(connection, new RevocationEffect.Revoked(revoked, by, paid), now);
        return asked.chain(() -> Multi.createFrom()
                        .iterable(found.captures())
                        .filter(each -> !gone.contains(each.id()))
                        .onItem()
                        .transformToUniAndConcatenate(each -> ways.of(connection, each, each.refundableFen(), now)
                                .map(way -> Map.entry(each, way)))
                        .filter(each -> each.getValue().kind() == Way.Kind.PAYABLE)
                        .collect()
                        .asList())
                .chain(here -> here.isEmpty()
                        ? Uni.createFrom().item(revoked)
                        : writer.carryOut(connection, refunds(by, revoked, found, here, now)));
    }

    private VoucherStep refunds(
            Actor by, Voucher revoked, Found found, List<Map.Entry<Redemption, Way>> here, Instant now) {
        long all =
                here.stream().mapToLong(each -> each.getKey().refundableFen()).reduce(0, Math::addExact);
        Instant at = here.stream()
                .map(each -> each.getValue().notBefore())
                .reduce(now, (one, other) -> one.isAfter(other) ? one : other);
        VoucherStep step = VoucherStep.of(VoucherEvent.REFUNDED, revoked, revoked.refund(all, at), now)
                .returning(all)
                .because(revoked.revokedReason());
        for (Map.Entry<Redemption, Way> each : here) {
            Redemption captured = each.getKey();
            long fen = captured.refundableFen();
            Redemption after = captured.refund(fen);
            Refund refund = new Refund(
                    Ids.next(),
                    captured.id(),
                    captured.voucherId(),
                    fen,
                    Refund.Destination.BUDGET,
                    revoked.revokedReason(),
                    now,
                    by.id(),
                    found.left(captured));
            step.refunding(after, refund)
                    .posting(moved -> VoucherTransfers.refund(moved, captured, refund.id(), fen, true))
                    .alsoTelling(notes.refunded(
                            after, refund.id(), fen, found.partners().get(captured.providerId()), now));
        }
        return step;
    }
}
