package cn.dengyun.settlement.recovery;

import cn.dengyun.platform.job.InTurn;
import cn.dengyun.programme.Programmes;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.claim.store.ClaimRows;
import cn.dengyun.settlement.recovery.RecoveryDemands.Demand;
import cn.dengyun.settlement.recovery.domain.PaidLine;
import cn.dengyun.settlement.recovery.domain.PaidShare;
import cn.dengyun.settlement.recovery.domain.RecoveryCause;
import cn.dengyun.settlement.recovery.store.RecoveryRows;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.Deliveries;
import cn.dengyun.trade.order.Orders;
import cn.dengyun.voucher.OrderHolds;
import cn.dengyun.voucher.RevocationEffect;
import cn.dengyun.voucher.domain.HoldPart;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks back what a voucher has paid that is revoked with its captures: one recovery for each payment, for what of it no
 * decision has asked back before. What becomes of the orders later takes none of it again.
 */
@ApplicationScoped
class RevocationRecoveries implements RevocationEffect {

    private final RecoveryRows rows;
    private final ClaimRows claims;
    private final RecoveryDemands demands;
    private final Programmes programmes;
    private final OrderHolds holds;
    private final Orders orders;
    private final Deliveries deliveries;

    RevocationRecoveries(
            RecoveryRows rows,
            ClaimRows claims,
            RecoveryDemands demands,
            Programmes programmes,
            OrderHolds holds,
            Orders orders,
            Deliveries deliveries) {
        this.rows = rows;
        this.claims = claims;
        this.demands = demands;
        this.programmes = programmes;
        this.holds = holds;
        this.orders = orders;
        this.deliveries = deliveries;
    }

    @Override
    public Uni<Void> hold(SqlConnection connection, UUID voucherId) {
        return holds.ordersOf(connection, voucherId)
                .chain(of ->
                        InTurn.each(of, order -> orders.lock(connection, order).replaceWithVoid()))
                .chain(() -> rows.holdLinesOfVoucher(connection, voucherId))
                .chain(paying -> programmes.hold(connection, paying));
    }

    @Override
    public Uni<Void> askBack(SqlConnection connection, Revoked what, Instant now) {
        UUID voucher = what.voucher().id();
        Demand demand = new Demand(
                RecoveryCause.VOUCHER_REVOCATION, voucher, null, what.voucher().revokedReason(), what.by());
        return rows.paidOfVoucher(connection, voucher)
                .call(lines -> requireAnswered(connection, what, lines))
                .chain(lines -> rows.ofVoucher(connection, voucher)
                        .map(before -> PaidShare.rest(lines, RecoveryDemands.askedOfLines(before))))
                .chain(shares -> demands.demand(connection, demand, shares, now))
                .chain(() -> InTurn.each(
                        List.copyOf(byOrder(what.captures()).entrySet()),
                        order -> deliveries.askBack(connection, order.getKey(), order.getValue())));
    }

    /** What a bank was told to pay and has not answered about is neither here nor paid. */
    private Uni<Void> requireAnswered(SqlConnection connection, Revoked what, List<PaidLine> lines) {
        Set<UUID> paid = lines.stream().map(PaidLine::redemptionId).collect(Collectors.toSet());
        List<UUID> open = what.captures().stream()
                .map(each -> each.redemption().id())
                .filter(each -> !paid.contains(each))
                .toList();
        return open.isEmpty()
                ? Uni.createFrom().voidItem()
                : claims.lockOfCaptures(connection, open).map(found -> {
                    throw Rejection.conflict(
                            "refund-in-payment",
                            found.stream().map(SettlementClaim::number).collect(Collectors.joining(", ")));
                });
    }

    private static Map<UUID, Map<UUID, List<HoldPart>>> byOrder(List<Captured> captures) {
        Map<UUID, Map<UUID, List<HoldPart>>> byOrder = new HashMap<>();
        for (Captured each : captures) {
            if (each.deliveryId() != null) {
                byOrder.computeIfAbsent(each.orderId(), any -> new HashMap<>())
                        .merge(each.deliveryId(), each.parts(), RevocationRecoveries::both);
            }
        }
        return byOrder;
    }

    private static List<HoldPart> both(List<HoldPart> some, List<HoldPart> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
