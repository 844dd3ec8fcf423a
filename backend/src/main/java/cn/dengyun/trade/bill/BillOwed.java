package cn.dengyun.trade.bill;

import cn.dengyun.trade.bill.domain.BillLowering;
import cn.dengyun.trade.bill.store.LoweringRows;
import cn.dengyun.trade.order.DeliveryEffect;
import cn.dengyun.trade.order.domain.Delivery;
import cn.dengyun.trade.order.domain.DeliverySource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What an earlier bill owes counts as settled where a later one is paid so much less. Where vouchers do not pay that
 * one, nothing was: it is owed again.
 */
@ApplicationScoped
class BillOwed implements DeliveryEffect {

    private final LoweringRows rows;

    BillOwed(LoweringRows rows) {
        this.rows = rows;
    }

    @Override
    public Uni<Void> undone(SqlConnection connection, Delivery delivery, Instant now) {
        if (delivery.source() != DeliverySource.BILL) {
            return Uni.createFrom().voidItem();
        }
        UUID bill = delivery.sourceId();
        return rows.ofOrder(connection, delivery.orderId()).chain(all -> {
            List<BillLowering> again = all.stream()
                    .filter(each -> each.isOffBy(bill))
                    .map(each -> each.owedAgain(now))
                    .toList();
            return rows.restore(connection, again);
        });
    }
}
