package cn.dengyun.platform.sheet;

import cn.dengyun.platform.form.CsvOutput;
import java.util.regex.Pattern;

/**
 * Keeps texts in CSV from being taken for formulas, and takes that away again, so that what is written is read as it
 * was. Numbers stay numbers, also those with a sign.
 */
final class FormulaGuard {

    private static final char GUARD = '\'';
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?");

    private FormulaGuard() {}

    /** One guard more for a text that has one already. */
    static String guarded(String text) {
        int guards = 0;
        while (guards < text.length() && text.charAt(guards) == GUARD) {
            guards++;
        }
        boolean isFormula = beginsFormula(text, guards)
                && (guards > 0 || !NUMBER.matcher(text).matches());
        return isFormula ? GUARD + text : text;
    }

    static String plain(String written) {
        int guards = 0;
        while (guards < written.length() && written.charAt(guards) == GUARD) {
            guards++;
        }
        return guards > 0 && beginsFormula(written, guards) ? written.substring(1) : written;
    }

    private static boolean beginsFormula(String text, int at) {
        return at < text.length() && CsvOutput.BEGINS_FORMULA.indexOf(text.charAt(at)) >= 0;
    }
}
