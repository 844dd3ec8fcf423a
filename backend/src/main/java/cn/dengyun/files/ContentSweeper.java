package cn.dengyun.files;

import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.Statement;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Clears away what nobody needs: attachments that no record took in time, contents without attachments, files whose
 * time is over, and what broken uploads left.
 */
@ApplicationScoped
class ContentSweeper {

    private static final Logger LOG = Logger.getLogger(ContentSweeper.class);
    /** How long an attachment that no record took is kept. */
    private static final Duration KEPT_UNUSED = Duration.ofDays(7);

    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int BATCH = 200;

    private static final Statement EXPIRE = Statement.of("""
            WITH gone AS (DELETE FROM attachment WHERE id IN (SELECT id FROM attachment WHERE record_kind IS NULL
                AND created_at < now() - $1 * interval '1 second' ORDER BY created_at LIMIT %s FOR UPDATE SKIP
                LOCKED) RETURNING organization_id, content_id, byte_count),
                doubted AS (UPDATE attachment_content SET state = 'DOUBTFUL' FROM gone WHERE attachment_content.id
                = gone.content_id AND state = 'STORED')
            UPDATE attachment_usage u SET byte_count = u.byte_count - sums.bytes
            FROM (SELECT organization_id, sum(byte_count)::bigint AS bytes FROM gone GROUP BY organization_id) sums
            WHERE u.organization_id = sums.organization_id
            """.formatted(BATCH));
    // An upload that takes longer than an hour is none any more.
    private static final String LOCK_UNSETTLED = """
            SELECT id FROM attachment_content
            WHERE state IN ('DOUBTFUL', 'DELETING') OR (state = 'RECEIVING'
                AND created_at < now() - interval '1 hour') OR (state = 'KEPT' AND kept_until < now())
            ORDER BY created_at LIMIT %s FOR UPDATE SKIP LOCKED
            """.formatted(BATCH);
    // A statement of its own: it sees attachments that were made while the lock was waited for.
    private static final Statement KEEP = Statement.of("""
            UPDATE attachment_content c SET state = 'STORED' WHERE id = ANY($1) AND state = 'DOUBTFUL'
                AND EXISTS (SELECT 1 FROM attachment a WHERE a.content_id = c.id)
            """);
    private static final Statement DOOM = Statement.of("""
            UPDATE attachment_content SET state = 'DELETING', sha256 = NULL, byte_count = NULL, kept_until = NULL
            WHERE id = ANY($1) AND state <> 'STORED' RETURNING id, store
            """);
    private static final Statement DOOM_ARRIVED = Statement.of("""
            UPDATE attachment_content SET state = 'DELETING' WHERE id = $1 AND state = 'RECEIVING'
            RETURNING id, store
            """);
    private static final Statement DELETE =
            Statement.of("DELETE FROM attachment_content WHERE id = $1 AND state = 'DELETING'");

    private final Pool pool;
    private final ContentStores contents;
    private final Rounds rounds;
    private final FailureReport failures = new FailureReport(LOG, "files are cleared away later");

    ContentSweeper(Pool pool, ContentStores contents, Vertx vertx) {
        this.pool = pool;
        this.contents = contents;
        this.rounds = new Rounds(vertx, () -> sweep().replaceWith(false), failures);
    }

    void start(@Observes StartupEvent event) {
        rounds.start(PAUSE);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    /** Clears away what arrived for nothing, without making anybody wait for it. */
    void discard(UUID contentId) {
        DOOM_ARRIVED
                .execute(pool, contentId)
                .map(ContentSweeper::doomed)
                .chain(this::remove)
                .subscribe()
                .with(done -> {}, failures);
    }

    Uni<Void> sweep() {
        return EXPIRE.execute(pool, (double) KEPT_UNUSED.toSeconds())
                .chain(() -> pool.withTransaction(this::doom))
                .chain(this::remove);
    }

    private Uni<List<AttachmentStore.Stored>> doom(SqlConnection connection) {
        return connection.query(LOCK_UNSETTLED).execute().chain(locked -> {
            List<UUID> ids = new ArrayList<>();
            locked.forEach(row -> ids.add(row.getUUID("id")));
            Tuple all = Parameters.of(Parameters.ids(ids));
            return KEEP.execute(connection, all)
                    .chain(() -> DOOM.execute(connection, all))
                    .map(ContentSweeper::doomed);
        });
    }

    private static List<AttachmentStore.Stored> doomed(
            io.vertx.mutiny.sqlclient.RowSet<io.vertx.mutiny.sqlclient.Row> rows) {
        List<AttachmentStore.Stored> doomed = new ArrayList<>();
        rows.forEach(row -> doomed.add(
                new AttachmentStore.Stored(row.getUUID("id"), ContentStore.Kind.valueOf(row.getString("store")))));
        return doomed;
    }

    private Uni<Void> remove(List<AttachmentStore.Stored> doomed) {
        return Multi.createFrom()
                .iterable(doomed)
                .onItem()
                .transformToUniAndConcatenate(content -> contents.of(content.kind())
                        .delete(content.id())
                        .chain(() -> DELETE.execute(pool, content.id()))
                        // One store that is away must not keep what is elsewhere.
                        .onFailure()
                        .invoke(failures)
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }
}
