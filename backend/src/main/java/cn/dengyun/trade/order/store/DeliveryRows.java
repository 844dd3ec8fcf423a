package cn.dengyun.trade.order.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.trade.order.domain.Delivery;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Deliveries of orders. The row of the order is locked before they are made or changed. */
@ApplicationScoped
public class DeliveryRows {

    private static final RowMapper<Delivery> DELIVERIES = RowMapper.of(Delivery.class)
            .text("lines", OrderTexts::delivered, OrderTexts::write)
            .text("paid", OrderTexts::parts, OrderTexts::write)
            .text("askedBack", OrderTexts::parts, OrderTexts::write);

    private static final Statement INSERT = Statement.of(
            "INSERT INTO order_delivery (%s) SELECT * FROM %s".formatted(DELIVERIES.columns(), DELIVERIES.unnested()));
    /** What is accepted in own words, or comes to less, waits for the next bill from then on. */
    private static final Statement UPDATE = Statement.of("""
            UPDATE order_delivery d SET status = t.status, lines = t.lines, net_fen = t.net_fen, ex_tax_fen = t.ex_tax_fen,
                subsidy_fen = t.subsidy_fen, captured_fen = t.captured_fen, lowered_fen = t.lowered_fen, paid = t.paid,
                asked_back = t.asked_back, due_at = t.due_at, lapses_at = t.lapses_at, decided_by = t.decided_by, decided_at = t.decided_at, reason = t.reason,
                unbilled = d.unbilled OR t.status = 'ACCEPTED' AND (t.status <> d.status OR t.lines <> d.lines) AND EXISTS (
                    SELECT FROM order_line l JOIN jsonb_array_elements(t.lines::jsonb) e ON e ->> 'planCode' = l.plan_code
                    WHERE l.order_id = d.order_id AND l.own_words IS NOT NULL)
            FROM %s WHERE d.id = t.id AND d.status IN ('REPORTED', 'ACCEPTED')
            """.formatted(DELIVERIES.unnested()));

    private static final Statement FIND =
            Statement.of("SELECT %s FROM order_delivery WHERE id = $1".formatted(DELIVERIES.columns()));
    private static final Statement OF_ORDER = Statement.of(
            "SELECT %s FROM order_delivery WHERE order_id = $1 ORDER BY number".formatted(DELIVERIES.columns()));
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM order_delivery WHERE order_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """.formatted(DELIVERIES.columns()));
    private static final Statement UNBILLED = Statement.of("""
            SELECT %s FROM order_delivery WHERE order_id = $1 AND unbilled AND decided_at < $2 ORDER BY number
            """.formatted(DELIVERIES.columns()));
    private static final Statement BILLED =
            Statement.of("UPDATE order_delivery SET unbilled = false WHERE id = ANY($1) AND unbilled");
    private static final String IN_SERVICE =
            "EXISTS (SELECT FROM service_order o WHERE o.id = d.order_id AND o.status IN ('ACTIVE', 'DELIVERED'))";
    private static final Statement PASSING = Statement.of("""
            SELECT %s FROM order_delivery d WHERE d.status = 'REPORTED' AND NOT d.with_subsidy AND d.due_at <= $1 AND d.id > $2
                AND %s
            ORDER BY d.id LIMIT $3
            """.formatted(DELIVERIES.columns("d"), IN_SERVICE));
    private static final Statement LAPSING = Statement.of("""
            SELECT %s FROM order_delivery d WHERE d.status = 'REPORTED' AND d.with_subsidy AND d.lapses_at <= $1 AND d.id > $2
                AND %s
            ORDER BY d.id LIMIT $3
            """.formatted(DELIVERIES.columns("d"), IN_SERVICE));
    private static final Statement NEXT_PASSING = Statement.of(
            "SELECT min(due_at) FROM order_delivery WHERE status = 'REPORTED' AND NOT with_subsidy AND due_at > $1");
    private static final Statement NEXT_LAPSING = Statement.of(
            "SELECT min(lapses_at) FROM order_delivery WHERE status = 'REPORTED' AND with_subsidy AND lapses_at > $1");

    private final Pool pool;

    DeliveryRows(Pool pool) {
        this.pool = pool;
    }

    public Uni<Void> insert(SqlConnection connection, Delivery reported) {
        return INSERT.execute(connection, DELIVERIES.arrays(List.of(reported))).replaceWithVoid();
    }

    /** Writes what became of deliveries of an order that this unit of work has locked. */
    public Uni<Void> update(SqlConnection connection, Collection<Delivery> changed) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return UPDATE.execute(connection, DELIVERIES.arrays(changed))
                .invoke(Rows.exactly(changed.size(), "a delivery changed whose order was not locked"))
                .replaceWithVoid();
    }

    /** Empty where there is none, or none that the unit of work sees. */
    public Uni<Optional<Delivery>> find(SqlClient client, UUID id) {
        return FIND.execute(client, id).map(DELIVERIES::optional);
    }

    public Uni<Optional<Delivery>> find(UUID id) {
        return find(pool, id);
    }

    /** All that were ever reported of an order, by number. */
    public Uni<List<Delivery>> ofOrder(SqlClient client, UUID orderId) {
        return OF_ORDER.execute(client, orderId).map(DELIVERIES::list);
    }

    /**
     * Those of an order with something in own words that no bill says yet, or not as it stands now, by number.
     *
     * @param end only those that were accepted before
     */
    public Uni<List<Delivery>> unbilled(SqlClient client, UUID orderId, Instant end) {
        return UNBILLED.execute(client, orderId, end).map(DELIVERIES::list);
    }

    /** A bill says how these stand, with their order locked. */
    public Uni<Void> billed(SqlConnection connection, Collection<UUID> deliveries) {
        if (deliveries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return BILLED.execute(connection, Parameters.ids(deliveries))
                .invoke(Rows.exactly(deliveries.size(), "a delivery was billed whose order was not locked"))
                .replaceWithVoid();
    }

    /** Newest first. */
    public Uni<List<Delivery>> page(UUID orderId, UUID before, int rows) {
        return PAGE.execute(pool, orderId, before, rows).map(DELIVERIES::list);
    }

    /** Those that no voucher pays and nobody has answered in time, by id. */
    public Uni<List<Delivery>> passing(Instant now, UUID after, int rows) {
        return PASSING.execute(pool, now, after, rows).map(DELIVERIES::list);
    }

    /** Those of which it is to be looked at whether they end because nobody ever answered, by id. */
    public Uni<List<Delivery>> lapsing(Instant now, UUID after, int rows) {
        return LAPSING.execute(pool, now, after, rows).map(DELIVERIES::list);
    }

    /** When there will be the next of both; empty when there will be none. */
    public Uni<Optional<Instant>> nextDue(Instant now) {
        return Uni.combine()
                .all()
                .unis(
                        NEXT_PASSING.execute(pool, now).map(Rows::moment),
                        NEXT_LAPSING.execute(pool, now).map(Rows::moment))
                .with((passing, lapsing) ->
                        Stream.of(passing, lapsing).flatMap(Optional::stream).min(Comparator.naturalOrder()));
    }
}
