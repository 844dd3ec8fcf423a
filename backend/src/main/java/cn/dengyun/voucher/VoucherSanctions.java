package cn.dengyun.voucher;

import cn.dengyun.provider.Provider;
import cn.dengyun.provider.SanctionEffect;
import cn.dengyun.provider.domain.Consequence;
import cn.dengyun.provider.domain.ConsequenceKind;
import cn.dengyun.provider.domain.Sanction;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.store.ReservationStore;
import cn.dengyun.voucher.store.VoucherStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is held with a provider and not used when it is disqualified goes back to its vouchers, which are valid again
 * for as long as they were when it was held; what was captured stays owed. It happens in the unit of work that decides
 * it: the provider's row is locked, so no hold is made meanwhile and none is left behind. What was delivered stands:
 * all vouchers with holds are locked, so that whoever rejects a delivery in the same moment is either seen here or sees
 * the sanction, see {@link OrderHolds#undeliver}.
 */
@ApplicationScoped
class VoucherSanctions implements SanctionEffect {

    private final VoucherStore vouchers;
    private final ReservationStore reservations;
    private final FreedHolds freed;

    VoucherSanctions(VoucherStore vouchers, ReservationStore reservations, FreedHolds freed) {
        this.vouchers = vouchers;
        this.reservations = reservations;
        this.freed = freed;
    }

    @Override
    public Uni<List<Consequence>> foresee(SqlConnection connection, Provider provider, Instant now) {
        return reservations
                .unusedWith(connection, provider.id())
                .chain(unused -> vouchers.boundTo(connection, provider.id(), now)
                        .map(bound -> List.of(
                                new Consequence(ConsequenceKind.HOLDS_RELEASED, unused.holds(), unused.amountFen()),
                                Consequence.of(ConsequenceKind.VOUCHERS_RESTORED, unused.vouchers()),
                                Consequence.of(ConsequenceKind.VOUCHERS_UNBOUND, bound),
                                Consequence.of(ConsequenceKind.CUSTOMERS_TOLD, unused.customers()))));
    }

    @Override
    public Uni<Void> carryOut(SqlConnection connection, Provider provider, Sanction sanction, Instant now) {
        return reservations
                .vouchersWith(connection, provider.id())
                .chain(ids -> ids.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : vouchers.lockAll(connection, ids)
                                .chain(locked -> free(connection, provider, sanction, locked, now)));
    }

    private Uni<Void> free(
            SqlConnection connection, Provider provider, Sanction sanction, List<Voucher> locked, Instant now) {
        List<UUID> ids = locked.stream().map(Voucher::id).toList();
        return reservations
                .heldWith(connection, provider.id(), ids)
                .chain(holds ->
                        freed.free(connection, locked, holds, provider.organizationId(), sanction.reason(), now));
    }
}
