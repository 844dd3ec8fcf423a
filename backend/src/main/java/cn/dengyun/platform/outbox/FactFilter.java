package cn.dengyun.platform.outbox;

import java.util.UUID;

/**
 * Which facts a reader is interested in; what is null lets everything through.
 *
 * @param typePrefix a beginning of types, e.g. {@code cn.dengyun.catalogue.}
 * @param subject one subject exactly
 */
public record FactFilter(String typePrefix, String subject, UUID organizationId) {

    /** Everything. */
    public static final FactFilter NONE = new FactFilter(null, null, null);

    /** A LIKE pattern for the types; null for all. */
    String typePattern() {
        return typePrefix == null
                ? null
                : typePrefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
