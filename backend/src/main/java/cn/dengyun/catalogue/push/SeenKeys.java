package cn.dengyun.catalogue.push;

import java.util.HashMap;
import java.util.Map;

/** The keys a push has named so far. Grows to a million short texts at most, about 120 MB. */
final class SeenKeys {

    private final Map<String, Long> lines = new HashMap<>();
    private boolean hasUnreadable;

    /** Notes a key; the line that named it before, or null. */
    Long note(String externalId, long line) {
        return lines.putIfAbsent(externalId, line);
    }

    void noteUnreadable() {
        hasUnreadable = true;
    }

    boolean contains(String externalId) {
        return lines.containsKey(externalId);
    }

    /** Whether a line did not reveal its key. */
    boolean hasUnreadable() {
        return hasUnreadable;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }
}
