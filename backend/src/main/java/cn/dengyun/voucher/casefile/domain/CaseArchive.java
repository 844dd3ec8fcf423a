package cn.dengyun.voucher.casefile.domain;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A ZIP archive (APPNOTE 6.3) in one exact form: files as they are, one behind the other, all of the first of January
 * 1980, no comments, no further fields. The same files are always the same bytes, so a verifier that knows the files
 * knows every byte of the archive.
 */
public final class CaseArchive {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final short VERSION = 20;
    private static final short NO_TIME = 0;
    private static final short FIRST_DAY = 0x21;

    private CaseArchive() {}

    /**
     * A file of it.
     *
     * @param name in ASCII
     * @param size in bytes
     */
    public record Entry(String name, long size, long crc32) {

        private byte[] bytes() {
            return name.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** What stands before the bytes of a file. */
    public static byte[] before(Entry entry) {
        byte[] name = entry.bytes();
        ByteBuffer header = buffer(30 + name.length);
        header.putInt(LOCAL);
        put(header, entry, name);
        return header.put(name).array();
    }

    /** What stands behind the last file. */
    public static byte[] behind(List<Entry> entries) {
        int length =
                entries.stream().mapToInt(entry -> 46 + entry.bytes().length).sum();
        ByteBuffer directory = buffer(length + 22);
        long offset = 0;
        for (Entry entry : entries) {
            byte[] name = entry.bytes();
            directory.putInt(CENTRAL).putShort(VERSION);
            put(directory, entry, name);
            directory
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putInt(0);
            directory.putInt(fitting(offset)).put(name);
            offset += 30 + name.length + entry.size();
        }
        short count = (short) entries.size();
        directory
                .putInt(END)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(count)
                .putShort(count);
        return directory
                .putInt(length)
                .putInt(fitting(offset))
                .putShort((short) 0)
                .array();
    }

    private static void put(ByteBuffer header, Entry entry, byte[] name) {
        header.putShort(VERSION)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(NO_TIME)
                .putShort(FIRST_DAY);
        header.putInt((int) entry.crc32()).putInt(fitting(entry.size())).putInt(fitting(entry.size()));
        header.putShort((short) name.length).putShort((short) 0);
    }

    private static int fitting(long number) {
        if (number > 0xffffffffL) {
            throw new IllegalArgumentException("an archive of this form has 4 GiB at most");
        }
        return (int) number;
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
