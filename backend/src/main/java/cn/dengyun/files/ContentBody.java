package cn.dengyun.files;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * Bytes on their way to whoever asked.
 *
 * @param from the first byte, from 0
 * @param length how many
 */
public record ContentBody(Source source, long from, long length) {

    /** At most; a source gives as much at once as suits it. */
    private static final int PIECE = 1024 * 1024;

    /** Where bytes come from. */
    @FunctionalInterface
    public interface Source {

        /** Some bytes from an offset on, one at least and {@code length} at most. */
        Uni<Buffer> read(long offset, int length);
    }

    /** Bytes that are in memory. */
    public static ContentBody of(byte[] bytes) {
        return new ContentBody(
                (offset, length) -> Uni.createFrom().item(Buffer.buffer().appendBytes(bytes, (int) offset, length)),
                0,
                bytes.length);
    }

    /** One body behind the other. */
    public static ContentBody of(List<ContentBody> parts) {
        List<ContentBody> whole = parts.stream().filter(part -> part.length > 0).toList();
        long length = whole.stream().mapToLong(ContentBody::length).sum();
        return new ContentBody((offset, most) -> read(whole, offset, most), 0, length);
    }

    private static Uni<Buffer> read(List<ContentBody> parts, long offset, int most) {
        long before = 0;
        for (ContentBody part : parts) {
            if (offset < before + part.length) {
                long within = offset - before;
                return part.source.read(part.from + within, (int) Math.min(most, part.length - within));
            }
            before += part.length;
        }
        throw new IllegalArgumentException("there is nothing behind the end");
    }

    /** The next piece behind the first {@code sent} bytes. */
    public Uni<Buffer> next(long sent) {
        return source.read(from + sent, (int) Math.min(length - sent, PIECE));
    }
}
