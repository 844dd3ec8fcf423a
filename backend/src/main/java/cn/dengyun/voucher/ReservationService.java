package cn.dengyun.voucher;

import cn.dengyun.identity.delegation.SelfDealing;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.policy.domain.Payee;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Reach;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.OrderCheck.Target;
import cn.dengyun.voucher.domain.OrderLine;
import cn.dengyun.voucher.domain.OrderPayment;
import cn.dengyun.voucher.domain.OrderShares;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.ReservationFilter;
import cn.dengyun.voucher.domain.ReservationLine;
import cn.dengyun.voucher.domain.ReservationStatus;
import cn.dengyun.voucher.domain.StandingReservation;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.domain.VoucherSight;
import cn.dengyun.voucher.domain.VoucherSplit;
import cn.dengyun.voucher.domain.VoucherSplit.Purse;
import cn.dengyun.voucher.domain.VoucherStatus;
import cn.dengyun.voucher.store.OrderStore;
import cn.dengyun.voucher.store.ReservationStore;
import cn.dengyun.voucher.store.VoucherStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Holding vouchers for orders, and what becomes of the holds. */
@ApplicationScoped
public class ReservationService {

    /** How long a reservation holds unless it says until when. */
    private static final Duration HOLD = Duration.ofDays(RuleSet.HOLD_DAYS);

    /** How long it may hold at most: the contract promises it. */
    private static final Duration LONGEST_HOLD = Duration.ofDays(90);

    /** How many vouchers one order is paid with at most. */
    static final int MAX_VOUCHERS = 50;

    /** How many holds are ever made for one order at most, so that all of them can be weighed. */
    private static final int MAX_HOLDS = 500;

    private final VoucherStore vouchers;
    private final ReservationStore reservations;
    private final OrderStore paidOrders;
    private final OrderCheck orders;
    private final ProviderService providers;
    private final RuleVersions rules;
    private final VoucherWriter writer;
    private final VoucherNotes notes;
    private final Cursors cursors;
    private final Pool pool;
    private final Clock clock;

    ReservationService(
            VoucherStore vouchers,
            ReservationStore reservations,
            OrderStore paidOrders,
            OrderCheck orders,
            ProviderService providers,
            RuleVersions rules,
            VoucherWriter writer,
            VoucherNotes notes,
            Cursors cursors,
            Pool pool,
            Clock clock) {
        this.vouchers = vouchers;
        this.reservations = reservations;
        this.paidOrders = paidOrders;
        this.orders = orders;
        this.providers = providers;
        this.rules = rules;
        this.writer = writer;
        this.notes = notes;
        this.cursors = cursors;
        this.pool = pool;
        this.clock = clock;
    }

    /** Rejects with {@code reservation-not-found} (404), also for those whom it does not concern. */
    public Uni<StandingReservation> find(Actor actor, UUID id, Instant now) {
        return reservations.find(id, VoucherSight.of(actor), now);
    }

    /** Those that the actor may see, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<StandingReservation>> list(
            Actor actor, ReservationFilter filter, Instant now, String cursor, int limit) {
        String query = "reservations?" + filter;
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        return reservations
                .page(VoucherSight.of(actor), filter, now, before, limit + 1)
                .map(found -> cursors.pageById(
                        query, found, limit, each -> each.reservation().id()));
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Holds an amount of one voucher for an order.
     *
     * <p>Rejects with {@code invalid-request} (400), {@code self-dealing} (403), {@code voucher-not-found},
     * {@code offering-not-found} (404), {@code voucher-transition-not-allowed}, {@code voucher-balance-too-low},
     * {@code voucher-of-another-provider}, {@code offering-not-eligible}, {@code offering-lapsed},
     * {@code offering-not-subsidised}, {@code offering-version-outdated}, {@code offering-without-plans},
     * {@code offering-prices-unsettled}, {@code order-holds-too-many}, {@code provider-not-qualified} and
     * {@code enterprise-not-certified} (409).
     */
    public Effect<Reservation> reserve(Actor actor, UUID voucherId, NewReservation wanted) {
        return Effect.of(
                () -> order(actor, List.of(voucherId), true, wanted, "", null, Map.of()),
                (connection, order) -> Uni.combine()
                        .all()
                        .unis(
                                requireParties(connection, actor, order),
                                shares(connection, actor, order),
                                vouchers.lock(connection, voucherId))
                        .asTuple()
                        .chain(locked -> {
                            Instant now = now();
                            requireOrderable(order, now);
                            Voucher voucher = locked.getItem3();
                            Map<Voucher, Purse> purses = Map.of(voucher, wholePurse(order, voucher));
                            return hold(connection, actor, order, purses, locked.getItem2(), now);
                        })
                        .map(held -> held.get(0)));
    }

