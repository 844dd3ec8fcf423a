package cn.dengyun.catalogue.push;

import cn.dengyun.shared.Hashes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Lines of a push, compressed for keeping.
 *
 * @param firstLine number of its first line in the body, from 1
 * @param lineCount lines in it, blank ones included
 */
public record LineChunk(int number, long firstLine, int lineCount, byte[] compressed) {

    /**
     * What tells a chunk from one of another content.
     *
     * @param sha256 of its lines, each with its LF; null for one of before digests were kept
     */
    public record Digest(long firstLine, byte[] sha256) {

        public static Digest of(long firstLine, LineReader.Lines lines) {
            return new Digest(firstLine, Hashes.sha256(lines.bytes()));
        }

        /** Whether both may be of the same lines. */
        public boolean fits(Digest other) {
            return firstLine == other.firstLine
                    && (sha256 == null || other.sha256 == null || Arrays.equals(sha256, other.sha256));
        }
    }

    public static byte[] compress(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (GZIPOutputStream zip = new FastGzip(bytes)) {
            zip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] decompress(byte[] compressed) {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return zip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines, without their ends. */
    public List<byte[]> lines() {
        byte[] plain = decompress(compressed);
        byte[][] lines = new byte[lineCount][];
        int start = 0;
        for (int i = 0; i < lineCount; i++) {
            int end = start;
            while (plain[end] != '\n') {
                end++;
            }
            lines[i] = Arrays.copyOfRange(plain, start, end);
            start = end + 1;
        }
        return List.of(lines);
    }

    /** The fastest level: it already shrinks catalogue lines to a fifth, and a push should not wait for its archive. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 8_192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
