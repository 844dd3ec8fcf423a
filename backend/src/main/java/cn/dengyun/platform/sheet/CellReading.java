package cn.dengyun.platform.sheet;

import cn.dengyun.platform.form.SentTexts;
import cn.dengyun.shared.Defect;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes of a cell what its column wants, and says what is wrong with it. */
final class CellReading {

    /** Digits that a number in a spreadsheet keeps (IEEE 754, as ECMA-376 has it); behind them it has zeros. */
    private static final int DIGITS = 15;

    private static final int MAX_WRITTEN_NUMBER = 40;
    private static final int MAX_EXPONENT = 30;
    private static final MathContext SEEN = new MathContext(DIGITS, RoundingMode.HALF_EVEN);
    /** How spreadsheets show a number of which they do not show all digits, and write it into CSV. */
    private static final Pattern ROUNDED = Pattern.compile("-?[0-9](\\.[0-9]+)?[Ee]\\+[0-9]{2,3}");

    private static final Pattern GROUPED = Pattern.compile("[+-]?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?");
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?[0-9]{1,25}(\\.[0-9]{1,12})?");
    private static final Pattern CURRENCY = Pattern.compile("^[¥￥]|元$");
    private static final Pattern DAY = Pattern.compile(
            "((?:19|20|21)[0-9]{2})(?:[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))"
                    + "(?:[ T]00?:00(?::00(?:\\.0+)?)?)?");
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.BASIC_ISO_DATE;
    /** Before it lie the days that spreadsheets count wrongly, and nobody means. */
    private static final int FIRST_SERIAL = 61;

    private static final int LAST_SERIAL = 110_000;
    private static final LocalDate BEFORE_FIRST = LocalDate.of(1899, 12, 30);
    private static final LocalDate FIRST_OF_1904 = LocalDate.of(1904, 1, 1);
    private static final int FIRST_COMPACT = 19_000_101;
    private static final int LAST_COMPACT = 21_991_231;
    private static final int FEN_DIGITS = 2;
    private static final Set<String> YES = Set.of("是", "yes", "y", "true", "1", "√", "有", "对");
    private static final Set<String> NO = Set.of("否", "no", "n", "false", "0", "×", "无", "不");
    private static final int MAX_OPTIONS_SHOWN = 30;

    private final SheetRow row;
    private final boolean isCountedFrom1904;

    CellReading(SheetRow row, boolean isCountedFrom1904) {
        this.row = row;
        this.isCountedFrom1904 = isCountedFrom1904;
    }

    void read(SheetColumn column, SheetCell cell) {
        switch (cell.kind()) {
            case FORMULA -> refuse(column, "sheet-cell-formula");
            case ERROR -> refuse(column, "sheet-cell-error", SentTexts.shortened(cell.text()));
            default -> readPlain(column, cell);
        }
    }

    private void readPlain(SheetColumn column, SheetCell cell) {
        String text = SentTexts.strip(cell.text());
        if (text.isEmpty()) {
            if (column.isRequired()) {
                refuse(column, "required");
            }
            return;
        }
        int control = SentTexts.forbiddenCharacter(text);
        if (control >= 0) {
            refuse(column, "forbidden-character", "U+%04X".formatted(control));
            return;
        }
        boolean isNumber = cell.kind() == SheetCell.Kind.NUMBER;
        if (!isNumber && ROUNDED.matcher(text).matches()) {
            refuse(column, "sheet-cell-digits-lost", DIGITS);
            return;
        }
        // Of a number counts what is seen of it, not how the file writes it.
        Object value = isNumber || isFit(column, text) ? value(column, isNumber, text) : null;
        if (value != null && isFit(column, String.valueOf(value))) {
            row.put(column, value);
        }
    }

    private boolean isFit(SheetColumn column, String text) {
        boolean isFit = text.codePointCount(0, text.length()) <= column.maxCharacters();
        if (!isFit) {
            refuse(column, "csv-cell-too-long", column.maxCharacters());
        }
        return isFit;
    }

    /** Null where it is refused. */
    private Object value(SheetColumn column, boolean isNumber, String text) {
        return switch (column.kind()) {
            case TEXT -> isNumber ? digits(column, text) : SentTexts.oneLine(text);
            case CODE -> isNumber ? code(column, text) : SentTexts.oneLine(text);
            case NOTE -> isNumber ? digits(column, text) : text;
            case INTEGER -> integer(column, isNumber, text);
            case DECIMAL -> number(column, isNumber, text);
            case AMOUNT -> fen(column, isNumber, text);
            case DAY -> day(column, isNumber, text);
            case YES_NO -> flag(column, text);
            case CHOICE -> choice(column, isNumber ? digits(column, text) : SentTexts.oneLine(text));
        };
    }

    /** A number where a text belongs: as it is seen, unless it may have lost what it was. */
    private String digits(SheetColumn column, String text) {
        BigDecimal number = written(text, true);
        if (number == null) {
            refuse(column, "sheet-number-invalid", SentTexts.shortened(text));
            return null;
        }
        BigDecimal plain = number.round(SEEN).stripTrailingZeros();
        boolean isWhole = plain.scale() <= 0;
        if (isWhole && plain.precision() - plain.scale() > DIGITS) {
            refuse(column, "sheet-cell-digits-lost", DIGITS);
            return null;
        }
        return plain.toPlainString();
    }

    /** A number where a code belongs: zeros in front nobody can see any more. */
    private String code(SheetColumn column, String text) {
        String digits = digits(column, text);
        if (digits == null || column.isWholeAsNumber(digits)) {
            return digits;
        }
        refuse(column, "sheet-cell-zeros-lost", digits);
        return null;
    }

