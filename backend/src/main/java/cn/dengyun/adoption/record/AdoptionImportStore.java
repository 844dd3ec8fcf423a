package cn.dengyun.adoption.record;

import cn.dengyun.catalogue.push.LineChunk;
import cn.dengyun.catalogue.push.UploadState;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Oversight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The tables of imports. */
@ApplicationScoped
class AdoptionImportStore {

    private static final RowMapper<AdoptionImport> IMPORTS =
            RowMapper.of(AdoptionImport.class).named("isDryRun", "validate_only");
    private static final RowMapper<LineChunk> CHUNKS =
            RowMapper.of(LineChunk.class).named("compressed", "lines");
    private static final RowMapper<LineChunk.Digest> DIGESTS =
            RowMapper.of(LineChunk.Digest.class).named("sha256", "digest");
    private static final RowMapper<Results> RESULTS =
            RowMapper.of(Results.class).named("compressed", "results");
    private static final Statement CREATE = Statement.of("""
            INSERT INTO adoption_import %s ON CONFLICT ON CONSTRAINT adoption_import_key_unique DO NOTHING
            """.formatted(IMPORTS.values("idempotency_key")));
    private static final Statement BY_KEY =
            Statement.of("SELECT %s FROM adoption_import WHERE caller_id = $1 AND idempotency_key = $2"
                    .formatted(IMPORTS.columns()));
    private static final Statement BY_ID =
            Statement.of("SELECT %s FROM adoption_import WHERE id = $1".formatted(IMPORTS.columns()));

