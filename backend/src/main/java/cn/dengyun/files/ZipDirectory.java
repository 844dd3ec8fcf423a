package cn.dengyun.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the names in a ZIP archive from its central directory (APPNOTE 6.3 §4.3.12, §4.3.16), which stands at its end.
 * Nothing is unpacked, so nothing that an archive claims can cost anything.
 */
final class ZipDirectory {

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;

    private ZipDirectory() {}

    /**
     * The names of all entries; empty when the end of the file does not hold a whole directory.
     *
     * @param tail the last bytes of the file
     * @param length of the whole file in bytes
     */
    static Optional<Set<String>> names(byte[] tail, long length) {
        ByteBuffer bytes = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
        int end = tail.length - END_LENGTH;
        while (end >= 0 && bytes.getInt(end) != END) {
            end--;
        }
        if (end < 0) {
            return Optional.empty();
        }
        int entries = bytes.getShort(end + 10) & 0xffff;
        long size = bytes.getInt(end + 12) & 0xffffffffL;
        long start = (bytes.getInt(end + 16) & 0xffffffffL) - (length - tail.length);
        boolean isHere = start >= 0 && start + size <= end;
        return isHere ? names(bytes, (int) start, (int) (start + size), entries) : Optional.empty();
    }

    private static Optional<Set<String>> names(ByteBuffer bytes, int start, int end, int entries) {
        Set<String> names = new HashSet<>();
        int at = start;
        for (int i = 0; i < entries; i++) {
            if (at + ENTRY_LENGTH > end || bytes.getInt(at) != ENTRY) {
                return Optional.empty();
            }
            int name = bytes.getShort(at + 28) & 0xffff;
            int next =
                    at + ENTRY_LENGTH + name + (bytes.getShort(at + 30) & 0xffff) + (bytes.getShort(at + 32) & 0xffff);
            if (next > end) {
                return Optional.empty();
            }
            names.add(new String(bytes.array(), at + ENTRY_LENGTH, name, StandardCharsets.UTF_8));
            at = next;
        }
        return Optional.of(names);
    }
}