    private Long integer(SheetColumn column, boolean isNumber, String text) {
        BigDecimal number = number(column, isNumber, text);
        if (number == null) {
            return null;
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            refuse(column, "sheet-integer-invalid", SentTexts.shortened(text));
            return null;
        }
    }

    private Long fen(SheetColumn column, boolean isNumber, String text) {
        BigDecimal number =
                number(column, isNumber, CURRENCY.matcher(text).replaceAll("").strip());
        if (number == null) {
            return null;
        }
        try {
            return number.movePointRight(FEN_DIGITS).longValueExact();
        } catch (ArithmeticException e) {
            refuse(column, "sheet-amount-invalid", SentTexts.shortened(text));
            return null;
        }
    }

    private BigDecimal number(SheetColumn column, boolean isNumber, String text) {
        String half = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String plain = GROUPED.matcher(half).matches() ? half.replace(",", "") : half;
        BigDecimal number = written(plain, isNumber);
        if (number == null) {
            refuse(column, "sheet-number-invalid", SentTexts.shortened(text));
            return null;
        }
        if (isNumber && number.precision() - number.scale() > DIGITS) {
            refuse(column, "sheet-cell-digits-lost", DIGITS);
            return null;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /**
     * Null where it is none.
     *
     * @param isNumber whether it is one of a spreadsheet, and so what that shows: {@code 0.30000000000000004} is 0.3
     */
    private static BigDecimal written(String text, boolean isNumber) {
        if (PLAIN_NUMBER.matcher(text).matches() && text.length() <= DIGITS) {
            return new BigDecimal(text);
        }
        if (text.length() > MAX_WRITTEN_NUMBER || !text.matches("[+-]?[0-9]+(\\.[0-9]+)?([Ee][+-]?[0-9]{1,3})?")) {
            return null;
        }
        BigDecimal number = new BigDecimal(text);
        if (Math.abs(number.precision() - number.scale()) > MAX_EXPONENT) {
            return null;
        }
        boolean isFraction = number.stripTrailingZeros().scale() > 0;
        return isNumber && isFraction ? number.round(SEEN) : number;
    }

    private LocalDate day(SheetColumn column, boolean isNumber, String text) {
        String half = Normalizer.normalize(text, Normalizer.Form.NFKC);
        try {
            if (isNumber) {
                return counted(column, text);
            }
            Matcher day = DAY.matcher(half);
            if (day.matches()) {
                int group = day.group(2) != null ? 2 : day.group(4) != null ? 4 : 6;
                return LocalDate.of(
                        Integer.parseInt(day.group(1)),
                        Integer.parseInt(day.group(group)),
                        Integer.parseInt(day.group(group + 1)));
            }
        } catch (DateTimeException e) {
            // There is no such day.
        }
        refuse(column, "sheet-day-invalid", SentTexts.shortened(text));
        return null;
    }

    private LocalDate counted(SheetColumn column, String text) {
        LocalDate day = dayOf(text, isCountedFrom1904);
        if (day == null) {
            refuse(column, "sheet-day-invalid", SentTexts.shortened(text));
        }
        return day;
    }

    /** Days are numbers in a workbook, and who types {@code 20181008} gets one too; null where it is no day. */
    static LocalDate dayOf(String text, boolean isCountedFrom1904) {
        BigDecimal number = written(text, true);
        if (number == null || number.abs().compareTo(BigDecimal.valueOf(LAST_COMPACT)) > 0) {
            return null;
        }
        int whole = number.intValue();
        if (whole >= FIRST_COMPACT) {
            try {
                boolean isWhole = number.stripTrailingZeros().scale() <= 0;
                return isWhole ? LocalDate.parse(String.valueOf(whole), COMPACT) : null;
            } catch (DateTimeException e) {
                return null;
            }
        }
        if (whole < FIRST_SERIAL || whole > LAST_SERIAL) {
            return null;
        }
        return isCountedFrom1904 ? FIRST_OF_1904.plusDays(whole) : BEFORE_FIRST.plusDays(whole);
    }

    /**
     * A number as it goes back: as one where a spreadsheet keeps all its digits, else as a text that says that it does
     * not.
     */
    static Object numberBack(String text) {
        BigDecimal number = written(text, true);
        if (number == null) {
            return text;
        }
        BigDecimal seen = number.round(SEEN);
        boolean isKept = seen.precision() - seen.scale() <= DIGITS;
        return isKept ? (seen.scale() < 0 ? seen.setScale(0) : seen) : seen.toString();
    }

    private Boolean flag(SheetColumn column, String text) {
        String said = text.toLowerCase(Locale.ROOT);
        if (YES.contains(said)) {
            return true;
        }
        if (NO.contains(said)) {
            return false;
        }
        refuse(column, "sheet-yes-no-invalid", SentTexts.shortened(text));
        return null;
    }

    private String choice(SheetColumn column, String text) {
        String code = text == null ? null : column.codeOf(text);
        if (code == null && text != null) {
            refuse(
                    column,
                    "sheet-choice-unknown",
                    SentTexts.shortened(text),
                    column.choices().stream()
                            .limit(MAX_OPTIONS_SHOWN)
                            .map(choice ->
                                    choice.name().zh() + " / " + choice.name().en())
                            .collect(Collectors.joining("; ")));
        }
        return code;
    }

    private void refuse(SheetColumn column, String code, Object... arguments) {
        row.refuse(Defect.at(column.pointer(), code, arguments));
    }
}
