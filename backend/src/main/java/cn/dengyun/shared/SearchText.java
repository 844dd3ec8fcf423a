package cn.dengyun.shared;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a text looks like to the searches. Every text, stored or asked for, goes through {@link #normalise}; a thing
 * matches when its normalised text contains the normalised query as a substring, no more and no less.
 *
 * <p>The index that finds candidates holds grams: two neighbouring characters where one of them is Han, since most
 * Chinese words have two; of other scripts also three, since two Latin letters say little. A dictionary would split a
 * word differently in a query and in a name and miss it; grams cannot.
 */
public final class SearchText {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}\\u200B-\\u200D\\uFEFF]+");

    /** Code points end at 10FFFF. */
    private static final int BITS_OF_POINT = 21;

    private static final long TWO_POINTS = (1L << 2 * BITS_OF_POINT) - 1;
    private static final long THREE_POINTS = (1L << 3 * BITS_OF_POINT) - 1;

    private SearchText() {}

    /** Whether it can be searched for: half of a pair of surrogates is no character. */
    public static boolean isText(String text) {
        return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    /** NFKC (full-width forms become plain ones), lower case, one blank for any run of blanks, none at the ends. */
    public static String normalise(String text) {
        if (text == null) {
            return "";
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return hasSingleBlanksOnly(plain)
                ? plain
                : BLANKS.matcher(plain).replaceAll(" ").strip();
    }

    /** Whether nothing has to be done about blanks: most texts are so, and a look is cheaper than the pattern. */
    private static boolean hasSingleBlanksOnly(String text) {
        int last = text.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                if (i == 0 || i == last || text.charAt(i - 1) == ' ') {
                    return false;
                }
            } else if (c < ' ' || (c >= 0x7F && isUnusualBlank(c))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnusualBlank(char c) {
        return c == 0x7F || Character.isSpaceChar(c) || (c >= 0x200B && c <= 0x200D) || c == 0xFEFF;
    }

    /** All grams of a normalised text, as the index has them. */
    public static Set<String> grams(String normalised) {
        Set<String> grams = new LinkedHashSet<>();
        eachGram(normalised, (packed, start, end) -> grams.add(normalised.substring(start, end)));
        return grams;
    }

    /** Takes a gram: the place where it stands, and its code points in one number, which no other gram has. */
    public interface GramTaker {

        void take(long packed, int start, int end);
    }

    /** Goes through all grams of a normalised text; those that occur twice come twice. */
    public static void eachGram(String normalised, GramTaker taker) {
        // Where this character begins, the one before it and the one before that; how many letters end here.
        int first = 0;
        int second = -1;
        int third = -1;
        int letters = 0;
        long packed = 0;
        for (int i = 0; i < normalised.length(); ) {
            int point = normalised.codePointAt(i);
            int end = i + Character.charCount(point);
            third = second;
            second = i == 0 ? -1 : first;
            first = i;
            packed = (packed << BITS_OF_POINT | point) & THREE_POINTS;
            // For queries of one character: to look it up as a prefix would mean to merge the lists of all pairs.
            taker.take(point, first, end);
            if (second >= 0) {
                taker.take(packed & TWO_POINTS, second, end);
            }
            letters = isHan(point) ? 0 : letters + 1;
            if (letters > 2) {
                taker.take(packed, third, end);
            }
            i = end;
        }
    }

    /** The grams that every text containing the normalised query must have, as few as say the same as all of them. */
    public static Set<String> queryGrams(String normalised) {
        int[] points = normalised.codePoints().toArray();
        Set<String> grams = new LinkedHashSet<>();
        if (points.length <= 1) {
            grams.add(normalised);
            return grams;
        }
        for (int i = 0; i + 1 < points.length; i++) {
            if (i + 2 < points.length && isAlphabetic(points, i)) {
                grams.add(new String(points, i, 3));
            } else if (i == 0 || !isAlphabetic(points, i - 1)) {
                grams.add(new String(points, i, 2));
            }
        }
        return grams;
    }

    /** Whether the three characters from here on are all of scripts that are written in letters. */
    private static boolean isAlphabetic(int[] points, int start) {
        return !isHan(points[start]) && !isHan(points[start + 1]) && !isHan(points[start + 2]);
    }

    private static boolean isHan(int point) {
        return Character.isIdeographic(point);
    }
}