    /**
     * Holds an amount of several vouchers of the actor's enterprise for one order, those that expire first before the
     * others, all or nothing.
     *
     * <p>Rejects like {@link #reserve}, with {@code voucher-balance-too-low} when all of them together do not suffice.
     *
     * @param chosen the vouchers to be used; empty: all that can be
     */
    public Effect<List<Reservation>> reserveAcross(Actor actor, List<UUID> chosen, NewReservation wanted) {
        return Effect.of(
                () -> candidates(actor, chosen, now())
                        .chain(ids -> order(actor, ids, !chosen.isEmpty(), wanted, "/order", null, Map.of())),
                (connection, order) -> across(connection, actor, order));
    }

    /**
     * The same for an order that owns the holds. They hold until the order says, yet not longer than 90 days after
     * their vouchers; of a line without an amount the vouchers pay as much as they may.
     *
     * <p>Rejects likewise, with {@code order-without-subsidy} (409) when no voucher pays anything of it, and, where a
     * line has no amount, each of the chosen vouchers that cannot be used with its own reason.
     *
     * @param agreedFen what both sides have agreed on for a plan, in fen: what vouchers pay is a share of no more
     */
    Effect<List<Reservation>> reserveFor(
            Actor actor, UUID orderId, List<UUID> chosen, NewReservation wanted, Map<String, Long> agreedFen) {
        return Effect.of(
                () -> candidates(actor, chosen, now())
                        .chain(ids -> order(actor, ids, !chosen.isEmpty(), wanted, "", orderId, agreedFen)),
                (connection, order) -> across(connection, actor, order).invoke(held -> {
                    if (held.isEmpty()) {
                        throw Rejection.conflict("order-without-subsidy");
                    }
                }));
    }

    private Uni<List<Reservation>> across(SqlConnection connection, Actor actor, Order order) {
        return Uni.combine()
                .all()
                .unis(
                        requireParties(connection, actor, order),
                        shares(connection, actor, order),
                        vouchers.lockAll(connection, order.voucherIds()))
                .asTuple()
                .chain(locked -> {
                    Instant now = now();
                    requireOrderable(order, now);
                    Map<Voucher, Purse> purses = purses(order, locked.getItem3(), now);
                    return hold(connection, actor, order, purses, locked.getItem2(), now);
                });
    }

    /** Before any voucher is locked: whoever bars a provider locks it first, and then the vouchers held for it. */
    private Uni<Void> requireParties(SqlConnection connection, Actor actor, Order order) {
        return orders.requireParties(connection, actor.organizationId(), order.target());
    }

    /**
     * What an order was found to be, before any row is locked.
     *
     * @param isChosen whether somebody has said which vouchers are to be used
     * @param pointer where it stands in the request
     * @param id of the order that will own the holds; null where there is none
     * @param agreedFen what both sides have agreed on for a plan, in fen
     */
    private record Order(
            List<UUID> voucherIds,
            boolean isChosen,
            NewReservation wanted,
            String pointer,
            UUID id,
            Map<String, Long> agreedFen,
            Target target,
            Map<UUID, RuleSet> rulesOfVouchers) {

        /** Nobody said how much, so nobody sees from that whether one of the chosen vouchers was used. */
        boolean isOfChosenOnly() {
            return isChosen && wanted.hasOpenLines();
        }
    }

