package cn.dengyun.trade.capacity;

import cn.dengyun.identity.delegation.SelfDealing;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Fen;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.OrderFacts;
import cn.dengyun.trade.order.Orders;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Slots: booked by enterprises, confirmed by providers, rendered or not. What is not there for the actor is refused
 * with {@code capacity-slot-not-found} (404), and with {@code not-yours} (403) whoever is not on the side whose move it
 * is.
 */
@ApplicationScoped
class SlotService {

    /** In how many working days a provider answers, unless the slot begins before that. */
    private static final int DAYS_TO_ANSWER = 2;

    /** How many of an enterprise are not over. */
    static final int MAX_OF_ENTERPRISE = 100;

    /** How many with a provider are not over, so that a sanction frees them in one unit of work. */
    private static final int MAX_WITH_PROVIDER = 2_000;

    private static final String NUMBER_PREFIX = "B";
    private static final int NUMBER_SYMBOLS = 12;

    private final AggregateStore<CapacitySlot> slots;
    private final SlotStore store;
    private final CapacityService capacities;
    private final CapacityRows rows;
    private final ProviderService providers;
    private final CertifiedStandings standings;
    private final ContractParties parties;
    private final Orders orders;
    private final WorkingCalendar calendar;
    private final Clock clock;
    private final Pool pool;

