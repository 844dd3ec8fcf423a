package cn.dengyun.voucher;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.policy.domain.Payee;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.domain.HoldPart;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.ReservationLine;
import cn.dengyun.voucher.domain.ReservationSplit;
import cn.dengyun.voucher.domain.ReservationStatus;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.domain.VoucherStatus;
import cn.dengyun.voucher.store.ReservationStore;
import cn.dengyun.voucher.store.VoucherStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The door of vouchers for orders, which own their holds: nobody else ends them, but for the clock, a sanction of the
 * provider and the revocation of a voucher. It works in the caller's connection, who has locked the order before; the
 * vouchers of the order are locked here, by their ids.
 *
 * <p>What an order's vouchers pay is said per voucher and plan, for each of them pays its own share of what was
 * delivered. Where the holds are not what the caller took them for, he begins again with {@link ChangedMeanwhile}.
 */
@ApplicationScoped
public class OrderHolds {

    private final ReservationService service;
    private final ReservationStore reservations;
    private final VoucherStore vouchers;
    private final RuleVersions rules;
    private final VoucherWriter writer;
    private final VoucherNotes notes;

    OrderHolds(
            ReservationService service,
            ReservationStore reservations,
            VoucherStore vouchers,
            RuleVersions rules,
            VoucherWriter writer,
            VoucherNotes notes) {
        this.service = service;
        this.reservations = reservations;
        this.vouchers = vouchers;
        this.rules = rules;
        this.writer = writer;
        this.notes = notes;
    }

    /**
     * Holds vouchers of the actor's enterprise for an order, those that expire first before the others, all or nothing.
     * It sees to it that both sides may enter into a contract, and locks the vouchers.
     *
     * <p>Rejects like {@link ReservationService#reserveAcross}, and with {@code order-without-subsidy} (409) when no
     * voucher pays anything.
     *
     * @param chosen the vouchers to be used; empty: all that can be
     * @param wanted lines without an amount are paid as far as the vouchers may; holds end with {@code expiresAt}, yet
     *     not later than 90 days after their vouchers
     */
    public Effect<List<Reservation>> hold(Actor actor, UUID orderId, List<UUID> chosen, NewReservation wanted) {
        return service.reserveFor(actor, orderId, chosen, wanted);
    }

    /** All holds that an order ever had, oldest first; those that were split too. */
    public Uni<List<Reservation>> ofOrder(SqlClient client, UUID orderId) {
        return reservations.ofOrder(client, orderId);
    }

    /** What of holds the programmes will pay to the provider, so that the enterprise does not, in fen. */
    public Uni<Long> paidToProvider(SqlConnection connection, List<Reservation> held) {
        List<UUID> ids =
                held.stream().map(Reservation::voucherId).distinct().sorted().toList();
        return vouchers.lockAll(connection, ids)
                .chain(locked -> rulesOf(connection, locked))
                .map(sets -> held.stream()
                        .filter(hold -> sets.get(hold.voucherId()).payee().value() == Payee.PROVIDER)
                        .mapToLong(Reservation::amountFen)
                        .sum());
    }

    /**
     * Marks what is delivered: it waits for the enterprise, by no deadline of its own, and no sanction frees it. A hold
     * of which only a part is delivered is split. Whether its voucher is frozen or over does not matter.
     *
     * <p>Rejects with {@code reservation-ended} (409) what was held for too short a time.
     */
    public Uni<Void> deliver(
            SqlConnection connection, UUID orderId, UUID deliveryId, List<HoldPart> parts, Instant now) {
        return locked(connection, orderId).chain(locked -> {
            Carving carved = locked.carve(HoldPart.byVoucher(parts), now);
            List<ReservationSplit> splits = carved.splits().stream()
                    .map(split -> split.giving(marked(split.given(), deliveryId, now)))
                    .toList();
            List<Reservation> whole = carved.whole().stream()
                    .map(hold -> hold.delivered(deliveryId, now))
                    .toList();
            return writer.split(connection, splits, told(splits, locked.partner(), now))
                    .chain(() -> reservations.mark(connection, whole));
        });
    }

    /** A part is new, so it is written with its mark. */
    private static Reservation marked(Reservation part, UUID deliveryId, Instant now) {
        return part.delivered(deliveryId, now).asNew();
    }

