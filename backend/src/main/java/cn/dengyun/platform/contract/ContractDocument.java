package cn.dengyun.platform.contract;

import cn.dengyun.platform.web.EntityTags;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/**
 * A document as it goes over the wire.
 *
 * @param tag strong entity tag without quotes; a compressed answer has one of its own (RFC 9110 §8.8.3.3)
 */
record ContractDocument(String mediaType, ByteBuf plain, ByteBuf compressed, String tag) {

    static ContractDocument of(String mediaType, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ContractDocument(
                mediaType, shared(bytes), shared(compressed.toByteArray()), EntityTags.ofContent(text));
    }

    /** Outside of the heap, where the network takes it from without a copy, however many are sent it at once. */
    private static ByteBuf shared(byte[] bytes) {
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
    }

    String tag(boolean isCompressed) {
        return isCompressed ? tag + "-gzip" : tag;
    }
}
