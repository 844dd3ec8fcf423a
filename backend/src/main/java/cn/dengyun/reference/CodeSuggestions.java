package cn.dengyun.reference;

import java.util.Collection;
import java.util.Locale;

/** Guesses which code somebody meant, for the hint of a refusal. */
final class CodeSuggestions {

    /** Nothing longer can be close to a code or a name, and the comparison costs the product of the lengths. */
    private static final int LONGEST = 64;

    private CodeSuggestions() {}

    /** The nearest code, by name or by spelling; null when none is near. The first of equals. */
    static String nearest(Collection<? extends NamedCode> candidates, String wrong) {
        if (wrong == null || wrong.isBlank() || wrong.length() > LONGEST) {
            return null;
        }
        String text = fold(wrong);
        String nearest = null;
        int least = Math.max(1, text.length() / 3) + 1;
        for (NamedCode candidate : candidates) {
            if (text.equals(fold(candidate.nameZh())) || text.equals(fold(candidate.nameEn()))) {
                return candidate.code();
            }
            int distance = distance(text, fold(candidate.code()), least);
            if (distance < least) {
                least = distance;
                nearest = candidate.code();
            }
        }
        return nearest;
    }

    private static String fold(String text) {
        return text.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    /** Levenshtein's edit distance; at least {@code limit} when it cannot be below. */
    private static int distance(String left, String right, int limit) {
        if (Math.abs(left.length() - right.length()) >= limit) {
            return limit;
        }
        int[] previous = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int substitution = previous[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(substitution, Math.min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
