package cn.dengyun.voucher;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.policy.domain.Payee;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.provider.domain.ProviderStatus;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.RedemptionEffect.Way;
import cn.dengyun.voucher.domain.HoldPart;
import cn.dengyun.voucher.domain.OrderPayment;
import cn.dengyun.voucher.domain.OrderShares.Terms;
import cn.dengyun.voucher.domain.OrderStanding;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

    /**
     * How often the holds of one voucher are split for deliveries at most, also for those that were rejected or taken
     * back. What is delivered whole is not split, so that the rest can be delivered in any case.
     */
    private static final int MAX_SPLITS = 3 * MAX_DELIVERIES;

    /** How long holds go on at least behind an authority's decision, however long ago their voucher was over. */
    private static final Duration AFTER_DECISION = Duration.ofDays(30);

    private final ReservationService service;
    private final ReservationStore reservations;
    private final VoucherStore vouchers;
    private final RedemptionStore redemptions;
    private final ProviderService providers;
    private final RuleVersions rules;
    private final FreedHolds freed;
    private final RefundWays ways;
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
            RefundWays ways,
            VoucherWriter writer,
            VoucherNotes notes) {
        this.service = service;
        this.reservations = reservations;
        this.vouchers = vouchers;
        this.redemptions = redemptions;
        this.providers = providers;
        this.rules = rules;
        this.freed = freed;
        this.ways = ways;
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
     * @param agreedFen what both sides have agreed on for a plan, in fen: what vouchers pay is a share of no more
     */
    public Effect<List<Reservation>> hold(
            Actor actor, UUID orderId, List<UUID> chosen, NewReservation wanted, Map<String, Long> agreedFen) {
        return service.reserveFor(actor, orderId, chosen, wanted, agreedFen);
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

    /** How the programmes of held vouchers count what they pay of an offering, by voucher. */
    public Uni<Map<UUID, Terms>> terms(SqlConnection connection, List<Reservation> held, OrderCheck.Target target) {
        List<UUID> ids =
                held.stream().map(Reservation::voucherId).distinct().sorted().toList();
        return vouchers.lockAll(connection, ids)
                .chain(locked -> rulesOf(connection, locked))
                .map(sets -> {
                    Map<UUID, Terms> terms = new HashMap<>();
                    sets.forEach((voucher, set) -> terms.put(voucher, OrderCheck.termsOfPaid(set, target)));
                    return terms;
                });
    }

    /** The orders that a voucher pays or paid something of, the oldest first. */
    public Uni<List<UUID>> ordersOf(SqlConnection connection, UUID voucherId) {
        return reservations
                .ofVoucher(connection, voucherId)
                .map(holds -> holds.stream()
                        .map(Reservation::orderId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList());
    }

    /**
     * What the vouchers of an order hold and have paid; they are locked, so it stays so until the unit of work ends.
     */
    public Uni<OrderStanding> standing(SqlConnection connection, UUID orderId, Instant now) {
        return locked(connection, orderId)
                .chain(locked -> captures(connection, locked, hold -> true)
                        .map(captures -> new OrderStanding(
                                locked.parts(hold -> hold.isOpenAt(now)),
                                locked.deliveredParts(),
                                captures.left(),
                                locked.validities(now))));
    }

    /** What is captured for a delivery and not taken back, in the order in which it was captured. */
    public Uni<List<HoldPart>> capturedFor(SqlConnection connection, UUID orderId, UUID deliveryId) {
        return locked(connection, orderId)
                .chain(locked -> captures(connection, locked, hold -> deliveryId.equals(hold.deliveryId())))
                .map(Captures::left);
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
        return deliver(connection, orderId, deliveryId, parts, false, now);
    }

    /**
     * The same of what a bill says was used, also while the provider is disqualified: it was used before. Rejects
     * likewise.
     */
    public Uni<Void> deliverBilled(
            SqlConnection connection, UUID orderId, UUID deliveryId, List<HoldPart> parts, Instant now) {
        return deliver(connection, orderId, deliveryId, parts, true, now);
    }

    private Uni<Void> deliver(
            SqlConnection connection,
            UUID orderId,
            UUID deliveryId,
            List<HoldPart> parts,
            boolean isBilled,
            Instant now) {
        return locked(connection, orderId).chain(locked -> {
            if (!isBilled && locked.isBarredAt(now)) {
                throw Rejection.conflict("provider-not-qualified");
            }
            if (locked.deliveriesBut(deliveryId) >= MAX_DELIVERIES) {
                throw Rejection.conflict("deliveries-too-many", MAX_DELIVERIES);
            }
            Carving carved = locked.carve(HoldPart.byVoucher(parts), now);
            if (carved.splits().stream().anyMatch(split -> locked.splitsLike(split) >= MAX_SPLITS)) {
                throw Rejection.conflict("deliveries-too-many", MAX_DELIVERIES);
            }
            List<ReservationSplit> splits = carved.splits().stream()
                    .map(split -> split.giving(marked(split.given(), deliveryId, now)))
                    .toList();
            List<Reservation> whole = carved.whole().stream()
                    .map(hold -> hold.delivered(deliveryId, now))
                    .toList();
            return writer.split(connection, splits, locked.partner(), now)
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
                .chain(locked ->
                        end(connection, locked, due(locked, deliveryId, parts), Carving.NONE, List.of(), by, null, now))
                .map(Done::captured);
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
                        List.of(),
                        by,
                        reason,
                        now))
                .map(Done::captured);
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
        return locked(connection, orderId)
                .chain(locked -> end(
                        connection,
                        locked,
                        Due.NONE,
                        locked.carveAllBut(HoldPart.byVoucher(keep), now),
                        List.of(),
                        null,
                        reason,
                        now))
                .map(Done::givenFen);
    }

    /**
     * Gives back all that is not delivered. Where the provider was disqualified, it ends as all others did then: its
     * vouchers lose no time by it.
     */
    public Uni<Void> giveRest(SqlConnection connection, UUID orderId, String reason, Instant now) {
        return locked(connection, orderId).chain(locked -> {
            if (locked.isBarredAt(now)) {
                List<Reservation> waiting = locked.held().stream()
                        .filter(hold -> !hold.isDelivered())
                        .toList();
                return freed.free(connection, locked.vouchers(), waiting, locked.partner(), reason, now);
            }
            Carving all = locked.carveAllBut(Map.of(), now);
            return end(connection, locked, Due.NONE, all, List.of(), null, reason, now)
                    .replaceWithVoid();
        });
    }

    /**
     * What a step of an order does with its vouchers.
     *
     * @param deliveryId what is accepted, so that its holds end; null where nothing is
     * @param due of it, to be captured
     * @param back of what was captured, to be taken back, the youngest captures first
     * @param first the deliveries whose captures are taken back before others are, for they are what became less. Where
     *     one of them is not here any more, what is here of the others goes back
     * @param keep what is still needed of what is not delivered, at most: the rest is given back
     */
    public record Wanted(
            UUID deliveryId, List<HoldPart> due, List<HoldPart> back, Collection<UUID> first, List<HoldPart> keep) {

        /** Where nothing is taken back, or what was captured last is. */
        public Wanted(UUID deliveryId, List<HoldPart> due, List<HoldPart> back, List<HoldPart> keep) {
            this(deliveryId, due, back, List.of(), keep);
        }
    }

    /**
     * What came of it.
     *
     * @param givenFen what was given back of what was held and not delivered, in fen
     */
    public record Done(List<Redemption> captured, List<Refund> refunded, long givenFen) {}

    /**
     * Captures what is accepted, takes back what is not due any more, and gives back what is not needed: all of it at
     * once, for one unit of work gives money back once. What is asked for and has ended by the clock is not there any
     * more; nobody is refused for it. What a delivery does not need waits again where the order still needs it.
     *
     * <p>Rejects with {@code order-voucher-frozen} (409; its code) where such a voucher has to pay, with
     * {@code refund-exceeds-capture} (409) and like {@link RedemptionEffect#refunding}.
     *
     * @param by whoever does it; null where only something is given back
     */
    public Uni<Done> change(
            SqlConnection connection, Actor by, UUID orderId, Wanted wanted, String reason, Instant now) {
        return change(connection, by, orderId, wanted, Chosen::back, reason, now);
    }

    /**
     * The same where what may not be taken back now stays as it is: the caller sees to the rest of it. Rejects
     * likewise, but for that.
     */
    public Uni<Done> changeWhatIsHere(
            SqlConnection connection, Actor by, UUID orderId, Wanted wanted, String reason, Instant now) {
        return change(connection, by, orderId, wanted, Chosen::here, reason, now);
    }

    private Uni<Done> change(
            SqlConnection connection,
            Actor by,
            UUID orderId,
            Wanted wanted,
            Function<Chosen, List<Back>> taken,
            String reason,
            Instant now) {
        return locked(connection, orderId).chain(locked -> {
            Due due = wanted.deliveryId() == null ? Due.NONE : due(locked, wanted.deliveryId(), wanted.due());
            Retained retained = locked.retain(due, HoldPart.byVoucher(wanted.keep()), now);
            Carving given = locked.carveAllBut(locked.atMost(HoldPart.byVoucher(wanted.keep()), now), now);
            return chosen(connection, locked, wanted.back(), wanted.first())
                    .chain(chosen -> ways(connection, taken.apply(chosen), now))
                    .chain(back -> reservations
                            .mark(connection, retained.unmarked())
                            .chain(() -> writer.split(connection, retained.splits(), locked.partner(), now))
                            .chain(() -> end(connection, locked, retained.due(), given, back, by, reason, now)));
        });
    }

    /**
     * What is to be taken back of which captures.
     *
     * @param refused captures of which nothing can be taken back now
     */
    private record Chosen(List<Back> back, Set<UUID> refused) {

        List<Back> here() {
            return back.stream()
                    .filter(each -> !refused.contains(each.redemption().id()))
                    .toList();
        }
    }

    private Uni<Chosen> chosen(SqlConnection connection, Locked locked, List<HoldPart> parts, Collection<UUID> first) {
        if (parts.isEmpty()) {
            return Uni.createFrom().item(new Chosen(List.of(), Set.of()));
        }
        List<UUID> before = locked.all().stream()
                .filter(hold -> hold.deliveryId() != null && first.contains(hold.deliveryId()))
                .map(Reservation::id)
                .toList();
        return captures(connection, locked, hold -> true)
                .chain(captures -> ways.hold(connection, captures.ids())
                        .map(refused -> new Chosen(
                                captures.inOrder(Comparator.comparing((Redemption each) -> refused.contains(each.id()))
                                                .thenComparing(each -> !before.contains(each.reservationId())))
                                        .back(HoldPart.byVoucher(parts)),
                                refused)));
    }

    /**
     * Takes back what is here of what is not due any more, and leaves what may not be taken back now. Nothing has
     * become cheaper by that, so none of it is captured again.
     *
     * <p>Rejects with {@code refund-exceeds-capture} (409).
     *
     * @param parts what is not due any more, of the youngest captures
     * @param first the deliveries whose captures are taken back before others are
     */
    public Uni<List<Refund>> refundHere(
            SqlConnection connection,
            Actor by,
            UUID orderId,
            List<HoldPart> parts,
            Collection<UUID> first,
            String reason,
            Instant now) {
        return locked(connection, orderId)
                .chain(locked -> chosen(connection, locked, parts, first)
                        .chain(chosen -> ways(connection, chosen.here(), now))
                        .chain(back -> end(connection, locked, Due.NONE, Carving.NONE, back, by, reason, now)))
                .map(Done::refunded);
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

    /**
     * Ends holds that are captured, and those that are given back, and takes back what was captured, in one go: each
     * voucher makes one step.
     */
    private Uni<Done> end(
            SqlConnection connection,
            Locked locked,
            Due due,
            Carving given,
            List<Back> back,
            Actor by,
            String reason,
            Instant now) {
        Map<UUID, List<Reservation>> ending = given.ending().stream().collect(groupingBy(Reservation::voucherId));
        Map<UUID, List<Back>> returning = back.stream()
                .filter(each -> each.way().kind() == Way.Kind.PAYABLE)
                .collect(groupingBy(each -> each.redemption().voucherId()));
        List<Voucher> concerned = locked.vouchers().stream()
                .filter(voucher -> due.holds().containsKey(voucher.id())
                        || ending.containsKey(voucher.id())
                        || returning.containsKey(voucher.id()))
                .toList();
        Done done = new Done(
                new ArrayList<>(),
                back.stream()
                        .filter(each -> each.way().kind() == Way.Kind.RECOVER)
                        .map(each -> refund(each, by, Refund.Destination.RECOVERY, reason, now))
                        .collect(Collectors.toCollection(ArrayList::new)),
                sumOf(given.ending()));
        return writer.split(connection, given.splits(), locked.partner(), now)
                .chain(() -> rulesOf(connection, concerned))
                .chain(sets -> {
                    List<VoucherStep> steps = new ArrayList<>();
                    for (Voucher voucher : concerned) {
                        Ending with =
                                new Ending(voucher, sets.get(voucher.id()), by, locked.partner(), reason, now, done);
                        steps.add(step(
                                with,
                                due.holds().getOrDefault(voucher.id(), List.of()),
                                due.fen().getOrDefault(voucher.id(), Map.of()),
                                ending.getOrDefault(voucher.id(), List.of()),
                                returning.getOrDefault(voucher.id(), List.of())));
                    }
                    return writer.carryOut(connection, steps).replaceWith(done);
                });
    }

    /** @param done what is captured and taken back, of all vouchers */
    private record Ending(
            Voucher voucher, RuleSet rules, Actor by, UUID partner, String reason, Instant now, Done done) {}

    private VoucherStep step(
            Ending with, List<Reservation> delivered, Map<String, Long> due, List<Reservation> given, List<Back> back) {
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
        long returned = back.stream().mapToLong(each -> sum(each.lines())).sum();
        Instant at = back.stream().map(each -> each.way().notBefore()).reduce(now, OrderHolds::later);
        VoucherStep step = VoucherStep.of(
                        event(amount, returned), before, moved(before, held, amount, returned, at), now)
                .because(with.reason());
        paid.forEach((hold, lines) -> end(step, with, hold, lines));
        given.forEach(hold -> giveBack(step, with, hold));
        back.forEach(each -> takeBack(step, with, each));
        return step.returning(before.givesBackToBudgetAt(now) ? held - amount + returned : 0);
    }

    private static VoucherEvent event(long capturedFen, long returnedFen) {
        if (returnedFen > 0) {
            return VoucherEvent.REFUNDED;
        }
        return capturedFen == 0 ? VoucherEvent.RELEASED : VoucherEvent.CAPTURED;
    }

    private static Voucher moved(Voucher before, long heldFen, long capturedFen, long returnedFen, Instant at) {
        if (returnedFen > 0 && capturedFen > 0) {
            throw new IllegalStateException("voucher " + before.id() + " pays and is paid back at once");
        }
        if (returnedFen > 0) {
            return heldFen > 0 ? before.giveBack(heldFen, returnedFen, at) : before.refund(returnedFen, at);
        }
        return capturedFen == 0 ? before.release(heldFen, at) : before.capture(heldFen, capturedFen, at);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
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
            with.done().captured().add(redemption);
            step.capturing(redemption, ended, with.partner())
                    .posting(after -> VoucherTransfers.capture(after, redemption));
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

    /** What is taken back of one capture. */
    private record Back(Redemption redemption, List<ReservationLine> lines, Way way) {}

    /**
     * Captures and what was taken back of them.
     *
     * @param all the youngest first
     */
    private record Captures(List<Redemption> all, List<Refund> refunds) {

        List<UUID> ids() {
            return all.stream().map(Redemption::id).toList();
        }

        /** The same, to be taken back in another order; those that are equal in that, the youngest first. */
        Captures inOrder(Comparator<Redemption> order) {
            return new Captures(all.stream().sorted(order).toList(), refunds);
        }

        /** What a capture still pays of its lines. Orders make none without them. */
        private List<ReservationLine> left(Redemption captured) {
            List<ReservationLine> refunded = refunds.stream()
                    .filter(each -> each.redemptionId().equals(captured.id()) && each.lines() != null)
                    .flatMap(each -> each.lines().stream())
                    .toList();
            return OrderPayment.paid(captured.lines(), refunded, captured.refundableFen());
        }

        /** What all of them still pay, the oldest first. */
        List<HoldPart> left() {
            List<HoldPart> left = new ArrayList<>();
            for (int i = all.size() - 1; i >= 0; i--) {
                left.addAll(HoldPart.of(all.get(i).voucherId(), left(all.get(i))));
            }
            return left;
        }

        /** Rejects with {@code refund-exceeds-capture} (409; what a voucher has left of a plan, what was asked for). */
        List<Back> back(Map<UUID, Map<String, Long>> wanted) {
            List<Back> back = new ArrayList<>();
            wanted.forEach((voucher, fen) -> {
                Map<String, Long> open = new HashMap<>(fen);
                for (Redemption each : all) {
                    List<ReservationLine> lines =
                            each.voucherId().equals(voucher) ? taken(left(each), open) : List.of();
                    if (!lines.isEmpty()) {
                        back.add(new Back(each, lines, null));
                    }
                }
                open.forEach((plan, missing) -> {
                    if (missing > 0) {
                        throw Rejection.conflict("refund-exceeds-capture", fen.get(plan) - missing, fen.get(plan));
                    }
                });
            });
            return back;
        }
    }

    private Uni<Captures> captures(SqlConnection connection, Locked locked, Predicate<Reservation> wanted) {
        List<UUID> captured = locked.all().stream()
                .filter(hold -> hold.status() == ReservationStatus.CAPTURED && wanted.test(hold))
                .map(Reservation::id)
                .toList();
        if (captured.isEmpty()) {
            return Uni.createFrom().item(new Captures(List.of(), List.of()));
        }
        return redemptions
                .ofReservations(connection, captured)
                .chain(found -> redemptions
                        .refundsOf(
                                connection, found.stream().map(Redemption::id).toList())
                        .map(refunds -> new Captures(found, refunds)));
    }

    /** Each with how it is taken back. */
    private Uni<List<Back>> ways(SqlConnection connection, List<Back> back, Instant now) {
        return Multi.createFrom()
                .iterable(back)
                .onItem()
                .transformToUniAndConcatenate(each -> ways.of(connection, each.redemption(), sum(each.lines()), now)
                        .map(way -> new Back(each.redemption(), each.lines(), way)))
                .collect()
                .asList();
    }

    /**
     * Takes back what was captured of a delivery, the youngest captures first: to the vouchers, or to their budgets
     * where they are over. Each refund says of which lines it is.
     *
     * <p>Rejects with {@code refund-exceeds-capture} (409; what a voucher has left of a plan, what was asked for) and
     * like {@link RedemptionEffect#refunding}.
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
        return locked(connection, orderId)
                .chain(locked -> captures(connection, locked, hold -> deliveryId.equals(hold.deliveryId()))
                        .chain(captures -> ways.hold(connection, captures.ids())
                                .map(refused -> captures.inOrder(
                                                Comparator.comparing(each -> refused.contains(each.id())))
                                        .back(HoldPart.byVoucher(parts))))
                        .chain(back -> ways(connection, back, now))
                        .chain(back -> end(connection, locked, Due.NONE, Carving.NONE, back, by, reason, now)))
                .map(Done::refunded);
    }

    private void takeBack(VoucherStep step, Ending with, Back back) {
        boolean toBudget = with.voucher().givesBackToBudgetAt(with.now());
        Redemption after = back.redemption().refund(sum(back.lines()));
        Refund refund = refund(
                back,
                with.by(),
                toBudget ? Refund.Destination.BUDGET : Refund.Destination.VOUCHER,
                with.reason(),
                with.now());
        with.done().refunded().add(refund);
        step.refunding(after, refund)
                .posting(moved ->
                        VoucherTransfers.refund(moved, back.redemption(), refund.id(), refund.amountFen(), toBudget))
                .alsoTelling(notes.refunded(after, refund.id(), refund.amountFen(), with.partner(), with.now()));
    }

    private static Refund refund(Back back, Actor by, Refund.Destination destination, String reason, Instant now) {
        return new Refund(
                Ids.next(),
                back.redemption().id(),
                back.redemption().voucherId(),
                sum(back.lines()),
                destination,
                reason,
                now,
                by.id(),
                back.lines());
    }

    /**
     * Lets what is held and not over hold until another moment, yet not longer than 90 days after its voucher. What was
     * {@link #keepOpen} for longer goes on for 30 days, so that nothing is over with the decision alone.
     */
    public Uni<Void> keepUntil(SqlConnection connection, UUID orderId, Instant until, Instant now) {
        requireLater(until, now);
        Instant soon = now.plus(AFTER_DECISION);
        return kept(connection, orderId, now, (hold, voucher) -> {
            Instant least = hold.expiresAt().isBefore(soon) ? hold.expiresAt() : soon;
            return later(ReservationService.endOf(voucher, until), least);
        });
    }

    /**
     * The same, however long ago its voucher was over: while an authority decides, no time is lost. Whoever ends that
     * sets the end anew with {@link #keepUntil}.
     */
    public Uni<Void> keepOpen(SqlConnection connection, UUID orderId, Instant until, Instant now) {
        requireLater(until, now);
        return kept(connection, orderId, now, (hold, voucher) -> until);
    }

    private static void requireLater(Instant until, Instant now) {
        if (!until.isAfter(now)) {
            throw new IllegalArgumentException("holds that shall end now are given back: " + until);
        }
    }

    private Uni<Void> kept(
            SqlConnection connection, UUID orderId, Instant now, BiFunction<Reservation, Voucher, Instant> end) {
        return locked(connection, orderId)
                .chain(locked -> reservations.mark(
                        connection,
                        locked.held().stream()
                                .filter(hold -> hold.isDelivered() || hold.isOpenAt(now))
                                .map(hold -> hold.keptUntil(end.apply(hold, locked.voucher(hold.voucherId()))))
                                .toList()));
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

    /**
     * What of the holds of a delivery is not due and still needed.
     *
     * @param due what is left of them, to be ended
     * @param unmarked those that wait again, before they are split
     * @param splits those of them of which a part is due
     */
    private record Retained(Due due, List<Reservation> unmarked, List<ReservationSplit> splits) {}

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

        /** Those that are not rejected, without one. */
        long deliveriesBut(UUID deliveryId) {
            return all.stream()
                    .map(Reservation::deliveryId)
                    .filter(other -> other != null && !other.equals(deliveryId))
                    .distinct()
                    .count();
        }

        /** How often holds of the same voucher were split before. */
        long splitsLike(ReservationSplit split) {
            return all.stream()
                    .filter(hold -> hold.status() == ReservationStatus.SPLIT
                            && hold.voucherId().equals(split.parent().voucherId()))
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

        List<HoldPart> parts(Predicate<Reservation> wanted) {
            return held().stream()
                    .filter(wanted)
                    .flatMap(hold -> HoldPart.of(hold.voucherId(), hold.lines()).stream())
                    .toList();
        }

        Map<UUID, List<HoldPart>> deliveredParts() {
            Map<UUID, List<HoldPart>> parts = new HashMap<>();
            held().stream()
                    .filter(Reservation::isDelivered)
                    .forEach(hold -> parts.computeIfAbsent(hold.deliveryId(), any -> new ArrayList<>())
                            .addAll(HoldPart.of(hold.voucherId(), hold.lines())));
            return parts;
        }

        Map<UUID, OrderStanding.Validity> validities(Instant now) {
            return vouchers.stream()
                    .collect(toMap(
                            Voucher::id,
                            voucher -> new OrderStanding.Validity(
                                    voucher.givesBackToBudgetAt(now),
                                    voucher.validity().validUntil())));
        }

        /** The same, of each no more than is held, not delivered, and not over. */
        Map<UUID, Map<String, Long>> atMost(Map<UUID, Map<String, Long>> fen, Instant now) {
            List<HoldPart> parts = new ArrayList<>();
            fen.forEach((voucher, fenByPlan) -> fenByPlan.forEach((plan, wanted) -> parts.add(new HoldPart(
                    voucher, plan, Math.min(wanted, amountOf(voucher, plan, ReservationStatus.HELD, now))))));
            return HoldPart.byVoucher(parts);
        }

        /**
         * Keeps what of the holds of a delivery is not due, where more is still needed than is held otherwise: what is
         * too much of it is given back with the next step. Not where their time is over, or the provider may not
         * deliver any more.
         */
        Retained retain(Due due, Map<UUID, Map<String, Long>> keep, Instant now) {
            Map<UUID, List<Reservation>> left = new HashMap<>();
            Retained retained = new Retained(new Due(left, due.fen()), new ArrayList<>(), new ArrayList<>());
            due.holds().forEach((voucher, holds) -> {
                Map<String, Long> open = new HashMap<>(due.fen().getOrDefault(voucher, Map.of()));
                for (Reservation hold : holds) {
                    Reservation ending = retain(hold, taken(hold, open), keep, retained, now);
                    if (ending != null) {
                        left.computeIfAbsent(voucher, any -> new ArrayList<>()).add(ending);
                    }
                }
            });
            return retained;
        }

        /** @return what of the hold ends; null where nothing does */
        private Reservation retain(
                Reservation hold,
                List<ReservationLine> due,
                Map<UUID, Map<String, Long>> keep,
                Retained retained,
                Instant now) {
            boolean isNeeded = hold.lines().stream().anyMatch(line -> {
                long rest = line.amountFen() - fenOf(due, line.planCode());
                return rest > 0 && missing(hold.voucherId(), line.planCode(), keep, now) > 0;
            });
            Reservation waiting = hold.undelivered();
            if (!isNeeded || isBarredAt(now) || !waiting.isOpenAt(now)) {
                return hold;
            }
            retained.unmarked().add(waiting);
            if (due.isEmpty()) {
                return null;
            }
            Map<String, Long> given =
                    due.stream().collect(toMap(ReservationLine::planCode, ReservationLine::amountFen, Math::addExact));
            ReservationSplit split = waiting.split(given, Ids.next(), Ids.next(), now);
            ReservationSplit marked = split.giving(marked(split.given(), hold.deliveryId(), now));
            retained.splits().add(marked);
            return marked.given();
        }

        /** How much more is needed of a plan than is held and not delivered, in fen. */
        private long missing(UUID voucher, String plan, Map<UUID, Map<String, Long>> keep, Instant now) {
            long needed = keep.getOrDefault(voucher, Map.of()).getOrDefault(plan, 0L);
            return needed - amountOf(voucher, plan, ReservationStatus.HELD, now);
        }

        private static long fenOf(List<ReservationLine> lines, String plan) {
            return lines.stream()
                    .filter(line -> plan.equals(line.planCode()))
                    .mapToLong(ReservationLine::amountFen)
                    .sum();
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
