package cn.dengyun.voucher;

import cn.dengyun.programme.RuleVersions;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.SanctionEffect;
import cn.dengyun.provider.domain.Consequence;
import cn.dengyun.provider.domain.ConsequenceKind;
import cn.dengyun.provider.domain.Sanction;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.ReservationStatus;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.store.ReservationStore;
import cn.dengyun.voucher.store.VoucherStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What is held with a provider and not used when it is disqualified goes back to its vouchers, which are valid again
 * for as long as they were when it was held; what was captured stays owed. It happens in the unit of work that decides
 * it: the provider's row is locked, so no hold is made meanwhile and none is left behind.
 */
@ApplicationScoped
class VoucherSanctions implements SanctionEffect {

    private final VoucherStore vouchers;
    private final ReservationStore reservations;
    private final RuleVersions rules;
    private final VoucherWriter writer;
    private final VoucherNotes notes;

    VoucherSanctions(
            VoucherStore vouchers,
            ReservationStore reservations,
            RuleVersions rules,
            VoucherWriter writer,
            VoucherNotes notes) {
        this.vouchers = vouchers;
        this.reservations = reservations;
        this.rules = rules;
        this.writer = writer;
        this.notes = notes;
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
        return reservations.heldWith(connection, provider.id(), ids).chain(holds -> {
            Map<UUID, List<Reservation>> byVoucher =
                    holds.stream().collect(Collectors.groupingBy(Reservation::voucherId));
            List<Voucher> concerned = locked.stream()
                    .filter(each -> byVoucher.containsKey(each.id()))
                    .toList();
            return latest(connection, concerned)
                    .chain(latest -> writer.carryOut(
                                    connection,
                                    concerned.stream()
                                            .map(voucher -> step(
                                                    voucher,
                                                    byVoucher.get(voucher.id()),
                                                    latest.get(RulesOf.of(voucher)),
                                                    provider,
                                                    sanction.reason(),
                                                    now))
                                            .toList())
                            .replaceWithVoid());
        });
    }

    /** By which rules a voucher was issued. */
    private record RulesOf(UUID programmeId, int version) {

        static RulesOf of(Voucher voucher) {
            return new RulesOf(voucher.programmeId(), voucher.ruleVersion());
        }
    }

    /** The end of the last day on which vouchers of these rules may be used. */
    private Uni<Map<RulesOf, Instant>> latest(SqlConnection connection, List<Voucher> concerned) {
        return Multi.createFrom()
                .iterable(concerned.stream().map(RulesOf::of).distinct().toList())
                .onItem()
                .transformToUniAndConcatenate(each -> rules.get(connection, each.programmeId(), each.version())
                        .map(set ->
                                Map.entry(each, Voucher.endOf(set.validUntil().value()))))
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private VoucherStep step(
            Voucher before, List<Reservation> holds, Instant latest, Provider provider, String reason, Instant now) {
        long amount = holds.stream().mapToLong(Reservation::amountFen).sum();
        Voucher freed = before.free(amount, remaining(holds, before, now), latest, now);
        boolean toBudget = freed.voidFen() > before.voidFen();
        VoucherStep step = VoucherStep.of(VoucherEvent.FREED, before, freed, now)
                .returning(toBudget ? amount : 0)
                .because(reason);
        for (Reservation hold : holds) {
            boolean isLive = isLive(hold, now);
            Reservation ended = isLive ? hold.release(now) : hold.expire(now);
            step.ending(ended)
                    .posting(after -> VoucherTransfers.release(after, hold.id(), hold.amountFen(), toBudget))
                    .alsoTelling(notes.domainEvent(
                            isLive ? ReservationEvent.RELEASED : ReservationEvent.EXPIRED,
                            ended,
                            provider.organizationId(),
                            now));
        }
        return step;
    }

    /** Null when all of them had ended by their own time: nobody lost any then. */
    private static Duration remaining(List<Reservation> holds, Voucher voucher, Instant now) {
        return holds.stream()
                .filter(hold -> isLive(hold, now))
                .map(hold -> hold.remainingWhenHeld()
                        .orElseGet(() -> Duration.between(
                                hold.createdAt(), voucher.validity().validUntil())))
                .max(Duration::compareTo)
                .orElse(null);
    }

    private static boolean isLive(Reservation hold, Instant now) {
        return hold.statusAt(now) == ReservationStatus.HELD;
    }
}
