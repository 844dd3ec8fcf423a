package cn.dengyun.catalogue.search;

/**
 * The order by relevance: what an offering is called counts more than what is said about it, and a beginning more than
 * the middle. Within each part offerings stand in the order of their names, so that an exact name comes first, and a
 * page at any depth is a walk along the index of names.
 */
final class Relevance {

    /** The Chinese name begins with the query. */
    static final int BEGINS = 0;

    /** The English name does. */
    static final int ENGLISH_BEGINS = 1;

    /** One of the names contains it. */
    static final int NAMED = 2;

    /** The description contains it. */
    static final int DESCRIBED = 3;

    static final int PARTS = 4;

    private Relevance() {}

    /**
     * The part of a matching offering, as SQL; {@code q} and {@code line} are the query, plain and after a line break.
     */
    static String part(String q, String line) {
        return "CASE WHEN starts_with(name_key, " + q + ") THEN 0 WHEN strpos(name_key, " + line
                + ") > 0 THEN 1 WHEN strpos(name_key, " + q + ") > 0 THEN 2 ELSE 3 END";
    }

    /** Whether an offering, matching or not, is of a part; the first part is a range of the index instead. */
    static String condition(int part, String q, String line) {
        return switch (part) {
            case BEGINS -> "true";
            case ENGLISH_BEGINS -> "strpos(name_key, " + line + ") > 0 AND NOT starts_with(name_key, " + q + ")";
            case NAMED ->
                "strpos(name_key, " + q + ") > 0 AND strpos(name_key, " + line + ") = 0 AND NOT starts_with(name_key, "
                        + q + ")";
            default -> "strpos(description_key, " + q + ") > 0 AND strpos(name_key, " + q + ") = 0";
        };
    }

    /** The part of an offering; −1 when it does not match. */
    static int partOf(String text, String line, String nameKey, String descriptionKey) {
        if (nameKey.contains(text)) {
            return nameKey.startsWith(text) ? BEGINS : nameKey.contains(line) ? ENGLISH_BEGINS : NAMED;
        }
        return descriptionKey.contains(text) ? DESCRIBED : -1;
    }

    /** The least text above all that begin with this one, in the order of code points; null when there is none. */
    static String end(String beginning) {
        int[] points = beginning.codePoints().toArray();
        for (int last = points.length - 1; last >= 0; last--) {
            if (points[last] < Character.MAX_CODE_POINT) {
                int next = points[last] + 1;
                // No text holds a surrogate on its own.
                points[last] = next == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : next;
                return new String(points, 0, last + 1);
            }
        }
        return null;
    }
}
