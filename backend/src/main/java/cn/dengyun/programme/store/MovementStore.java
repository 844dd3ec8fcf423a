package cn.dengyun.programme.store;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.programme.domain.BudgetMovement;
import cn.dengyun.programme.domain.MovementKind;
import cn.dengyun.programme.domain.MovementStatus;
import cn.dengyun.programme.domain.ProviderCeiling;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Budget movements, proposed and decided, and the ceilings of providers. */
@ApplicationScoped
public class MovementStore {

    private static final RowMapper<ProviderCeiling> CEILINGS = RowMapper.of(ProviderCeiling.class);

    private static final RowMapper<BudgetMovement> MOVEMENTS = RowMapper.of(BudgetMovement.class);
    private static final String FIND = "SELECT %s FROM budget_movement WHERE id = $1".formatted(MOVEMENTS.columns());
    private static final Statement GET = Statement.of(FIND);
    private static final Statement LOCK = Statement.of("%s FOR UPDATE".formatted(FIND));
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM budget_movement WHERE programme_id = $1 AND id < $2
                AND ($3::text IS NULL OR status = $3) AND ($4::text IS NULL OR kind = $4)
            ORDER BY id DESC LIMIT $5
            """.formatted(MOVEMENTS.columns()));
    private static final Statement INSERT = Statement.of("INSERT INTO budget_movement " + MOVEMENTS.values());
    private static final Statement DECIDE = Statement.of("""
            UPDATE budget_movement
            SET status = $2, moved_fen = $3, decided_at = $4, decided_by = $5, decision_reason = $6
            WHERE id = $1 AND status = 'PROPOSED'
            """);

    private static final Statement SET_CEILING = Statement.of("""
            INSERT INTO provider_ceiling (programme_id, provider_id, ceiling_fen) VALUES ($1, $2, $3)
            ON CONFLICT ON CONSTRAINT provider_ceiling_pk DO UPDATE SET ceiling_fen = excluded.ceiling_fen
            WHERE provider_ceiling.committed_fen <= excluded.ceiling_fen
            """);
    private static final Statement FIND_CEILING = Statement.of("""
            SELECT provider_id, ceiling_fen, committed_fen FROM provider_ceiling WHERE programme_id = $1
                AND provider_id = $2
            """);
    private static final Statement PAGE_CEILINGS = Statement.of("""
            SELECT provider_id, ceiling_fen, committed_fen FROM provider_ceiling WHERE programme_id = $1
                AND provider_id > $2
            ORDER BY provider_id LIMIT $3
            """);

    /** The movement with this id; null when there is none. */
    public Uni<BudgetMovement> find(SqlClient client, UUID id) {
        return GET.execute(client, id).map(MOVEMENTS::first);
    }

    /** The same, held until the unit of work ends. */
    public Uni<BudgetMovement> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(MOVEMENTS::first);
    }

    /** Those of a programme, newest first, behind an id; a filter that is null lets all through. */
    public Uni<List<BudgetMovement>> page(
            SqlClient client, UUID programmeId, MovementStatus status, MovementKind kind, UUID before, int rows) {
        return PAGE.execute(client, programmeId, before, status, kind, rows).map(MOVEMENTS::list);
    }

    public Uni<Void> insert(SqlConnection connection, BudgetMovement movement) {
        return INSERT.execute(connection, movement).replaceWithVoid();
    }

    /** Records the decision on a movement that is locked. */
    public Uni<Void> decide(SqlConnection connection, BudgetMovement decided) {
        return DECIDE.execute(
                        connection,
                        decided.id(),
                        decided.status(),
                        decided.movedFen(),
                        decided.decidedAt(),
                        decided.decidedBy(),
                        decided.decisionReason())
                .invoke(Rows.exactly(1, "movement " + decided.id() + " was decided while it was locked"))
                .replaceWithVoid();
    }

    /**
     * Sets the ceiling of a provider.
     *
     * @return null when it is set; what the provider has come to when that is more than the ceiling
     */
    public Uni<ProviderCeiling> setCeiling(SqlConnection connection, UUID programmeId, UUID providerId, long fen) {
        return SET_CEILING
                .execute(connection, programmeId, providerId, fen)
                .chain(rows -> Rows.any(rows)
                        ? Uni.createFrom().nullItem()
                        : FIND_CEILING
                                .execute(connection, programmeId, providerId)
                                .map(CEILINGS::first));
    }

    /** Ceilings of a programme by provider, behind one. */
    public Uni<List<ProviderCeiling>> ceilings(SqlClient client, UUID programmeId, UUID after, int rows) {
        return PAGE_CEILINGS.execute(client, programmeId, after, rows).map(CEILINGS::list);
    }
}
