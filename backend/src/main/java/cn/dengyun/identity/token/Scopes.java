package cn.dengyun.identity.token;

import cn.dengyun.shared.Roles;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a token may be used for. An API client gets the scopes it was granted, an account those of its roles. */
public final class Scopes {

    public static final Set<String> ALL = Set.of(
            "catalogue:write", "catalogue:read", "orders:write", "usage:write", "events:read", "vouchers:redeem");

    private static final Map<String, Set<String>> BY_ROLE = Map.of(
            Roles.PROVIDER, ALL,
            Roles.ENTERPRISE, Set.of("catalogue:read", "orders:write", "events:read", "vouchers:redeem"),
            Roles.AUTHORITY, Set.of("catalogue:read", "events:read"),
            Roles.FINANCE, Set.of("catalogue:read", "events:read"),
            Roles.AUDITOR, Set.of("catalogue:read", "events:read"),
            Roles.SYSADMIN, Set.of("catalogue:read", "events:read"));

    private Scopes() {}

    public static Set<String> ofRoles(Collection<String> roles) {
        return roles.stream()
                .flatMap(role -> BY_ROLE.getOrDefault(role, Set.of()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The {@code scope} parameter of RFC 6749 §3.3: names with single spaces between, here in alphabetical order. */
    public static String joined(Collection<String> scopes) {
        return String.join(" ", new TreeSet<>(scopes));
    }

    public static Set<String> split(String joined) {
        return Arrays.stream(joined.trim().split(" +"))
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
