package cn.dengyun.files;

import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Contents in an S3-compatible store, an object each, named after the content. The row of a content is older than its
 * object and goes after it, so whatever breaks in between, the sweeper knows which object to remove.
 *
 * <p>Everything rejects with {@code attachment-store-unavailable} (503) when the store does not do its part.
 */
@ApplicationScoped
class S3ContentStore implements ContentStore {

    private static final Logger LOG = Logger.getLogger(S3ContentStore.class);
    private static final String FOLDER = "attachments/";
    private static final String BYTES = "application/octet-stream";
    /** Calls at once; a store that is slow holds these threads and none of the platform's. */
    private static final int THREADS = 16;

    private final String bucket;
    private final WorkerExecutor workers;
    /** Null when the settings are not complete. */
    private final S3Client client;

    S3ContentStore(FilesConfig config, Vertx vertx) {
        this.bucket = config.s3().bucket().orElse("");
        this.workers = vertx.createSharedWorkerExecutor("dengyun-files-s3", THREADS);
        this.client = S3Connection.defects(config.s3()).isEmpty() ? S3Connection.open(config.s3()) : null;
    }

    @PreDestroy
    void close() {
        if (client != null) {
            client.close();
        }
    }

    @Override
    public Kind kind() {
        return Kind.S3;
    }

    /** An object is sent whole, with its length and digest: a slow sender holds no connection, a broken one nothing. */
    @Override
    public void write(UUID id, InputStream content) throws IOException {
        try (SpooledStream spool = SpooledStream.of(content)) {
            RequestBody body = RequestBody.fromContentProvider(spool::content, spool.length(), BYTES);
            attempt(s3 ->
                    s3.putObject(object -> object.bucket(bucket).key(key(id)).contentMD5(spool.md5()), body));
        }
    }

    @Override
    public Uni<Buffer> read(UUID id, long offset, int length) {
        String range = "bytes=" + offset + "-" + (offset + length - 1);
        return workers.executeBlocking(
                () -> attempt(s3 -> Buffer.buffer(s3.getObjectAsBytes(
                                object -> object.bucket(bucket).key(key(id)).range(range))
                        .asByteArrayUnsafe())),
                false);
    }

    @Override
    public Uni<Void> delete(UUID id) {
        return workers.executeBlocking(
                        () -> attempt(s3 ->
                                s3.deleteObject(object -> object.bucket(bucket).key(key(id)))),
                        false)
                .replaceWithVoid();
    }

    private <T> T attempt(Function<S3Client, T> call) {
        if (client == null) {
            LOG.error("contents are in S3, but the settings below dengyun.files.s3 are not complete any more");
            throw unavailable();
        }
        try {
            return twiceIfBroken(call);
        } catch (SdkException | UncheckedIOException e) {
            LOG.warn("the S3-compatible store did not do its part: " + e.getMessage());
            LOG.debug("which was", e);
            throw unavailable();
        }
    }

    /** The library tries most things again, but not when a connection that it kept was closed meanwhile. */
    private <T> T twiceIfBroken(Function<S3Client, T> call) {
        try {
            return call.apply(client);
        } catch (UncheckedIOException e) {
            return call.apply(client);
        }
    }

    private static String key(UUID id) {
        return FOLDER + id;
    }

    private static Rejection unavailable() {
        return Rejection.of(Rejection.Kind.UNAVAILABLE, "attachment-store-unavailable");
    }
}