    SlotService(
            Aggregates aggregates,
            SlotStore store,
            CapacityService capacities,
            CapacityRows rows,
            ProviderService providers,
            CertifiedStandings standings,
            ContractParties parties,
            Orders orders,
            WorkingCalendar calendar,
            Clock clock,
            Pool pool) {
        this.slots = aggregates.of(CapacitySlot.class, CapacitySlot.KNOWN);
        this.store = store;
        this.capacities = capacities;
        this.rows = rows;
        this.providers = providers;
        this.standings = standings;
        this.parties = parties;
        this.orders = orders;
        this.calendar = calendar;
        this.clock = clock;
        this.pool = pool;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Uni<CapacitySlot> find(Actor actor, UUID id) {
        return slots.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<CapacitySlot>> list(Actor actor, Filter filter, String cursor, int limit) {
        return slots.page(actor, filter, cursor, limit);
    }

    /** What is known before a unit of work begins. */
    private record Looked(Capacity capacity, CertifiedStanding enterprise) {}

    /**
     * The enterprise books the lowest unit that is free, for as long as the provider needs to answer at first.
     *
     * <p>Rejects with {@code invalid-request} (400), {@code self-dealing}, {@code organization-frozen} (403),
     * {@code capacity-not-found} (404), {@code enterprise-not-certified}, {@code provider-not-qualified},
     * {@code capacity-not-bookable} (409; why), {@code capacity-slots-too-many}, {@code provider-slots-too-many},
     * {@code capacity-taken} (409; when it is next free for so long) and {@code capacity-taken-throughout} (409).
     */
    Effect<CapacitySlot> book(Actor enterprise, NewSlot wanted) {
        return Effect.of(
                () -> look(enterprise, wanted.capacityId()),
                (connection, looked) -> book(connection, enterprise, wanted, looked));
    }

    private Uni<Looked> look(Actor actor, UUID capacityId) {
        return capacities.find(actor, capacityId).chain(capacity -> {
            SelfDealing.refuse(actor, capacity.organizationId());
            if (actor.actsFor(capacity.organizationId())) {
                throw Rejection.forbidden("self-dealing");
            }
            return standings
                    .of(pool, List.of(actor.organizationId()))
                    .map(known -> new Looked(capacity, known.get(actor.organizationId())));
        });
    }

    private Uni<CapacitySlot> book(SqlConnection connection, Actor actor, NewSlot wanted, Looked looked) {
        Capacity known = looked.capacity();
        return parties.heldAlone(connection, actor.organizationId(), known.organizationId())
                .chain(() ->
                        requireParties(connection, actor.organizationId(), known.organizationId(), known.providerId()))
                .chain(() -> order(connection, wanted.orderId(), actor.organizationId()))
                .chain(order -> capacities
                        .lock(connection, actor, known.id())
                        .chain(capacity -> book(connection, actor, wanted, looked, capacity, order)))
                .onFailure(Rows.broken("capacity_slot_no_overlap"))
                .transform(other -> new ChangedMeanwhile());
    }

    /**
     * Rejects with {@code organization-frozen} (403), {@code enterprise-not-certified} and
     * {@code provider-not-qualified} (409).
     */
    private Uni<Void> requireParties(SqlConnection connection, UUID enterprise, UUID seller, UUID provider) {
        return parties.held(connection, List.of(enterprise, seller))
                .invoke(held -> {
                    if (held.get(enterprise).isFrozen()) {
                        throw Rejection.forbidden("organization-frozen");
                    }
                    if (!held.get(enterprise).isCertified()) {
                        throw Rejection.conflict("enterprise-not-certified");
                    }
                    if (held.get(seller).isFrozen()) {
                        throw Rejection.conflict("provider-not-qualified");
                    }
                })
                .chain(() -> providers.requireQualified(connection, provider));
    }

    /** Null where none is named, or where the enterprise has none of that id: nobody holds up the orders of others. */
    private Uni<OrderFacts> order(SqlConnection connection, UUID id, UUID enterprise) {
        return id == null
                ? Uni.createFrom().nullItem()
                : orders.find(connection, id)
                        .chain(found -> found.organizationId().equals(enterprise)
                                ? orders.lock(connection, id)
                                : Uni.createFrom().<OrderFacts>nullItem())
                        .onFailure(Rejection.class)
                        .recoverWithNull();
    }

    /** The moment is that behind the lock: whoever waited for it is judged by when it was free. */
    private Uni<CapacitySlot> book(
            SqlConnection connection, Actor actor, NewSlot wanted, Looked looked, Capacity capacity, OrderFacts order) {
        Instant now = now();
        requireBookable(capacity, now);
        requireFit(capacity, wanted, order, actor.organizationId(), now);
        return letGo(connection, capacity, wanted.span(), now)
                .chain(() -> requireFew(connection, actor.organizationId(), capacity.providerId(), now))
                .chain(() -> rows.freeUnit(connection, capacity, wanted.span()))
                .chain(unit -> unit == null
                        ? refuseTaken(connection, capacity, wanted, now)
                        : create(connection, actor, made(actor, wanted, looked, capacity, unit, now)));
    }

    /** All that nobody answered in time, some at a time. */
    private Uni<Void> letGo(SqlConnection connection, Capacity capacity, Span wanted, Instant now) {
        return store.lockOverdue(connection, capacity.id(), wanted, now)
                .chain(overdue -> InTurn.each(
                                overdue,
                                each -> carryOutClock(connection, each, now).replaceWithVoid())
                        .chain(() -> overdue.size() < SlotStore.LET_GO_AT_ONCE
                                ? Uni.createFrom().voidItem()
                                : letGo(connection, capacity, wanted, now)));
    }

    private static void requireBookable(Capacity capacity, Instant now) {
        List<CapacityHindrance> found = capacity.hindrances(true, OpenTime.dayOf(now));
        if (!found.isEmpty()) {
            throw Rejection.conflict("capacity-not-bookable", found.get(0));
        }
    }

    /** All that is wrong with what is wanted, but for who was faster. */
    private static void requireFit(Capacity capacity, NewSlot wanted, OrderFacts order, UUID enterprise, Instant now) {
        List<Defect> defects = new ArrayList<>(timeDefects(capacity, wanted.span(), now));
        if (wanted.orderId() != null && !isFor(order, capacity, wanted, enterprise)) {
            defects.add(Defect.at("/orderId", "slot-order-unfit"));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    static List<Defect> timeDefects(Capacity capacity, Span wanted, Instant now) {
        CapacityForm form = capacity.form();
        BookingUnit by = form.bookedBy();
        List<Defect> defects = new ArrayList<>();
        if (!by.isAligned(wanted.startsAt())) {
            defects.add(Defect.at("/startsAt", unaligned(by)));
        }
        if (!by.isAligned(wanted.endsAt())) {
            defects.add(Defect.at("/endsAt", unaligned(by)));
        }
        if (wanted.startsAt().isBefore(now.plus(Duration.ofHours(form.leadHours())))) {
            defects.add(Defect.at("/startsAt", "slot-too-soon", form.leadHours(), capacity.firstStart(now)));
        }
        if (wanted.endsAt().isAfter(now.plus(Capacity.HORIZON))) {
            defects.add(Defect.at("/endsAt", "slot-too-far", by.down(now.plus(Capacity.HORIZON))));
        }
        if (!defects.isEmpty()) {
            return defects;
        }
        long length = by.between(wanted.startsAt(), wanted.endsAt());
        if (length < form.minLength() || length > form.maxLength()) {
            return List.of(Defect.at("/endsAt", "slot-length-unfit", form.minLength(), form.maxLength(), by));
        }
        if (!capacity.openTime().covers(wanted)) {
            defects.add(Defect.at("/startsAt", "slot-not-open"));
        }
        if (!form.isQualified(wanted)) {
            defects.add(Defect.at("/endsAt", "slot-beyond-mark", form.markFrom(), form.markUntil()));
        }
        return defects;
    }

    private static String unaligned(BookingUnit by) {
        return by == BookingUnit.DAY ? "moment-not-at-midnight" : "moment-not-on-the-hour";
    }

    /** Whether an order is one of the same two sides that has not ended, and will not before the slot has. */
    private static boolean isFor(OrderFacts order, Capacity capacity, NewSlot wanted, UUID enterprise) {
        return order != null
                && order.organizationId().equals(enterprise)
                && order.providerOrganizationId().equals(capacity.organizationId())
                && !order.status().isEnd()
                && (order.endsAt() == null || !wanted.endsAt().isAfter(order.endsAt()));
    }

    private Uni<Void> requireFew(SqlConnection connection, UUID enterprise, UUID provider, Instant now) {
        return store.openOf(connection, enterprise, now)
                .invoke(open -> {
                    if (open >= MAX_OF_ENTERPRISE) {
                        throw Rejection.conflict("capacity-slots-too-many", MAX_OF_ENTERPRISE);
                    }
                })
                .chain(() -> store.openWith(connection, provider, now, MAX_WITH_PROVIDER))
                .invoke(open -> {
                    if (open >= MAX_WITH_PROVIDER) {
                        throw Rejection.conflict("provider-slots-too-many", MAX_WITH_PROVIDER);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<CapacitySlot> refuseTaken(SqlConnection connection, Capacity capacity, NewSlot wanted, Instant now) {
        long length = capacity.form().bookedBy().between(wanted.startsAt(), wanted.endsAt());
        return capacities
                .nextFree(connection, capacity, wanted.startsAt(), length, now)
                .map(next -> {
                    throw next == null
                            ? Rejection.conflict("capacity-taken-throughout", Capacity.HORIZON.toDays())
                            : Rejection.conflict("capacity-taken", next.startsAt(), next.endsAt());
                });
    }

    private CapacitySlot made(Actor actor, NewSlot wanted, Looked looked, Capacity capacity, int unit, Instant now) {
        UUID id = Ids.next();
        CapacityForm form = capacity.form();
        int length = Math.toIntExact(form.bookedBy().between(wanted.startsAt(), wanted.endsAt()));
        Instant answer = calendar.after(now, DAYS_TO_ANSWER);
        return new CapacitySlot(
                id,
                0,
                HumanCode.of(NUMBER_PREFIX, NUMBER_SYMBOLS, id),
                actor.organizationId(),
                looked.enterprise().nameZh(),
                looked.enterprise().region(),
                capacity.providerId(),
                capacity.organizationId(),
                capacity.providerName(),
                capacity.id(),
                capacity.version(),
                form.name(),
                unit,
                wanted.startsAt(),
                wanted.endsAt(),
                form.bookedBy(),
                length,
                form.priceFen(),
                Fen.of(form.priceFen()).times(length).amount(),
                wanted.startsAt().minus(Duration.ofHours(form.leadHours())),
                wanted.orderId(),
                wanted.note(),
                SlotStatus.HELD,
                actor.id(),
                now,
                answer.isBefore(wanted.startsAt()) ? answer : wanted.startsAt(),
                null,
                null,
                now,
                null,
                form.kind(),
                form.mark(),
                form.markNumber(),
                null);
    }

    private Uni<CapacitySlot> create(SqlConnection connection, Actor actor, CapacitySlot made) {
        return slots.create(actor, made, SlotEvent.HELD.told(made))
                .prepare()
                .chain(prepared -> prepared.in(connection));
    }

    /**
     * The provider confirms it. Rejects with {@code organization-frozen} (403), {@code transition-not-allowed},
     * {@code enterprise-not-certified}, {@code provider-not-qualified} and {@code capacity-not-bookable} (409).
     */
    Effect<CapacitySlot> confirm(Actor actor, UUID id) {
        return Effect.of(
                () -> slots.find(actor, id).invoke(found -> found.requireSide(actor, SlotMove.CONFIRM)),
                (connection, found) -> requireParties(
                                connection, found.organizationId(), found.providerOrganizationId(), found.providerId())
                        .chain(() -> capacities.lock(connection, actor, found.capacityId()))
                        .chain(capacity -> slots.lock(connection, actor, id)
                                .map(locked -> confirmed(locked, capacity, now()))
                                .chain(step -> carryOut(connection, step))));
    }

    /** What is locked, what is done with it, and what it is afterwards. */
    private record Step(CapacitySlot before, SlotMove move, CapacitySlot after) {}

    private static Step confirmed(CapacitySlot locked, Capacity capacity, Instant now) {
        CapacitySlot after = locked.moved(SlotMove.CONFIRM, null, now);
        requireBookable(capacity, now);
        if (!locked.isQualifiedBy(capacity.form())) {
            throw Rejection.conflict("capacity-not-bookable", CapacityHindrance.MARK_NOT_IN_FORCE);
        }
        return new Step(locked, SlotMove.CONFIRM, after);
    }

    /**
     * Another move of one of the sides. Rejects with {@code transition-not-allowed}, {@code slot-over} and
     * {@code slot-not-over} (409; when it ends).
     */
    Effect<CapacitySlot> move(Actor actor, UUID id, SlotMove move, String reason) {
        return Effect.of(connection -> slots.lock(connection, actor, id)
                .invoke(locked -> locked.requireSide(actor, move))
                .map(locked -> new Step(locked, move, locked.moved(move, reason, now())))
                .chain(step -> carryOut(connection, step)));
    }

    /**
     * One of both sides lets it go: the enterprise at once before the lead time begins, later with the consent of the
     * provider, for which it asks by this; the provider always. Rejects as {@link #move}.
     */
    Effect<CapacitySlot> cancel(Actor actor, UUID id, String reason) {
        return Effect.of(connection -> slots.lock(connection, actor, id)
                .map(locked -> {
                    Instant now = now();
                    SlotMove move = locked.cancellation(actor, now);
                    locked.requireSide(actor, move);
                    return new Step(locked, move, locked.moved(move, reason, now));
                })
                .chain(step -> carryOut(connection, step)));
    }

    /** Does what the clock has decided; nothing when somebody was faster. */
    Effect<CapacitySlot> passTime(CapacitySlot due) {
        return Effect.of(connection ->
                store.lock(connection, due.id()).chain(locked -> carryOutClock(connection, locked, now())));
    }

    private Uni<CapacitySlot> carryOutClock(SqlConnection connection, CapacitySlot locked, Instant now) {
        SlotMove move = locked.clockAt(now);
        return move == null
                ? Uni.createFrom().item(locked)
                : carryOut(connection, new Step(locked, move, locked.moved(move, null, now)))
                        .chain(after -> carryOutClock(connection, after, now));
    }

    /** How many a disqualification frees. */
    Uni<Long> toFreeWith(SqlConnection connection, UUID provider) {
        return store.toFreeWith(connection, provider, now());
    }

    /** Frees what is not over with a provider, in the unit of work that disqualifies it. */
    Uni<Void> freeAllWith(SqlConnection connection, UUID provider, String reason) {
        return store.lockToFreeWith(connection, provider, now())
                .chain(locked -> free(connection, locked, SlotEnd.PARTY_BARRED, reason));
    }

    /** Frees what is not over of an organisation that was frozen, in the unit of work that freezes it. */
    Uni<Void> freeAllOf(SqlConnection connection, UUID organization) {
        return store.lockToFreeOf(connection, organization, now())
                .chain(locked -> free(connection, locked, SlotEnd.PARTY_BARRED, null));
    }

    /**
     * Frees what of an order is not over at a moment, in the unit of work that ends the order, or moves its last day.
     */
    Uni<Void> freeAllOfOrder(SqlConnection connection, UUID order, Instant end) {
        return store.lockToFreeOfOrder(connection, order, end)
                .chain(locked -> free(connection, locked, SlotEnd.ORDER_ENDED, null));
    }

    private Uni<Void> free(SqlConnection connection, List<CapacitySlot> locked, SlotEnd end, String reason) {
        return InTurn.each(locked, each -> free(connection, each, end, reason));
    }

    /** What has ended by the clock has ended so. */
    private Uni<Void> free(SqlConnection connection, CapacitySlot locked, SlotEnd end, String reason) {
        Instant now = now();
        return carryOutClock(connection, locked, now)
                .chain(settled -> {
                    if (settled.status().isEnd()) {
                        return Uni.createFrom().item(settled);
                    }
                    CapacitySlot freed = settled.freed(end, reason, now);
                    return carryOut(connection, new Step(settled, settled.freeing(), freed));
                })
                .replaceWithVoid();
    }

    private Uni<CapacitySlot> carryOut(SqlConnection connection, Step step) {
        return slots.carryOut(connection, step.before(), step.after().change(step.move()));
    }
}
