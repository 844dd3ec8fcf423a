package cn.dengyun.platform.sheet;

/** What a file of rows may have. All of it is named in the contract and in the guide. */
public final class SheetLimits {

    /** Bytes of a file as it comes. */
    public static final long MAX_BYTES = 32L << 20;

    /** Rows below the header that have something in them. */
    public static final int MAX_ROWS = 200_000;

    /** Columns that are read; what stands behind them is refused with its row. */
    public static final int MAX_COLUMNS = 100;

    /** Places of a line that are read: its columns, and the results behind them. */
    static final int MAX_KEPT = MAX_COLUMNS + 3;

    /** Characters of a cell, as spreadsheets have it. */
    public static final int MAX_CELL = 32_767;

    /** Lines of a sheet, empty ones included, as spreadsheets have it. */
    static final int MAX_LINES = 1_048_576;

    /** Columns of a sheet, as spreadsheets have it. */
    static final int MAX_PLACES = 16_384;

    /** Among so many of the first lines that have something the header is looked for. */
    static final int MAX_LINES_TO_HEADER = 20;

    /** Bytes of all parts of a workbook that are unpacked. */
    static final long MAX_UNPACKED = 512L << 20;

    /** Different texts of a workbook. */
    static final int MAX_TEXTS = 4_000_000;

    /** Merged areas of a sheet. */
    static final int MAX_MERGED = 10_000;

    /** Files in a workbook. */
    static final int MAX_PARTS = 10_000;

    private SheetLimits() {}
}
