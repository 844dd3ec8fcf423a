package cn.dengyun.files;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/**
 * Bytes of a content on their way to whoever asked.
 *
 * @param from the first byte, from 0
 * @param length how many
 */
record ContentBody(ContentStore store, UUID contentId, long from, long length) {

    /** At most; a store gives as much at once as suits it. */
    private static final int PIECE = 1024 * 1024;

    /** The next piece behind the first {@code sent} bytes. */
    Uni<Buffer> next(long sent) {
        return store.read(contentId, from + sent, (int) Math.min(length - sent, PIECE));
    }
}
