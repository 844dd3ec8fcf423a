package cn.dengyun.trade.order;

import cn.dengyun.platform.casefile.CaseRecord;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.domain.ServiceOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Orders take documents of both sides as long as they have not ended: each side puts and withdraws its own. */
@ApplicationScoped
public class OrderRecord implements CaseRecord {

    public static final String KIND = "service-order";

    private final OrderService orders;

    OrderRecord(OrderService orders) {
        this.orders = orders;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String path() {
        return "/api/v1/orders";
    }

    @Override
    public Uni<Standing> find(Actor actor, UUID id) {
        return orders.known(actor, id).map(found -> standing(found, actor));
    }

    @Override
    public Uni<Standing> lock(SqlConnection connection, Actor actor, UUID id) {
        return orders.lock(connection, actor, id).map(found -> standing(found, actor));
    }

    private Standing standing(ServiceOrder found, Actor actor) {
        boolean isProvider = actor.actsFor(found.providerOrganizationId());
        return new Standing(
                isProvider ? found.providerOrganizationId() : found.organizationId(),
                found.nextActionAt(orders.now()) != null,
                actor.has(Roles.AUTHORITY) || Aggregate.seesAll(actor));
    }
}
