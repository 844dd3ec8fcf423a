package cn.dengyun.trade.order;

import cn.dengyun.platform.frame.Effect;
import cn.dengyun.shared.Actor;
import cn.dengyun.trade.order.domain.OrderOrigin;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/** The door of orders for what leads to them and is built on them; whoever asks has seen to who may know of one. */
public interface Orders {

    /** One as it is now. Rejects with {@code service-order-not-found} (404). */
    Uni<OrderFacts> find(SqlClient client, UUID id);

    /**
     * The same, held until the unit of work ends: before bills, vouchers and whatever else hangs on it, behind parties,
     * provider and offering. Rejects with {@code service-order-not-found} (404).
     */
    Uni<OrderFacts> lock(SqlConnection connection, UUID id);

    /**
     * Places one. Rejects as {@link OrderService#place(Actor, NewOrder)}.
     *
     * @param originId the quote, trial or order that it comes from; null where it comes from none
     */
    Effect<OrderFacts> place(Actor enterprise, NewOrder wanted, OrderOrigin origin, UUID originId);
}
