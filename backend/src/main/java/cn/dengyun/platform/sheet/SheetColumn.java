package cn.dengyun.platform.sheet;

import cn.dengyun.platform.web.EnumTexts;
import cn.dengyun.platform.web.Language;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A column of a kind of sheet. In a file it stands at any place, under its name or either title.
 *
 * @param name as pointers of defects name it, in camelCase
 * @param maxCharacters of a cell
 * @param choices what a cell may say; empty unless it is a {@link SheetColumnKind#CHOICE}
 * @param note what belongs there, for the template
 * @param wholeAsNumber of a {@link SheetColumnKind#CODE}: a regular expression of the digits that have lost nothing
 *     when a spreadsheet made a number of them; null where any may have lost zeros in front
 */
public record SheetColumn(
        String name,
        SheetWords title,
        SheetColumnKind kind,
        boolean isRequired,
        int maxCharacters,
        List<Choice> choices,
        SheetWords note,
        String wholeAsNumber) {

    /** One of what a cell may say: its code, or either name. */
    public record Choice(String code, SheetWords name) {

        private boolean isCalled(String text) {
            return text.equalsIgnoreCase(code) || text.equals(name.zh()) || text.equalsIgnoreCase(name.en());
        }
    }

    private static final SheetWords NO_NOTE = new SheetWords("", "");
    private static final int MAX_NUMBER = 40;
    private static final int MAX_CHOICE = 100;
    private static final int MAX_TITLE = 200;
    /** Templates of others put a star behind what must be filled in. */
    private static final Pattern DECORATION = Pattern.compile("[*＊\\s\\u3000\\uFEFF]+");

    public SheetColumn {
        choices = List.copyOf(choices);
    }

    public static SheetColumn text(String name, String zh, String en, int maxCharacters) {
        return of(SheetColumnKind.TEXT, name, zh, en, maxCharacters);
    }

    public static SheetColumn note(String name, String zh, String en, int maxCharacters) {
        return of(SheetColumnKind.NOTE, name, zh, en, maxCharacters);
    }

    public static SheetColumn code(String name, String zh, String en, int maxCharacters) {
        return of(SheetColumnKind.CODE, name, zh, en, maxCharacters);
    }

    public static SheetColumn integer(String name, String zh, String en) {
        return of(SheetColumnKind.INTEGER, name, zh, en, MAX_NUMBER);
    }

    public static SheetColumn decimal(String name, String zh, String en) {
        return of(SheetColumnKind.DECIMAL, name, zh, en, MAX_NUMBER);
    }

    public static SheetColumn amount(String name, String zh, String en) {
        return of(SheetColumnKind.AMOUNT, name, zh, en, MAX_NUMBER);
    }

    public static SheetColumn day(String name, String zh, String en) {
        return of(SheetColumnKind.DAY, name, zh, en, MAX_NUMBER);
    }

    public static SheetColumn yesNo(String name, String zh, String en) {
        return of(SheetColumnKind.YES_NO, name, zh, en, MAX_CHOICE);
    }

    public static SheetColumn choice(String name, String zh, String en, List<Choice> choices) {
        return new SheetColumn(
                name, new SheetWords(zh, en), SheetColumnKind.CHOICE, false, MAX_CHOICE, choices, NO_NOTE, null);
    }

    /** @param schema of an enum that has names in both languages */
    public static SheetColumn choice(String name, String zh, String en, String schema) {
        EnumTexts.Codes codes = EnumTexts.of(schema).orElseThrow();
        return choice(
                name,
                zh,
                en,
                codes.codes().stream()
                        .map(code -> new Choice(
                                code, new SheetWords(codes.name(code, Language.ZH), codes.name(code, Language.EN))))
                        .toList());
    }

    private static SheetColumn of(SheetColumnKind kind, String name, String zh, String en, int maxCharacters) {
        return new SheetColumn(name, new SheetWords(zh, en), kind, false, maxCharacters, List.of(), NO_NOTE, null);
    }

    /** The same, which no row may leave empty. */
    public SheetColumn required() {
        return new SheetColumn(name, title, kind, true, maxCharacters, choices, note, wholeAsNumber);
    }

    /** The same with words for who fills it in. */
    public SheetColumn noted(String zh, String en) {
        return new SheetColumn(
                name, title, kind, isRequired, maxCharacters, choices, new SheetWords(zh, en), wholeAsNumber);
    }

    /**
     * The same of codes that nobody mistakes when they became a number.
     *
     * @param digits a regular expression of those that have lost no zero in front: six digits of a code that has six
     */
    public SheetColumn wholeAsNumber(String digits) {
        return new SheetColumn(name, title, kind, isRequired, maxCharacters, choices, note, digits);
    }

    /** Whether a number may stand for a code: of {@code 011} a spreadsheet keeps 11, which can be another code. */
    boolean isWholeAsNumber(String digits) {
        return wholeAsNumber != null && digits.matches(wholeAsNumber);
    }

    /** Where defects of it are, within a row. */
    public String pointer() {
        return "/" + name;
    }

    /** A column is its name. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SheetColumn column && column.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    boolean isCalled(String header) {
        String plain = plain(header);
        return plain.equals(plain(name)) || plain.equals(plain(title.zh())) || plain.equals(plain(title.en()));
    }

    /** What is longer than any title stays as it is: a line may have a hundred cells of the longest texts. */
    static String plain(String header) {
        if (header.length() > MAX_TITLE) {
            return header;
        }
        return DECORATION.matcher(header).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** The code of what a cell says; null where it says nothing that is known. */
    String codeOf(String text) {
        return choices.stream()
                .filter(choice -> choice.isCalled(text))
                .map(Choice::code)
                .findFirst()
                .orElse(null);
    }

    /** What a code is called in a sheet. */
    String nameOf(String code, Language language) {
        return choices.stream()
                .filter(choice -> choice.code().equals(code))
                .map(choice -> choice.name().in(language))
                .findFirst()
                .orElse(code);
    }
}
