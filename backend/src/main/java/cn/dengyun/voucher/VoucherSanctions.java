package cn.dengyun.voucher;

import cn.dengyun.provider.Provider;
import cn.dengyun.provider.SanctionEffect;
import cn.dengyun.provider.domain.Consequence;
import cn.dengyun.provider.domain.ConsequenceKind;
import cn.dengyun.provider.domain.Sanction;
import cn.dengyun.shared.Ids;
import cn.dengyun.voucher.KeptHolds.Kept;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.ReservationLine;
import cn.dengyun.voucher.domain.ReservationSplit;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.store.ReservationStore;
import cn.dengyun.voucher.store.VoucherStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is held with a provider and not used when it is disqualified goes back to its vouchers, which are valid again
 * for as long as they were when it was held; what was captured stays owed. It happens in the unit of work that decides
 * it: the provider's row is locked, so no hold is made meanwhile and none is left behind. What was delivered stands:
 * all vouchers with holds are locked, so that whoever rejects a delivery in the same moment is either seen here or sees
 * the sanction, see {@link OrderHolds#undeliver}. What {@link KeptHolds} says is held on; a hold of which only a part
 * is, is split.
 */
@ApplicationScoped
class VoucherSanctions implements SanctionEffect {

    private final VoucherStore vouchers;
    private final ReservationStore reservations;
    private final FreedHolds freed;
    private final VoucherWriter writer;
    private final Instance<KeptHolds> owners;

    VoucherSanctions(
            VoucherStore vouchers,
            ReservationStore reservations,
            FreedHolds freed,
            VoucherWriter writer,
            Instance<KeptHolds> owners) {
        this.vouchers = vouchers;
        this.reservations = reservations;
        this.freed = freed;
        this.writer = writer;
        this.owners = owners;
    }

    @Override
    public Uni<List<Consequence>> foresee(SqlConnection connection, Provider provider, Instant now) {
        return kept(connection, provider)
                .chain(kept -> reservations
                        .heldWith(connection, provider.id())
                        .map(holds -> holds.stream()
                                .filter(hold -> freedFen(hold, kept, now) > 0)
                                .toList())
                        .chain(freeing -> vouchers.boundTo(connection, provider.id(), now)
                                .map(bound -> List.of(
                                        new Consequence(
                                                ConsequenceKind.HOLDS_RELEASED,
                                                freeing.size(),
                                                freeing.stream()
                                                        .mapToLong(hold -> freedFen(hold, kept, now))
                                                        .sum()),
                                        Consequence.of(
                                                ConsequenceKind.VOUCHERS_RESTORED,
                                                different(freeing, Reservation::voucherId)),
                                        Consequence.of(ConsequenceKind.VOUCHERS_UNBOUND, bound),
                                        Consequence.of(
                                                ConsequenceKind.CUSTOMERS_TOLD,
                                                different(freeing, Reservation::organizationId))))));
    }

    private static long different(List<Reservation> holds, Function<Reservation, UUID> of) {
        return holds.stream().map(of).distinct().count();
    }

    private Uni<Map<UUID, Kept>> kept(SqlConnection connection, Provider provider) {
        return owners.isUnsatisfied()
                ? Uni.createFrom().item(Map.of())
                : owners.get().with(connection, provider.id());
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
        return kept(connection, provider)
                .chain(kept -> reservations
                        .heldWith(connection, provider.id(), ids)
                        .chain(holds -> {
                            List<ReservationSplit> splits = splits(holds, kept, now);
                            List<Reservation> freeing = new ArrayList<>(holds.stream()
                                    .filter(hold -> freedFen(hold, kept, now) == hold.amountFen())
                                    .toList());
                            splits.forEach(split -> freeing.add(split.given()));
                            return writer.split(connection, splits, provider.organizationId(), now)
                                    .chain(() -> freed.free(
                                            connection,
                                            locked,
                                            freeing,
                                            provider.organizationId(),
                                            sanction.reason(),
                                            now));
                        }));
    }

    private static List<ReservationSplit> splits(List<Reservation> holds, Map<UUID, Kept> kept, Instant now) {
        return holds.stream()
                .filter(hold -> {
                    long fen = freedFen(hold, kept, now);
                    return fen > 0 && fen < hold.amountFen();
                })
                .map(hold -> hold.split(freed(hold, kept.get(hold.orderId())), Ids.next(), Ids.next(), now))
                .toList();
    }

    /** What of a hold is freed, in fen: all of it, where it is over by the clock. */
    private static long freedFen(Reservation hold, Map<UUID, Kept> kept, Instant now) {
        Kept ofOrder = hold.orderId() == null ? null : kept.get(hold.orderId());
        return ofOrder == null || !hold.isOpenAt(now)
                ? hold.amountFen()
                : freed(hold, ofOrder).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    private static Map<String, Long> freed(Reservation hold, Kept kept) {
        return hold.lines().stream()
                .filter(line -> !kept.keeps(line.planCode()))
                .collect(Collectors.toMap(ReservationLine::planCode, ReservationLine::amountFen, Math::addExact));
    }
}
