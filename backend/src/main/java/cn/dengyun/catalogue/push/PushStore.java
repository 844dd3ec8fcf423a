package cn.dengyun.catalogue.push;

import cn.dengyun.catalogue.domain.DeclarationOutcome;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The tables of pushes. */
@ApplicationScoped
class PushStore {

    private static final RowMapper<Push> PUSHES = RowMapper.of(Push.class).named("isDryRun", "validate_only");
    private static final RowMapper<LineChunk> CHUNKS =
            RowMapper.of(LineChunk.class).named("compressed", "lines");
    private static final RowMapper<LineChunk.Digest> DIGESTS =
            RowMapper.of(LineChunk.Digest.class).named("sha256", "digest");
    private static final RowMapper<Results> RESULTS =
            RowMapper.of(Results.class).named("compressed", "results");
    private static final String COLUMNS = PUSHES.columns();
    private static final Statement CREATE = Statement.of("""
            INSERT INTO catalogue_push (id, provider_id, organization_id, caller_id, idempotency_key, fingerprint,
                mode, validate_only, upload, touched_at, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'RECEIVING', now(), now())
            ON CONFLICT ON CONSTRAINT catalogue_push_key_unique DO NOTHING
            """);
    private static final Statement BY_KEY = Statement.of(
            "SELECT %s FROM catalogue_push WHERE caller_id = $1 AND idempotency_key = $2".formatted(COLUMNS));
    private static final Statement BY_ID =
            Statement.of("SELECT %s FROM catalogue_push WHERE id = $1".formatted(COLUMNS));
    private static final Statement BY_PROVIDER = Statement.of("""
            SELECT %s FROM catalogue_push WHERE provider_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """.formatted(COLUMNS));
    // A stale upload may be taken over by whoever repeats it; the condition lets only one of two win.
    private static final Statement TAKE_OVER = Statement.of("""
            UPDATE catalogue_push
            SET upload = 'RECEIVING', touched_at = now(), received_lines = $3, received_chunks = $4
            WHERE id = $1 AND touched_at = $2
            """);
    private static final Statement DROP_CHUNKS =
            Statement.of("DELETE FROM catalogue_push_chunk WHERE push_id = $1 AND number >= $2");
    private static final Statement ADD_CHUNK = Statement.of("""
            INSERT INTO catalogue_push_chunk (push_id, number, first_line, line_count, lines, digest)
            VALUES ($1, $2, $3, $4, $5, $6)
            """);
    private static final Statement RECEIVED = Statement.of("""
            UPDATE catalogue_push
            SET received_lines = received_lines + $2, received_chunks = received_chunks + 1, touched_at = now()
            WHERE id = $1
            """);
    private static final Statement SET_UPLOAD =
            Statement.of("UPDATE catalogue_push SET upload = $2, touched_at = now() WHERE id = $1");
    private static final Statement CHUNKS_AFTER = Statement.of("""
            SELECT number, first_line, line_count, lines FROM catalogue_push_chunk WHERE push_id = $1
                AND number > $2 AND lines IS NOT NULL
            ORDER BY number LIMIT 1
            """);
    private static final Statement DIGESTS_FROM = Statement.of("""
            SELECT first_line, digest FROM catalogue_push_chunk WHERE push_id = $1 AND first_line >= $2
                AND lines IS NOT NULL
            ORDER BY number
            """);
    private static final Statement RESULTS_AFTER = Statement.of("""
            SELECT number, results FROM catalogue_push_chunk WHERE push_id = $1 AND number > $2
                AND results IS NOT NULL
            ORDER BY number LIMIT 1
            """);
    private static final Statement SAVE_RESULTS =
            Statement.of("UPDATE catalogue_push_chunk SET results = $3 WHERE push_id = $1 AND number = $2");
    private static final Statement ADD_RESULTS = Statement.of("""
            INSERT INTO catalogue_push_chunk (push_id, number, first_line, line_count, results)
            SELECT $1, coalesce(max(number), 0) + 1, 0, 0, $2 FROM catalogue_push_chunk WHERE push_id = $1
            """);
    private static final Statement LAST_DONE = Statement.of("""
            SELECT coalesce(max(number), 0) FROM catalogue_push_chunk WHERE push_id = $1 AND results IS NOT NULL
                AND lines IS NOT NULL
            """);
    private static final Statement COUNT = Statement.of("""
            UPDATE catalogue_push
            SET created_count = created_count + $2, updated_count = updated_count + $3,
                unchanged_count = unchanged_count + $4, retired_count = retired_count + $5,
                rejected_count = rejected_count + $6, conflict_count = conflict_count + $7
            WHERE id = $1
            """);
    private static final Statement WITHHOLD =
            Statement.of("UPDATE catalogue_push SET retirement_withheld = $2 WHERE id = $1");

    private final Pool pool;

