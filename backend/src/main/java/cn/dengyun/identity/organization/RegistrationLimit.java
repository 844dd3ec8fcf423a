package cn.dengyun.identity.organization;

import cn.dengyun.identity.IdentityLimits;
import cn.dengyun.shared.Rejection;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Keeps one address from filling the register. Counted in the memory of one node. */
@ApplicationScoped
class RegistrationLimit {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final long MAX_ADDRESSES = 100_000;

    private final IdentityLimits limits;
    private final Cache<String, Bucket> registrations = Caffeine.newBuilder()
            .maximumSize(MAX_ADDRESSES)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    RegistrationLimit(IdentityLimits limits) {
        this.limits = limits;
    }

    /** Counts one more. Rejects with {@code registration-quota-exceeded} (429). */
    void take(String address) {
        if (!registrations.get(address, key -> bucket()).tryConsume(1)) {
            throw Rejection.of(Rejection.Kind.TOO_MANY, "registration-quota-exceeded", limits.registrationsPerHour());
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(limits.registrationsPerHour())
                        .refillGreedy(limits.registrationsPerHour(), WINDOW)
                        .build())
                .build();
    }
}
