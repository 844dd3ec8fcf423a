package cn.dengyun.trade.dispute.rest;

import cn.dengyun.shared.Actor;
import cn.dengyun.trade.dispute.DisputeService;
import cn.dengyun.trade.order.OrderService;
import cn.dengyun.voucher.casefile.CaseFilePart;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The disputes about orders that a voucher pays or paid something of, with all that was said. */
@ApplicationScoped
class DisputeCasePart implements CaseFilePart {

    private final OrderService orders;
    private final DisputeService disputes;

    DisputeCasePart(OrderService orders, DisputeService disputes) {
        this.orders = orders;
        this.disputes = disputes;
    }

    /** One of them. */
    record DisputeCase(DisputeView dispute, List<DisputeMessageView> messages) {}

    @Override
    public Uni<List<Section>> sections(SqlConnection connection, Voucher voucher, Actor actor) {
        if (actor.agentOrganizationId() != null) {
            // Disputes are between the two sides themselves.
            return Uni.createFrom().item(List.of());
        }
        return orders.paidBy(connection, voucher.id())
                .chain(found -> disputes.ofOrders(
                        connection,
                        found.stream().map(each -> each.order().id()).toList()))
                .map(found -> found.stream()
                        .map(each -> new DisputeCase(
                                DisputeView.of(each.dispute(), actor, disputes.now()),
                                each.messages().stream()
                                        .map(DisputeMessageView::of)
                                        .toList()))
                        .toList())
                .map(all -> all.isEmpty() ? List.of() : List.of(Section.of("disputes", all)));
    }
}
