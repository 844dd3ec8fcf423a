package cn.dengyun.voucher;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.policy.domain.Payee;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.provider.domain.ProviderStatus;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.domain.HoldPart;
import cn.dengyun.voucher.domain.OrderPayment;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Refund;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.ReservationLine;
import cn.dengyun.voucher.domain.ReservationSplit;
import cn.dengyun.voucher.domain.ReservationStatus;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.domain.VoucherStatus;
import cn.dengyun.voucher.store.RedemptionStore;
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
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The door of vouchers for orders, which own their holds: nobody else ends them, but for the clock, a sanction of the
 * provider and the revocation of a voucher. It works in the caller's connection, who has locked the order before; the
 * vouchers of the order are locked here, by their ids.
 *
 * <p>What an order's vouchers pay is said per voucher and plan, for each of them pays its own share of what was
 * delivered. Where the holds are not what the caller took them for, he begins again with {@link ChangedMeanwhile}.
 *
 * <p>Budgets are locked behind the vouchers, so a unit of work gives money back once: of one order, with one call.
 */
@ApplicationScoped
public class OrderHolds {

    /** How often something is delivered for an order at most, so that its holds stay few. */
    private static final int MAX_DELIVERIES = 60;

    private final ReservationService service;
    private final ReservationStore reservations;
    private final VoucherStore vouchers;
    private final RedemptionStore redemptions;
    private final ProviderService providers;
    private final RuleVersions rules;
    private final FreedHolds freed;
    private final VoucherWriter writer;
    private final VoucherNotes notes;

    OrderHolds(
            ReservationService service,
            ReservationStore reservations,
            VoucherStore vouchers,
            RedemptionStore redemptions,
            ProviderService providers,
            RuleVersions rules,
            FreedHolds freed,
            VoucherWriter writer,
            VoucherNotes notes) {
        this.service = service;
        this.reservations = reservations;
        this.vouchers = vouchers;
        this.redemptions = redemptions;
        this.providers = providers;
        this.rules = rules;
        this.freed = freed;
        this.writer = writer;
        this.notes = notes;
    }

