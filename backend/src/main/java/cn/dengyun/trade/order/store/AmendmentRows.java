package cn.dengyun.trade.order.store;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.trade.order.domain.Amendment;
import cn.dengyun.trade.order.domain.OrderSide;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Amendments of orders. The row of the order is locked before they are made or decided. */
@ApplicationScoped
public class AmendmentRows {

    private static final RowMapper<Amendment> AMENDMENTS =
            RowMapper.of(Amendment.class).text("lines", OrderTexts::amended, OrderTexts::write);

    private static final Statement INSERT = Statement.of(
            "INSERT INTO order_amendment (%s) SELECT * FROM %s".formatted(AMENDMENTS.columns(), AMENDMENTS.unnested()));
    private static final Statement DECIDE = Statement.of("""
            UPDATE order_amendment SET status = $2, decided_by = $3, decided_at = $4, reason = $5
            WHERE id = $1 AND status = 'PROPOSED'
            """);
    private static final Statement FIND =
            Statement.of("SELECT %s FROM order_amendment WHERE id = $1".formatted(AMENDMENTS.columns()));
    private static final Statement OPEN_OF =
            Statement.of("SELECT %s FROM order_amendment WHERE order_id = $1 AND status = 'PROPOSED'"
                    .formatted(AMENDMENTS.columns()));
    private static final Statement OF_ORDER = Statement.of(
            "SELECT %s FROM order_amendment WHERE order_id = $1 ORDER BY id".formatted(AMENDMENTS.columns()));
    private static final Statement COUNT =
            Statement.of("SELECT count(*) FROM order_amendment WHERE order_id = $1 AND proposed_side = $2");
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM order_amendment WHERE order_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """.formatted(AMENDMENTS.columns()));
    private static final Statement DUE = Statement.of("""
            SELECT %s FROM order_amendment WHERE status = 'PROPOSED' AND due_at <= $1 AND id > $2 ORDER BY id LIMIT $3
            """.formatted(AMENDMENTS.columns()));
    private static final Statement NEXT_DUE =
            Statement.of("SELECT min(due_at) FROM order_amendment WHERE status = 'PROPOSED' AND due_at > $1");

    private final Pool pool;

    AmendmentRows(Pool pool) {
        this.pool = pool;
    }

    public Uni<Void> insert(SqlConnection connection, Amendment proposed) {
        return INSERT.execute(connection, AMENDMENTS.arrays(List.of(proposed))).replaceWithVoid();
    }

    /** Writes how one was decided whose order this unit of work has locked. */
    public Uni<Void> decide(SqlConnection connection, Amendment decided) {
        return DECIDE.execute(
                        connection,
                        decided.id(),
                        decided.status(),
                        decided.decidedBy(),
                        decided.decidedAt(),
                        decided.reason())
                .invoke(Rows.exactly(1, "an amendment changed whose order was not locked"))
                .replaceWithVoid();
    }

    /** Empty where there is none. */
    public Uni<Optional<Amendment>> find(SqlClient client, UUID id) {
        return FIND.execute(client, id).map(AMENDMENTS::optional);
    }

    public Uni<Optional<Amendment>> find(UUID id) {
        return find(pool, id);
    }

    /** The one of an order that nobody has decided, whether its time is over or not; empty where there is none. */
    public Uni<Optional<Amendment>> openOf(SqlConnection connection, UUID orderId) {
        return OPEN_OF.execute(connection, orderId).map(AMENDMENTS::optional);
    }

    /** All of an order, oldest first. */
    public Uni<List<Amendment>> ofOrder(SqlClient client, UUID orderId) {
        return OF_ORDER.execute(client, orderId).map(AMENDMENTS::list);
    }

    /** How many of an order one side has ever proposed. */
    public Uni<Long> count(SqlConnection connection, UUID orderId, OrderSide side) {
        return COUNT.execute(connection, orderId, side).map(Rows::number);
    }

    /** Newest first. */
    public Uni<List<Amendment>> page(UUID orderId, UUID before, int rows) {
        return PAGE.execute(pool, orderId, before, rows).map(AMENDMENTS::list);
    }

    /** Those whose time is over, by id. */
    public Uni<List<Amendment>> due(Instant now, UUID after, int rows) {
        return DUE.execute(pool, now, after, rows).map(AMENDMENTS::list);
    }

    /** When the next will be over; empty when none will. */
    public Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }
}
