package cn.dengyun.programme.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.BudgetMove;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Budgets. Their rows are the only ones that many may want at once, so they are locked last in a unit of work, always
 * in the order of their ids: keys, applications, vouchers, then budgets.
 */
@ApplicationScoped
public class BudgetStore {

    private static final RowMapper<Budget> BUDGETS = RowMapper.of(Budget.class);
    private static final RowMapper<BudgetMove> MOVES = RowMapper.of(BudgetMove.class);
    private static final String COLUMNS = BUDGETS.columns();

    private static final Statement INSERT = Statement.of("""
            INSERT INTO budget (id, programme_id, region_code, parent_id, moved_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT ON CONSTRAINT budget_region_unique DO NOTHING
            """);
    private static final Statement OF_PROGRAMME =
            Statement.of("SELECT %s FROM budget WHERE programme_id = $1 ORDER BY region_code".formatted(COLUMNS));
    private static final Statement OF_REGIONS =
            Statement.of("SELECT %s FROM budget WHERE programme_id = $1 AND region_code = ANY($2)".formatted(COLUMNS));
    private static final Statement LOCK =
            Statement.of("SELECT %s FROM budget WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE".formatted(COLUMNS));
    // moved_at never goes back and never stands still, so that the ledger's order agrees with what rests on what.
    private static final Statement MOVE = Statement.of("""
            WITH moves AS (SELECT * FROM %s),
                locked AS MATERIALIZED (SELECT b.id FROM budget b JOIN moves m ON m.budget_id = b.id
                    WHERE b.available_fen + m.available_fen >= 0 AND b.committed_fen + m.committed_fen >= 0
                        AND b.issued_fen + m.issued_fen >= 0 ORDER BY b.id FOR NO KEY UPDATE OF b)
            UPDATE budget b
            SET available_fen = b.available_fen + m.available_fen, committed_fen = b.committed_fen + m.committed_fen,
                issued_fen = b.issued_fen + m.issued_fen, intake = b.intake + m.intake,
                moved_at = greatest($6, b.moved_at + interval '1 microsecond')
            FROM moves m JOIN locked l ON l.id = m.budget_id WHERE b.id = m.budget_id
            RETURNING %s
            """.formatted(MOVES.unnested(), BUDGETS.columns("b")));

    /** Makes the budget of a region unless there is one. */
    public Uni<Void> insert(
            SqlConnection connection, UUID id, UUID programmeId, String regionCode, UUID parentId, Instant now) {
        return INSERT.execute(connection, id, programmeId, regionCode, parentId, now)
                .replaceWithVoid();
    }

    /** All budgets of a programme, by region. */
    public Uni<List<Budget>> ofProgramme(SqlClient client, UUID programmeId) {
        return OF_PROGRAMME.execute(client, programmeId).map(BUDGETS::list);
    }

    /**
     * The budget that pays for somebody in a region: the region's own, else the nearest above it.
     *
     * @param regions the region, what it lies in, and so on upwards
     * @return null when the programme has none of them
     */
    public Uni<Budget> nearest(SqlClient client, UUID programmeId, List<String> regions) {
        return OF_REGIONS
                .execute(client, programmeId, Parameters.texts(regions))
                .map(rows -> {
                    Map<String, Budget> found = BUDGETS.by(Budget::regionCode, rows);
                    return regions.stream()
                            .filter(found::containsKey)
                            .findFirst()
                            .map(found::get)
                            .orElse(null);
                });
    }

    /** Locks budgets until the end of the unit of work, by id. */
    public Uni<Map<UUID, Budget>> lock(SqlConnection connection, Collection<UUID> ids) {
        return LOCK.execute(
                        connection, (Object) ids.stream().distinct().sorted().toArray(UUID[]::new))
                .map(rows -> BUDGETS.by(Budget::id, rows));
    }

    /**
     * Moves money in one statement, all or nothing; moves of the same budget are added up.
     *
     * @param now the node's clock, or a later moment that the moves rest on
     * @return the budgets as they are afterwards, by id; {@link Budget#movedAt} is the time of the transfers
     *     <p>Rejects with {@code budget-insufficient} (409) when any of them would go below zero.
     */
    public Uni<Map<UUID, Budget>> move(SqlConnection connection, List<BudgetMove> moves, Instant now) {
        Map<UUID, BudgetMove> sums = new TreeMap<>();
        moves.forEach(move -> sums.merge(move.budgetId(), move, BudgetMove::plus));
        return MOVE.execute(connection, MOVES.arrays(sums.values(), now)).map(rows -> {
            if (rows.rowCount() != sums.size()) {
                throw Rejection.conflict("budget-insufficient");
            }
            return BUDGETS.by(Budget::id, rows);
        });
    }
}