    private Uni<List<UUID>> candidates(Actor actor, List<UUID> chosen, Instant now) {
        if (!chosen.isEmpty()) {
            return Uni.createFrom().item(chosen.stream().distinct().sorted().toList());
        }
        return vouchers.usable(actor.organizationId(), now, MAX_VOUCHERS)
                .map(found -> found.stream().sorted().toList());
    }

    /**
     * Looks up what never changes or may be some seconds old, before a connection is held: whoever holds one and waits
     * for another can block everybody. It judges nothing that may be different when a request is repeated.
     */
    private Uni<Order> order(
            Actor actor,
            List<UUID> voucherIds,
            boolean isChosen,
            NewReservation wanted,
            String pointer,
            UUID orderId,
            Map<String, Long> agreedFen) {
        return vouchers.rulesOf(Reach.own(actor), voucherIds).chain(found -> {
            if (found.size() != voucherIds.size()) {
                throw Rejection.notFound("voucher-not-found");
            }
            return orders.look(wanted.offeringId())
                    .invoke(target ->
                            SelfDealing.refuse(actor, target.provider().organizationId()))
                    .chain(target -> Multi.createFrom()
                            .iterable(found)
                            .onItem()
                            .transformToUniAndConcatenate(
                                    each -> rules.get(pool, each.programmeId(), each.ruleVersion())
                                            .map(set -> Map.entry(each.voucherId(), set)))
                            .collect()
                            .asMap(Map.Entry::getKey, Map.Entry::getValue)
                            .map(sets -> new Order(
                                    voucherIds, isChosen, wanted, pointer, orderId, agreedFen, target, sets)));
        });
    }

    /**
     * What other holds pay of the order, held until the unit of work ends: nobody else makes a hold for it meanwhile.
     * Only an order that is known already costs a second statement.
     */
    private Uni<OrderShares> shares(SqlConnection connection, Actor actor, Order order) {
        Target target = order.target();
        OrderStore.Key key = new OrderStore.Key(
                actor.organizationId(), target.provider().id(), order.wanted().externalReference());
        return paidOrders
                .lock(connection, key)
                .chain(holds -> {
                    if (holds > MAX_HOLDS) {
                        throw Rejection.conflict("order-holds-too-many", MAX_HOLDS);
                    }
                    return holds == 1
                            ? Uni.createFrom().item(List.<OrderPayment>of())
                            : paidOrders.payments(
                                    connection, key, target.offering().id());
                })
                .chain(payments -> Multi.createFrom()
                        .iterable(payments)
                        .onItem()
                        .transformToUniAndConcatenate(each -> rules.get(
                                        connection, each.programmeId(), each.ruleVersion())
                                .map(set -> Map.entry(each, OrderCheck.termsOfPaid(set, target))))
                        .collect()
                        .in(
                                OrderShares::new,
                                (shares, each) -> shares.add(each.getKey().paid(), each.getValue())));
    }

    private static void requireOrderable(Order order, Instant now) {
        requireSound(order, order.wanted().defectsAt(now, order.id() == null ? LONGEST_HOLD : null));
        order.target().requireFit(now);
        order.target().requireVersion(order.wanted().offeringVersion());
        order.target().requirePrices(now);
    }

    /** A single voucher is asked for all of it, and itself says what it cannot give. */
    private Purse wholePurse(Order order, Voucher voucher) {
        OrderCheck.requireProvider(voucher, order.target(), providers.barred());
        RuleSet set = order.rulesOfVouchers().get(voucher.id());
        return new Purse(Long.MAX_VALUE, OrderCheck.requireTerms(set, order.target()));
    }

