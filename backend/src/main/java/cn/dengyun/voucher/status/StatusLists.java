package cn.dengyun.voucher.status;

import cn.dengyun.platform.signing.SignedStatusList;
import cn.dengyun.platform.signing.SignedStatusLists;
import cn.dengyun.voucher.status.domain.StatusList;
import cn.dengyun.voucher.status.store.StandingStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Status lists of programmes, signed; one that is younger than {@link StatusLimits#listAge()} is given out again, so
 * that all tills of a province together cost a statement now and then.
 */
@ApplicationScoped
public class StatusLists {

    private static final int MAX_PROGRAMMES = 200;

    private final StandingStore store;
    private final CredentialKeys keys;
    private final StatusLimits limits;
    private final Clock clock;
    private final SignedStatusLists<UUID> lists;

    StatusLists(StandingStore store, CredentialKeys keys, StatusLimits limits, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.limits = limits;
        this.clock = clock;
        this.lists = new SignedStatusLists<>(MAX_PROGRAMMES, clock, this::made);
    }

    /** Rejects with {@code voucher-status-list-not-found} (404). */
    public Uni<SignedStatusList> of(UUID programmeId) {
        return lists.of(programmeId);
    }

    private Uni<SignedStatusList> made(UUID programmeId) {
        Instant asked = clock.instant();
        Instant now = asked.truncatedTo(ChronoUnit.SECONDS);
        return store.listed(programmeId, asked).map(listed -> {
            StatusList list = StatusList.of(
                    programmeId, listed.vouchers(), listed.others(), now, now.plus(limits.listLifetime()));
            return SignedStatusList.of(list.list(), listed.vouchers(), keys.active(), limits.listAge());
        });
    }
}
