package cn.dengyun.trade.order;

import cn.dengyun.trade.order.domain.OrderAccount;
import cn.dengyun.trade.order.domain.OrderLine;
import cn.dengyun.trade.order.domain.OrderStatus;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.trade.order.store.OrderRows;
import cn.dengyun.voucher.KeptHolds;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What orders keep when their provider is disqualified: a disputed one all, for nothing of it moves before that is
 * settled; one in service what its last bill may need, and once {@link TradeSanctions} is through, those in service are
 * those that wait for it.
 */
@ApplicationScoped
class TradeHolds implements KeptHolds {

    private final OrderRows rows;

    TradeHolds(OrderRows rows) {
        this.rows = rows;
    }

    @Override
    public Uni<Map<UUID, Kept>> with(SqlConnection connection, UUID providerId) {
        return rows.inService(connection, providerId)
                .chain(orders -> rows.lines(
                                connection,
                                orders.stream().map(ServiceOrder::id).toList())
                        .map(lines -> kept(orders, lines)));
    }

    private static Map<UUID, Kept> kept(List<ServiceOrder> orders, Map<UUID, List<OrderLine>> lines) {
        Map<UUID, Kept> kept = new HashMap<>();
        for (ServiceOrder order : orders) {
            OrderAccount account = new OrderAccount(lines.getOrDefault(order.id(), List.of()), List.of());
            if (order.status() == OrderStatus.DISPUTED) {
                kept.put(order.id(), Kept.ALL);
            } else if (account.isBilled()) {
                kept.put(
                        order.id(),
                        Kept.of(account.lines().stream()
                                .filter(OrderLine::isBilled)
                                .map(OrderLine::planCode)
                                .collect(Collectors.toSet())));
            }
        }
        return kept;
    }
}
