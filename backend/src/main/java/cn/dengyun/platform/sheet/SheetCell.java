package cn.dengyun.platform.sheet;

import java.util.Set;

/**
 * A cell as the file has it.
 *
 * @param text what is seen of it: of a number its digits, of a formula what the program that wrote it computed; one
 *     character more than {@link SheetLimits#MAX_CELL} where it is longer
 */
public record SheetCell(Kind kind, String text) {

    /** What somebody has put there. */
    public enum Kind {
        TEXT,
        NUMBER,
        TRUTH,
        FORMULA,
        ERROR
    }

    /**
     * What stands before the value of a formula in a file that goes back: it is refused again until somebody mends it.
     */
    private static final String FORMULA_MARK = "[公式 formula]";

    private static final Set<String> ERRORS =
            Set.of("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A");

    static final SheetCell EMPTY = new SheetCell(Kind.TEXT, "");

    /** A text, which may say that it was a formula or an error. */
    static SheetCell ofText(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        if (text.startsWith(FORMULA_MARK)) {
            return new SheetCell(
                    Kind.FORMULA, text.substring(FORMULA_MARK.length()).strip());
        }
        return new SheetCell(ERRORS.contains(text) ? Kind.ERROR : Kind.TEXT, text);
    }

    /** The same as a text. */
    String shown() {
        return kind == Kind.FORMULA ? FORMULA_MARK + " " + text : text;
    }

    boolean isEmpty() {
        return text.isEmpty() && kind != Kind.FORMULA && kind != Kind.ERROR;
    }
}
