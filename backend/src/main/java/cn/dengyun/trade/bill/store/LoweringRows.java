package cn.dengyun.trade.bill.store;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.trade.bill.domain.BillLowering;
import cn.dengyun.trade.bill.domain.ToldLowering;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What vouchers pay less of bills. The row of the order is locked before it is written. */
@ApplicationScoped
public class LoweringRows {

    private static final RowMapper<BillLowering> LOWERINGS = RowMapper.of(BillLowering.class);
    private static final RowMapper<ToldLowering> TOLD = RowMapper.of(ToldLowering.class);
    private static final RowMapper<Due> DUES = RowMapper.of(Due.class);

    private static final Statement INSERT = Statement.of(
            "INSERT INTO bill_lowering (%s) SELECT * FROM %s".formatted(LOWERINGS.columns(), LOWERINGS.unnested()));
    private static final Statement UPDATE = Statement.of("""
            UPDATE bill_lowering l SET lowered_id = t.lowered_id, quantity = t.quantity, net_fen = t.net_fen,
                ex_tax_fen = t.ex_tax_fen, status = t.status, refusal = t.refusal, subsidy_fen = t.subsidy_fen,
                due_at = t.due_at, lowered_at = t.lowered_at
            FROM %s WHERE l.id = t.id AND l.status = 'OWED'
            """.formatted(LOWERINGS.unnested()));
    private static final Statement RESTORE = Statement.of("""
            UPDATE bill_lowering l SET lowered_id = l.owed_by_id, status = t.status, refusal = t.refusal, subsidy_fen = NULL,
                due_at = t.due_at, lowered_at = NULL
            FROM %s WHERE l.id = t.id AND l.status = 'LOWERED' AND l.owed_by_id = t.lowered_id
            """.formatted(LOWERINGS.unnested()));
    private static final Statement OF_ORDER =
            Statement.of("SELECT %s FROM bill_lowering WHERE order_id = $1 ORDER BY id".formatted(LOWERINGS.columns()));
    private static final Statement TOLD_OF = Statement.of("""
            SELECT %s, b.number AS bill_number, t.number AS lowered_number, t.month AS lowered_month,
                t.delivery_id
            FROM bill_lowering l JOIN bill b ON b.id = l.bill_id JOIN bill t ON t.id = l.lowered_id
            WHERE l.order_id = $1 AND (l.bill_id = $2 OR l.lowered_id = $2) ORDER BY l.id
            """.formatted(LOWERINGS.columns("l")));
    private static final Statement DUE = Statement.of("""
            SELECT DISTINCT lowered_id, order_id FROM bill_lowering
            WHERE status = 'OWED' AND due_at <= $1 AND lowered_id > $2
            ORDER BY lowered_id LIMIT $3
            """);
    private static final Statement NEXT_DUE =
            Statement.of("SELECT min(due_at) FROM bill_lowering WHERE status = 'OWED' AND due_at > $1");

    /** A bill of which something is owed. */
    public record Due(UUID loweredId, UUID orderId) {}

    private final Pool pool;

    LoweringRows(Pool pool) {
        this.pool = pool;
    }

    public Uni<Void> insert(SqlConnection connection, List<BillLowering> made) {
        return made.isEmpty()
                ? Uni.createFrom().voidItem()
                : INSERT.execute(connection, LOWERINGS.arrays(made)).replaceWithVoid();
    }

    /** Writes what became of what was owed. */
    public Uni<Void> update(SqlConnection connection, List<BillLowering> changed) {
        return changed.isEmpty()
                ? Uni.createFrom().voidItem()
                : UPDATE.execute(connection, LOWERINGS.arrays(changed))
                        .invoke(Rows.exactly(changed.size(), "what is owed of a bill changed and was not locked"))
                        .replaceWithVoid();
    }

    /** Writes what is owed again because the bill that was to be paid less is not paid at all. */
    public Uni<Void> restore(SqlConnection connection, List<BillLowering> owed) {
        return owed.isEmpty()
                ? Uni.createFrom().voidItem()
                : RESTORE.execute(connection, LOWERINGS.arrays(owed))
                        .invoke(Rows.exactly(owed.size(), "what was taken off a bill changed and was not locked"))
                        .replaceWithVoid();
    }

    /** Those of an order, oldest first. */
    public Uni<List<BillLowering>> ofOrder(SqlClient client, UUID orderId) {
        return OF_ORDER.execute(client, orderId).map(LOWERINGS::list);
    }

    /** Those that the lines of a bill make, and those that lower it, oldest first. */
    public Uni<List<ToldLowering>> told(SqlClient client, UUID orderId, UUID billId) {
        return TOLD_OF.execute(client, orderId, billId).map(TOLD::list);
    }

    public Uni<List<ToldLowering>> told(UUID orderId, UUID billId) {
        return told(pool, orderId, billId);
    }

    /** Bills of which something is owed that is to be tried again, by id. */
    public Uni<List<Due>> due(Instant now, UUID after, int rows) {
        return DUE.execute(pool, now, after, rows).map(DUES::list);
    }

    /** When the next will be tried again; empty when none will. */
    public Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }
}