    // An authority sees an import where some of it is in its region.
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM adoption_import i WHERE id < $1 AND ($3 OR organization_id = $4
                OR EXISTS (SELECT 1 FROM adoption_batch b WHERE b.import_id = i.id
                AND is_overseen(b.region_code, $5, $6)))
            ORDER BY id DESC LIMIT $2
            """.formatted(IMPORTS.columns()));
    private static final Statement IS_SEEN = Statement.of("""
            SELECT EXISTS (SELECT 1 FROM adoption_batch WHERE import_id = $1 AND is_overseen(region_code, $2, $3))
            """);

    // A broken upload may be taken over by whoever repeats it; the condition lets only one of two win.
    private static final Statement TAKE_OVER = Statement.of("""
            UPDATE adoption_import SET upload = 'RECEIVING', touched_at = now(), received_lines = 0, received_chunks = 0
            WHERE id = $1 AND touched_at = $2
            """);
    private static final Statement DROP_CHUNKS = Statement.of("DELETE FROM adoption_import_chunk WHERE import_id = $1");
    private static final Statement ADD_CHUNK = Statement.of("""
            INSERT INTO adoption_import_chunk (import_id, number, first_line, line_count, lines, digest)
            VALUES ($1, $2, $3, $4, $5, $6)
            """);
    private static final Statement ADD_DONE = Statement.of("""
            INSERT INTO adoption_import_chunk (import_id, number, first_line, line_count, lines, digest, results)
            VALUES ($1, $2, $3, $4, '', '', $5)
            """);
    private static final Statement RECEIVED = Statement.of("""
            UPDATE adoption_import
            SET received_lines = received_lines + $2, received_chunks = received_chunks + 1, touched_at = now()
            WHERE id = $1
            """);
    private static final Statement SET_UPLOAD =
            Statement.of("UPDATE adoption_import SET upload = $2, touched_at = now() WHERE id = $1");
    private static final Statement CHUNK_AFTER = Statement.of("""
            SELECT number, first_line, line_count, lines FROM adoption_import_chunk WHERE import_id = $1 AND number > $2
            ORDER BY number LIMIT 1
            """);
    private static final Statement DIGESTS_OF =
            Statement.of("SELECT first_line, digest FROM adoption_import_chunk WHERE import_id = $1 ORDER BY number");
    private static final Statement RESULTS_AFTER = Statement.of("""
            SELECT number, results FROM adoption_import_chunk WHERE import_id = $1 AND number > $2
                AND results IS NOT NULL
            ORDER BY number LIMIT 1
            """);
    private static final Statement SAVE_RESULTS =
            Statement.of("UPDATE adoption_import_chunk SET results = $3 WHERE import_id = $1 AND number = $2");
    private static final Statement LAST_DONE = Statement.of("""
            SELECT coalesce(max(number), 0) FROM adoption_import_chunk WHERE import_id = $1 AND results IS NOT NULL
            """);
    private static final Statement COUNT = Statement.of("""
            UPDATE adoption_import
            SET created_count = created_count + $2, changed_count = changed_count + $3,
                unchanged_count = unchanged_count + $4, rejected_count = rejected_count + $5,
                conflict_count = conflict_count + $6
            WHERE id = $1
            """);

    private final Pool pool;

    AdoptionImportStore(Pool pool) {
        this.pool = pool;
    }

    /** Results kept under a chunk's number. */
    record Results(int number, byte[] compressed) {}

    /** Whether it is new: false when its caller has used the key before. */
    Uni<Boolean> create(SqlClient connection, AdoptionImport made, String key) {
        return CREATE.execute(connection, made, key).map(Rows::any);
    }

    Uni<AdoptionImport> findByKey(UUID callerId, String key) {
        return BY_KEY.execute(pool, callerId, key).map(IMPORTS::first);
    }

    Uni<Optional<AdoptionImport>> find(UUID id) {
        return BY_ID.execute(pool, id).map(IMPORTS::optional);
    }

    /** Rejects with {@code adoption-import-not-found} (404). */
    Uni<AdoptionImport> get(UUID id) {
        return BY_ID.execute(pool, id).map(IMPORTS.orNotFound("adoption-import-not-found"));
    }

    /** Newest first: all, those of an organisation, and those of which something is in a region. */
    Uni<List<AdoptionImport>> page(UUID before, int limit, boolean isAll, UUID organization, Oversight oversight) {
        return PAGE.execute(pool, before, limit, isAll, organization, oversight).map(IMPORTS::list);
    }

    /** Whether some of it is in a region. */
    Uni<Boolean> isSeen(UUID id, Oversight oversight) {
        return IS_SEEN.execute(pool, id, oversight).map(Rows::truth);
    }

    /** Begins an upload that broke from its first line; false when somebody else was quicker. */
    Uni<Boolean> takeOver(AdoptionImport broken) {
        return pool.withTransaction(connection -> TAKE_OVER
                .execute(connection, broken.id(), broken.touchedAt())
                .chain(taken -> taken.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : DROP_CHUNKS.execute(connection, broken.id()).replaceWith(true)));
    }

    /** Keeps lines for good: what this has returned survives a crash. */
    Uni<Void> receive(UUID id, LineChunk chunk, LineChunk.Digest digest) {
        return pool.withTransaction(connection -> ADD_CHUNK
                .execute(
                        connection,
                        id,
                        chunk.number(),
                        chunk.firstLine(),
                        chunk.lineCount(),
                        chunk.compressed(),
                        digest.sha256())
                .chain(() -> RECEIVED.execute(connection, id, (long) chunk.lineCount()))
                .replaceWithVoid());
    }

    /**
     * Keeps what became of rows that are kept elsewhere.
     *
     * @param rows their numbers, in order
     */
    Uni<Void> addDone(SqlConnection connection, UUID id, List<Integer> rows, byte[] compressed) {
        int first = rows.get(0);
        return ADD_DONE.execute(connection, id, first, (long) first, rows.size(), compressed)
                .chain(() -> RECEIVED.execute(connection, id, (long) rows.size()))
                .replaceWithVoid();
    }

    /** What tells the chunks from those of another content, in their order. */
    Uni<List<LineChunk.Digest>> digests(UUID id) {
        return DIGESTS_OF.execute(pool, id).map(DIGESTS::list);
    }

    Uni<Void> setUpload(SqlClient connection, UUID id, UploadState state) {
        return SET_UPLOAD.execute(connection, id, state).replaceWithVoid();
    }

    Uni<Void> interrupt(UUID id) {
        return setUpload(pool, id, UploadState.INTERRUPTED);
    }

    /** The lines after the given chunk; null when there are no more. */
    Uni<LineChunk> chunkAfter(UUID id, int number) {
        return CHUNK_AFTER.execute(pool, id, number).map(CHUNKS::first);
    }

    /** The next results, or null when there are none yet. */
    Uni<Results> resultsAfter(UUID id, int number) {
        return RESULTS_AFTER.execute(pool, id, number).map(RESULTS::first);
    }

    /** Number of the last chunk that was carried out; 0 when none was. */
    Uni<Integer> lastDone(UUID id) {
        return LAST_DONE.execute(pool, id).map(rows -> Math.toIntExact(Rows.number(rows)));
    }

    Uni<Void> saveResults(SqlConnection connection, UUID id, int number, byte[] compressed) {
        return SAVE_RESULTS.execute(connection, id, number, compressed).replaceWithVoid();
    }

    Uni<Void> count(SqlConnection connection, UUID id, Map<AdoptionOutcome, Long> counts) {
        return COUNT.execute(
                        connection,
                        id,
                        counts.getOrDefault(AdoptionOutcome.CREATED, 0L),
                        counts.getOrDefault(AdoptionOutcome.CHANGED, 0L),
                        counts.getOrDefault(AdoptionOutcome.UNCHANGED, 0L),
                        counts.getOrDefault(AdoptionOutcome.REJECTED, 0L),
                        counts.getOrDefault(AdoptionOutcome.CONFLICT, 0L))
                .replaceWithVoid();
    }
}
