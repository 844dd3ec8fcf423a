package cn.dengyun.files;

import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;

/**
 * Files that other slices keep for some time: what somebody sent to be worked on, and what came of it. They are where
 * attachments are, in the database or in S3, and are none; whose they are and who may have them, their slice says. They
 * go by themselves.
 */
@ApplicationScoped
public class KeptFiles {

    private static final RowMapper<Kept> KEPT = RowMapper.of(Kept.class);
    private static final Statement KEEP = Statement.of("""
            UPDATE attachment_content SET state = 'KEPT', byte_count = $2, kept_until = now() + $3 * interval '1 second'
            WHERE id = $1 AND state = 'RECEIVING'
            """);
    private static final Statement FIND =
            Statement.of("SELECT id, store, byte_count FROM attachment_content WHERE id = $1 AND state = 'KEPT'");

    private final AttachmentStore attachments;
    private final ContentStores contents;
    private final ContentSweeper sweeper;
    private final Pool pool;

    KeptFiles(AttachmentStore attachments, ContentStores contents, ContentSweeper sweeper, Pool pool) {
        this.attachments = attachments;
        this.contents = contents;
        this.sweeper = sweeper;
        this.pool = pool;
    }

    /** A file and where it is. */
    record Kept(UUID id, ContentStore.Kind store, long byteCount) {}

    /**
     * Stores the bytes of a file, and gives the id by which they are found once {@link #keep} has kept them. Blocks:
     * call it on a worker thread.
     *
     * <p>Rejects with {@code attachment-store-unavailable} (503).
     */
    public UUID receive(InputStream content) {
        UUID id = Ids.next();
        ContentStore home = contents.forNew();
        WorkerThread.await(attachments.begin(id, home.kind()));
        try {
            home.write(id, content);
            return id;
        } catch (IOException e) {
            discard(id);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            discard(id);
            throw e;
        }
    }

    /**
     * Keeps what was received, in the unit of work that makes use of it.
     *
     * @param byteCount of all of it
     *     <p>Rejects with {@code upload-interrupted} (503) when it took more than an hour.
     */
    public Uni<Void> keep(SqlConnection connection, UUID id, long byteCount, Duration time) {
        return KEEP.execute(connection, id, byteCount, (double) time.toSeconds())
                .invoke(kept -> {
                    if (!Rows.any(kept)) {
                        throw Rejection.of(Rejection.Kind.UNAVAILABLE, "upload-interrupted");
                    }
                })
                .replaceWithVoid();
    }

    /** Removes what was received and not kept; does nothing to what was. */
    public void discard(UUID id) {
        sweeper.discard(id);
    }

    /** The bytes of a file. Rejects with {@code kept-file-gone} (404) when its time is over. */
    public Uni<ContentBody> body(UUID id) {
        return FIND.execute(pool, id)
                .map(KEPT.orNotFound("kept-file-gone"))
                .map(file -> new ContentBody(
                        (offset, length) -> contents.of(file.store()).read(file.id(), offset, length),
                        0,
                        file.byteCount()));
    }

    /** Whether a file may be called so: something that can be shown and stored anywhere, 200 characters at most. */
    public static boolean isName(String name) {
        return FileName.isSound(name) && !FileName.isTooLong(name);
    }

    /** The name as it is kept. */
    public static String nameOf(String name) {
        return FileName.normalized(name);
    }

    /** {@code Content-Disposition} for a download under this name. */
    public static String disposition(String name) {
        return FileName.disposition(name);
    }
}
