package cn.dengyun.platform.sheet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;

/** A table as CSV. */
final class CsvBook implements SheetBook {

    private static final int MARK_BYTES = 3;

    private final Path file;
    private final SheetFormat format;
    private final boolean isMarked;
    private final Runnable pulse;

    private CsvBook(Path file, SheetFormat format, boolean isMarked, Runnable pulse) {
        this.file = file;
        this.format = format;
        this.isMarked = isMarked;
        this.pulse = pulse;
    }

    static CsvBook open(Path file, Runnable pulse) throws IOException {
        CsvCharset charset = CsvCharset.of(file, pulse);
        return new CsvBook(file, charset.format(), charset.isMarked(), pulse);
    }

    @Override
    public SheetFormat format() {
        return format;
    }

    @Override
    public SheetLines lines() {
        try {
            InputStream stream = new BufferedInputStream(Files.newInputStream(file));
            stream.skipNBytes(isMarked ? MARK_BYTES : 0);
            Reader text = new InputStreamReader(
                    stream,
                    format.charset()
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
            return CsvLines.of(text, pulse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isCountedFrom1904() {
        return false;
    }

    @Override
    public void close() {
        // Each reading closes its own.
    }
}