    /** What was delivered is rejected or taken back: its holds are as they were, and may have ended by the clock. */
    public Uni<Void> undeliver(SqlConnection connection, UUID orderId, UUID deliveryId) {
        return locked(connection, orderId)
                .chain(locked -> reservations.mark(
                        connection,
                        locked.delivered(deliveryId).stream()
                                .map(Reservation::undelivered)
                                .toList()));
    }

    /**
     * Captures what was delivered and is accepted; what its holds do not need is free again. One unit of work accepts
     * and captures, so there is no capture without an acceptance.
     *
     * <p>Rejects with {@code order-voucher-frozen} (409; its code): it waits until that is decided.
     *
     * @param by whoever accepts
     * @param parts what is due, at most what was marked
     */
    public Uni<List<Redemption>> capture(
            SqlConnection connection, Actor by, UUID orderId, UUID deliveryId, List<HoldPart> parts, Instant now) {
        return locked(connection, orderId).chain(locked -> {
            Map<UUID, List<Reservation>> delivered =
                    locked.delivered(deliveryId).stream().collect(groupingBy(Reservation::voucherId));
            Map<UUID, Map<String, Long>> due = HoldPart.byVoucher(parts);
            ChangedMeanwhile.unless(delivered.keySet().containsAll(due.keySet()));
            List<Voucher> concerned = locked.vouchers().stream()
                    .filter(voucher -> delivered.containsKey(voucher.id()))
                    .toList();
            return rulesOf(connection, concerned).chain(sets -> {
                List<VoucherStep> steps = new ArrayList<>();
                List<Redemption> captured = new ArrayList<>();
                for (Voucher voucher : concerned) {
                    Capturing capturing = new Capturing(voucher, sets.get(voucher.id()), by, locked.partner(), now);
                    steps.add(step(capturing, delivered.get(voucher.id()), due.getOrDefault(voucher.id(), Map.of())));
                    captured.addAll(capturing.redemptions());
                }
                return writer.carryOut(connection, steps).replaceWith(captured);
            });
        });
    }

    private record Capturing(
            Voucher voucher, RuleSet rules, Actor by, UUID partner, Instant now, List<Redemption> redemptions) {

        Capturing(Voucher voucher, RuleSet rules, Actor by, UUID partner, Instant now) {
            this(voucher, rules, by, partner, now, new ArrayList<>());
        }
    }

    private VoucherStep step(Capturing with, List<Reservation> holds, Map<String, Long> due) {
        Voucher before = with.voucher();
        Instant now = with.now();
        if (before.statusAt(now) == VoucherStatus.FROZEN) {
            throw Rejection.conflict("order-voucher-frozen", before.code());
        }
        Map<String, Long> open = new HashMap<>(due);
        Map<Reservation, List<ReservationLine>> paid = new LinkedHashMap<>();
        holds.forEach(hold -> paid.put(hold, taken(hold, open)));
        ChangedMeanwhile.unless(open.values().stream().allMatch(fen -> fen == 0));
        long held = holds.stream().mapToLong(Reservation::amountFen).sum();
        long amount = due.values().stream().mapToLong(Long::longValue).sum();
        boolean isFree = amount == 0;
        VoucherStep step = VoucherStep.of(
                isFree ? VoucherEvent.RELEASED : VoucherEvent.CAPTURED,
                before,
                isFree ? before.release(held, now) : before.capture(held, amount, now),
                now);
        paid.forEach((hold, lines) -> end(step, with, hold, lines));
        return step.returning(before.givesBackToBudgetAt(now) ? held - amount : 0);
    }

    private void end(VoucherStep step, Capturing with, Reservation hold, List<ReservationLine> lines) {
        long amount = sum(lines);
        Reservation ended = amount == 0 ? hold.release(with.now()) : hold.capture(amount, with.now());
        step.ending(ended)
                .alsoTelling(notes.domainEvent(
                        amount == 0 ? ReservationEvent.RELEASED : ReservationEvent.CAPTURED,
                        ended,
                        with.partner(),
                        with.now()));
        if (amount > 0) {
            Redemption redemption = ReservationService.redemption(ended, with.rules(), with.by(), lines, with.now());
            with.redemptions().add(redemption);
            step.capturing(redemption).posting(after -> VoucherTransfers.capture(after, redemption));
        }
        if (amount < hold.amountFen()) {
            ReservationService.giveUp(step, hold.id(), hold.amountFen() - amount);
        }
    }

