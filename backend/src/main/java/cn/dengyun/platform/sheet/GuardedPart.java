package cn.dengyun.platform.sheet;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * The bytes of an XML part on their way to the parser, which keeps what it has not told yet: so nothing may be long.
 * From one {@code <} to the next there are {@value #MAX_GAP} bytes at most, which bounds names, attributes and texts;
 * and there are no declarations, comments, CDATA or instructions, and with them no entities: no spreadsheet program
 * writes any. All parts of a workbook share what may be unpacked.
 */
final class GuardedPart extends FilterInputStream {

    private static final int MAX_GAP = 1 << 20;
    /** Of {@code <?} behind a byte order mark. */
    private static final int END_OF_DECLARATION_START = 5;

    private final Unpacked unpacked;
    private final long checksum;
    private final CRC32 found = new CRC32();
    private long count;
    private int gap;
    private boolean isOpened;

    /** @param checksum as the archive says it; -1 when it does not */
    GuardedPart(InputStream part, long checksum, Unpacked unpacked) {
        super(part);
        this.checksum = checksum;
        this.unpacked = unpacked;
    }

    /** What may still be unpacked, whatever the archive says about sizes. */
    static final class Unpacked {

        private long left;

        Unpacked() {
            this(SheetLimits.MAX_UNPACKED);
        }

        Unpacked(long left) {
            this.left = left;
        }

        /** As much for somebody else. */
        Unpacked copy() {
            return new Unpacked(left);
        }

        /** Takes bytes of a part, or characters of a text that a cell names by its number: a file may name it often. */
        void take(int some) {
            left -= some;
            if (left < 0) {
                throw SheetBook.refused("sheet-too-large-inside", SheetLimits.MAX_UNPACKED >> 20);
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read < 0) {
            if (checksum >= 0 && found.getValue() != checksum) {
                throw SheetBook.refused("sheet-unreadable");
            }
            return read;
        }
        unpacked.take(read);
        found.update(target, offset, read);
        for (int i = offset; i < offset + read; i++) {
            look(target[i]);
        }
        return read;
    }

    private void look(byte next) {
        count++;
        if (next == '<') {
            gap = 0;
            isOpened = true;
            return;
        }
        boolean isDeclaration = next == '?' && count <= END_OF_DECLARATION_START;
        if (isOpened && (next == '!' || next == '?' && !isDeclaration)) {
            throw SheetBook.refused("sheet-not-plain");
        }
        isOpened = false;
        gap++;
        if (gap > MAX_GAP) {
            throw SheetBook.refused("sheet-too-large-inside", MAX_GAP >> 20);
        }
    }
}
