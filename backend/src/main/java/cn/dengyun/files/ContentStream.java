package cn.dengyun.files;

import cn.dengyun.shared.Rejection;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * A file on its way to the store: counted, refused as soon as it is too large, hashed, and remembered only at both
 * ends, which say of what type it is.
 */
final class ContentStream extends FilterInputStream {

    static final int HEAD = 64 * 1024;
    static final int TAIL = 512 * 1024;

    private final long cap;
    private final MessageDigest digest = newDigest();
    private final CRC32 checksum = new CRC32();
    private final byte[] head = new byte[HEAD];
    private final byte[] ring = new byte[TAIL];
    private long count;

    ContentStream(InputStream content, long cap) {
        super(content);
        this.cap = cap;
    }

    long count() {
        return count;
    }

    /** The digest of what was read, lower-case hexadecimal. Ask once, at the end. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The checksum of what was read, as ZIP archives have it. */
    long crc32() {
        return checksum.getValue();
    }

    byte[] head() {
        return Arrays.copyOf(head, (int) Math.min(count, HEAD));
    }

    byte[] tail() {
        if (count <= TAIL) {
            return Arrays.copyOf(ring, (int) count);
        }
        int start = (int) (count % TAIL);
        byte[] tail = new byte[TAIL];
        System.arraycopy(ring, start, tail, 0, TAIL - start);
        System.arraycopy(ring, 0, tail, TAIL - start, start);
        return tail;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            note(target, offset, read);
        }
        return read;
    }

    private void note(byte[] bytes, int offset, int length) {
        if (count + length > cap) {
            throw Rejection.of(Rejection.Kind.TOO_LARGE, "attachment-too-large", cap >> 20);
        }
        digest.update(bytes, offset, length);
        checksum.update(bytes, offset, length);
        if (count < HEAD) {
            System.arraycopy(bytes, offset, head, (int) count, (int) Math.min(length, HEAD - count));
        }
        for (int done = 0; done < length; ) {
            int at = (int) ((count + done) % TAIL);
            int part = Math.min(length - done, TAIL - at);
            System.arraycopy(bytes, offset + done, ring, at, part);
            done += part;
        }
        count += length;
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
