package cn.dengyun.trade.order.rest;

import cn.dengyun.shared.Actor;
import cn.dengyun.trade.order.AmendmentService;
import cn.dengyun.trade.order.DeliveryService;
import cn.dengyun.trade.order.OrderService;
import cn.dengyun.trade.order.OrderService.Whole;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.voucher.casefile.CaseFilePart;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The orders that a voucher pays or paid something of, with what was done, delivered and agreed on since. */
@ApplicationScoped
class OrderCasePart implements CaseFilePart {

    private final OrderService orders;
    private final DeliveryService deliveries;
    private final AmendmentService amendments;

    OrderCasePart(OrderService orders, DeliveryService deliveries, AmendmentService amendments) {
        this.orders = orders;
        this.deliveries = deliveries;
        this.amendments = amendments;
    }

    /** One of them. */
    record OrderCase(
            OrderView order,
            List<OrderStepView> steps,
            List<DeliveryView> deliveries,
            List<AmendmentView> amendments) {}

    @Override
    public Uni<List<Section>> sections(SqlConnection connection, Voucher voucher, Actor actor) {
        return orders.paidBy(connection, voucher.id())
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(each -> of(connection, each, actor))
                        .collect()
                        .asList()
                        .map(all -> all.isEmpty() ? List.<Section>of() : List.of(Section.of("orders", all))));
    }

    private Uni<OrderCase> of(SqlConnection connection, Whole whole, Actor actor) {
        Instant now = orders.now();
        ServiceOrder order = whole.order();
        return orders.steps(connection, order.id())
                .chain(steps -> deliveries
                        .of(connection, order.id())
                        .chain(delivered -> amendments
                                .of(connection, order.id())
                                .map(amended -> new OrderCase(
                                        OrderView.of(whole, actor, now),
                                        steps.stream().map(OrderStepView::of).toList(),
                                        delivered.stream()
                                                .map(each -> DeliveryView.of(order, each, whole.parties(), actor, now))
                                                .toList(),
                                        amended.stream()
                                                .map(each -> AmendmentView.of(order, each, whole.parties(), actor, now))
                                                .toList()))));
    }
}
