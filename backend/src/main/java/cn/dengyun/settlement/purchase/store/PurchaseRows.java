package cn.dengyun.settlement.purchase.store;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.settlement.purchase.domain.PurchaseStage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The stages of contracts of offices. */
@ApplicationScoped
public class PurchaseRows {

    private static final RowMapper<PurchaseStage> STAGES = RowMapper.of(PurchaseStage.class);

    private static final String OF =
            "SELECT %s FROM purchase_stage WHERE contract_id = $1 ORDER BY line".formatted(STAGES.columns());
    private static final Statement INSERT = Statement.of(
            "INSERT INTO purchase_stage (%s) SELECT * FROM %s".formatted(STAGES.columns(), STAGES.unnested()));
    private static final Statement ALL = Statement.of(OF);
    private static final Statement LOCK_ALL = Statement.of(OF + " FOR UPDATE");
    private static final Statement UPDATE = Statement.of("""
            UPDATE purchase_stage s SET status = t.status, note = t.note, delivered_at = t.delivered_at,
                checked_by = t.checked_by, accepted_by = t.accepted_by, entitlement_id = t.entitlement_id,
                moved_at = t.moved_at
            FROM %s WHERE s.id = t.id
            """.formatted(STAGES.unnested()));

    private final Pool pool;

    PurchaseRows(Pool pool) {
        this.pool = pool;
    }

    public Uni<Void> insert(SqlConnection connection, List<PurchaseStage> stages) {
        return INSERT.execute(connection, STAGES.arrays(stages)).replaceWithVoid();
    }

    /** All stages of a contract in their order. */
    public Uni<List<PurchaseStage>> all(SqlClient client, UUID contract) {
        return ALL.execute(client, contract).map(STAGES::list);
    }

    /** The same outside any unit of work. */
    public Uni<List<PurchaseStage>> all(UUID contract) {
        return all(pool, contract);
    }

    /** The same, held until the unit of work ends. */
    public Uni<List<PurchaseStage>> lockAll(SqlConnection connection, UUID contract) {
        return LOCK_ALL.execute(connection, contract).map(STAGES::list);
    }

    /** Writes stages that this unit of work has locked. */
    public Uni<Void> update(SqlConnection connection, List<PurchaseStage> moved) {
        return moved.isEmpty()
                ? Uni.createFrom().voidItem()
                : UPDATE.execute(connection, STAGES.arrays(moved))
                        .invoke(Rows.exactly(moved.size(), "stages of a contract went while they were locked"))
                        .replaceWithVoid();
    }
}