    PushStore(Pool pool) {
        this.pool = pool;
    }

    /** Whether the push is new: false when its caller has used the key before. */
    Uni<Boolean> create(SqlClient connection, Push push, String key) {
        return CREATE.execute(
                        connection,
                        push.id(),
                        push.providerId(),
                        push.organizationId(),
                        push.callerId(),
                        key,
                        push.fingerprint(),
                        push.mode(),
                        push.isDryRun())
                .map(Rows::any);
    }

    Uni<Push> findByKey(UUID callerId, String key) {
        return BY_KEY.execute(pool, callerId, key).map(PUSHES::first);
    }

    /** Rejects with {@code catalogue-push-not-found}. */
    Uni<Push> get(UUID id) {
        return BY_ID.execute(pool, id).map(PUSHES.orNotFound("catalogue-push-not-found", id));
    }

    /** The newest first, those before the given id. */
    Uni<List<Push>> list(UUID providerId, UUID before, int limit) {
        return BY_PROVIDER.execute(pool, providerId, before, limit).map(PUSHES::list);
    }

    /** Goes on with an upload that broke, keeping the given part of it; false when somebody else was quicker. */
    Uni<Boolean> takeOver(Push push, long keptLines, int keptChunks) {
        return pool.withTransaction(connection -> TAKE_OVER
                .execute(connection, push.id(), push.touchedAt(), keptLines, keptChunks)
                .chain(taken -> taken.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : DROP_CHUNKS
                                .execute(connection, push.id(), keptChunks + 1)
                                .replaceWith(true)));
    }

    /** Keeps lines for good: what this has returned survives a crash. */
    Uni<Void> receive(UUID pushId, LineChunk chunk, LineChunk.Digest digest) {
        return pool.withTransaction(connection -> ADD_CHUNK
                .execute(
                        connection,
                        pushId,
                        chunk.number(),
                        chunk.firstLine(),
                        chunk.lineCount(),
                        chunk.compressed(),
                        digest.sha256())
                .chain(() -> RECEIVED.execute(connection, pushId, (long) chunk.lineCount()))
                .replaceWithVoid());
    }

    /** What tells the chunks from the given line on from those of another content, in their order. */
    Uni<List<LineChunk.Digest>> digestsFrom(UUID pushId, long firstLine) {
        return DIGESTS_FROM.execute(pool, pushId, firstLine).map(DIGESTS::list);
    }

    Uni<Void> setUpload(SqlClient connection, UUID pushId, UploadState state) {
        return SET_UPLOAD.execute(connection, pushId, state).replaceWithVoid();
    }

    Uni<Void> interrupt(UUID pushId) {
        return setUpload(pool, pushId, UploadState.INTERRUPTED);
    }

    /** The lines after the given chunk; null when there are no more. */
    Uni<LineChunk> chunkAfter(UUID pushId, int number) {
        return CHUNKS_AFTER.execute(pool, pushId, number).map(CHUNKS::first);
    }

    /** Results kept after the given chunk number. */
    record Results(int number, byte[] compressed) {}

    /** The next results, or null when there are none yet. */
    Uni<Results> resultsAfter(UUID pushId, int number) {
        return RESULTS_AFTER.execute(pool, pushId, number).map(RESULTS::first);
    }

    /** Number of the last chunk that was carried out; 0 when none was. */
    Uni<Integer> lastDone(UUID pushId) {
        return LAST_DONE.execute(pool, pushId).map(rows -> Math.toIntExact(Rows.number(rows)));
    }

    Uni<Void> saveResults(SqlConnection connection, UUID pushId, int number, byte[] compressed) {
        return SAVE_RESULTS.execute(connection, pushId, number, compressed).replaceWithVoid();
    }

    /** Results that belong to no line: what a snapshot retired. */
    Uni<Void> addResults(SqlConnection connection, UUID pushId, byte[] compressed) {
        return ADD_RESULTS.execute(connection, pushId, compressed).replaceWithVoid();
    }

    Uni<Void> count(SqlConnection connection, UUID pushId, Map<DeclarationOutcome, Long> counts) {
        return COUNT.execute(
                        connection,
                        pushId,
                        counts.getOrDefault(DeclarationOutcome.CREATED, 0L),
                        counts.getOrDefault(DeclarationOutcome.UPDATED, 0L),
                        counts.getOrDefault(DeclarationOutcome.UNCHANGED, 0L),
                        counts.getOrDefault(DeclarationOutcome.RETIRED, 0L),
                        counts.getOrDefault(DeclarationOutcome.REJECTED, 0L),
                        counts.getOrDefault(DeclarationOutcome.CONFLICT, 0L))
                .replaceWithVoid();
    }

    Uni<Void> withholdRetirement(UUID pushId, String reason) {
        return WITHHOLD.execute(pool, pushId, reason).replaceWithVoid();
    }
}