    /** What a hold pays of what is still due, which is so much less then. */
    private static List<ReservationLine> taken(Reservation hold, Map<String, Long> due) {
        List<ReservationLine> taken = new ArrayList<>();
        for (ReservationLine line : hold.lines()) {
            long fen = Math.min(line.amountFen(), due.getOrDefault(line.planCode(), 0L));
            if (fen > 0) {
                due.merge(line.planCode(), -fen, Math::addExact);
                taken.add(line.paying(fen));
            }
        }
        return taken;
    }

    /**
     * Gives back what is not delivered and not needed any more: it is free again, or goes to the budget where the
     * voucher is over. What was delivered stays.
     *
     * @param keep what is still needed of what is not delivered; empty: nothing
     * @return what was given back, in fen
     */
    public Uni<Long> give(SqlConnection connection, UUID orderId, List<HoldPart> keep, String reason, Instant now) {
        return locked(connection, orderId).chain(locked -> {
            Map<UUID, Map<String, Long>> kept = HoldPart.byVoucher(keep);
            Map<UUID, Map<String, Long>> given = new HashMap<>();
            for (Reservation hold : locked.undelivered()) {
                hold.lines()
                        .forEach(line -> given.computeIfAbsent(hold.voucherId(), any -> new HashMap<>())
                                .merge(line.planCode(), line.amountFen(), Math::addExact));
            }
            kept.forEach((voucher, fenByPlan) -> fenByPlan.forEach((plan, fen) -> {
                long left = given.getOrDefault(voucher, Map.of()).getOrDefault(plan, 0L) - fen;
                ChangedMeanwhile.unless(left >= 0);
                given.get(voucher).put(plan, left);
            }));
            Carving carved = locked.carveAll(given, now);
            List<Reservation> ending = new ArrayList<>(carved.whole());
            carved.splits().forEach(split -> ending.add(split.given()));
            return writer.split(connection, carved.splits(), told(carved.splits(), locked.partner(), now))
                    .chain(() -> writer.carryOut(connection, releases(locked, ending, reason, now)))
                    .replaceWith(
                            ending.stream().mapToLong(Reservation::amountFen).sum());
        });
    }

    private List<VoucherStep> releases(Locked locked, List<Reservation> ending, String reason, Instant now) {
        Map<UUID, List<Reservation>> byVoucher = ending.stream().collect(groupingBy(Reservation::voucherId));
        return locked.vouchers().stream()
                .filter(voucher -> byVoucher.containsKey(voucher.id()))
                .map(voucher -> release(voucher, byVoucher.get(voucher.id()), locked.partner(), reason, now))
                .toList();
    }

    private VoucherStep release(Voucher before, List<Reservation> holds, UUID partner, String reason, Instant now) {
        long amount = holds.stream().mapToLong(Reservation::amountFen).sum();
        VoucherStep step = VoucherStep.of(VoucherEvent.RELEASED, before, before.release(amount, now), now)
                .because(reason);
        for (Reservation hold : holds) {
            boolean isOpen = hold.isOpenAt(now);
            Reservation ended = isOpen ? hold.release(now) : hold.expire(now);
            step.ending(ended)
                    .alsoTelling(notes.domainEvent(
                            isOpen ? ReservationEvent.RELEASED : ReservationEvent.EXPIRED, ended, partner, now));
            ReservationService.giveUp(step, hold.id(), hold.amountFen());
        }
        return step.returning(before.givesBackToBudgetAt(now) ? amount : 0);
    }

    /** Lets what is held and not over hold until another moment. */
    public Uni<Void> keepUntil(SqlConnection connection, UUID orderId, Instant until, Instant now) {
        return locked(connection, orderId)
                .chain(locked -> reservations.mark(
                        connection,
                        locked.holds().stream()
                                .filter(hold -> hold.isDelivered() || hold.isOpenAt(now))
                                .map(hold -> hold.keptUntil(until))
                                .toList()));
    }

    private List<DomainEvent> told(List<ReservationSplit> splits, UUID partner, Instant now) {
        return splits.stream()
                .map(split -> notes.domainEvent(ReservationEvent.SPLIT, split.parent(), partner, now))
                .toList();
    }

