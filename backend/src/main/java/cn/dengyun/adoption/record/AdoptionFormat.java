package cn.dengyun.adoption.record;

/** In what an import is written (code list {@code adoption-formats}). */
public enum AdoptionFormat {
    NDJSON,
    CSV,
    /** It has come as a file of rows ({@code /sheet-imports}). */
    SHEET;

    /** Whether what a line does not say stays as it is on record. Elsewhere that is said to be nothing. */
    boolean leavesEmptyAlone() {
        return this == SHEET;
    }
}
