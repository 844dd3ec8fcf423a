package cn.dengyun.identity;

import cn.dengyun.shared.NetAddress;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** How often something may be done from one address in an hour. Counted in the memory of one node. */
public final class PerAddressLimit {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final long MAX_ADDRESSES = 100_000;

    private final long anHour;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_ADDRESSES)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    public PerAddressLimit(long anHour) {
        this.anHour = anHour;
    }

    /** Counts one more; results in 0, or in the seconds to wait when it may not be. */
    public long take(String address) {
        ConsumptionProbe probe =
                buckets.get(NetAddress.shareOf(address), key -> bucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? 0
                : Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds());
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(anHour)
                        .refillGreedy(anHour, WINDOW)
                        .build())
                .build();
    }
}
