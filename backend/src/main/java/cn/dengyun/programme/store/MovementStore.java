package cn.dengyun.programme.store;

import cn.dengyun.programme.domain.BudgetMovement;
import cn.dengyun.programme.domain.MovementKind;
import cn.dengyun.programme.domain.MovementStatus;
import cn.dengyun.programme.domain.ProviderCeiling;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Budget movements, proposed and decided, and the ceilings of providers. */
@ApplicationScoped
public class MovementStore {

    private static final String COLUMNS =
            "id, programme_id, kind, from_region, to_region, provider_id, to_programme_id, amount_fen, document, reason,"
                    + " status, moved_fen, proposed_at, proposed_by, decided_at, decided_by, decision_reason";
    private static final String FIND = "SELECT " + COLUMNS + " FROM budget_movement WHERE id = $1";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String PAGE = "SELECT " + COLUMNS + " FROM budget_movement WHERE programme_id = $1 AND id < $2"
            + " AND ($3::text IS NULL OR status = $3) AND ($4::text IS NULL OR kind = $4) ORDER BY id DESC LIMIT $5";
    private static final String INSERT = "INSERT INTO budget_movement (" + COLUMNS
            + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    private static final String DECIDE = "UPDATE budget_movement SET status = $2, moved_fen = $3, decided_at = $4,"
            + " decided_by = $5, decision_reason = $6 WHERE id = $1 AND status = 'PROPOSED'";

    private static final String SET_CEILING = "INSERT INTO provider_ceiling (programme_id, provider_id, ceiling_fen)"
            + " VALUES ($1, $2, $3) ON CONFLICT ON CONSTRAINT provider_ceiling_pk DO UPDATE"
            + " SET ceiling_fen = excluded.ceiling_fen"
            + " WHERE provider_ceiling.committed_fen <= excluded.ceiling_fen";
    private static final String FIND_CEILING = "SELECT provider_id, ceiling_fen, committed_fen FROM provider_ceiling"
            + " WHERE programme_id = $1 AND provider_id = $2";
    private static final String PAGE_CEILINGS = "SELECT provider_id, ceiling_fen, committed_fen FROM provider_ceiling"
            + " WHERE programme_id = $1 AND provider_id > $2 ORDER BY provider_id LIMIT $3";

    /** The movement with this id; null when there is none. */
    public Uni<BudgetMovement> find(SqlClient client, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(id)).map(MovementStore::one);
    }

    /** The same, held until the unit of work ends. */
    public Uni<BudgetMovement> lock(SqlConnection connection, UUID id) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(id)).map(MovementStore::one);
    }

    /** Those of a programme, newest first, behind an id; a filter that is null lets all through. */
    public Uni<List<BudgetMovement>> page(
            SqlClient client, UUID programmeId, MovementStatus status, MovementKind kind, UUID before, int rows) {
        return client.preparedQuery(PAGE)
                .execute(Tuple.of(
                        programmeId,
                        before,
                        status == null ? null : status.name(),
                        kind == null ? null : kind.name(),
                        rows))
                .map(found -> list(found, MovementStore::movement));
    }

    public Uni<Void> insert(SqlConnection connection, BudgetMovement movement) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(new Object[] {
                    movement.id(),
                    movement.programmeId(),
                    movement.kind().name(),
                    movement.fromRegion(),
                    movement.toRegion(),
                    movement.providerId(),
                    movement.toProgrammeId(),
                    movement.amountFen(),
                    movement.document(),
                    movement.reason(),
                    movement.status().name(),
                    movement.movedFen(),
                    moment(movement.proposedAt()),
                    movement.proposedBy(),
                    moment(movement.decidedAt()),
                    movement.decidedBy(),
                    movement.decisionReason()
                }))
                .replaceWithVoid();
    }

    /** Records the decision on a movement that is locked. */
    public Uni<Void> decide(SqlConnection connection, BudgetMovement decided) {
        return connection
                .preparedQuery(DECIDE)
                .execute(Tuple.of(
                        decided.id(),
                        decided.status().name(),
                        decided.movedFen(),
                        moment(decided.decidedAt()),
                        decided.decidedBy(),
                        decided.decisionReason()))
                .invoke(rows -> {
                    if (rows.rowCount() != 1) {
                        throw new IllegalStateException(
                                "movement " + decided.id() + " was decided while it was locked");
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Sets the ceiling of a provider.
     *
     * @return null when it is set; what the provider has come to when that is more than the ceiling
     */
    public Uni<ProviderCeiling> setCeiling(SqlConnection connection, UUID programmeId, UUID providerId, long fen) {
        return connection
                .preparedQuery(SET_CEILING)
                .execute(Tuple.of(programmeId, providerId, fen))
                .chain(rows -> rows.rowCount() == 1
                        ? Uni.createFrom().nullItem()
                        : connection
                                .preparedQuery(FIND_CEILING)
                                .execute(Tuple.of(programmeId, providerId))
                                .map(found -> ceiling(found.iterator().next())));
    }

    /** Ceilings of a programme by provider, behind one. */
    public Uni<List<ProviderCeiling>> ceilings(SqlClient client, UUID programmeId, UUID after, int rows) {
        return client.preparedQuery(PAGE_CEILINGS)
                .execute(Tuple.of(programmeId, after, rows))
                .map(found -> list(found, MovementStore::ceiling));
    }

    private static BudgetMovement one(RowSet<Row> rows) {
        return rows.size() == 0 ? null : movement(rows.iterator().next());
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        List<T> found = new ArrayList<>(rows.size());
        rows.forEach(row -> found.add(read.apply(row)));
        return found;
    }

    private static ProviderCeiling ceiling(Row row) {
        return new ProviderCeiling(
                row.getUUID("provider_id"), row.getLong("ceiling_fen"), row.getLong("committed_fen"));
    }

    private static BudgetMovement movement(Row row) {
        return new BudgetMovement(
                row.getUUID("id"),
                row.getUUID("programme_id"),
                MovementKind.valueOf(row.getString("kind")),
                row.getString("from_region"),
                row.getString("to_region"),
                row.getUUID("provider_id"),
                row.getUUID("to_programme_id"),
                row.getLong("amount_fen"),
                row.getString("document"),
                row.getString("reason"),
                MovementStatus.valueOf(row.getString("status")),
                row.getLong("moved_fen"),
                instant(row, "proposed_at"),
                row.getUUID("proposed_by"),
                instant(row, "decided_at"),
                row.getUUID("decided_by"),
                row.getString("decision_reason"));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime moment(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
