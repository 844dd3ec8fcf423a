package cn.dengyun.adoption.record;

import cn.dengyun.catalogue.push.LineReader;
import java.io.IOException;
import java.io.InputStream;

/** The lines of an import as they arrive, whatever they are written in. */
interface ImportLines {

    /** The next lines, or null at the end of the body. */
    LineReader.Lines next() throws IOException;

    /** Bytes read so far. */
    long totalBytes();

    /** Those of a body that is lines of JSON. */
    static ImportLines ofJson(InputStream body) {
        LineReader reader = new LineReader(body);
        return new ImportLines() {
            @Override
            public LineReader.Lines next() throws IOException {
                return reader.next();
            }

            @Override
            public long totalBytes() {
                return reader.totalBytes();
            }
        };
    }
}
