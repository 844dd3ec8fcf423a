package cn.dengyun.platform.sheet;

import java.util.List;

/** The lines of a file from the first to the last, one in memory at a time. */
interface SheetLines extends AutoCloseable {

    /** The next line that has something in it; null behind the last. Rejects with {@code invalid-request} (400). */
    SheetLine next();

    /** The merged areas; known behind the last line. */
    List<MergedArea> merged();

    @Override
    void close();
}
