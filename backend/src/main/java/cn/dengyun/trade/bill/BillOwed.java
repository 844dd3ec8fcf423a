package cn.dengyun.trade.bill;

import cn.dengyun.trade.bill.domain.BillDelivered;
import cn.dengyun.trade.bill.domain.BillLowering;
import cn.dengyun.trade.bill.domain.BillPart;
import cn.dengyun.trade.bill.store.BillRows;
import cn.dengyun.trade.bill.store.LoweringRows;
import cn.dengyun.trade.order.DeliveryEffect;
import cn.dengyun.trade.order.domain.DeliveredLine;
import cn.dengyun.trade.order.domain.Delivery;
import cn.dengyun.trade.order.domain.DeliverySource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What an earlier bill owes counts as settled where a later one is paid so much less. Where vouchers do not pay that
 * one, nothing was: it is owed again. Where an authority lowers the bill that owes it, that is settled by the decision.
 */
@ApplicationScoped
class BillOwed implements DeliveryEffect {

    private final LoweringRows rows;
    private final BillRows bills;

    BillOwed(LoweringRows rows, BillRows bills) {
        this.rows = rows;
        this.bills = bills;
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

    /** What its bill owed and the decision takes is owed no more: no later bill is paid less for it. */
    @Override
    public Uni<Void> decided(SqlConnection connection, Delivery delivery, Instant now) {
        if (delivery.source() != DeliverySource.BILL) {
            return Uni.createFrom().voidItem();
        }
        return rows.ofOrder(connection, delivery.orderId()).chain(all -> {
            List<BillLowering> ofBill = all.stream()
                    .filter(each -> each.loweredId().equals(delivery.sourceId()))
                    .toList();
            List<BillLowering> owed =
                    ofBill.stream().filter(BillLowering::isOwed).toList();
            return owed.isEmpty() ? Uni.createFrom().voidItem() : settled(connection, delivery, ofBill, owed, now);
        });
    }

    private Uni<Void> settled(
            SqlConnection connection,
            Delivery delivery,
            List<BillLowering> ofBill,
            List<BillLowering> owed,
            Instant now) {
        List<BillLowering> done = ofBill.stream().filter(each -> !each.isOwed()).toList();
        Map<String, BillPart> stands = delivery.lines().stream()
                .collect(Collectors.toMap(
                        DeliveredLine::planCode,
                        line -> new BillPart(line.quantity(), line.netFen(), line.exTaxFen()),
                        BillPart::plus));
        return bills.lock(connection, delivery.sourceId())
                .chain(bill -> bills.lines(connection, bill.id())
                        .chain(lines -> bills.credits(connection, bill)
                                .map(credits -> BillDelivered.decided(
                                        bill.id(), BillDelivered.byPlan(lines, done, credits), stands, owed, now))))
                .chain(settled -> rows.update(connection, settled.changed())
                        .chain(() -> rows.insert(connection, settled.made())));
    }
}
