package cn.dengyun.trade.order.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Oversight;
import cn.dengyun.trade.order.domain.OrderCount;
import cn.dengyun.trade.order.domain.OrderLine;
import cn.dengyun.trade.order.domain.OrderStep;
import cn.dengyun.trade.order.domain.ServiceOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The lines and steps of orders, and what concerns many orders. */
@ApplicationScoped
public class OrderRows {

    private static final RowMapper<ServiceOrder> ORDERS = RowMapper.of(ServiceOrder.class);
    private static final RowMapper<OrderLine> LINES = RowMapper.of(OrderLine.class)
            .text("plan", OrderTexts::plan, OrderTexts::write)
            .text("explanation", OrderTexts::steps, OrderTexts::write);
    private static final RowMapper<OrderStep> STEPS = RowMapper.of(OrderStep.class);
    private static final RowMapper<OrderCount> COUNTS = RowMapper.of(OrderCount.class);

    private static final Statement INSERT_LINES =
            Statement.of("INSERT INTO order_line (%s) SELECT * FROM %s".formatted(LINES.columns(), LINES.unnested()));
    private static final Statement OF_ORDERS = Statement.of(
            "SELECT %s FROM order_line WHERE order_id = ANY($1) ORDER BY order_id, line".formatted(LINES.columns()));
    private static final Statement INSERT_STEP = Statement.of("INSERT INTO order_step " + STEPS.values());
    private static final Statement STEPS_OF = Statement.of("""
            SELECT %s FROM order_step WHERE order_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """.formatted(STEPS.columns()));
    private static final Statement DUE = Statement.of("""
            SELECT %s FROM service_order WHERE status IN ('PLACED', 'ACCEPTED') AND due_at <= $1 AND id > $2
            ORDER BY id LIMIT $3
            """.formatted(ORDERS.columns()));
    private static final Statement NEXT_DUE = Statement.of(
            "SELECT min(due_at) FROM service_order WHERE status IN ('PLACED', 'ACCEPTED') AND due_at > $1");
    private static final Statement LOCK =
            Statement.of("SELECT %s FROM service_order WHERE id = $1 FOR UPDATE".formatted(ORDERS.columns()));
    private static final Statement LOCK_BEFORE_BEGIN = Statement.of("""
            SELECT %s FROM service_order WHERE provider_id = $1 AND status IN ('PLACED', 'ACCEPTED') ORDER BY id FOR UPDATE
            """.formatted(ORDERS.columns()));
    private static final Statement BEFORE_BEGIN = Statement.of("""
            SELECT count(*) AS orders, coalesce(sum(net_fen), 0)::bigint AS net_fen FROM service_order
            WHERE provider_id = $1 AND status IN ('PLACED', 'ACCEPTED')
            """);
    private static final Statement IS_TAKEN = Statement.of("""
            SELECT EXISTS (SELECT FROM service_order WHERE organization_id = $1 AND provider_id = $2
                AND external_reference = $3)
            """);
    private static final Statement COUNT = Statement.of("""
            SELECT %s AS status, count(*) AS orders, sum(net_fen)::bigint AS net_fen,
                sum(subsidy_fen)::bigint AS subsidy_fen
            FROM service_order WHERE $2 OR organization_id = $3 OR provider_organization_id = $3
                OR is_overseen(region_code, $4, $5)
            GROUP BY 1 ORDER BY 1
            """.formatted(ServiceOrder.STATUS.replace(":moment", "$1")));

    private final Pool pool;

    OrderRows(Pool pool) {
        this.pool = pool;
    }

    /** How many orders, and what they come to, in fen. */
    public record Total(long orders, long netFen) {}

    public Uni<Void> insert(SqlConnection connection, List<OrderLine> lines) {
        return INSERT_LINES.execute(connection, LINES.arrays(lines)).replaceWithVoid();
    }

    /** The lines of orders, by order and in their order. */
    public Uni<Map<UUID, List<OrderLine>>> lines(SqlClient client, Collection<UUID> orders) {
        return OF_ORDERS
                .execute(client, Parameters.ids(orders))
                .map(rows -> LINES.list(rows).stream().collect(Collectors.groupingBy(OrderLine::orderId)));
    }

    public Uni<Map<UUID, List<OrderLine>>> lines(Collection<UUID> orders) {
        return lines(pool, orders);
    }

    public Uni<Void> insert(SqlConnection connection, OrderStep step) {
        return INSERT_STEP.execute(connection, step).replaceWithVoid();
    }

    /** Newest first. */
    public Uni<List<OrderStep>> steps(UUID orderId, UUID before, int rows) {
        return STEPS_OF.execute(pool, orderId, before, rows).map(STEPS::list);
    }

    /** Orders whose time is over, by id. */
    public Uni<List<ServiceOrder>> due(Instant now, UUID after, int rows) {
        return DUE.execute(pool, now, after, rows).map(ORDERS::list);
    }

    /** When the next order will be over; empty when none will. */
    public Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }

    /** One as it is now, held until the unit of work ends, whoever may know of it. */
    public Uni<ServiceOrder> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(ORDERS::first);
    }

    /** Those with a provider of which nothing has begun, by id, held until the unit of work ends. */
    public Uni<List<ServiceOrder>> lockBeforeBegin(SqlConnection connection, UUID provider) {
        return LOCK_BEFORE_BEGIN.execute(connection, provider).map(ORDERS::list);
    }

    /** How many those are. */
    public Uni<Total> beforeBegin(SqlConnection connection, UUID provider) {
        return BEFORE_BEGIN
                .execute(connection, provider)
                .map(rows -> rows.iterator().next())
                .map(row -> new Total(row.getLong(0), row.getLong(1)));
    }

    /** Whether an enterprise has called another order with a provider so. */
    public Uni<Boolean> isTaken(SqlConnection connection, UUID organization, UUID provider, String reference) {
        return IS_TAKEN.execute(connection, organization, provider, reference).map(Rows::truth);
    }

    /** Of those that the actor may know of. */
    public Uni<List<OrderCount>> counts(Actor actor, Instant now) {
        return COUNT.execute(pool, now, ServiceOrder.seesAll(actor), actor.organizationId(), Oversight.of(actor))
                .map(COUNTS::list);
    }
}
