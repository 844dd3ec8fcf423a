package cn.dengyun.platform.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One element of an {@code Accept} header (RFC 9110 §12.5.1), its parameters left aside. What is none is passed over,
 * as a browser extension or an old client may send it beside others that are; the lone asterisk of Java's own client
 * stands for everything.
 *
 * @param type in small letters, {@code type/subtype}; either may be an asterisk
 * @param weight from 0, not wanted, to 1
 */
record MediaRange(String type, double weight) {

    static final String ANY = "*/*";

    private static final Pattern TYPE = Pattern.compile("\\*|\\*/\\*|[\\w!#$&^.+-]+/(\\*|[\\w!#$&^.+-]+)");
    private static final Pattern WEIGHT =
            Pattern.compile(";\\s*q\\s*=\\s*(0(\\.[0-9]*)?|1(\\.0*)?|\\.[0-9]+)\\s*(;|$)", Pattern.CASE_INSENSITIVE);

    /** The elements of all lines of a header. */
    static List<MediaRange> all(List<String> lines) {
        List<MediaRange> ranges = new ArrayList<>();
        for (String line : lines) {
            int start = 0;
            boolean isQuoted = false;
            for (int i = 0; i <= line.length(); i++) {
                if (i == line.length() || line.charAt(i) == ',' && !isQuoted) {
                    add(line.substring(start, i), ranges);
                    start = i + 1;
                } else if (line.charAt(i) == '"') {
                    isQuoted = !isQuoted;
                }
            }
        }
        return ranges;
    }

    /** The type that a {@code Content-Type} names, in small letters and without parameters. */
    static String bare(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The type that is wanted most, of equal ones the first; null when none is wanted. Of the ranges that fit a type,
     * the most exact one counts.
     */
    static String best(List<MediaRange> ranges, List<String> types) {
        String best = null;
        double most = 0;
        for (String type : types) {
            double weight = weight(ranges, type);
            if (weight > most) {
                best = type;
                most = weight;
            }
        }
        return best;
    }

    /** Whether something is wanted, and nothing but that type. */
    static boolean onlyName(List<MediaRange> ranges, String type) {
        return !ranges.isEmpty() && ranges.stream().allMatch(range -> range.weight > 0 && range.type.equals(type));
    }

    private static void add(String element, List<MediaRange> ranges) {
        String type = bare(element);
        if (!TYPE.matcher(type).matches()) {
            return;
        }
        Matcher weight = WEIGHT.matcher(element);
        ranges.add(new MediaRange(
                type.equals("*") ? ANY : type, weight.find() ? Double.parseDouble("0" + weight.group(1)) : 1));
    }

    private static double weight(List<MediaRange> ranges, String type) {
        int best = 0;
        double weight = 0;
        for (MediaRange range : ranges) {
            int exactness = range.exactness(type);
            if (exactness > best || exactness == best && exactness > 0 && range.weight > weight) {
                best = exactness;
                weight = range.weight;
            }
        }
        return weight;
    }

    /** 0 when it does not fit. */
    private int exactness(String other) {
        if (type.equals(other)) {
            return 3;
        }
        if (type.equals(ANY) || other.equals(ANY)) {
            return 1;
        }
        return type.endsWith("/*") && other.startsWith(type.substring(0, type.length() - 1)) ? 2 : 0;
    }

    @Override
    public String toString() {
        return type + ";q=" + String.format(Locale.ROOT, "%.3f", weight);
    }
}
