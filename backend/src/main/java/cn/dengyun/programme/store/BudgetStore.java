package cn.dengyun.programme.store;

import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.BudgetMove;
import cn.dengyun.shared.Rejection;
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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Budgets. Their rows are the only ones that many may want at once, so they are locked last in a unit of work, always
 * in the order of their ids: keys, applications, vouchers, then budgets.
 */
@ApplicationScoped
public class BudgetStore {

    private static final String COLUMNS =
            "id, programme_id, region_code, parent_id, available_fen, committed_fen, issued_fen, intake, moved_at";
    private static final String INSERT =
            "INSERT INTO budget (id, programme_id, region_code, parent_id, moved_at) VALUES ($1, $2, $3, $4, $5)"
                    + " ON CONFLICT ON CONSTRAINT budget_region_unique DO NOTHING";
    private static final String OF_PROGRAMME =
            "SELECT " + COLUMNS + " FROM budget WHERE programme_id = $1 ORDER BY region_code";
    private static final String OF_REGIONS =
            "SELECT " + COLUMNS + " FROM budget WHERE programme_id = $1 AND region_code = ANY($2)";
    private static final String LOCK =
            "SELECT " + COLUMNS + " FROM budget WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE";
    // moved_at never goes back and never stands still, so that the ledger's order agrees with what rests on what.
    private static final String MOVE =
            "WITH moves AS (SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])"
                    + " AS m (id, available, committed, issued, intake)),"
                    + " locked AS MATERIALIZED (SELECT b.id FROM budget b JOIN moves m ON m.id = b.id"
                    + " WHERE b.available_fen + m.available >= 0 AND b.committed_fen + m.committed >= 0"
                    + " AND b.issued_fen + m.issued >= 0 ORDER BY b.id FOR NO KEY UPDATE OF b)"
                    + " UPDATE budget b SET available_fen = b.available_fen + m.available,"
                    + " committed_fen = b.committed_fen + m.committed, issued_fen = b.issued_fen + m.issued,"
                    + " intake = b.intake + m.intake, moved_at = greatest($6, b.moved_at + interval '1 microsecond')"
                    + " FROM moves m JOIN locked l ON l.id = m.id WHERE b.id = m.id RETURNING b.id, b.programme_id,"
                    + " b.region_code, b.parent_id, b.available_fen, b.committed_fen, b.issued_fen, b.intake, b.moved_at";

    /** Makes the budget of a region unless there is one. */
    public Uni<Void> insert(
            SqlConnection connection, UUID id, UUID programmeId, String regionCode, UUID parentId, Instant now) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(id, programmeId, regionCode, parentId, now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** All budgets of a programme, by region. */
    public Uni<List<Budget>> ofProgramme(SqlClient client, UUID programmeId) {
        return client.preparedQuery(OF_PROGRAMME)
                .execute(Tuple.of(programmeId))
                .map(rows -> List.copyOf(budgets(rows, Budget::regionCode).values()));
    }

    /**
     * The budget that pays for somebody in a region: the region's own, else the nearest above it.
     *
     * @param regions the region, what it lies in, and so on upwards
     * @return null when the programme has none of them
     */
    public Uni<Budget> nearest(SqlClient client, UUID programmeId, List<String> regions) {
        return client.preparedQuery(OF_REGIONS)
                .execute(Tuple.of(programmeId, regions.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Budget> found = budgets(rows, Budget::regionCode);
                    return regions.stream()
                            .filter(found::containsKey)
                            .findFirst()
                            .map(found::get)
                            .orElse(null);
                });
    }

    /** Locks budgets until the end of the unit of work, by id. */
    public Uni<Map<UUID, Budget>> lock(SqlConnection connection, Collection<UUID> ids) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of((Object) ids.stream().distinct().sorted().toArray(UUID[]::new)))
                .map(rows -> budgets(rows, Budget::id));
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
        return connection
                .preparedQuery(MOVE)
                .execute(Tuple.of(
                        sums.keySet().toArray(UUID[]::new),
                        amounts(sums, BudgetMove::availableFen),
                        amounts(sums, BudgetMove::committedFen),
                        amounts(sums, BudgetMove::issuedFen),
                        amounts(sums, BudgetMove::intake),
                        now.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    if (rows.rowCount() != sums.size()) {
                        throw Rejection.conflict("budget-insufficient");
                    }
                    return budgets(rows, Budget::id);
                });
    }

    private static Long[] amounts(Map<UUID, BudgetMove> moves, Function<BudgetMove, Long> member) {
        return moves.values().stream().map(member).toArray(Long[]::new);
    }

    private static <K> Map<K, Budget> budgets(RowSet<Row> rows, Function<Budget, K> key) {
        Map<K, Budget> found = new LinkedHashMap<>();
        for (Row row : rows) {
            Budget budget = budget(row);
            found.put(key.apply(budget), budget);
        }
        return found;
    }

    private static Budget budget(Row row) {
        OffsetDateTime movedAt = row.getOffsetDateTime("moved_at");
        return new Budget(
                row.getUUID("id"),
                row.getUUID("programme_id"),
                row.getString("region_code"),
                row.getUUID("parent_id"),
                row.getLong("available_fen"),
                row.getLong("committed_fen"),
                row.getLong("issued_fen"),
                row.getLong("intake"),
                movedAt.toInstant());
    }
}
