package cn.dengyun.identity.organization;

import cn.dengyun.identity.IdentityLimits;
import cn.dengyun.identity.PerAddressLimit;
import cn.dengyun.shared.Rejection;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps one address from filling the register. */
@ApplicationScoped
class RegistrationLimit {

    private final int anHour;
    private final PerAddressLimit limit;

    RegistrationLimit(IdentityLimits limits) {
        this.anHour = limits.registrationsPerHour();
        this.limit = new PerAddressLimit(anHour);
    }

    /** Counts one more. Rejects with {@code registration-quota-exceeded} (429; seconds to wait, how many an hour). */
    void take(String address) {
        long seconds = limit.take(address);
        if (seconds > 0) {
            throw Rejection.of(Rejection.Kind.TOO_MANY, "registration-quota-exceeded", seconds, anHour);
        }
    }
}
