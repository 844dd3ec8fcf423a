package cn.dengyun.platform.sheet;

import cn.dengyun.shared.Rejection;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file of rows on the disk of this node while it is worked on; it goes when this is closed. Blocks. */
public final class SheetFile implements AutoCloseable {

    private static final int PIECE = 64 * 1024;

    private final Path path;
    private final long length;
    private final String sha256;

    private SheetFile(Path path, long length, String sha256) {
        this.path = path;
        this.length = length;
        this.sha256 = sha256;
    }

    /** What writes a file. */
    public interface Content {
        void writeTo(OutputStream target) throws IOException;
    }

    /**
     * A file that somebody sends; empty where that is null. Rejects with {@code body-too-large} (413),
     * {@code upload-interrupted} (503) when the sender is gone.
     */
    public static SheetFile sent(InputStream body) {
        InputStream some = body == null ? InputStream.nullInputStream() : body;
        DigestInputStream digested = new DigestInputStream(some, digest());
        long[] length = new long[1];
        Path path = written(target -> {
            byte[] piece = new byte[PIECE];
            for (int read = next(digested, piece); read >= 0; read = next(digested, piece)) {
                length[0] += read;
                if (length[0] > SheetLimits.MAX_BYTES) {
                    throw Rejection.of(Rejection.Kind.TOO_LARGE, "body-too-large");
                }
                target.write(piece, 0, read);
            }
        });
        return new SheetFile(
                path,
                length[0],
                HexFormat.of().formatHex(digested.getMessageDigest().digest()));
    }

    private static int next(InputStream body, byte[] piece) {
        try {
            return body.read(piece);
        } catch (IOException e) {
            throw Rejection.of(Rejection.Kind.UNAVAILABLE, "upload-interrupted");
        }
    }

    /** A file that is written here; its digest is not asked for. */
    public static SheetFile of(Content content) {
        Path path = written(content);
        try {
            return new SheetFile(path, Files.size(path), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path written(Content content) {
        Path path = null;
        try {
            path = Files.createTempFile("dengyun-sheet-", null);
            try (OutputStream target = new BufferedOutputStream(Files.newOutputStream(path), PIECE)) {
                content.writeTo(target);
            }
            return path;
        } catch (IOException e) {
            delete(path);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            delete(path);
            throw e;
        }
    }

    public Path path() {
        return path;
    }

    /** In bytes. */
    public long length() {
        return length;
    }

    /** Of what was sent, lower-case hexadecimal. */
    public String sha256() {
        return sha256;
    }

    @Override
    public void close() {
        delete(path);
    }

    private static void delete(Path path) {
        try {
            if (path != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
