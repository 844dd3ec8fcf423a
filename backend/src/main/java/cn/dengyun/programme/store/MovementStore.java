package cn.dengyun.programme.store;

import cn.dengyun.platform.rows.Parameters;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Budget movements, proposed and decided, and the ceilings of providers. */
@ApplicationScoped
public class MovementStore {

    private static final RowMapper<ProviderCeiling> CEILINGS = RowMapper.of(ProviderCeiling.class);

    private static final RowMapper<BudgetMovement> MOVEMENTS = RowMapper.of(BudgetMovement.class);
    private static final String FIND = "SELECT %s FROM budget_movement WHERE id = $1".formatted(MOVEMENTS.columns());
    private static final Statement GET = Statement.of(FIND);
    private static final Statement LOCK = Statement.of("%s FOR UPDATE".formatted(FIND));
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM budget_movement WHERE (programme_id = $1 OR to_programme_id = $1) AND id < $2
                AND ($3::text IS NULL OR status = $3) AND ($4::text IS NULL OR kind = $4)
            ORDER BY id DESC LIMIT $5
            """.formatted(MOVEMENTS.columns()));
    private static final Statement INSERT = Statement.of("INSERT INTO budget_movement " + MOVEMENTS.values());
    private static final Statement DECIDE = Statement.of("""
            UPDATE budget_movement
            SET status = $2, moved_fen = $3, decided_at = $4, decided_by = $5, decision_reason = $6
            WHERE id = $1 AND status = 'PROPOSED'
            """);

    private static final RowMapper<Reversal> REVERSALS = RowMapper.of(Reversal.class);
    private static final Statement OF_REVERSED = Statement.of("""
            SELECT reverses_id, id FROM budget_movement WHERE reverses_id = ANY($1) AND status <> 'REJECTED'
            """);
    private static final Statement IS_WAITING = Statement.of("""
            SELECT 1 FROM budget_movement WHERE programme_id = $1 AND kind = $2 AND status = 'PROPOSED' LIMIT 1
            """);
    private static final Statement COUNT_CARRIED = Statement.of("""
            SELECT count(*) FROM budget_movement m
            WHERE m.programme_id = $1 AND m.to_programme_id = $2 AND m.kind = 'CARRY_OVER' AND m.status = 'APPROVED'
                AND NOT EXISTS (SELECT 1 FROM budget_movement r WHERE r.reverses_id = m.id AND r.status = 'APPROVED')
            """);
    private static final RowMapper<YearEndMovement> YEAR_END_MOVEMENTS = RowMapper.of(YearEndMovement.class);
    private static final Statement OF_YEAR_END = Statement.of("""
            SELECT m.id, m.to_programme_id IS NOT NULL AS is_carry_over, m.programme_id <> $1 AS is_inward,
                m.kind = 'REVERSAL' AS is_reversal
            FROM budget_movement m
            WHERE (m.programme_id = $1 OR m.to_programme_id = $1) AND m.status = 'APPROVED'
                AND m.kind IN ('RETURN', 'CARRY_OVER', 'REVERSAL')
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

    /** What undoes a movement, or is to. */
    private record Reversal(UUID reversesId, UUID id) {}

    /**
     * What took something left out of a programme, brought it in, or undid that.
     *
     * @param isCarryOver whether it went to another programme, and not to finance
     * @param isInward whether it came into this programme
     * @param isReversal whether it undid that
     */
    public record YearEndMovement(UUID id, boolean isCarryOver, boolean isInward, boolean isReversal) {}

    /** The movement with this id; null when there is none. */
    public Uni<BudgetMovement> find(SqlClient client, UUID id) {
        return GET.execute(client, id).map(MOVEMENTS::first);
    }

    /** The same, held until the unit of work ends. */
    public Uni<BudgetMovement> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(MOVEMENTS::first);
    }

    /** What undoes each of some movements, or is to, by what it undoes. */
    public Uni<Map<UUID, UUID>> reversals(SqlClient client, Collection<UUID> ids) {
        return OF_REVERSED
                .execute(client, Parameters.ids(ids))
                .map(rows ->
                        REVERSALS.list(rows).stream().collect(Collectors.toMap(Reversal::reversesId, Reversal::id)));
    }

    /** Whether a movement of this kind is asked for and not decided in a programme. */
    public Uni<Boolean> isWaiting(SqlClient client, UUID programmeId, MovementKind kind) {
        return IS_WAITING.execute(client, programmeId, kind).map(Rows::any);
    }

    /** How many carry-overs from one programme to another were approved and not undone. */
    public Uni<Long> countCarried(SqlConnection connection, UUID programmeId, UUID followingId) {
        return COUNT_CARRIED
                .execute(connection, programmeId, followingId)
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** What was carried out at the end of a programme's year, out of it or into it. */
    public Uni<List<YearEndMovement>> ofYearEnd(SqlClient client, UUID programmeId) {
        return OF_YEAR_END.execute(client, programmeId).map(YEAR_END_MOVEMENTS::list);
    }

    /**
     * Those of a programme and those that bring it something, newest first, behind an id; a filter that is null lets
     * all through.
     */
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
