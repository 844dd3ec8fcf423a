package cn.dengyun.platform.sheet;

import cn.dengyun.platform.form.CsvTable;
import cn.dengyun.platform.form.XlsxOutput;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** In which form a table comes and goes. */
public enum SheetFormat {
    XLSX(XlsxOutput.MEDIA_TYPE, "xlsx", StandardCharsets.UTF_8),
    /** With a mark, which tells spreadsheets what it is. */
    CSV_UTF_8(CsvTable.MEDIA_TYPE, "csv", StandardCharsets.UTF_8),
    CSV_GB18030(CsvTable.MEDIA_TYPE, "csv", Charset.forName("GB18030")),
    /** For programs, which read it line by line: only for what is on record, and never sent back. */
    NDJSON("application/x-ndjson", "ndjson", StandardCharsets.UTF_8);

    private final String mediaType;
    private final String ending;
    private final Charset charset;

    SheetFormat(String mediaType, String ending, Charset charset) {
        this.mediaType = mediaType;
        this.ending = ending;
        this.charset = charset;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Of the name of a file, without its dot. */
    public String ending() {
        return ending;
    }

    Charset charset() {
        return charset;
    }
}