    /** The vouchers that can be used for it, those that expire first before the others. */
    private Map<Voucher, Purse> purses(Order order, List<Voucher> locked, Instant now) {
        Target target = order.target();
        Set<UUID> barred = providers.barred();
        if (order.isOfChosenOnly()) {
            locked.forEach(voucher -> requireUsable(voucher, order, barred, now));
        }
        List<Voucher> usable = locked.stream()
                .filter(voucher -> voucher.statusAt(now) == VoucherStatus.ACTIVE && voucher.availableFen() > 0)
                .filter(voucher -> OrderCheck.isUsableWith(voucher, target, barred))
                .sorted(Comparator.comparing(
                                (Voucher voucher) -> voucher.validity().validUntil())
                        .thenComparing(Voucher::id))
                .toList();
        Map<Voucher, Purse> purses = new LinkedHashMap<>();
        for (Voucher voucher : usable) {
            OrderCheck.terms(order.rulesOfVouchers().get(voucher.id()), target)
                    .ifPresent(terms -> purses.put(voucher, new Purse(voucher.availableFen(), terms)));
        }
        if (purses.isEmpty() && !usable.isEmpty()) {
            throw Rejection.conflict("offering-not-subsidised", target.layer());
        }
        long available = purses.values().stream().mapToLong(Purse::availableFen).sum();
        if (available < order.wanted().amountFen()) {
            throw Rejection.conflict(
                    "voucher-balance-too-low", available, order.wanted().amountFen());
        }
        if (purses.isEmpty()) {
            throw Rejection.conflict("order-without-subsidy");
        }
        return purses;
    }

    /** Refuses what one that somebody has chosen cannot be used for, as it says itself. */
    private static void requireUsable(Voucher voucher, Order order, Set<UUID> barred, Instant now) {
        OrderCheck.requireProvider(voucher, order.target(), barred);
        voucher.requireReservable(now);
        OrderCheck.requireTerms(order.rulesOfVouchers().get(voucher.id()), order.target());
    }

    private Uni<List<Reservation>> hold(
            SqlConnection connection,
            Actor actor,
            Order order,
            Map<Voucher, Purse> purses,
            OrderShares shares,
            Instant now) {
        OrderCheck.Priced priced =
                OrderCheck.priced(order.wanted().lines(), order.target().prices(), order.agreedFen(), now);
        requireSound(order, priced.defects());
        List<OrderLine> lines = priced.lines();
        List<Defect> defects = OrderCheck.untaxed(lines, purses.values());
        defects.addAll(OrderCheck.contradictions(lines, shares));
        requireSound(order, defects);
        VoucherSplit split = VoucherSplit.of(lines, List.copyOf(purses.values()), shares);
        requireSound(order, OrderCheck.overpaid(order.wanted().lines(), split));
        List<Reservation> held = new ArrayList<>();
        List<VoucherStep> steps = new ArrayList<>();
        int next = 0;
        for (Voucher voucher : purses.keySet()) {
            List<ReservationLine> part = split.parts().get(next++);
            if (!part.isEmpty()) {
                Reservation reservation = reservation(actor, order, voucher, part, now);
                held.add(reservation);
                steps.add(holding(order, voucher, reservation, now));
            }
        }
        return writer.carryOut(connection, steps).replaceWith(held);
    }

    private static Reservation reservation(
            Actor actor, Order order, Voucher voucher, List<ReservationLine> part, Instant now) {
        return new Reservation(
                Ids.next(),
                voucher.id(),
                voucher.organizationId(),
                order.target().provider().id(),
                order.target().offering().id(),
                order.target().offering().version(),
                order.wanted().externalReference(),
                part,
                part.stream().mapToLong(ReservationLine::amountFen).sum(),
                0,
                ReservationStatus.HELD,
                1,
                now,
                actor.id(),
                endOf(order, voucher, now),
                null,
                voucher.validity().validUntil(),
                order.id(),
                null,
                null,
                null);
    }

    /** An order may go on for long; its holds outlive their vouchers by no more than any hold may. */
    private static Instant endOf(Order order, Voucher voucher, Instant now) {
        Instant end = order.wanted().endAt(now, HOLD);
        return order.id() == null ? end : endOf(voucher, end);
    }

    /** When a hold of an order ends that shall last until a moment. */
    static Instant endOf(Voucher voucher, Instant wanted) {
        Instant latest = voucher.validity().validUntil().plus(LONGEST_HOLD);
        return wanted.isBefore(latest) ? wanted : latest;
    }