    /**
     * Holds vouchers of the actor's enterprise for an order, those that expire first before the others, all or nothing.
     * It sees to it that both sides may enter into a contract, and locks the vouchers.
     *
     * <p>Rejects like {@link ReservationService#reserveAcross}, with {@code order-without-subsidy} (409) when no
     * voucher pays anything, and, where the vouchers shall pay as much as they may, each of the chosen ones that cannot
     * be used.
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
     * <p>Rejects with {@code provider-not-qualified} (409) while the provider is disqualified, with
     * {@code deliveries-too-many} (409; how many there may be), and with {@code reservation-ended} (409) what was held
     * for too short a time.
     */
    public Uni<Void> deliver(
            SqlConnection connection, UUID orderId, UUID deliveryId, List<HoldPart> parts, Instant now) {
        return locked(connection, orderId).chain(locked -> {
            if (locked.isBarredAt(now)) {
                throw Rejection.conflict("provider-not-qualified");
            }
            if (locked.deliveries() >= MAX_DELIVERIES) {
                throw Rejection.conflict("deliveries-too-many", MAX_DELIVERIES);
            }
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

    /**
     * What was delivered is rejected or taken back: its holds are as they were, and may have ended by the clock. Where
     * the provider was disqualified since, nobody will deliver, so they end as all others did then, and their vouchers
     * lose no time by it.
     *
     * @param reason why, as the enterprise is told where they end
     */
    public Uni<Void> undeliver(SqlConnection connection, UUID orderId, UUID deliveryId, String reason, Instant now) {
        return locked(connection, orderId).chain(locked -> {
            List<Reservation> delivered = locked.delivered(deliveryId);
            return locked.isBarredAt(now)
                    ? freed.free(connection, locked.vouchers(), delivered, locked.partner(), reason, now)
                    : reservations.mark(
                            connection,
                            delivered.stream().map(Reservation::undelivered).toList());
        });
    }

    /**
     * Captures what was delivered and is accepted; what its holds do not need is free again. One unit of work accepts
     * and captures, so there is no capture without an acceptance.
     *
     * <p>Rejects with {@code order-voucher-frozen} (409; its code) where such a voucher has to pay: it waits until that
     * is decided.
     *
     * @param by whoever accepts
     * @param parts what is due, at most what was marked
     */
    public Uni<List<Redemption>> capture(
            SqlConnection connection, Actor by, UUID orderId, UUID deliveryId, List<HoldPart> parts, Instant now) {
        return locked(connection, orderId)
                .chain(locked -> end(connection, locked, due(locked, deliveryId, parts), Carving.NONE, by, null, now));
    }

    /**
     * Captures what was delivered and is accepted, and gives back what is not delivered and not needed any more: the
     * last acceptance of an order, for example. Rejects like both.
     */
    public Uni<List<Redemption>> captureAndGive(
            SqlConnection connection,
            Actor by,
            UUID orderId,
            UUID deliveryId,
            List<HoldPart> parts,
            List<HoldPart> keep,
            String reason,
            Instant now) {
        return locked(connection, orderId)
                .chain(locked -> end(
                        connection,
                        locked,
                        due(locked, deliveryId, parts),
                        locked.carveAllBut(HoldPart.byVoucher(keep), now),
                        by,
                        reason,
                        now));
    }

    /**
     * Gives back what is not delivered and not needed any more: it is free again, or goes to the budget where the
     * voucher is over. What was delivered stays; what is over by the clock ends in any case.
     *
     * <p>Rejects with {@code reservation-ended} (409) when what is still needed is over.
     *
     * @param keep what is still needed of what is not delivered; empty: nothing
     * @return what was given back, in fen
     */
    public Uni<Long> give(SqlConnection connection, UUID orderId, List<HoldPart> keep, String reason, Instant now) {
        return locked(connection, orderId).chain(locked -> {
            Carving given = locked.carveAllBut(HoldPart.byVoucher(keep), now);
            return end(connection, locked, Due.NONE, given, null, reason, now)
                    .replaceWith(given.ending().stream()
                            .mapToLong(Reservation::amountFen)
                            .sum());
        });
    }

    /**
     * What is due of a delivery.
     *
     * @param holds of that delivery, by voucher
     */
    private record Due(Map<UUID, List<Reservation>> holds, Map<UUID, Map<String, Long>> fen) {
        static final Due NONE = new Due(Map.of(), Map.of());
    }

    private static Due due(Locked locked, UUID deliveryId, List<HoldPart> parts) {
        Due due = new Due(
                locked.delivered(deliveryId).stream().collect(groupingBy(Reservation::voucherId)),
                HoldPart.byVoucher(parts));
        ChangedMeanwhile.unless(due.holds().keySet().containsAll(due.fen().keySet()));
        return due;
    }

    /** Ends holds that are captured, and those that are given back, in one go: each voucher makes one step. */
    private Uni<List<Redemption>> end(
            SqlConnection connection, Locked locked, Due due, Carving given, Actor by, String reason, Instant now) {
        Map<UUID, List<Reservation>> ending = given.ending().stream().collect(groupingBy(Reservation::voucherId));
        List<Voucher> concerned = locked.vouchers().stream()
                .filter(voucher -> due.holds().containsKey(voucher.id()) || ending.containsKey(voucher.id()))
                .toList();
        return writer.split(connection, given.splits(), told(given.splits(), locked.partner(), now))
                .chain(() -> rulesOf(connection, concerned))
                .chain(sets -> {
                    List<VoucherStep> steps = new ArrayList<>();
                    List<Redemption> captured = new ArrayList<>();
                    for (Voucher voucher : concerned) {
                        Ending with = new Ending(
                                voucher, sets.get(voucher.id()), by, locked.partner(), reason, now, captured);
                        steps.add(step(
                                with,
                                due.holds().getOrDefault(voucher.id(), List.of()),
                                due.fen().getOrDefault(voucher.id(), Map.of()),
                                ending.getOrDefault(voucher.id(), List.of())));
                    }
                    return writer.carryOut(connection, steps).replaceWith(captured);
                });
    }

    /** @param redemptions what is captured, of all vouchers */
    private record Ending(
            Voucher voucher,
            RuleSet rules,
            Actor by,
            UUID partner,
            String reason,
            Instant now,
            List<Redemption> redemptions) {}

    private VoucherStep step(Ending with, List<Reservation> delivered, Map<String, Long> due, List<Reservation> given) {
        Voucher before = with.voucher();
        Instant now = with.now();
        long amount = due.values().stream().mapToLong(Long::longValue).sum();
        if (amount > 0 && before.statusAt(now) == VoucherStatus.FROZEN) {
            throw Rejection.conflict("order-voucher-frozen", before.code());
        }
        Map<String, Long> open = new HashMap<>(due);
        Map<Reservation, List<ReservationLine>> paid = new LinkedHashMap<>();
        delivered.forEach(hold -> paid.put(hold, taken(hold, open)));
        ChangedMeanwhile.unless(open.values().stream().allMatch(fen -> fen == 0));
        long held = sumOf(delivered) + sumOf(given);
        VoucherStep step = VoucherStep.of(
                        amount == 0 ? VoucherEvent.RELEASED : VoucherEvent.CAPTURED,
                        before,
                        amount == 0 ? before.release(held, now) : before.capture(held, amount, now),
                        now)
                .because(with.reason());
        paid.forEach((hold, lines) -> end(step, with, hold, lines));
        given.forEach(hold -> giveBack(step, with, hold));
        return step.returning(before.givesBackToBudgetAt(now) ? held - amount : 0);
    }

    private void end(VoucherStep step, Ending with, Reservation hold, List<ReservationLine> lines) {
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

    private void giveBack(VoucherStep step, Ending with, Reservation hold) {
        boolean isOpen = hold.isOpenAt(with.now());
        Reservation ended = isOpen ? hold.release(with.now()) : hold.expire(with.now());
        step.ending(ended)
                .alsoTelling(notes.domainEvent(
                        isOpen ? ReservationEvent.RELEASED : ReservationEvent.EXPIRED,
                        ended,
                        with.partner(),
                        with.now()));
        ReservationService.giveUp(step, hold.id(), hold.amountFen());
    }

    /** What a hold pays of what is still due, which is so much less then. */
    private static List<ReservationLine> taken(Reservation hold, Map<String, Long> due) {
        return taken(hold.lines(), due);
    }

    private static List<ReservationLine> taken(List<ReservationLine> lines, Map<String, Long> due) {
        List<ReservationLine> taken = new ArrayList<>();
        for (ReservationLine line : lines) {
            long fen = Math.min(line.amountFen(), due.getOrDefault(line.planCode(), 0L));
            if (fen > 0) {
                due.merge(line.planCode(), -fen, Math::addExact);
                taken.add(line.paying(fen));
            }
        }
        return taken;
    }

    /**
     * Takes back what was captured of a delivery, the youngest captures first: to the vouchers, or to their budgets
     * where they are over. Each refund says of which lines it is.
     *
     * <p>Rejects with {@code refund-exceeds-capture} (409; what a voucher has left of a plan, what was asked for).
     *
     * @param parts what is to be taken back
     */
    public Uni<List<Refund>> refund(
            SqlConnection connection,
            Actor by,
            UUID orderId,
            UUID deliveryId,
            List<HoldPart> parts,
            String reason,
            Instant now) {
        return locked(connection, orderId).chain(locked -> {
            List<UUID> captured = locked.all().stream()
                    .filter(hold -> deliveryId.equals(hold.deliveryId()) && hold.status() == ReservationStatus.CAPTURED)
                    .map(Reservation::id)
                    .toList();
            return redemptions
                    .ofReservations(connection, captured)
                    .chain(found -> redemptions
                            .refundsOf(
                                    connection,
                                    found.stream().map(Redemption::id).toList())
                            .chain(before -> {
                                List<VoucherStep> steps = new ArrayList<>();
                                List<Refund> refunds = new ArrayList<>();
                                HoldPart.byVoucher(parts).forEach((voucher, fen) -> {
                                    Refunding refunding = new Refunding(
                                            locked.voucher(voucher), by, locked.partner(), reason, now, refunds);
                                    List<Redemption> own = found.stream()
                                            .filter(each -> each.voucherId().equals(voucher))
                                            .toList();
                                    steps.add(step(refunding, own, before, fen));
                                });
                                return writer.carryOut(connection, steps).replaceWith(refunds);
                            }));
        });
    }

    /** @param refunds what is taken back, of all vouchers */
    private record Refunding(
            Voucher voucher, Actor by, UUID partner, String reason, Instant now, List<Refund> refunds) {}

    private VoucherStep step(Refunding with, List<Redemption> captured, List<Refund> before, Map<String, Long> wanted) {
        Voucher voucher = with.voucher();
        boolean toBudget = voucher.givesBackToBudgetAt(with.now());
        long amount = wanted.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Long> open = new HashMap<>(wanted);
        Map<Redemption, List<ReservationLine>> taken = new LinkedHashMap<>();
        captured.forEach(each -> taken.put(each, taken(left(each, before), open)));
        open.forEach((plan, fen) -> {
            if (fen > 0) {
                throw Rejection.conflict("refund-exceeds-capture", wanted.get(plan) - fen, wanted.get(plan));
            }
        });
        VoucherStep step = VoucherStep.of(
                        VoucherEvent.REFUNDED, voucher, voucher.refund(amount, with.now()), with.now())
                .returning(toBudget ? amount : 0)
                .because(with.reason());
        taken.forEach((each, lines) -> {
            if (!lines.isEmpty()) {
                Redemption after = each.refund(sum(lines));
                Refund refund = new Refund(
                        Ids.next(),
                        each.id(),
                        voucher.id(),
                        sum(lines),
                        toBudget ? Refund.Destination.BUDGET : Refund.Destination.VOUCHER,
                        with.reason(),
                        with.now(),
                        with.by().id(),
                        lines);
                with.refunds().add(refund);
                step.refunding(after, refund)
                        .posting(moved ->
                                VoucherTransfers.refund(moved, each, refund.id(), refund.amountFen(), toBudget))
                        .alsoTelling(
                                notes.refunded(after, refund.id(), refund.amountFen(), with.partner(), with.now()));
            }
        });
        return step;
    }

    /** What a capture still pays of its lines. Orders make none without them. */
    private static List<ReservationLine> left(Redemption captured, List<Refund> before) {
        List<ReservationLine> refunded = before.stream()
                .filter(each -> each.redemptionId().equals(captured.id()) && each.lines() != null)
                .flatMap(each -> each.lines().stream())
                .toList();
        return OrderPayment.paid(captured.lines(), refunded, captured.refundableFen());
    }

    /** Lets what is held and not over hold until another moment, yet not longer than 90 days after its voucher. */
    public Uni<Void> keepUntil(SqlConnection connection, UUID orderId, Instant until, Instant now) {
        requireLater(until, now);
        return kept(connection, orderId, now, voucher -> ReservationService.endOf(voucher, until));
    }

    /**
     * The same, however long ago its voucher was over: while an authority decides, no time is lost. Whoever ends that
     * sets the end anew with {@link #keepUntil}.
     */
    public Uni<Void> keepOpen(SqlConnection connection, UUID orderId, Instant until, Instant now) {
        requireLater(until, now);
        return kept(connection, orderId, now, voucher -> until);
    }

    private static void requireLater(Instant until, Instant now) {
        if (!until.isAfter(now)) {
            throw new IllegalArgumentException("holds that shall end now are given back: " + until);
        }
    }

    private Uni<Void> kept(SqlConnection connection, UUID orderId, Instant now, Function<Voucher, Instant> end) {
        return locked(connection, orderId)
                .chain(locked -> reservations.mark(
                        connection,
                        locked.held().stream()
                                .filter(hold -> hold.isDelivered() || hold.isOpenAt(now))
                                .map(hold -> hold.keptUntil(end.apply(locked.voucher(hold.voucherId()))))
                                .toList()));
    }

    /** The whole has ended, and its parts are held. */
    private List<DomainEvent> told(List<ReservationSplit> splits, UUID partner, Instant now) {
        return splits.stream()
                .flatMap(split -> Stream.of(
                        notes.domainEvent(ReservationEvent.SPLIT, split.parent(), partner, now),
                        notes.domainEvent(ReservationEvent.HELD, split.given(), partner, now),
                        notes.domainEvent(ReservationEvent.HELD, split.rest(), partner, now)))
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

    /**
     * The vouchers of an order never change once it is placed, so they are found before they are locked. The provider
     * is read behind that, and not locked: whoever bars it locks these vouchers too.
     */
    private Uni<Locked> locked(SqlConnection connection, UUID orderId) {
        return reservations
                .vouchersOfOrder(connection, orderId)
                .chain(ids -> ids.isEmpty()
                        ? Uni.createFrom().item(new Locked(List.of(), List.of(), null))
                        : locked(connection, orderId, ids));
    }

    private Uni<Locked> locked(SqlConnection connection, UUID orderId, List<UUID> ids) {
        return Uni.combine()
                .all()
                .unis(vouchers.lockAll(connection, ids), reservations.ofOrder(connection, orderId))
                .asTuple()
                .chain(found -> {
                    UUID provider = found.getItem2().get(0).providerId();
                    return providers
                            .findAll(connection, List.of(provider))
                            .map(known -> new Locked(found.getItem1(), found.getItem2(), known.get(provider)));
                });
    }

    private static long sum(List<ReservationLine> lines) {
        return lines.stream().mapToLong(ReservationLine::amountFen).sum();
    }

    private static long sumOf(List<Reservation> holds) {
        return holds.stream().mapToLong(Reservation::amountFen).sum();
    }

    /** What holds give: those that give all they have, and the parts of others. */
    private record Carving(List<Reservation> whole, List<ReservationSplit> splits) {
        static final Carving NONE = new Carving(List.of(), List.of());

        /** All that is given: what gives all it has, and parts. */
        List<Reservation> ending() {
            return Stream.concat(whole.stream(), splits.stream().map(ReservationSplit::given))
                    .toList();
        }
    }

    /**
     * The vouchers of an order and what it holds or held of them, held until the unit of work ends.
     *
     * @param vouchers by id
     * @param all oldest first
     * @param provider as it is now; null where there are no holds
     */
    private record Locked(List<Voucher> vouchers, List<Reservation> all, Provider provider) {

        UUID partner() {
            return provider == null ? null : provider.organizationId();
        }

        boolean isBarredAt(Instant now) {
            return provider != null && provider.statusAt(now) == ProviderStatus.DISQUALIFIED;
        }

        /** One of an order. Begins again where it is none. */
        Voucher voucher(UUID id) {
            return vouchers.stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow(ChangedMeanwhile::new);
        }

        /** Those that are not rejected. */
        long deliveries() {
            return all.stream()
                    .map(Reservation::deliveryId)
                    .filter(Objects::nonNull)
                    .distinct()
                    .count();
        }

        List<Reservation> held() {
            return all.stream()
                    .filter(hold -> hold.status() == ReservationStatus.HELD)
                    .toList();
        }

        List<Reservation> delivered(UUID deliveryId) {
            return held().stream()
                    .filter(hold -> deliveryId.equals(hold.deliveryId()))
                    .toList();
        }

        private List<Reservation> open(Instant now) {
            return held().stream().filter(hold -> hold.isOpenAt(now)).toList();
        }

        /** Of what is not delivered and not over. Rejects with {@code reservation-ended} (409) when that is. */
        Carving carve(Map<UUID, Map<String, Long>> fen, Instant now) {
            requireOpen(fen, now);
            Carving carved = new Carving(new ArrayList<>(), new ArrayList<>());
            Map<UUID, Map<String, Long>> open =
                    fen.entrySet().stream().collect(toMap(Map.Entry::getKey, entry -> new HashMap<>(entry.getValue())));
            for (Reservation hold : open(now)) {
                Map<String, Long> given = taken(hold, open.getOrDefault(hold.voucherId(), new HashMap<>())).stream()
                        .collect(toMap(ReservationLine::planCode, ReservationLine::amountFen));
                long amount = given.values().stream().mapToLong(Long::longValue).sum();
                if (amount == hold.amountFen()) {
                    carved.whole().add(hold);
                } else if (amount > 0) {
                    carved.splits().add(hold.split(given, Ids.next(), Ids.next(), now));
                }
            }
            return carved;
        }

        /**
         * Of what is not delivered all but this, and all that is over by the clock. Rejects with
         * {@code reservation-ended} (409) when what shall stay is over.
         */
        Carving carveAllBut(Map<UUID, Map<String, Long>> keep, Instant now) {
            requireOpen(keep, now);
            Map<UUID, Map<String, Long>> given = new HashMap<>();
            open(now)
                    .forEach(hold -> hold.lines()
                            .forEach(line -> given.computeIfAbsent(hold.voucherId(), any -> new HashMap<>())
                                    .merge(line.planCode(), line.amountFen(), Math::addExact)));
            keep.forEach((voucher, fenByPlan) ->
                    fenByPlan.forEach((plan, fen) -> given.get(voucher).merge(plan, -fen, Math::addExact)));
            Carving carved = carve(given, now);
            held().stream()
                    .filter(hold -> hold.statusAt(now) == ReservationStatus.EXPIRED)
                    .forEach(carved.whole()::add);
            return carved;
        }

        /**
         * Rejects with {@code reservation-ended} (409) where what is over would have sufficed, whether or not somebody
         * has carried that out.
         */
        private void requireOpen(Map<UUID, Map<String, Long>> fen, Instant now) {
            fen.forEach((voucher, fenByPlan) -> fenByPlan.forEach((plan, wanted) -> {
                long open = amountOf(voucher, plan, ReservationStatus.HELD, now);
                if (open < wanted) {
                    long over = amountOf(voucher, plan, ReservationStatus.EXPIRED, now);
                    ChangedMeanwhile.unless(open + over >= wanted);
                    throw Rejection.conflict("reservation-ended", ReservationStatus.EXPIRED);
                }
            }));
        }

        private long amountOf(UUID voucher, String plan, ReservationStatus status, Instant now) {
            return all.stream()
                    .filter(hold -> hold.voucherId().equals(voucher) && hold.statusAt(now) == status)
                    .filter(hold -> status != ReservationStatus.HELD || !hold.isDelivered())
                    .mapToLong(hold -> hold.amountFen(plan))
                    .sum();
        }
    }
}
