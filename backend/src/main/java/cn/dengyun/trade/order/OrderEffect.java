package cn.dengyun.trade.order;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;

/**
 * What else follows from a change of an order: each bean of this type is told in the unit of work that makes it, behind
 * the change, with the order locked. It locks nothing that comes before orders, and no vouchers.
 */
public interface OrderEffect {

    /** @param order as it is afterwards */
    Uni<Void> changed(SqlConnection connection, OrderFacts order, OrderChange what, Instant now);
}
