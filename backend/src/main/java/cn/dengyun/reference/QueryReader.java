package cn.dengyun.reference;

import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads query parameters from text, so that a wrong value is a defect with its name and what it takes instead of a path
 * that does not exist, and all defects are told at once.
 */
final class QueryReader {

    private final List<Defect> defects = new ArrayList<>();

    /** A calendar day; the fallback when the parameter is absent. */
    LocalDate day(String name, String text, LocalDate fallback) {
        if (text == null) {
            return fallback;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return refuse(name, text, "YYYY-MM-DD");
        }
    }

    /** The size of a page, the largest unless the caller wants less: most reference lists fit on one. */
    int limit(String text) {
        if (text == null) {
            return Page.MAX_LIMIT;
        }
        if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= Page.MAX_LIMIT) {
            return Integer.parseInt(text);
        }
        refuse("limit", text, "1–" + Page.MAX_LIMIT);
        return 0;
    }

    /** One of the values of an enum; null when the parameter is absent. */
    <E extends Enum<E>> E choice(String name, String text, Class<E> values) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(values.getEnumConstants())
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseGet(() -> refuse(name, text, choices(values)));
    }

    /** True or false; null when the parameter is absent. */
    Boolean flag(String name, String text) {
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? null : Boolean.valueOf(text);
        }
        return refuse(name, text, "true, false");
    }

    /** Rejects with {@code invalid-request} when anything read so far was wrong. */
    void finish() {
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private <T> T refuse(String name, String text, String accepted) {
        defects.add(Defect.at("query/" + name, "parameter-invalid", text, accepted));
        return null;
    }

    private static <E extends Enum<E>> String choices(Class<E> values) {
        return Arrays.stream(values.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
