package cn.dengyun.trade.order;

import cn.dengyun.trade.order.domain.Delivery;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;

/**
 * What else follows where vouchers will not pay what was delivered: each bean of this type is told in the unit of work
 * in which a delivery is rejected, taken back or lapses, is accepted though no voucher holds anything for it, or is
 * lowered to nothing, with the order locked. It locks nothing that comes before orders, and no vouchers.
 */
public interface DeliveryEffect {

    /** @param delivery as it is afterwards */
    Uni<Void> undone(SqlConnection connection, Delivery delivery, Instant now);

    /**
     * An authority has lowered it, so what was taken or asked back of it needs nobody else any more. Told in the unit
     * of work that carries the decision out, likewise.
     *
     * @param delivery as it is afterwards
     */
    default Uni<Void> decided(SqlConnection connection, Delivery delivery, Instant now) {
        return Uni.createFrom().voidItem();
    }
}
