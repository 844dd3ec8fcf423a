package cn.dengyun.trade.order;

import cn.dengyun.platform.job.InTurn;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.SanctionEffect;
import cn.dengyun.provider.domain.Consequence;
import cn.dengyun.provider.domain.ConsequenceKind;
import cn.dengyun.provider.domain.Sanction;
import cn.dengyun.trade.order.domain.OrderMove;
import cn.dengyun.trade.order.domain.OrderStatus;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.trade.order.store.OrderRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * What is not delivered ends with the disqualification of its provider: orders of which nothing has begun or was
 * delivered, and the rest of others. What was delivered stands, and may be accepted and captured afterwards; what was
 * accepted stays owed; what was used is still billed. Of what is disputed nothing moves before that is decided, but
 * that nothing more is measured; it is locked all the same, so that whoever settles it sees the sanction or is seen.
 * Orders are locked before the vouchers; what these hold for what is not delivered is freed by the effect of vouchers,
 * with the validity that it had, but for what {@link TradeHolds} keeps.
 */
@ApplicationScoped
class TradeSanctions implements SanctionEffect {

    private final OrderMoves moves;
    private final OrderEnds ends;
    private final OrderRows rows;

    TradeSanctions(OrderMoves moves, OrderEnds ends, OrderRows rows) {
        this.moves = moves;
        this.ends = ends;
        this.rows = rows;
    }

    @Override
    public int rank() {
        return 10;
    }

    @Override
    public Uni<List<Consequence>> foresee(SqlConnection connection, Provider provider, Instant now) {
        return rows.undelivered(connection, provider.id(), now)
                .chain(undelivered -> rows.waiting(connection, provider.id(), now)
                        .map(waiting -> List.of(
                                new Consequence(ConsequenceKind.ORDERS_ENDED, undelivered.count(), undelivered.fen()),
                                new Consequence(ConsequenceKind.DELIVERIES_STAND, waiting.count(), waiting.fen()))));
    }

    @Override
    public Uni<Void> carryOut(SqlConnection connection, Provider provider, Sanction sanction, Instant now) {
        return rows.lockLiving(connection, provider.id())
                .chain(locked -> InTurn.each(
                        locked,
                        order ->
                                ended(connection, order, sanction.reason(), now).replaceWithVoid()));
    }

    private Uni<ServiceOrder> ended(SqlConnection connection, ServiceOrder order, String reason, Instant now) {
        return switch (order.status()) {
            case PLACED, ACCEPTED -> moves.moved(connection, null, order, move(order, now), reason, null);
            case ACTIVE ->
                moves.open(connection, order.id()).chain(open -> ends.endRestAlone(connection, null, open, reason));
            case DISPUTED ->
                moves.tell(connection, order, OrderChange.BARRED, now).replaceWith(order);
            default -> Uni.createFrom().item(order);
        };
    }

    /** What nobody answered in time has lapsed already. */
    private static OrderMove move(ServiceOrder order, Instant now) {
        return order.statusAt(now) == OrderStatus.LAPSED ? OrderMove.LAPSE : OrderMove.BAR;
    }
}
