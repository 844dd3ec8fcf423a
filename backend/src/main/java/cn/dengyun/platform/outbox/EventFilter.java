package cn.dengyun.platform.outbox;

import java.util.List;
import java.util.UUID;

/**
 * Which events a reader is interested in; what is null or empty lets everything through.
 *
 * @param typePrefixes beginnings of types, e.g. {@code cn.dengyun.catalogue.}; one has to fit
 * @param subject one subject exactly
 * @param organizationId one of the organisations that it concerns
 */
public record EventFilter(List<String> typePrefixes, String subject, UUID organizationId) {

    /** Everything. */
    public static final EventFilter NONE = new EventFilter(List.of(), null, null);

    /** LIKE patterns for the types; null for all. */
    String[] typePatterns() {
        return typePrefixes.isEmpty()
                ? null
                : typePrefixes.stream().map(EventFilter::pattern).toArray(String[]::new);
    }

    private static String pattern(String prefix) {
        return prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
