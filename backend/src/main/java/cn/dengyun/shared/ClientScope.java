package cn.dengyun.shared;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an API client can be granted. Each operation that is open to systems asks for one of them; people are not bound
 * by scopes. What an agent's system does for its principal the principal grants by the same name.
 */
public enum ClientScope {
    ADOPTION_READ("adoption:read"),
    ADOPTION_WRITE("adoption:write"),
    CATALOGUE_READ("catalogue:read"),
    CATALOGUE_WRITE("catalogue:write"),
    EVENTS_READ("events:read"),
    ORGANIZATION_READ("organization:read"),
    VOUCHERS_APPLY("vouchers:apply"),
    VOUCHERS_READ("vouchers:read"),
    VOUCHERS_REDEEM("vouchers:redeem"),
    ORDERS_READ("orders:read"),
    ORDERS_WRITE("orders:write"),
    SETTLEMENT_READ("settlement:read"),
    SETTLEMENT_WRITE("settlement:write"),
    USAGE_READ("usage:read"),
    USAGE_WITNESS("usage:witness"),
    USAGE_WRITE("usage:write");

    private final String text;

    ClientScope(String text) {
        this.text = text;
    }

    /** As it stands in tokens, requests and answers. */
    public String text() {
        return text;
    }

    /** All of them as {@link #text}. */
    public static Set<String> texts() {
        return Arrays.stream(values()).map(ClientScope::text).collect(Collectors.toUnmodifiableSet());
    }
}
