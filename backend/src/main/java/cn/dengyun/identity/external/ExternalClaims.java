package cn.dengyun.identity.external;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.MobileNumber;
import cn.dengyun.shared.Roles;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a token of the external issuer says, in our words.
 *
 * @param username in lower case; null when it names none
 * @param email in lower case, if the issuer has verified it; else null
 * @param mobile of the mainland; null when it names none, or says that nobody has verified it
 * @param roles names of {@link Roles}
 * @param organizationRole the highest of those that it gives; null for none
 * @param creditCode of the organisation; null for none
 */
record ExternalClaims(
        String subject,
        String username,
        String displayName,
        String email,
        String mobile,
        Set<String> roles,
        String organizationRole,
        String creditCode) {

    private static final Set<String> KNOWN =
            Set.of(Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN);
    private static final List<String> HIGHEST_FIRST = List.of(Actor.OWNER, Actor.HANDLER, Actor.VIEWER);
    private static final int LONGEST_NAME = 100;

    static ExternalClaims of(Map<String, Object> claims, ExternalConfig config) {
        Map<String, String> ours = config.roles().map(RoleNames::ours).orElse(Map.of());
        Set<String> mapped = names(at(claims, config.rolesClaim())).stream()
                .map(ours::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
        String subject = text(claims.get("sub"));
        String username = text(claims.get("preferred_username"));
        String name = text(claims.get("name"));
        String displayName = name == null ? Objects.requireNonNullElse(username, subject) : name;
        String email = text(claims.get("email"));
        boolean isVerified = Boolean.TRUE.equals(claims.get("email_verified"));
        boolean isDenied = Boolean.FALSE.equals(claims.get("phone_number_verified"));
        return new ExternalClaims(
                subject,
                lower(username),
                displayName.substring(0, Math.min(displayName.length(), LONGEST_NAME)),
                isVerified ? lower(email) : null,
                isDenied ? null : mobile(text(claims.get("phone_number"))),
                mapped.stream().filter(KNOWN::contains).collect(Collectors.toUnmodifiableSet()),
                HIGHEST_FIRST.stream().filter(mapped::contains).findFirst().orElse(null),
                text(at(claims, config.organizationClaim())));
    }

    private static Object at(Map<String, Object> claims, String path) {
        Object value = claims;
        for (String member : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> object ? object.get(member) : null;
        }
        return value;
    }

    private static List<String> names(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static String text(Object value) {
        return value instanceof String text && !text.isBlank() ? text.trim() : null;
    }

    /** {@code +86 138-0000-5551} is {@code 13800005551}, in whatever digits and with whatever between them. */
    private static String mobile(String number) {
        if (number == null) {
            return null;
        }
        String digits = Normalizer.normalize(number, Normalizer.Form.NFKC)
                .replaceAll("[^0-9+]", "")
                .replaceFirst("^(\\+|00)?86(?=1)", "");
        return MobileNumber.is(digits) ? digits : null;
    }

    private static String lower(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
