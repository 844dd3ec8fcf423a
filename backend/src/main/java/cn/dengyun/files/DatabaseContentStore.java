package cn.dengyun.files;

import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/**
 * Contents in the database, in rows of 256 KiB. Each piece is written and read by itself, so that neither a slow sender
 * nor a slow receiver holds a connection.
 */
@ApplicationScoped
class DatabaseContentStore implements ContentStore {

    static final int CHUNK = 256 * 1024;

    private static final Statement INSERT =
            Statement.of("INSERT INTO attachment_chunk (content_id, number, bytes) VALUES ($1, $2, $3)");
    private static final Statement READ = Statement.of(
            "SELECT substring(bytes FROM $3 FOR $4) FROM attachment_chunk WHERE content_id = $1 AND number = $2");
    private static final Statement DELETE = Statement.of("DELETE FROM attachment_chunk WHERE content_id = $1");

    private final Pool pool;

    DatabaseContentStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Kind kind() {
        return Kind.DATABASE;
    }

    @Override
    public void write(UUID id, InputStream content) throws IOException {
        byte[] chunk = content.readNBytes(CHUNK);
        for (int number = 0; chunk.length > 0; number++) {
            WorkerThread.await(INSERT.execute(pool, id, number, Buffer.buffer(chunk)));
            chunk = content.readNBytes(CHUNK);
        }
    }

    @Override
    public Uni<Buffer> read(UUID id, long offset, int length) {
        int number = (int) (offset / CHUNK);
        int from = (int) (offset % CHUNK);
        return READ.execute(pool, id, number, from + 1, Math.min(length, CHUNK - from))
                .map(rows -> rows.iterator().next().getBuffer(0).getDelegate());
    }

    @Override
    public Uni<Void> delete(UUID id) {
        return DELETE.execute(pool, id).replaceWithVoid();
    }
}
