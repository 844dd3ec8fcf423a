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
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The lines and steps of orders, and what concerns many orders. */
@ApplicationScoped
public class OrderRows {

    private static final RowMapper<ServiceOrder> ORDERS = RowMapper.of(ServiceOrder.class);
    private static final RowMapper<OrderLine> LINES = RowMapper.of(OrderLine.class)
            .text("plan", OrderTexts::plan, OrderTexts::write)
            .text("ownWords", OrderTexts::ownWords, OrderTexts::write)
            .text("explanation", OrderTexts::steps, OrderTexts::write)
            .text("shares", OrderTexts::shares, OrderTexts::write);
    private static final RowMapper<OrderStep> STEPS = RowMapper.of(OrderStep.class);
    private static final RowMapper<LineState> STATES = RowMapper.of(LineState.class);
    private static final RowMapper<OrderCount> COUNTS = RowMapper.of(OrderCount.class);

    private static final Statement INSERT_LINES =
            Statement.of("INSERT INTO order_line (%s) SELECT * FROM %s".formatted(LINES.columns(), LINES.unnested()));
    private static final Statement OF_ORDERS = Statement.of(
            "SELECT %s FROM order_line WHERE order_id = ANY($1) ORDER BY order_id, line".formatted(LINES.columns()));
    private static final Statement INSERT_STEP = Statement.of("INSERT INTO order_step " + STEPS.values());
    private static final Statement STEPS_OF = Statement.of("""
            SELECT %s FROM order_step WHERE order_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """.formatted(STEPS.columns()));
    private static final Statement ALL_STEPS_OF =
            Statement.of("SELECT %s FROM order_step WHERE order_id = $1 ORDER BY id".formatted(STEPS.columns()));
    private static final Statement DUE = Statement.of("""
            SELECT %s FROM service_order WHERE status IN ('PLACED', 'ACCEPTED') AND due_at <= $1 AND id > $2
            ORDER BY id LIMIT $3
            """.formatted(ORDERS.columns()));
    private static final Statement NEXT_DUE = Statement.of(
            "SELECT min(due_at) FROM service_order WHERE status IN ('PLACED', 'ACCEPTED') AND due_at > $1");
    private static final Statement FIND =
            Statement.of("SELECT %s FROM service_order WHERE id = $1".formatted(ORDERS.columns()));
    private static final Statement LOCK =
            Statement.of("SELECT %s FROM service_order WHERE id = $1 FOR UPDATE".formatted(ORDERS.columns()));
    private static final Statement LOCK_LIVING = Statement.of("""
            SELECT %s FROM service_order
            WHERE provider_id = $1 AND status IN ('PLACED', 'ACCEPTED', 'ACTIVE', 'DELIVERED', 'DISPUTED')
            ORDER BY id FOR UPDATE
            """.formatted(ORDERS.columns()));
    private static final Statement IN_SERVICE = Statement.of("""
            SELECT %s FROM service_order WHERE provider_id = $1 AND status IN ('ACTIVE', 'DISPUTED')
            """.formatted(ORDERS.columns()));
    private static final Statement UNDELIVERED = Statement.of("""
            SELECT count(*) AS count, coalesce(sum(o.net_fen - coalesce(d.net_fen, 0)), 0)::bigint AS fen
            FROM service_order o LEFT JOIN LATERAL (SELECT sum(e.net_fen) AS net_fen FROM order_delivery e
                WHERE e.order_id = o.id AND e.status IN ('REPORTED', 'ACCEPTED')) d ON true
            WHERE o.provider_id = $1 AND (o.status = 'ACTIVE' OR o.status IN ('PLACED', 'ACCEPTED') AND o.due_at > $2)
            """);
    private static final Statement WAITING = Statement.of("""
            SELECT count(*) AS count, coalesce(sum(d.subsidy_fen), 0)::bigint AS fen
            FROM service_order o JOIN order_delivery d ON d.order_id = o.id AND d.status = 'REPORTED'
            WHERE o.provider_id = $1 AND o.status IN ('ACTIVE', 'DELIVERED') AND (d.with_subsidy OR d.due_at > $2)
            """);
    private static final Statement UPDATE_LINES = Statement.of("""
            UPDATE order_line l SET delivered = t.delivered, accepted = t.accepted, cancelled = t.cancelled, cut_fen = t.cut_fen
            FROM %s WHERE l.order_id = t.order_id AND l.line = t.line
            """.formatted(STATES.unnested()));
    /** The first moment behind the time in which an order that is in service goes on. */
    private static final String CLOSES = "greatest(o.due_at, (o.ends_on + 31)::timestamp AT TIME ZONE 'Asia/Shanghai')";

