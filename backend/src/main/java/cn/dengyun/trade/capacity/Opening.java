package cn.dengyun.trade.capacity;

import java.time.DayOfWeek;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of one day of the week at which something is open, as schema.org writes them: {@code Mo 08:00-18:00}.
 *
 * @param from 0 to 23
 * @param until 1 to 24
 */
record Opening(DayOfWeek day, int from, int until) {

    static final String TEXT = "^(Mo|Tu|We|Th|Fr|Sa|Su) ([01][0-9]|2[0-3]):00-([01][0-9]|2[0-4]):00$";

    private static final Pattern PARTS = Pattern.compile(TEXT);
    private static final List<String> DAYS = List.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su");

    /** The hours of a text that has the pattern. */
    static Opening of(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no opening hours: " + text);
        }
        return new Opening(
                DayOfWeek.of(DAYS.indexOf(parts.group(1)) + 1),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)));
    }

    static String codeOf(DayOfWeek day) {
        return DAYS.get(day.getValue() - 1);
    }

    /** {@code Mo08} for the hour from eight o'clock on. */
    static String codeOf(DayOfWeek day, int hour) {
        return codeOf(day) + (hour < 10 ? "0" : "") + hour;
    }
}
