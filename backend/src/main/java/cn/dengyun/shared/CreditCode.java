package cn.dengyun.shared;

import java.util.ArrayList;
import java.util.List;

/**
 * A unified social credit code (统一社会信用代码, GB 32100-2015), which identifies a legal entity for life: 18 characters, the
 * last a check character.
 *
 * <p>Digits 3–8 are the division in which it was issued. They say nothing about where the entity is now: it may have
 * moved, the division may have been abolished, and registries of the province or the nation have codes of their own.
 *
 * @param value the normalised code; every instance passes the check of GB 32100
 */
public record CreditCode(String value) {

    /** The form of a normalised code as the contract tells it. */
    public static final String PATTERN = "^[0-9A-HJ-NPQRTUWXY]{18}$";

    private static final int LENGTH = 18;
    private static final int REGISTRATION_NUMBER_LENGTH = 15;
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int MODULUS = ALPHABET.length();
    /** Powers of 3 modulo 31. */
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    private static final int[] SUBJECT_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final int DIVISION_BEGIN = 2;
    private static final int SUBJECT_BEGIN = 8;

    /** Refuses what is not a normalised, valid code: use {@link #parse} for what people and systems send. */
    public CreditCode {
        List<Defect> defects = defectsOfNormalized("", value);
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /**
     * Reads a code as people type or paste it: full-width and lower-case characters are folded, blanks dropped.
     *
     * <p>Rejects with {@code invalid-request} and all the defects that {@link #defectsOf} tells.
     *
     * @param pointer where the text stands in the input
     */
    public static CreditCode parse(String pointer, String text) {
        String normalized = normalize(text);
        List<Defect> defects = defectsOfNormalized(pointer, normalized);
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return new CreditCode(normalized);
    }

    /**
     * What is wrong with a text as a credit code; empty when {@link #parse} accepts it. The codes:
     *
     * <ul>
     *   <li>{@code credit-code-registration-number}: 15 digits, a business registration number from before 2015
     *   <li>{@code credit-code-length}: arguments the required and the actual length
     *   <li>{@code credit-code-character}: arguments the character and its position, counted from 1 after normalising;
     *       one defect for each such character among the first 18. Positions 3–8 take digits only
     *   <li>{@code credit-code-check-character}: arguments the expected and the found one; only when all else is right
     * </ul>
     */
    public static List<Defect> defectsOf(String pointer, String text) {
        return defectsOfNormalized(pointer, normalize(text));
    }

    /**
     * Whether the subject id keeps the check character of GB 11714 as well. A few codes in use do not, so this is
     * something to look at, never a reason to refuse.
     */
    public boolean hasConsistentSubjectId() {
        String subject = subjectId();
        int sum = 0;
        for (int i = 0; i < SUBJECT_WEIGHTS.length; i++) {
            sum += SUBJECT_WEIGHTS[i] * Character.getNumericValue(subject.charAt(i));
        }
        int check = 11 - sum % 11;
        char expected = check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check);
        return subject.charAt(SUBJECT_WEIGHTS.length) == expected;
    }

    /** Characters 9–17, the organisation code of GB 11714, which the entity had before 2015 too. */
    public String subjectId() {
        return value.substring(SUBJECT_BEGIN, LENGTH - 1);
    }

    /** Digits 3–8, the division that issued the code; it may be abolished, and is not where the entity is. */
    public String issuedIn() {
        return value.substring(DIVISION_BEGIN, SUBJECT_BEGIN);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String normalize(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder normalized = new StringBuilder(Math.min(text.length(), 2 * LENGTH));
        for (int i = 0; i < text.length(); i++) {
            char c = halfWidth(text.charAt(i));
            if (!isBlank(c)) {
                normalized.append(c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
            }
        }
        return normalized.toString();
    }

    private static char halfWidth(char c) {
        return c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c;
    }

    /** Blanks of every script, control characters and the invisible ones that come along when copying from a page. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }

    private static List<Defect> defectsOfNormalized(String pointer, String code) {
        if (code.length() == REGISTRATION_NUMBER_LENGTH && code.chars().allMatch(CreditCode::isDigit)) {
            return List.of(Defect.at(pointer, "credit-code-registration-number"));
        }
        List<Defect> defects = new ArrayList<>();
        if (code.length() != LENGTH) {
            defects.add(Defect.at(pointer, "credit-code-length", LENGTH, code.length()));
        }
        for (int i = 0; i < Math.min(code.length(), LENGTH); i++) {
            boolean mustBeDigit = code.length() == LENGTH && i >= DIVISION_BEGIN && i < SUBJECT_BEGIN;
            if (mustBeDigit ? !isDigit(code.charAt(i)) : ALPHABET.indexOf(code.charAt(i)) < 0) {
                defects.add(Defect.at(pointer, "credit-code-character", String.valueOf(code.charAt(i)), i + 1));
            }
        }
        if (defects.isEmpty() && code.charAt(LENGTH - 1) != checkCharacter(code)) {
            defects.add(Defect.at(
                    pointer,
                    "credit-code-check-character",
                    String.valueOf(checkCharacter(code)),
                    String.valueOf(code.charAt(LENGTH - 1))));
        }
        return List.copyOf(defects);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static char checkCharacter(String code) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += ALPHABET.indexOf(code.charAt(i)) * WEIGHTS[i];
        }
        // The outer remainder matters: 31 - 0 is 31, which stands for the character 0.
        return ALPHABET.charAt((MODULUS - sum % MODULUS) % MODULUS);
    }
}
