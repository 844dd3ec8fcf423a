package cn.dengyun.sheet;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.platform.sheet.SheetOutcome;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Imports with their results, and exports. */
@ApplicationScoped
class SheetStore {

    private static final RowMapper<SheetImport> IMPORTS =
            RowMapper.of(SheetImport.class).named("isDryRun", "validate_only");
    private static final RowMapper<SheetExport> EXPORTS = RowMapper.of(SheetExport.class);
    private static final RowMapper<Kept> RESULTS = RowMapper.of(Kept.class);
    private static final Statement INSERT_IMPORT =
            Statement.of("INSERT INTO sheet_import %s".formatted(IMPORTS.values()));
    private static final Statement IMPORT =
            Statement.of("SELECT %s FROM sheet_import WHERE id = $1".formatted(IMPORTS.columns()));
    private static final Statement ALL_IMPORTS = Statement.of("""
            SELECT %s FROM sheet_import WHERE id < $1 AND ($3::text IS NULL OR kind = $3)
            ORDER BY id DESC LIMIT $2
            """.formatted(IMPORTS.columns()));
    private static final Statement IMPORTS_OF = Statement.of("""
            SELECT %s FROM sheet_import
            WHERE id < $1 AND (organization_id = $4 OR caller_id = $5) AND ($3::text IS NULL OR kind = $3)
            ORDER BY id DESC LIMIT $2
            """.formatted(IMPORTS.columns()));
    private static final Statement ADD_RESULTS =
            Statement.of("INSERT INTO sheet_import_result (import_id, last_row, results) VALUES ($1, $2, $3)");
    private static final Statement COUNT = Statement.of("""
            UPDATE sheet_import
            SET created_count = created_count + $2, updated_count = updated_count + $3,
                unchanged_count = unchanged_count + $4, refused_count = refused_count + $5
            WHERE id = $1
            """);
    private static final Statement LAST_ROW =
            Statement.of("SELECT coalesce(max(last_row), 0)::bigint FROM sheet_import_result WHERE import_id = $1");
    private static final Statement RESULTS_BEHIND = Statement.of("""
            SELECT last_row, results FROM sheet_import_result WHERE import_id = $1 AND last_row > $2
            ORDER BY last_row LIMIT 1
            """);
    private static final Statement SET_RESULT = Statement.of("UPDATE sheet_import SET result_id = $2 WHERE id = $1");
    private static final Statement INSERT_EXPORT =
            Statement.of("INSERT INTO sheet_export %s".formatted(EXPORTS.values()));
    private static final Statement EXPORT =
            Statement.of("SELECT %s FROM sheet_export WHERE id = $1".formatted(EXPORTS.columns()));
    private static final Statement ALL_EXPORTS = Statement.of(
            "SELECT %s FROM sheet_export WHERE id < $1 ORDER BY id DESC LIMIT $2".formatted(EXPORTS.columns()));
    private static final Statement EXPORTS_OF = Statement.of("""
            SELECT %s FROM sheet_export WHERE caller_id = $3 AND id < $1 ORDER BY id DESC LIMIT $2
            """.formatted(EXPORTS.columns()));
    private static final Statement SET_EXPORTED =
            Statement.of("UPDATE sheet_export SET file_id = $2, row_count = $3, is_cut_off = $4 WHERE id = $1");

    private final Pool pool;

    SheetStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Results of rows that follow one another.
     *
     * @param lastRow the last of them
     * @param results a line of JSON each
     */
    record Kept(int lastRow, String results) {}

    Uni<Void> insert(SqlConnection connection, SheetImport made) {
        return INSERT_IMPORT.execute(connection, made).replaceWithVoid();
    }

    /** Rejects with {@code sheet-import-not-found} (404). */
    Uni<SheetImport> find(UUID id) {
        return IMPORT.execute(pool, id).map(IMPORTS.orNotFound("sheet-import-not-found"));
    }

    /**
     * The newest first.
     *
     * @param kind null for all
     */
    Uni<List<SheetImport>> page(Actor actor, boolean seesAll, String kind, UUID before, int rows) {
        return (seesAll
                        ? ALL_IMPORTS.execute(pool, before, rows, kind)
                        : IMPORTS_OF.execute(pool, before, rows, kind, actor.organizationId(), actor.id()))
                .map(IMPORTS::list);
    }

    Uni<Void> add(SqlConnection connection, UUID importId, Kept results, Map<SheetOutcome, Integer> counts) {
        return ADD_RESULTS
                .execute(connection, importId, results.lastRow(), results.results())
                .chain(() -> COUNT.execute(
                        connection,
                        importId,
                        counts.getOrDefault(SheetOutcome.CREATED, 0),
                        counts.getOrDefault(SheetOutcome.UPDATED, 0),
                        counts.getOrDefault(SheetOutcome.UNCHANGED, 0),
                        counts.getOrDefault(SheetOutcome.REFUSED, 0)))
                .replaceWithVoid();
    }

    /** The last row that has a result; 0 while none has. */
    Uni<Integer> lastRow(UUID importId) {
        return LAST_ROW.execute(pool, importId).map(rows -> Math.toIntExact(Rows.number(rows)));
    }

    /** The next results behind a row; null when there are none. */
    Uni<Kept> resultsBehind(UUID importId, int row) {
        return RESULTS_BEHIND.execute(pool, importId, row).map(RESULTS::first);
    }

    Uni<Void> setResult(SqlConnection connection, UUID importId, UUID fileId) {
        return SET_RESULT.execute(connection, importId, fileId).replaceWithVoid();
    }

    Uni<Void> insert(SqlConnection connection, SheetExport made) {
        return INSERT_EXPORT.execute(connection, made).replaceWithVoid();
    }

    /** Rejects with {@code sheet-export-not-found} (404). */
    Uni<SheetExport> findExport(UUID id) {
        return EXPORT.execute(pool, id).map(EXPORTS.orNotFound("sheet-export-not-found"));
    }

    /** The newest first. */
    Uni<List<SheetExport>> exports(Actor actor, boolean seesAll, UUID before, int rows) {
        return (seesAll ? ALL_EXPORTS.execute(pool, before, rows) : EXPORTS_OF.execute(pool, before, rows, actor.id()))
                .map(EXPORTS::list);
    }

    Uni<Void> setExported(SqlConnection connection, UUID id, UUID fileId, int rows, boolean isCutOff) {
        return SET_EXPORTED.execute(connection, id, fileId, rows, isCutOff).replaceWithVoid();
    }
}
