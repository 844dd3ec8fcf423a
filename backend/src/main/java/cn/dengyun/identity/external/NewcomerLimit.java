package cn.dengyun.identity.external;

import cn.dengyun.identity.IdentityLimits;
import cn.dengyun.identity.PerAddressLimit;
import cn.dengyun.shared.Rejection;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps one address from filling the accounts with people whom only the external issuer knows. */
@ApplicationScoped
class NewcomerLimit {

    private final PerAddressLimit limit;

    NewcomerLimit(IdentityLimits limits) {
        this.limit = new PerAddressLimit(limits.newcomersPerHour());
    }

    /** Counts one more. Rejects with {@code quota-exceeded} (429; seconds to wait). */
    void take(String address) {
        long seconds = limit.take(address);
        if (seconds > 0) {
            throw Rejection.of(Rejection.Kind.TOO_MANY, "quota-exceeded", seconds);
        }
    }
}
