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
 * Orders of which nothing has begun end with the disqualification of their provider. They are locked before the
 * vouchers; what these hold is freed by the effect of vouchers, with the validity that it had.
 */
@ApplicationScoped
class TradeSanctions implements SanctionEffect {

    private final OrderService orders;
    private final OrderRows rows;

    TradeSanctions(OrderService orders, OrderRows rows) {
        this.orders = orders;
        this.rows = rows;
    }

    @Override
    public int rank() {
        return 10;
    }

    @Override
    public Uni<List<Consequence>> foresee(SqlConnection connection, Provider provider, Instant now) {
        return rows.beforeBegin(connection, provider.id())
                .map(total -> List.of(new Consequence(ConsequenceKind.ORDERS_ENDED, total.orders(), total.netFen())));
    }

    @Override
    public Uni<Void> carryOut(SqlConnection connection, Provider provider, Sanction sanction, Instant now) {
        return rows.lockBeforeBegin(connection, provider.id())
                .chain(locked -> InTurn.each(
                        locked,
                        order -> orders.moved(connection, null, order, move(order, now), sanction.reason(), null)
                                .replaceWithVoid()));
    }

    /** What nobody answered in time has lapsed already. */
    private static OrderMove move(ServiceOrder order, Instant now) {
        return order.statusAt(now) == OrderStatus.LAPSED ? OrderMove.LAPSE : OrderMove.BAR;
    }
}
