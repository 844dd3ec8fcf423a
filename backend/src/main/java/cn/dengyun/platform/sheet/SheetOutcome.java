package cn.dengyun.platform.sheet;

/** What became of a row. */
public enum SheetOutcome {
    /** Something new came of it. */
    CREATED,
    /** What was there is another now. */
    UPDATED,
    /** It says what is there already. */
    UNCHANGED,
    /** Nothing of it was done. */
    REFUSED
}