    private static final Statement ENDING = Statement.of("""
            SELECT %s FROM service_order o WHERE o.status = 'ACTIVE' AND o.due_at <= $1 AND %s <= $1 AND o.id > $2
                AND NOT EXISTS (SELECT FROM order_delivery d WHERE d.order_id = o.id AND d.status = 'REPORTED')
            ORDER BY o.id LIMIT $3
            """.formatted(ORDERS.columns("o"), CLOSES));
    private static final Statement NEXT_ENDING = Statement.of(
            "SELECT min(%1$s) FROM service_order o WHERE o.status = 'ACTIVE' AND %1$s > $1".formatted(CLOSES));
    private static final Statement IS_TAKEN = Statement.of("""
            SELECT EXISTS (SELECT FROM service_order WHERE organization_id = $1 AND provider_id = $2
                AND external_reference = $3)
            """);
    private static final Statement LIVING_OF_BOTH = Statement.of("""
            SELECT count(*) FROM (SELECT FROM service_order WHERE organization_id = $1 AND provider_id = $2
                AND status IN ('PLACED', 'ACCEPTED', 'ACTIVE', 'DELIVERED', 'DISPUTED') LIMIT $3) living
            """);
    private static final Statement COUNT = Statement.of(
            """
            SELECT %s AS status, count(*) AS orders, sum(net_fen)::bigint AS net_fen,
                sum(subsidy_fen)::bigint AS subsidy_fen, count(*) FILTER (WHERE %s) AS overdue
            FROM service_order WHERE $2 OR organization_id = $3 OR provider_organization_id = $3
                OR is_overseen(region_code, $4, $5)
            GROUP BY 1 ORDER BY 1
            """.formatted(ServiceOrder.STATUS.replace(":moment", "$1"), ServiceOrder.OVERDUE.replace(":moment", "$1")));

    private static final Statement UNSETTLED = Statement.of("""
            SELECT o.id FROM service_order o WHERE o.id = ANY($1) AND (o.status = 'DISPUTED'
                OR EXISTS (SELECT FROM order_dispute d WHERE d.order_id = o.id AND d.status = 'RECOVERY')
                OR EXISTS (SELECT FROM bill_lowering l WHERE l.order_id = o.id AND l.status = 'OWED'))
            """);

    private final Pool pool;

    OrderRows(Pool pool) {
        this.pool = pool;
    }

    /** How many of something there are, and what they come to, in fen. */
    public record Total(long count, long fen) {}

    /** What of a line changes. */
    private record LineState(
            UUID orderId, int line, BigDecimal delivered, BigDecimal accepted, BigDecimal cancelled, long cutFen) {

        static LineState of(OrderLine line) {
            return new LineState(
                    line.orderId(), line.line(), line.delivered(), line.accepted(), line.cancelled(), line.cutFen());
        }
    }

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

    /** Writes what became of lines of an order that this unit of work has locked. */
    public Uni<Void> update(SqlConnection connection, List<OrderLine> lines) {
        return UPDATE_LINES
                .execute(
                        connection,
                        STATES.arrays(lines.stream().map(LineState::of).toList()))
                .invoke(Rows.exactly(lines.size(), "a line of an order is gone"))
                .replaceWithVoid();
    }

