package cn.dengyun.identity.delegation;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an enterprise may let an agent do. Never among it: people, systems and delegations of the enterprise, and what
 * is decided about it.
 */
public enum DelegationScope {
    ORGANIZATION_READ("organization:read"),
    ORGANIZATION_WRITE("organization:write"),
    CERTIFICATION_SUBMIT("certification:submit"),
    VOUCHERS_READ("vouchers:read"),
    VOUCHERS_APPLY("vouchers:apply"),
    VOUCHERS_REDEEM("vouchers:redeem"),
    ORDERS_READ("orders:read"),
    ORDERS_PLACE("orders:place"),
    ORDERS_ACCEPT("orders:accept"),
    ADOPTION_REPORT("adoption:report"),
    ACTIVITIES_REGISTER("activities:register");

    private final String text;

    DelegationScope(String text) {
        this.text = text;
    }

    /** As it stands in requests and answers. */
    public String text() {
        return text;
    }

    static Optional<DelegationScope> of(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }

    static Set<String> texts() {
        return Arrays.stream(values()).map(DelegationScope::text).collect(Collectors.toUnmodifiableSet());
    }
}
