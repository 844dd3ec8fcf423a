package cn.dengyun.identity.organization;

import cn.dengyun.identity.IdentityLimits;
import cn.dengyun.identity.PerAddressLimit;
import cn.dengyun.shared.Rejection;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps one address from filling the register. */
@ApplicationScoped
class RegistrationLimit {

    /** People correct what they were told is wrong, each time with a password that has to be looked at. */
    private static final int ATTEMPTS_EACH = 10;

    private final int anHour;
    private final PerAddressLimit limit;
    private final PerAddressLimit attempts;

    RegistrationLimit(IdentityLimits limits) {
        this.anHour = limits.registrationsPerHour();
        this.limit = new PerAddressLimit(anHour);
        this.attempts = new PerAddressLimit((long) anHour * ATTEMPTS_EACH);
    }

    /** Counts an attempt, before anything is looked at that costs. Rejects like {@link #take}, but much later. */
    void attempt(String address) {
        require(attempts.take(address));
    }

    /** Counts one more. Rejects with {@code registration-quota-exceeded} (429; seconds to wait, how many an hour). */
    void take(String address) {
        require(limit.take(address));
    }

    private void require(long seconds) {
        if (seconds > 0) {
            throw Rejection.of(Rejection.Kind.TOO_MANY, "registration-quota-exceeded", seconds, anHour);
        }
    }
}
