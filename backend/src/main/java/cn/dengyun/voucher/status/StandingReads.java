package cn.dengyun.voucher.status;

import cn.dengyun.platform.database.BatchQueue;
import cn.dengyun.platform.database.BatchQueue.Outcome;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.domain.VoucherSight;
import cn.dengyun.voucher.status.domain.VoucherStanding;
import cn.dengyun.voucher.status.store.StandingStore;
import cn.dengyun.voucher.status.store.StandingStore.Located;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Reads vouchers for all the phones that ask at the same time with one statement. Nothing is remembered: each answer
 * was read after its question came.
 */
@ApplicationScoped
class StandingReads {

    private static final int MAX_WAITING = 10_000;
    private static final int MAX_AT_ONCE = 256;

    private final StandingStore store;
    private final BatchQueue<UUID, Located> queue;

    StandingReads(StandingStore store, Vertx vertx) {
        this.store = store;
        this.queue =
                new BatchQueue<>(vertx.getDelegate().getOrCreateContext(), MAX_WAITING, MAX_AT_ONCE, this::readAll);
    }

    /** Rejects with {@code voucher-not-found} (404), also for those whom it does not concern. */
    Uni<VoucherStanding> find(UUID id, VoucherSight sight) {
        return queue.add(id).map(found -> {
            if (found == null || !sight.includes(found.standing().organizationId(), found.region())) {
                throw Rejection.notFound("voucher-not-found");
            }
            return found.standing();
        });
    }

    private Uni<List<Outcome<Located>>> readAll(List<UUID> ids) {
        return store.locate(ids)
                .map(found -> ids.stream().map(id -> Outcome.of(found.get(id))).toList());
    }
}
