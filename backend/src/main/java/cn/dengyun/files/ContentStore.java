package cn.dengyun.files;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/** Keeps the bytes of contents. What it holds, and for whom, is written elsewhere. */
interface ContentStore {

    /** Where bytes can be. */
    enum Kind {
        DATABASE,
        S3
    }

    Kind kind();

    /**
     * Stores what the stream gives, piece by piece. Blocks; what was stored before it threw is left to {@link #delete}.
     */
    void write(UUID id, InputStream content) throws IOException;

    /** Some bytes from an offset on, one at least and {@code length} at most. */
    Uni<Buffer> read(UUID id, long offset, int length);

    /** Removes all bytes of a content; does nothing when there are none. */
    Uni<Void> delete(UUID id);
}
