package cn.dengyun.platform.sheet;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of rows, whatever its form: XLSX (ECMA-376), or CSV (RFC 4180) in UTF-8 or GB18030. What it is its bytes say,
 * not its name. Not for an event loop.
 */
public interface SheetBook extends AutoCloseable {

    /** What somebody has sent, and gets back. */
    SheetFormat format();

    /** From the first line on, each time anew. */
    SheetLines lines();

    /** Whether days are counted from 1904 on, as some workbooks have it. */
    boolean isCountedFrom1904();

    @Override
    void close();

    /**
     * Opens a file.
     *
     * <p>Rejects with {@code invalid-request} (400): {@code sheet-empty}, {@code sheet-unreadable},
     * {@code sheet-old-format}, {@code sheet-not-plain}, {@code sheet-with-macros}, {@code sheet-too-large-inside},
     * {@code sheet-charset-unknown}, {@code sheet-charset-mixed}.
     *
     * @param pulse is told now and then that there is progress; what it throws ends the reading
     */
    static SheetBook open(Path file, Runnable pulse) {
        try {
            byte[] head;
            try (InputStream stream = Files.newInputStream(file)) {
                head = stream.readNBytes(8);
            }
            if (head.length == 0) {
                throw refused("sheet-empty");
            }
            if (begins(head, 'P', 'K', 3, 4)) {
                return XlsxBook.open(file, pulse);
            }
            if (begins(head, 0xD0, 0xCF, 0x11, 0xE0)) {
                throw refused("sheet-old-format");
            }
            return CsvBook.open(file, pulse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean begins(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** The refusal of a whole file. */
    static Rejection refused(String code, Object... arguments) {
        return Rejection.invalid(List.of(Defect.at("", code, arguments)));
    }
}
