package cn.dengyun.policy.domain;

import java.util.List;

/** Where the codes of GB/T 4754-2017 lie in each other. */
public final class IndustryTree {

    /** The last division of each section, A to T. */
    private static final int[] LAST_DIVISIONS = {
        5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97
    };

    private IndustryTree() {}

    /** Whether a text has the form of a code: a section's letter or two to four digits. */
    static boolean hasForm(String code) {
        if (code == null || code.isEmpty() || code.length() > 4) {
            return false;
        }
        if (code.length() == 1) {
            return code.charAt(0) >= 'A' && code.charAt(0) <= 'T';
        }
        return code.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Whether a code is one of those that are listed or lies below one. */
    public static boolean isWithin(List<String> listed, String code) {
        return listed.stream().anyMatch(each -> contains(each, code));
    }

    /** Whether a code is not within the list, but something below it is: it is not exact enough to tell. */
    static boolean isOpen(List<String> listed, String code) {
        return !isWithin(listed, code) && listed.stream().anyMatch(each -> contains(code, each));
    }

    private static boolean contains(String outer, String inner) {
        if (!hasForm(outer) || !hasForm(inner)) {
            return false;
        }
        if (outer.length() == 1 && inner.length() > 1) {
            return section(inner) == outer.charAt(0);
        }
        return inner.startsWith(outer);
    }

    /** A blank when no section has the division. */
    private static char section(String digits) {
        int division = Integer.parseInt(digits.substring(0, 2));
        for (int i = 0; division > 0 && i < LAST_DIVISIONS.length; i++) {
            if (division <= LAST_DIVISIONS[i]) {
                return (char) ('A' + i);
            }
        }
        return ' ';
    }
}