    public Uni<Void> insert(SqlConnection connection, OrderStep step) {
        return INSERT_STEP.execute(connection, step).replaceWithVoid();
    }

    /** Newest first. */
    public Uni<List<OrderStep>> steps(UUID orderId, UUID before, int rows) {
        return STEPS_OF.execute(pool, orderId, before, rows).map(STEPS::list);
    }

    /** All of them, oldest first. */
    public Uni<List<OrderStep>> steps(SqlClient client, UUID orderId) {
        return ALL_STEPS_OF.execute(client, orderId).map(STEPS::list);
    }

    /** Orders whose time is over, by id. */
    public Uni<List<ServiceOrder>> due(Instant now, UUID after, int rows) {
        return DUE.execute(pool, now, after, rows).map(ORDERS::list);
    }

    /** When the next order will be over; empty when none will. */
    public Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }

    /** One as it is now, whoever may know of it; null where there is none. */
    public Uni<ServiceOrder> find(SqlClient client, UUID id) {
        return FIND.execute(client, id).map(ORDERS::first);
    }

    public Uni<ServiceOrder> find(UUID id) {
        return find(pool, id);
    }

    /** One as it is now, held until the unit of work ends, whoever may know of it; null where there is none. */
    public Uni<ServiceOrder> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(ORDERS::first);
    }

    /** Those with a provider that have not ended, by id, held until the unit of work ends. */
    public Uni<List<ServiceOrder>> lockLiving(SqlConnection connection, UUID provider) {
        return LOCK_LIVING.execute(connection, provider).map(ORDERS::list);
    }

    /** Those with a provider of which something may still be delivered, disputed ones too. */
    public Uni<List<ServiceOrder>> inService(SqlConnection connection, UUID provider) {
        return IN_SERVICE.execute(connection, provider).map(ORDERS::list);
    }

    /** Those with a provider of which something is not delivered and that have not lapsed, and what that comes to. */
    public Uni<Total> undelivered(SqlConnection connection, UUID provider, Instant now) {
        return UNDELIVERED.execute(connection, provider, now).map(OrderRows::total);
    }

    /** What waits for enterprises of the orders with a provider, and what vouchers are to pay of it. */
    public Uni<Total> waiting(SqlConnection connection, UUID provider, Instant now) {
        return WAITING.execute(connection, provider, now).map(OrderRows::total);
    }

    private static Total total(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return new Total(row.getLong("count"), row.getLong("fen"));
    }

    /** Those in service whose time is over and of which nothing waits, by id. */
    public Uni<List<ServiceOrder>> ending(Instant now, UUID after, int rows) {
        return ENDING.execute(pool, now, after, rows).map(ORDERS::list);
    }

    /** When the next of those will be over; empty when none will. */
    public Uni<Optional<Instant>> nextEnding(Instant now) {
        return NEXT_ENDING.execute(pool, now).map(Rows::moment);
    }

    /** Whether an enterprise has called another order with a provider so. */
    public Uni<Boolean> isTaken(SqlConnection connection, UUID organization, UUID provider, String reference) {
        return IS_TAKEN.execute(connection, organization, provider, reference).map(Rows::truth);
    }

    /** How many of an enterprise with a provider have not ended; no more than so many are counted. */
    public Uni<Long> living(SqlConnection connection, UUID organization, UUID provider, int most) {
        return LIVING_OF_BOTH
                .execute(connection, organization, provider, most)
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Of those that the actor may know of. */
    public Uni<List<OrderCount>> counts(Actor actor, Instant now) {
        return COUNT.execute(pool, now, ServiceOrder.seesAll(actor), actor.organizationId(), Oversight.of(actor))
                .map(COUNTS::list);
    }

    /** Those of the orders that are disputed, or of which something is still to be taken back. */
    public Uni<Set<UUID>> unsettled(SqlClient client, Collection<UUID> ids) {
        return UNSETTLED.execute(client, Parameters.ids(ids)).map(Rows::ids);
    }
}