    private VoucherStep holding(Order order, Voucher before, Reservation reservation, Instant now) {
        long amount = reservation.amountFen();
        return VoucherStep.of(VoucherEvent.RESERVED, before, before.reserve(amount, now), now)
                .holding(reservation)
                .posting(after -> VoucherTransfers.reservation(after, reservation.id(), amount))
                .alsoTelling(notes.domainEvent(
                        ReservationEvent.HELD,
                        reservation,
                        order.target().provider().organizationId(),
                        now));
    }

    /**
     * Captures a hold in whole or in part: the payee is owed the amount, the remainder is free again, or goes to the
     * budget when the voucher is over meanwhile. Offering and provider were fit when the hold was made: what was
     * delivered is paid, whatever became of them since (design.md §1).
     *
     * <p>Rejects with {@code reservation-not-found} (404; also for another provider's), {@code hold-of-order},
     * {@code reservation-ended}, {@code capture-exceeds-hold} and {@code voucher-transition-not-allowed} (409).
     *
     * @param amountFen in fen; null: all of it
     */
    public Effect<Redemption> capture(Actor actor, UUID reservationId, Long amountFen) {
        return Effect.of(
                () -> delivery(actor, reservationId),
                (connection, delivery) -> capture(connection, actor, amountFen, delivery));
    }

    /** A hold that its provider captures, before any row is locked. */
    private record Delivery(Reservation hold, Provider provider, RuleSet rules) {}

    private Uni<Delivery> delivery(Actor actor, UUID reservationId) {
        return reservations
                .find(reservationId, VoucherSight.of(actor))
                .chain(found -> Uni.combine()
                        .all()
                        .unis(providers.find(found.providerId()), rulesOf(found.voucherId()))
                        .with((provider, set) -> new Delivery(found, provider, set)))
                .invoke(delivery -> requireProviderSide(actor, delivery.provider()));
    }

    private Uni<RuleSet> rulesOf(UUID voucherId) {
        return vouchers.rulesOf(Reach.ALL, List.of(voucherId))
                .chain(found ->
                        rules.get(pool, found.get(0).programmeId(), found.get(0).ruleVersion()));
    }

    private Uni<Redemption> capture(SqlConnection connection, Actor actor, Long amountFen, Delivery delivery) {
        UUID provider = delivery.provider().organizationId();
        return locked(connection, delivery.hold().voucherId(), delivery.hold().id())
                .chain(locked -> {
                    Instant now = now();
                    Reservation hold = locked.reservation();
                    hold.requireNoOrder();
                    long amount = amountFen == null ? hold.amountFen() : amountFen;
                    long rest = hold.amountFen() - amount;
                    Reservation ended = hold.capture(amount, now);
                    Voucher captured = locked.voucher().capture(hold.amountFen(), amount, now);
                    Redemption redemption = redemption(ended, delivery.rules(), actor, amount, now);
                    VoucherStep step = VoucherStep.of(VoucherEvent.CAPTURED, locked.voucher(), captured, now)
                            .ending(ended)
                            .capturing(redemption, ended, provider)
                            .posting(after -> VoucherTransfers.capture(after, redemption))
                            .alsoTelling(notes.domainEvent(ReservationEvent.CAPTURED, ended, provider, now));
                    if (rest > 0) {
                        giveUp(step, hold.id(), rest);
                    }
                    return writer.carryOut(connection, step).replaceWith(redemption);
                });
    }

    /** What a hold does not need any more is free again, or goes to the budget when the voucher is over. */
    static void giveUp(VoucherStep step, UUID reservationId, long amountFen) {
        boolean toBudget = step.before().givesBackToBudgetAt(step.at());
        step.returning(toBudget ? amountFen : 0)
                .posting(after -> VoucherTransfers.release(after, reservationId, amountFen, toBudget));
    }

    private static Redemption redemption(Reservation ended, RuleSet rules, Actor actor, long amount, Instant now) {
        return redemption(ended, rules, actor, OrderPayment.paid(ended.lines(), amount), now);
    }

