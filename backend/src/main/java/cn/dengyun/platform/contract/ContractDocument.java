package cn.dengyun.platform.contract;

import cn.dengyun.shared.Hashes;
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
record ContractDocument(String mediaType, byte[] plain, byte[] compressed, String tag) {

    static ContractDocument of(String mediaType, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ContractDocument(
                mediaType,
                bytes,
                compressed.toByteArray(),
                Hashes.sha256Hex(text).substring(0, 32));
    }

    String tag(boolean isCompressed) {
        return isCompressed ? tag + "-gzip" : tag;
    }
}
