package cn.dengyun.voucher.status;

import cn.dengyun.shared.Hashes;
import cn.dengyun.voucher.status.domain.CredentialKey;
import cn.dengyun.voucher.status.domain.StatusList;
import cn.dengyun.voucher.status.store.StandingStore;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Status lists, signed. Each says when it was made; one that is younger than {@link StatusLimits#listAge()} is given
 * out again, so that all tills of a province together cost a statement now and then.
 */
@ApplicationScoped
public class StatusLists {

    private static final int MAX_PROGRAMMES = 200;

    private final StandingStore store;
    private final CredentialKeys keys;
    private final StatusLimits limits;
    private final Clock clock;
    private final Map<UUID, Uni<Signed>> underway = new ConcurrentHashMap<>();
    private final Cache<UUID, Signed> lists =
            Caffeine.newBuilder().maximumSize(MAX_PROGRAMMES).build();

    StatusLists(StandingStore store, CredentialKeys keys, StatusLimits limits, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.limits = limits;
        this.clock = clock;
    }

    /** A list as a token, with its entity tag. */
    public record Signed(String token, String tag, Instant madeAt) {}

    public Duration age() {
        return limits.listAge();
    }

    /** Rejects with {@code voucher-status-list-not-found} (404). */
    public Uni<Signed> of(UUID programmeId) {
        Signed known = lists.getIfPresent(programmeId);
        return known != null && isFresh(known)
                ? Uni.createFrom().item(known)
                : underway.computeIfAbsent(programmeId, this::renewed);
    }

    /** Those who ask while it is made get the same. */
    private Uni<Signed> renewed(UUID programmeId) {
        return made(programmeId)
                .invoke(made -> lists.put(programmeId, made))
                .onTermination()
                .invoke(() -> underway.remove(programmeId))
                .memoize()
                .indefinitely();
    }

    private boolean isFresh(Signed list) {
        return clock.instant().isBefore(list.madeAt().plus(limits.listAge()));
    }

    private Uni<Signed> made(UUID programmeId) {
        Instant asked = clock.instant();
        Instant now = asked.truncatedTo(ChronoUnit.SECONDS);
        return store.listed(programmeId, asked).map(listed -> {
            CredentialKey key = keys.active();
            StatusList list = StatusList.of(
                    programmeId, listed.vouchers(), listed.others(), now, now.plus(limits.listLifetime()));
            String token =
                    list.signed(key.kid(), key.privateKey(), limits.listAge().toSeconds());
            return new Signed(token, Hashes.sha256Hex(token).substring(0, 32), now);
        });
    }
}
