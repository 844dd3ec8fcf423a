package cn.dengyun.platform.sheet;

/** What the cells of a column are. */
public enum SheetColumnKind {
    /** One line. */
    TEXT,
    /** Several lines. */
    NOTE,
    /** Digits or letters that mean something else than a number: it has no zeros to lose. */
    CODE,
    INTEGER,
    DECIMAL,
    /** Yuan with two decimals at most; read as fen. */
    AMOUNT,
    DAY,
    YES_NO,
    CHOICE
}
