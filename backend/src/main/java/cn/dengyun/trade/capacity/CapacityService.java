package cn.dengyun.trade.capacity;

import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * The door of capacities. What is not there for the actor is refused with {@code capacity-not-found} (404), and with
 * {@code not-yours} (403) whoever is not on the side whose move it is.
 */
@ApplicationScoped
class CapacityService {

    /** How many of a provider are not retired. */
    static final int MAX_OF_PROVIDER = 500;

    /** How many closures of one stand and are not over. */
    static final int MAX_CLOSURES = 200;

    /** The longest window of a calendar, and of a search for what is free. */
    static final Duration MAX_WINDOW = Duration.ofDays(31);

    private static final Duration USUAL_WINDOW = Duration.ofDays(14);

    private final AggregateStore<Capacity> capacities;
    private final CapacityRows rows;
    private final ProviderService providers;
    private final ContractParties parties;
    private final ReferenceService reference;
    private final ChangeNotes notes;
    private final MergePatch patches;
    private final Cursors cursors;
    private final Clock clock;

    CapacityService(
            Aggregates aggregates,
            CapacityRows rows,
            ProviderService providers,
            ContractParties parties,
            ReferenceService reference,
            ChangeNotes notes,
            MergePatch patches,
            Cursors cursors,
            Clock clock) {
        this.capacities = aggregates.of(Capacity.class, Capacity.KNOWN);
        this.rows = rows;
        this.providers = providers;
        this.parties = parties;
        this.reference = reference;
        this.notes = notes;
        this.patches = patches;
        this.cursors = cursors;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether the provider of a capacity may sell now, as it was known at most five seconds ago. */
    boolean isFit(Capacity capacity) {
        return !providers.unfit().contains(capacity.providerId());
    }

    /** One as it is shown: of a provider that may not offer anything, not to everybody. */
    Uni<Capacity> find(Actor actor, UUID id) {
        return capacities.find(actor, id).invoke(found -> {
            if (providers.hiddenFrom(actor).contains(found.organizationId())) {
                throw Rejection.notFound("capacity-not-found");
            }
        });
    }

    /** One that the actor may know of, held until the unit of work ends. */
    Uni<Capacity> lock(SqlConnection connection, Actor actor, UUID id) {
        return capacities.lock(connection, actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<Capacity>> list(Actor actor, Filter filter, String cursor, int limit) {
        return capacities.page(actor, filter.isNone("organization_id", providers.hiddenFrom(actor)), cursor, limit);
    }

    /**
     * A capacity and when it is free.
     *
     * @param looked what of the window lies behind the lead time, within the horizon and on days of the mark
     */
    record Calendar(Capacity capacity, boolean isBookable, Span window, Span looked, FreeTime free) {}

    /**
     * When a capacity can be booked. Rejects with {@code invalid-request} (400; the window).
     *
     * @param from the present moment when null
     * @param until 14 days later when null
     */
    Uni<Calendar> calendar(Actor actor, UUID id, Instant from, Instant until) {
        Instant now = now();
        Instant start = from == null ? now : from.truncatedTo(ChronoUnit.MICROS);
        Instant end = until == null ? start.plus(USUAL_WINDOW) : until.truncatedTo(ChronoUnit.MICROS);
        Span window = new Span(start, end);
        requireWindow(window, "query/until", now);
        return find(actor, id).chain(found -> {
            Span looked = bookable(found, window, now);
            boolean isBookable =
                    found.hindrances(isFit(found), OpenTime.dayOf(now)).isEmpty();
            FreeTime none = new FreeTime(found.openTime(), 0, List.of());
            return isBookable && !looked.isEmpty()
                    ? rows.taken(id, now, looked)
                            .map(taken -> new Calendar(found, true, window, looked, freeOf(found, taken)))
                    : Uni.createFrom().item(new Calendar(found, isBookable, window, looked, none));
        });
    }

    private static FreeTime freeOf(Capacity capacity, List<FreeTime.Taken> taken) {
        return new FreeTime(capacity.openTime(), capacity.form().units(), taken);
    }

    /** What of a window lies behind the lead time, within the horizon, and on days on which the laboratory may test. */
    private static Span bookable(Capacity capacity, Span window, Instant now) {
        Span ahead = window.within(new Span(capacity.firstStart(now), now.plus(Capacity.HORIZON)));
        return capacity.form().qualified(ahead);
    }

    /** Rejects with {@code invalid-request} (400) a window that is empty, too long, or ends too far away. */
    static void requireWindow(Span window, String pointer, Instant now) {
        boolean isFit = !window.isEmpty()
                && !window.startsAt().plus(MAX_WINDOW).isBefore(window.endsAt())
                && !window.endsAt().isAfter(now.plus(Capacity.HORIZON).plus(MAX_WINDOW));
        if (!isFit) {
            throw Rejection.invalid(
                    List.of(Defect.at(pointer, "window-unfit", MAX_WINDOW.toDays(), Capacity.HORIZON.toDays())));
        }
    }

    /**
     * When it is next free for so long, from some moment on; nothing within the horizon when null.
     *
     * @param length in hours or days, as it is booked
     */
    Uni<Span> nextFree(SqlConnection connection, Capacity capacity, Instant from, long length, Instant now) {
        Span window = bookable(capacity, new Span(from, now.plus(Capacity.HORIZON)), now);
        return rows.taken(connection, capacity.id(), now, window)
                .map(taken -> freeOf(capacity, taken).first(length, window).orElse(null));
    }

    /**
     * Draws one up. Rejects with {@code invalid-request} (400), {@code organization-frozen} (403),
     * {@code provider-not-found} (404), {@code provider-not-qualified} and {@code capacities-too-many} (409; how many
     * there may be).
     */
    Effect<Capacity> create(Actor actor, CapacityForm form) {
        return Effect.of(() -> providers.findOf(actor.organizationId()), (connection, provider) -> {
            Instant now = now();
            requireFit(form, now);
            Capacity made = made(actor, provider, form, now);
            return parties.heldAlone(connection, provider.organizationId())
                    .chain(() -> requireSeller(connection, provider.organizationId(), provider.id()))
                    .chain(() -> rows.livingOf(connection, provider.id()))
                    .invoke(living -> {
                        if (living >= MAX_OF_PROVIDER) {
                            throw Rejection.conflict("capacities-too-many", MAX_OF_PROVIDER);
                        }
                    })
                    .chain(() -> capacities
                            .create(actor, made, made.told(CapacityEvent.CREATED))
                            .prepare())
                    .chain(prepared -> prepared.in(connection));
        });
    }

    private static Capacity made(Actor actor, Provider provider, CapacityForm form, Instant now) {
        return new Capacity(
                Ids.next(),
                0,
                provider.organizationId(),
                provider.id(),
                provider.nameZh(),
                form,
                OpenTime.of(form).codes(),
                CapacityStatus.DRAFT,
                actor.id(),
                now,
                null,
                null,
                now,
                null);
    }

    /** Rejects with {@code organization-frozen} (403) and {@code provider-not-qualified} (409). */
    private Uni<Void> requireSeller(SqlConnection connection, UUID organization, UUID provider) {
        return parties.held(connection, List.of(organization))
                .invoke(held -> {
                    if (held.get(organization).isFrozen()) {
                        throw Rejection.forbidden("organization-frozen");
                    }
                })
                .chain(() -> providers.requireQualified(connection, provider));
    }

    private void requireFit(CapacityForm form, Instant now) {
        List<Defect> defects = new ArrayList<>(form.defects());
        for (int i = 0; i < form.capabilityCodes().size(); i++) {
            String pointer = "/capabilityCodes/" + i;
            String code = form.capabilityCodes().get(i);
            if (!reference.isServiceCategory(code)) {
                defects.removeIf(defect -> defect.pointer().equals(pointer));
                defects.add(Defect.at(pointer, "unknown-code", code, ReferenceService.SERVICE_CATEGORIES));
            }
        }
        if (!reference.isRegion(form.regionCode(), OpenTime.dayOf(now))) {
            defects.add(Defect.at("/regionCode", "unknown-code", form.regionCode(), ReferenceService.REGIONS));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /**
     * Changes what it says; what was booked keeps its time and its price, and what it was booked as. Rejects with
     * {@code invalid-request} (400), {@code organization-frozen} (403), {@code transition-not-allowed},
     * {@code provider-not-qualified} and, where what was booked would lie outside, or be of another kind or of a
     * laboratory with another mark, {@code capacity-booked} (409; how many, and when the first begins).
     */
    Effect<Capacity> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return moved(actor, id, CapacityMove.EDIT, precondition, (connection, found) -> {
            found.requireChangeable();
            CapacityForm says = patches.valid(found.form(), patch, CapacityForm.class);
            if (says.equals(found.form())) {
                return Uni.createFrom().item(Change.none(found));
            }
            Instant now = now();
            requireFit(says, now);
            OpenTime open = OpenTime.of(says);
            return rows.booked(connection, id, now)
                    .invoke(booked -> requireNone(
                            booked,
                            each -> !says.isLike(found.form())
                                    || each.unitNumber() > says.units()
                                    || !open.covers(each.span())
                                    || !says.isQualified(each.span())))
                    .replaceWith(() -> found.edited(says, now));
        });
    }

    private static void requireNone(List<FreeTime.Taken> booked, Predicate<FreeTime.Taken> isInTheWay) {
        List<FreeTime.Taken> found = booked.stream().filter(isInTheWay).toList();
        if (!found.isEmpty()) {
            throw Rejection.conflict(
                    "capacity-booked", found.size(), found.get(0).startsAt());
        }
    }

    /**
     * Lets everybody know of it. Rejects with {@code organization-frozen} (403), {@code transition-not-allowed} and
     * {@code provider-not-qualified} (409).
     */
    Effect<Capacity> publish(Actor actor, UUID id, Precondition precondition) {
        return moved(
                actor,
                id,
                CapacityMove.PUBLISH,
                precondition,
                (connection, found) -> Uni.createFrom().item(found.moved(CapacityMove.PUBLISH, null, now())));
    }

    /**
     * Ends it. Rejects with {@code transition-not-allowed} and, as long as something of it is booked,
     * {@code capacity-booked} (409).
     */
    Effect<Capacity> retire(Actor actor, UUID id, String reason) {
        return moved(actor, id, CapacityMove.RETIRE, Precondition.NONE, (connection, found) -> {
            Instant now = now();
            Change<Capacity> change = found.moved(CapacityMove.RETIRE, reason, now);
            return rows.booked(connection, id, now)
                    .invoke(booked -> requireNone(booked, each -> true))
                    .replaceWith(change);
        });
    }

    /**
     * An authority of the region takes it off, or lets it be booked again; what is confirmed stays as it is. Rejects
     * with {@code transition-not-allowed} (409).
     *
     * @param move {@link CapacityMove#SUSPEND} or {@link CapacityMove#REINSTATE}
     */
    Effect<Capacity> judge(Actor authority, UUID id, CapacityMove move, String reason) {
        return moved(
                authority,
                id,
                move,
                Precondition.NONE,
                (connection, found) -> Uni.createFrom().item(found.moved(move, reason, now())));
    }

    private Effect<Capacity> moved(
            Actor actor,
            UUID id,
            CapacityMove move,
            Precondition precondition,
            BiFunction<SqlConnection, Capacity, Uni<Change<Capacity>>> decide) {
        return Effect.of(
                () -> capacities.find(actor, id).invoke(found -> found.requireSide(actor, move)),
                (connection, known) -> requireSellerOf(connection, known, move)
                        .chain(() -> capacities.lock(connection, actor, id))
                        .invoke(found -> found.requireSide(actor, move))
                        .invoke(found -> precondition.check(String.valueOf(found.version())))
                        .chain(found -> decide.apply(connection, found)
                                .chain(change -> capacities.carryOut(connection, found, change))));
    }

    /** Who ends what it offers, or is judged, need not be qualified for that. */
    private Uni<Void> requireSellerOf(SqlConnection connection, Capacity known, CapacityMove move) {
        return move == CapacityMove.EDIT || move == CapacityMove.PUBLISH
                ? requireSeller(connection, known.organizationId(), known.providerId())
                : Uni.createFrom().voidItem();
    }

    /**
     * The provider closes some time of it. Rejects with {@code invalid-request} (400), {@code transition-not-allowed},
     * {@code capacity-booked} and {@code closures-too-many} (409).
     */
    Effect<CapacityClosure> close(Actor actor, UUID id, NewClosure wanted) {
        return Effect.of(connection -> capacities.lock(connection, actor, id).chain(found -> {
            found.requireSide(actor, CapacityMove.RETIRE);
            found.requireLiving();
            Instant now = now();
            requireFit(found, wanted, now);
            CapacityClosure made = new CapacityClosure(
                    Ids.next(),
                    id,
                    wanted.unitNumber(),
                    wanted.startsAt(),
                    wanted.endsAt(),
                    wanted.reason(),
                    actor.id(),
                    now,
                    null);
            FreeTime.Taken closed = new FreeTime.Taken(made.unitNumber(), made.startsAt(), made.endsAt());
            return rows.standing(connection, id, now)
                    .invoke(standing -> {
                        if (standing >= MAX_CLOSURES) {
                            throw Rejection.conflict("closures-too-many", MAX_CLOSURES);
                        }
                    })
                    .chain(() -> rows.booked(connection, id, now))
                    .invoke(booked -> requireNone(
                            booked,
                            each -> closed.isOf(each.unitNumber())
                                    && made.span().overlaps(each.span())))
                    .chain(() -> rows.insert(connection, made))
                    .chain(() -> notes.write(
                            connection, found.told(CapacityEvent.CLOSED, made, now), null, made, made.reason()))
                    .replaceWith(made);
        }));
    }

    private static void requireFit(Capacity capacity, NewClosure wanted, Instant now) {
        List<Defect> defects = new ArrayList<>();
        if (!BookingUnit.HOUR.isAligned(wanted.startsAt())) {
            defects.add(Defect.at("/startsAt", "moment-not-on-the-hour"));
        }
        if (!BookingUnit.HOUR.isAligned(wanted.endsAt())) {
            defects.add(Defect.at("/endsAt", "moment-not-on-the-hour"));
        }
        if (wanted.startsAt().isBefore(BookingUnit.HOUR.down(now))) {
            defects.add(Defect.at("/startsAt", "closure-in-the-past", BookingUnit.HOUR.down(now)));
        }
        Instant last = now.plus(Capacity.HORIZON).truncatedTo(ChronoUnit.SECONDS);
        if (wanted.span().isEmpty() || wanted.endsAt().isAfter(last)) {
            defects.add(Defect.at("/endsAt", "closure-end-unfit", wanted.startsAt(), last));
        }
        if (wanted.unitNumber() != null && wanted.unitNumber() > capacity.form().units()) {
            defects.add(Defect.at("/unitNumber", "unit-unknown", capacity.form().units()));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /**
     * The provider opens again what it closed. Rejects with {@code capacity-closure-not-found} (404) and, where that
     * was done already, {@code closure-lifted} (409; when).
     */
    Effect<CapacityClosure> lift(Actor actor, UUID closureId) {
        return Effect.of(
                () -> closureOf(actor, closureId),
                (connection, known) -> capacities
                        .lock(connection, actor, known.capacityId())
                        .chain(capacity -> {
                            capacity.requireSide(actor, CapacityMove.RETIRE);
                            return rows.closure(connection, closureId)
                                    .chain(found -> lift(connection, capacity, found));
                        }));
    }

    /** Whoever may not know of the closure is not told of the capacity either. */
    private Uni<CapacityClosure> closureOf(Actor actor, UUID id) {
        return rows.closure(id)
                .onItem()
                .ifNull()
                .failWith(() -> Rejection.notFound("capacity-closure-not-found"))
                .call(found -> capacities.find(actor, found.capacityId()).invoke(capacity -> {
                    if (!capacity.isSeenWhollyBy(actor)) {
                        throw Rejection.notFound("capacity-closure-not-found");
                    }
                }))
                .onFailure(CapacityService::isUnknown)
                .transform(other -> Rejection.notFound("capacity-closure-not-found"));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof Rejection rejection && rejection.kind() == Rejection.Kind.NOT_FOUND;
    }

    private Uni<CapacityClosure> lift(SqlConnection connection, Capacity capacity, CapacityClosure found) {
        if (found.liftedAt() != null) {
            throw Rejection.conflict("closure-lifted", found.liftedAt());
        }
        Instant now = now();
        CapacityClosure lifted = found.lifted(now);
        return rows.lift(connection, found.id(), now)
                .chain(() -> notes.write(
                        connection, capacity.told(CapacityEvent.REOPENED, lifted, now), found, lifted, null))
                .replaceWith(lifted);
    }

    /**
     * What of a capacity was closed, newest first: for its provider and those who oversee it. Rejects with
     * {@code cursor-invalid} (400) and {@code not-yours} (403).
     */
    Uni<Page<CapacityClosure>> closures(Actor actor, UUID id, String cursor, int limit) {
        String query = "capacity-closures?" + id;
        return capacities
                .find(actor, id)
                .invoke(found -> {
                    if (!found.isSeenWhollyBy(actor)) {
                        throw Rejection.forbidden("not-yours");
                    }
                })
                .chain(() -> rows.closures(id, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1))
                .map(found -> cursors.pageById(query, found, limit, CapacityClosure::id));
    }
}
