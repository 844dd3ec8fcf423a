package cn.dengyun.trade.usage;

import cn.dengyun.catalogue.domain.Aggregation;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.shared.Ids;
import cn.dengyun.trade.order.OrderChange;
import cn.dengyun.trade.order.OrderEffect;
import cn.dengyun.trade.order.OrderFacts;
import cn.dengyun.trade.order.OrderLineFacts;
import cn.dengyun.trade.order.domain.OrderStatus;
import cn.dengyun.trade.usage.store.MeterRows;
import cn.dengyun.trade.usage.store.MeterRows.Opened;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Meters begin when the service of an order begins, and end with it: on its last day, wherever both sides move that, or
 * when nothing more will be delivered; while an authority decides, also when the provider is disqualified. What was
 * used before can be reported afterwards.
 */
@ApplicationScoped
class UsageMeters implements OrderEffect {

    private final MeterRows rows;

    UsageMeters(MeterRows rows) {
        this.rows = rows;
    }

    @Override
    public Uni<Void> changed(SqlConnection connection, OrderFacts order, OrderChange what, Instant now) {
        if (order.activatedAt() == null) {
            return Uni.createFrom().voidItem();
        }
        return switch (what) {
            case ACTIVATED -> open(connection, order, now);
            case AMENDED ->
                order.status() == OrderStatus.ACTIVE
                        ? rows.endAt(connection, order.id(), order.endsAt())
                        : Uni.createFrom().voidItem();
            case REST_ENDED, ENDED -> rows.endBy(connection, order.id(), now);
            case BARRED -> rows.bar(connection, order.id(), now);
            case UNBARRED -> rows.unbar(connection, order.id());
            case ACCEPTED, DISPUTED, DISPUTE_SETTLED -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> open(SqlConnection connection, OrderFacts order, Instant now) {
        List<Opened> meters = order.lines().stream()
                .filter(line -> line.plan().model().isMeasured())
                .map(line -> opened(order, line, now))
                .toList();
        return meters.isEmpty() ? Uni.createFrom().voidItem() : rows.open(connection, meters);
    }

    private static Opened opened(OrderFacts order, OrderLineFacts line, Instant now) {
        Plan plan = line.plan();
        Aggregation aggregation = plan.aggregation() == null ? Aggregation.SUM : plan.aggregation();
        return new Opened(
                Ids.next(),
                order.id(),
                line.line(),
                plan.code(),
                plan.name(),
                plan.model().name(),
                plan.unit(),
                aggregation.name(),
                order.activatedAt(),
                order.endsAt(),
                now,
                line.quantity());
    }
}
