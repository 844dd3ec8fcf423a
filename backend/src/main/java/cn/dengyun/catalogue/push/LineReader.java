package cn.dengyun.catalogue.push;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a body into chunks of lines. Lines end with LF or CR LF and with nothing else, whatever Unicode calls a line
 * break. A line beyond the bound is replaced by a mark that no JSON can be, so that it gets its own result and costs no
 * memory.
 */
public final class LineReader {

    public static final int LINES_PER_CHUNK = 1_000;
    /** Longest line in bytes: room for the longest description in three-byte characters, and everything else. */
    public static final int MAX_LINE_BYTES = 512 * 1024;

    /** Stands for a line that was too long. */
    public static final byte TOO_LONG = 1;

    private static final int CHUNK_BYTES = 4 * 1024 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream body;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int filled;
    private byte[] chunk = new byte[256 * 1024];
    private int size;
    private long totalBytes;

    public LineReader(InputStream body) {
        this.body = body;
    }

    /** Lines as they are kept: each ends with LF. */
    public record Lines(byte[] bytes, int count, int nonBlankCount) {}

    /** Bytes read so far. */
    public long totalBytes() {
        return totalBytes;
    }

    /** The next lines, or null at the end of the body. */
    public Lines next() throws IOException {
        size = 0;
        int count = 0;
        int nonBlank = 0;
        while (count < LINES_PER_CHUNK && size < CHUNK_BYTES) {
            int start = size;
            if (!readLine()) {
                break;
            }
            count++;
            if (!isBlank(chunk, start, size - 1)) {
                nonBlank++;
            }
        }
        return count == 0 ? null : new Lines(Arrays.copyOf(chunk, size), count, nonBlank);
    }

    /** Appends one line and its LF to the chunk; false at the end of the body. */
    private boolean readLine() throws IOException {
        int start = size;
        boolean isTooLong = false;
        boolean isEnd = false;
        if (position == filled && !fill()) {
            return false;
        }
        while (!isEnd) {
            int end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            isTooLong |= size - start + end - position > MAX_LINE_BYTES;
            if (!isTooLong) {
                append(buffer, position, end - position);
            }
            isEnd = end < filled;
            position = isEnd ? end + 1 : end;
            // The last line of a body need not have an end.
            isEnd |= position == filled && !fill();
        }
        if (isTooLong) {
            size = start;
            append(new byte[] {TOO_LONG}, 0, 1);
        } else if (size > start && chunk[size - 1] == '\r') {
            size--;
        }
        append(new byte[] {'\n'}, 0, 1);
        return true;
    }

    private void append(byte[] source, int from, int length) {
        if (size + length > chunk.length) {
            chunk = Arrays.copyOf(chunk, Math.max(chunk.length * 2, size + length));
        }
        System.arraycopy(source, from, chunk, size, length);
        size += length;
    }

    private boolean fill() throws IOException {
        position = 0;
        if (totalBytes == 0) {
            return fillFirst();
        }
        filled = Math.max(0, body.read(buffer));
        totalBytes += filled;
        return filled > 0;
    }

    /** A byte order mark may arrive in pieces, or alone with the text still to come. */
    private boolean fillFirst() throws IOException {
        filled = body.readNBytes(buffer, 0, BYTE_ORDER_MARK.length);
        totalBytes = filled;
        if (!Arrays.equals(buffer, 0, filled, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
            return filled > 0;
        }
        filled = Math.max(0, body.read(buffer));
        totalBytes += filled;
        return filled > 0;
    }

    /** Whether there is nothing but blanks in this part of a line. */
    public static boolean isBlank(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] != ' ' && line[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
