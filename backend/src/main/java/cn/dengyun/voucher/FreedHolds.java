package cn.dengyun.voucher;

import cn.dengyun.programme.RuleVersions;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.ReservationStatus;
import cn.dengyun.voucher.domain.Voucher;
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

/** Ends holds because their provider is disqualified: their vouchers lose no time by it. */
@ApplicationScoped
class FreedHolds {

    private final RuleVersions rules;
    private final VoucherWriter writer;
    private final VoucherNotes notes;

    FreedHolds(RuleVersions rules, VoucherWriter writer, VoucherNotes notes) {
        this.rules = rules;
        this.writer = writer;
        this.notes = notes;
    }

    /**
     * Frees holds with one provider. What was left of the validity of a voucher when they were made is left again,
     * where the time of one of them is not over, or it was delivered for.
     *
     * @param locked the vouchers, which this unit of work has locked; those without a hold are left alone
     * @param partner the organisation of the provider
     */
    Uni<Void> free(
            SqlConnection connection,
            List<Voucher> locked,
            List<Reservation> holds,
            UUID partner,
            String reason,
            Instant now) {
        Map<UUID, List<Reservation>> byVoucher = holds.stream().collect(Collectors.groupingBy(Reservation::voucherId));
        List<Voucher> concerned =
                locked.stream().filter(each -> byVoucher.containsKey(each.id())).toList();
        return latest(connection, concerned)
                .chain(latest -> writer.carryOut(
                                connection,
                                concerned.stream()
                                        .map(voucher -> step(
                                                voucher,
                                                byVoucher.get(voucher.id()),
                                                latest.get(RulesOf.of(voucher)),
                                                partner,
                                                reason,
                                                now))
                                        .toList())
                        .replaceWithVoid());
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
            Voucher before, List<Reservation> holds, Instant latest, UUID partner, String reason, Instant now) {
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
                            isLive ? ReservationEvent.RELEASED : ReservationEvent.EXPIRED, ended, partner, now));
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
