package cn.dengyun.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A stream laid down on disk, for receivers that want its length before its first byte and, if something breaks, all of
 * it again. The file has no name any more once it is open, so nothing of it outlives the process.
 */
final class SpooledStream implements AutoCloseable {

    private final FileChannel file;
    private final long length;
    private final String md5;

    private SpooledStream(FileChannel file, long length, String md5) {
        this.file = file;
        this.length = length;
        this.md5 = md5;
    }

    /** Reads the stream to its end. Blocks. */
    static SpooledStream of(InputStream content) throws IOException {
        Path path = Files.createTempFile("dengyun-upload-", null);
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            DigestInputStream digested = new DigestInputStream(content, newMd5());
            long length = digested.transferTo(Channels.newOutputStream(file));
            String md5 = Base64.getEncoder()
                    .encodeToString(digested.getMessageDigest().digest());
            return new SpooledStream(file, length, md5);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** In bytes. */
    long length() {
        return length;
    }

    /** As the header {@code Content-MD5} wants it (RFC 1864): against broken bytes, not against forgers. */
    String md5() {
        return md5;
    }

    /** All of it from the start; a stream that was given before is useless then. */
    InputStream content() {
        try {
            file.position(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FilterInputStream(Channels.newInputStream(file)) {
            @Override
            public void close() {
                // The file is needed until the receiver has it.
            }
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
