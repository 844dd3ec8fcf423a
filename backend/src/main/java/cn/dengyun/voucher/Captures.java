package cn.dengyun.voucher;

import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.ReservationLine;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.domain.VoucherStatus;
import cn.dengyun.voucher.store.RedemptionStore;
import cn.dengyun.voucher.store.ReservationStore;
import cn.dengyun.voucher.store.VoucherStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The door of captures for whoever pays them out, and has seen to who may know of one. */
@ApplicationScoped
public class Captures {

    private final VoucherStore vouchers;
    private final RedemptionStore redemptions;
    private final ReservationStore reservations;

    Captures(VoucherStore vouchers, RedemptionStore redemptions, ReservationStore reservations) {
        this.vouchers = vouchers;
        this.redemptions = redemptions;
        this.reservations = reservations;
    }

    /**
     * A capture, and what it is of.
     *
     * @param regionCode of the voucher: whose authorities oversee it
     */
    public record Capture(
            Redemption redemption, Reservation hold, String voucherCode, UUID programmeId, String regionCode) {

        /** What was bought for it: of a part of the hold as much as of the whole; in fen. */
        public long worthFen() {
            long base =
                    hold.lines().stream().mapToLong(ReservationLine::baseFen).reduce(0, Math::addExact);
            return BigDecimal.valueOf(base)
                    .multiply(BigDecimal.valueOf(redemption.refundableFen()))
                    .divideToIntegralValue(BigDecimal.valueOf(Math.max(1, hold.amountFen())))
                    .longValueExact();
        }
    }

    /** Whether an authority has frozen a voucher, or taken it away, at a moment. */
    public Uni<Boolean> isStopped(SqlConnection connection, UUID voucherId, Instant now) {
        return stopped(connection, List.of(voucherId), now).map(found -> !found.isEmpty());
    }

    /** Whether an authority has taken a voucher away at that moment or later. */
    public Uni<Boolean> isRevokedSince(SqlConnection connection, UUID voucherId, Instant moment, Instant now) {
        return stopped(connection, List.of(voucherId), now)
                .map(found -> found.get(voucherId))
                .map(since -> since != null && !since.equals(Instant.MAX) && !since.isBefore(moment));
    }

    /** The vouchers of an order of which captures are paid to its provider. */
    public Uni<Set<UUID>> payingProvider(SqlConnection connection, UUID orderId) {
        return redemptions.payingProvider(connection, orderId);
    }

    /**
     * Those of vouchers that an authority has frozen, or taken away, and since when: what is frozen is looked into
     * still, so that nothing that was decided before counts, which is {@link Instant#MAX}.
     */
    public Uni<Map<UUID, Instant>> stopped(SqlConnection connection, Collection<UUID> voucherIds, Instant now) {
        return vouchers.stopped(connection, voucherIds).map(found -> {
            Map<UUID, Instant> since = new HashMap<>();
            for (Voucher voucher : found) {
                if (voucher.statusAt(now) == VoucherStatus.FROZEN) {
                    since.put(voucher.id(), Instant.MAX);
                } else if (voucher.statusAt(now) == VoucherStatus.REVOKED) {
                    since.put(voucher.id(), voucher.validity().revokedAt());
                }
            }
            return since;
        });
    }

    /**
     * One with its voucher held until the unit of work ends: nothing of it is refunded meanwhile. Rejects with
     * {@code redemption-not-found} (404).
     */
    public Uni<Capture> lock(SqlConnection connection, UUID redemptionId) {
        return redemptions
                .get(connection, redemptionId)
                .chain(found -> vouchers.lock(connection, found.voucherId()))
                .chain(voucher -> redemptions
                        .get(connection, redemptionId)
                        .chain(captured -> reservations
                                .get(connection, captured.reservationId())
                                .map(hold -> new Capture(
                                        captured, hold, voucher.code(), voucher.programmeId(), voucher.regionCode()))));
    }
}