    /** Looked up in the unit of work: there are few different ones, and they are kept in memory. */
    private Uni<Map<UUID, RuleSet>> rulesOf(SqlConnection connection, List<Voucher> concerned) {
        return Multi.createFrom()
                .iterable(concerned)
                .onItem()
                .transformToUniAndConcatenate(
                        voucher -> rules.get(connection, voucher.programmeId(), voucher.ruleVersion())
                                .map(set -> Map.entry(voucher.id(), set)))
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** The vouchers of an order never change once it is placed, so they are found before they are locked. */
    private Uni<Locked> locked(SqlConnection connection, UUID orderId) {
        return reservations
                .vouchersOfOrder(connection, orderId)
                .chain(ids -> Uni.combine()
                        .all()
                        .unis(
                                vouchers.lockAll(connection, ids),
                                reservations.heldOfOrder(connection, orderId),
                                reservations.partnerOfOrder(connection, orderId))
                        .with(Locked::new));
    }

    private static long sum(List<ReservationLine> lines) {
        return lines.stream().mapToLong(ReservationLine::amountFen).sum();
    }

    /** What holds give: those that give all they have, and the parts of others. */
    private record Carving(List<Reservation> whole, List<ReservationSplit> splits) {}

    /**
     * The vouchers of an order and what it holds of them, held until the unit of work ends.
     *
     * @param vouchers by id
     * @param holds oldest first
     * @param partner the organisation of its provider
     */
    private record Locked(List<Voucher> vouchers, List<Reservation> holds, UUID partner) {

        List<Reservation> delivered(UUID deliveryId) {
            return holds.stream()
                    .filter(hold -> deliveryId.equals(hold.deliveryId()))
                    .toList();
        }

        List<Reservation> undelivered() {
            return holds.stream().filter(hold -> !hold.isDelivered()).toList();
        }

        /** Of what is not delivered and not over. */
        Carving carve(Map<UUID, Map<String, Long>> fen, Instant now) {
            requireOpen(fen, now);
            return carveOf(
                    undelivered().stream().filter(hold -> hold.isOpenAt(now)).toList(), fen, now);
        }

        /** Of what is not delivered; what is over by the clock gives all it has. */
        Carving carveAll(Map<UUID, Map<String, Long>> fen, Instant now) {
            return carveOf(undelivered(), fen, now);
        }

        private static Carving carveOf(List<Reservation> from, Map<UUID, Map<String, Long>> fen, Instant now) {
            Carving carved = new Carving(new ArrayList<>(), new ArrayList<>());
            Map<UUID, Map<String, Long>> open =
                    fen.entrySet().stream().collect(toMap(Map.Entry::getKey, entry -> new HashMap<>(entry.getValue())));
            for (Reservation hold : from) {
                Map<String, Long> given = taken(hold, open.getOrDefault(hold.voucherId(), new HashMap<>())).stream()
                        .collect(toMap(ReservationLine::planCode, ReservationLine::amountFen));
                long amount = given.values().stream().mapToLong(Long::longValue).sum();
                if (amount == hold.amountFen() || amount > 0 && !hold.isOpenAt(now)) {
                    carved.whole().add(hold);
                } else if (amount > 0) {
                    carved.splits().add(hold.split(given, Ids.next(), Ids.next(), now));
                }
            }
            return carved;
        }

        /** Rejects with {@code reservation-ended} (409) where what is over would have sufficed. */
        private void requireOpen(Map<UUID, Map<String, Long>> fen, Instant now) {
            fen.forEach((voucher, fenByPlan) -> fenByPlan.forEach((plan, wanted) -> {
                if (held(voucher, plan, true, now) < wanted) {
                    ChangedMeanwhile.unless(held(voucher, plan, false, now) >= wanted);
                    throw Rejection.conflict("reservation-ended", ReservationStatus.EXPIRED);
                }
            }));
        }

        private long held(UUID voucher, String plan, boolean isOpen, Instant now) {
            return undelivered().stream()
                    .filter(hold -> hold.voucherId().equals(voucher) && (!isOpen || hold.isOpenAt(now)))
                    .mapToLong(hold -> hold.amountFen(plan))
                    .sum();
        }
    }
}
