package cn.dengyun.trade.order;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.UUID;

/** Whoever bills what is measured of orders says whether something is still to be billed. */
public interface UnbilledUsage {

    /**
     * Whether the month in which the service of an order ends has no bill that has locked. Asked with the order locked.
     *
     * @param end of the service, as it is to be
     */
    Uni<Boolean> isAwaited(SqlConnection connection, UUID orderId, Instant end);
}