    /** @param lines what is captured of each line of the hold */
    static Redemption redemption(
            Reservation ended, RuleSet rules, Actor actor, List<ReservationLine> lines, Instant now) {
        Payee payee = rules.payee().value();
        return new Redemption(
                Ids.next(),
                ended.id(),
                ended.voucherId(),
                ended.organizationId(),
                ended.providerId(),
                payee,
                payee == Payee.PROVIDER ? ended.providerId() : ended.organizationId(),
                lines.stream().mapToLong(ReservationLine::amountFen).sum(),
                0,
                1,
                now,
                actor.id(),
                lines);
    }

    /**
     * Gives a hold up; the enterprise may, and the provider.
     *
     * <p>Rejects with {@code reservation-not-found} (404), {@code hold-of-order} and {@code reservation-ended} (409).
     */
    public Effect<Reservation> release(Actor actor, UUID reservationId, String reason) {
        return Effect.of(
                () -> reservations
                        .find(reservationId, VoucherSight.of(actor))
                        .chain(found -> providers.find(found.providerId()).map(provider -> new Held(found, provider))),
                (connection, held) -> locked(connection, held.reservation().voucherId(), reservationId)
                        .chain(locked -> {
                            Instant now = now();
                            locked.reservation().requireNoOrder();
                            Reservation ended = locked.reservation().release(now);
                            return end(
                                    connection,
                                    locked.voucher(),
                                    ended,
                                    held.provider(),
                                    ReservationEvent.RELEASED,
                                    reason,
                                    now);
                        }));
    }

    private record Held(Reservation reservation, Provider provider) {}

    /** Ends a hold whose time is over; does nothing when somebody else has ended it meanwhile. */
    Effect<Boolean> expire(ReservationStore.Due due) {
        return Effect.of(
                () -> providers.find(due.providerId()),
                (connection, provider) -> locked(connection, due.voucherId(), due.id())
                        .chain(locked -> {
                            Instant now = now();
                            Reservation hold = locked.reservation();
                            boolean isDue = hold.status() == ReservationStatus.HELD
                                    && hold.statusAt(now) == ReservationStatus.EXPIRED;
                            if (!isDue) {
                                return Uni.createFrom().item(false);
                            }
                            return end(
                                            connection,
                                            locked.voucher(),
                                            hold.expire(now),
                                            provider,
                                            ReservationEvent.EXPIRED,
                                            null,
                                            now)
                                    .replaceWith(true);
                        }));
    }

    private Uni<Reservation> end(
            SqlConnection connection,
            Voucher before,
            Reservation ended,
            Provider provider,
            ReservationEvent event,
            String reason,
            Instant now) {
        VoucherStep step = VoucherStep.of(VoucherEvent.RELEASED, before, before.release(ended.amountFen(), now), now)
                .ending(ended)
                .alsoTelling(notes.domainEvent(event, ended, provider.organizationId(), now))
                .because(reason);
        giveUp(step, ended.id(), ended.amountFen());
        return writer.carryOut(connection, step).replaceWith(ended);
    }

    /** A voucher and one of its holds, both as they are now and held until the unit of work ends. */
    private record Locked(Voucher voucher, Reservation reservation) {}

    /** Sent together: the second is carried out when the first has its lock, and so sees what that waited for. */
    private Uni<Locked> locked(SqlConnection connection, UUID voucherId, UUID reservationId) {
        return Uni.combine()
                .all()
                .unis(vouchers.lock(connection, voucherId), reservations.get(connection, reservationId))
                .with(Locked::new);
    }

    private static void requireProviderSide(Actor actor, Provider provider) {
        if (!actor.actsFor(provider.organizationId())) {
            throw Rejection.notFound("reservation-not-found");
        }
    }

    private static void requireSound(Order order, List<Defect> defects) {
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects.stream()
                    .map(defect -> new Defect(order.pointer() + defect.pointer(), defect.code(), defect.arguments()))
                    .toList());
        }
    }
}
