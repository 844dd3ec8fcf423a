package cn.dengyun.trade.demand;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.store.OrderRows;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * The door of demands. What is not there for the actor is refused with {@code demand-not-found} (404), and with
 * {@code not-yours} (403) whoever is not the enterprise.
 */
@ApplicationScoped
class DemandService {

    /** How many of an enterprise have not ended. */
    static final int MAX_LIVING = 500;

    private static final String NUMBER_PREFIX = "X";
    private static final int NUMBER_SYMBOLS = 12;

    private final AggregateStore<Demand> demands;
    private final DemandRows rows;
    private final QuoteMoves quotes;
    private final OrderRows orders;
    private final CertifiedStandings standings;
    private final ContractParties parties;
    private final ProviderService providers;
    private final ReferenceService reference;
    private final ChangeNotes notes;
    private final MergePatch patches;
    private final Clock clock;
    private final Pool pool;

    DemandService(
            Aggregates aggregates,
            DemandRows rows,
            QuoteMoves quotes,
            OrderRows orders,
            CertifiedStandings standings,
            ContractParties parties,
            ProviderService providers,
            ReferenceService reference,
            ChangeNotes notes,
            MergePatch patches,
            Clock clock,
            Pool pool) {
        this.demands = aggregates.of(Demand.class, Demand.KNOWN);
        this.rows = rows;
        this.quotes = quotes;
        this.orders = orders;
        this.standings = standings;
        this.parties = parties;
        this.providers = providers;
        this.reference = reference;
        this.notes = notes;
        this.patches = patches;
        this.clock = clock;
        this.pool = pool;
    }

    /**
     * A demand and what hangs on it.
     *
     * @param quotes how many it has
     * @param invited the providers that are invited, by name
     */
    record Whole(Demand demand, long quotes, List<Provider> invited) {}

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Uni<Demand> known(Actor actor, UUID id) {
        return demands.find(actor, id);
    }

    Uni<Whole> find(Actor actor, UUID id) {
        return demands.find(actor, id).chain(this::whole);
    }

    /**
     * For whoever was told of the demand: of whom is invited, and of how many quotes there are, views tell the rest.
     */
    private Uni<Whole> whole(Demand demand) {
        return rows.quotes(List.of(demand.id()))
                .chain(counts -> invited(demand)
                        .map(invited -> new Whole(demand, counts.getOrDefault(demand.id(), 0L), invited)));
    }

    private Uni<List<Provider>> invited(Demand demand) {
        return providers.findAll(new HashSet<>(demand.invitedProviderIds())).map(known -> invited(demand, known));
    }

    private static List<Provider> invited(Demand demand, Map<UUID, Provider> known) {
        return demand.invitedProviderIds().stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Those that the actor may know of, newest first, without whom they invite. Rejects with {@code cursor-invalid}.
     */
    Uni<Page<Whole>> list(Actor actor, Filter filter, String cursor, int limit) {
        return demands.page(actor, filter, cursor, limit)
                .chain(page -> rows.quotes(page.data().stream().map(Demand::id).toList())
                        .map(counts ->
                                page.map(found -> new Whole(found, counts.getOrDefault(found.id(), 0L), List.of()))));
    }

    /**
     * Draws one up. Rejects with {@code invalid-request} (400), {@code organization-frozen} (403),
     * {@code enterprise-not-certified} and {@code demands-too-many} (409; how many there may be).
     */
    Effect<Whole> create(Actor actor, DemandForm form) {
        return Effect.of(
                () -> standings
                        .of(pool, List.of(actor.organizationId()))
                        .map(found -> found.get(actor.organizationId())),
                (connection, standing) -> {
                    Instant now = now();
                    requireFit(form, now);
                    Demand made = made(actor, standing, form, now);
                    return parties.heldAlone(connection, actor.organizationId())
                            .chain(() -> requireStanding(connection, actor.organizationId()))
                            .chain(() -> rows.living(connection, actor.organizationId(), now))
                            .invoke(living -> {
                                if (living >= MAX_LIVING) {
                                    throw Rejection.conflict("demands-too-many", MAX_LIVING);
                                }
                            })
                            .chain(() -> demands.create(actor, made, made.told(DemandEvent.CREATED))
                                    .prepare())
                            .chain(prepared -> prepared.in(connection))
                            .map(done -> new Whole(done, 0, List.of()));
                });
    }

    private static Demand made(Actor actor, CertifiedStanding standing, DemandForm form, Instant now) {
        UUID id = Ids.next();
        return new Demand(
                id,
                0,
                HumanCode.of(NUMBER_PREFIX, NUMBER_SYMBOLS, id),
                actor.organizationId(),
                standing.nameZh(),
                standing.region(),
                form,
                List.of(),
                List.of(),
                DemandStatus.DRAFT,
                actor.id(),
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                now,
                null);
    }

    /** Rejects with {@code organization-frozen} (403) and {@code enterprise-not-certified} (409). */
    private Uni<Void> requireStanding(SqlConnection connection, UUID organization) {
        return parties.held(connection, List.of(organization))
                .invoke(held -> {
                    if (held.get(organization).isFrozen()) {
                        throw Rejection.forbidden("organization-frozen");
                    }
                    if (!held.get(organization).isCertified()) {
                        throw Rejection.conflict("enterprise-not-certified");
                    }
                })
                .replaceWithVoid();
    }

    private void requireFit(DemandForm form, Instant now) {
        List<Defect> defects = new ArrayList<>(form.defectsAt(now));
        if (form.categoryCode() != null && !reference.isServiceCategory(form.categoryCode())) {
            defects.removeIf(defect -> defect.pointer().equals("/categoryCode"));
            defects.add(Defect.at(
                    "/categoryCode", "unknown-code", form.categoryCode(), ReferenceService.SERVICE_CATEGORIES));
        }
        if (!reference.isRegion(form.serviceRegionCode(), Demand.dayOf(now))) {
            defects.add(Defect.at(
                    "/serviceRegionCode", "unknown-code", form.serviceRegionCode(), ReferenceService.REGIONS));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /**
     * Changes what a draft says. Rejects with {@code invalid-request} (400), {@code not-yours} (403),
     * {@code transition-not-allowed} (409), and as the precondition does.
     */
    Effect<Whole> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return moved(actor, id, precondition, (connection, found) -> {
            found.require(DemandMove.EDIT, now());
            DemandForm says = patches.valid(found.form(), patch, DemandForm.class);
            if (says.equals(found.form())) {
                return Uni.createFrom().item(Change.none(found));
            }
            Instant now = now();
            requireFit(says, now);
            return Uni.createFrom().item(found.edited(says, now));
        });
    }

    /**
     * Lets providers quote. Rejects as {@link #create}, with {@code not-yours} (403), {@code transition-not-allowed}
     * and, where only those are to quote who are invited and nobody is, {@code demand-without-invitations} (409).
     */
    Effect<Whole> publish(Actor actor, UUID id, Precondition precondition) {
        return moved(
                        actor,
                        id,
                        precondition,
                        (connection, found) -> requireStanding(connection, found.organizationId())
                                .map(standing -> {
                                    Instant now = now();
                                    Change<Demand> change = found.published(now);
                                    requireFit(found.form(), now);
                                    if (found.form().visibility() == DemandVisibility.INVITED
                                            && found.invited().isEmpty()) {
                                        throw Rejection.conflict("demand-without-invitations");
                                    }
                                    return change;
                                }))
                .then((connection, whole) -> tellInvited(
                                connection, whole.demand(), whole.demand().invited())
                        .replaceWith(whole));
    }

    /**
     * Invites providers. Those of an open demand are told; those of a draft when it is published.
     *
     * <p>Rejects with {@code not-yours} (403), {@code provider-not-found} (404), {@code transition-not-allowed},
     * {@code demand-quoting-over}, {@code demand-invitations-too-many} and {@code demand-invitation-own} (409).
     */
    Effect<Whole> invite(Actor actor, UUID id, NewInvitations wanted) {
        return Effect.of(() -> providers.findAll(new HashSet<>(wanted.providerIds())), (connection, known) -> {
            Map<UUID, UUID> organizations = organizations(wanted, known);
            return demands.lock(connection, actor, id).chain(found -> {
                requireHandled(actor, found);
                if (organizations.containsValue(found.organizationId())) {
                    throw Rejection.conflict("demand-invitation-own");
                }
                Change<Demand> change = found.inviting(organizations, now());
                List<UUID> more = change.after().invited().stream()
                        .filter(each -> !found.invited().contains(each))
                        .toList();
                return demands.carryOut(connection, found, change)
                        .call(after -> after.openedAt() == null
                                ? Uni.createFrom().voidItem()
                                : tellInvited(connection, after, more))
                        .chain(after -> wholeIn(connection, after));
            });
        });
    }

    private static Map<UUID, UUID> organizations(NewInvitations wanted, Map<UUID, Provider> known) {
        Map<UUID, UUID> organizations = new HashMap<>();
        for (UUID provider : wanted.providerIds()) {
            if (!known.containsKey(provider)) {
                throw Rejection.notFound("provider-not-found");
            }
            organizations.put(provider, known.get(provider).organizationId());
        }
        return organizations;
    }

    private Uni<Void> tellInvited(SqlConnection connection, Demand demand, List<UUID> organizations) {
        return InTurn.each(
                organizations,
                organization -> notes.write(connection, demand.invitation(organization), null, null, null));
    }

    /**
     * More time for quotes. Rejects with {@code invalid-request} (400; not later, or too late), {@code not-yours}
     * (403), {@code transition-not-allowed} and {@code demand-quoting-over} (409): once amounts can be seen, nobody
     * quotes any more.
     */
    Effect<Whole> prolong(Actor actor, UUID id, Deadline until) {
        return moved(actor, id, Precondition.NONE, (connection, found) -> {
            Instant now = now();
            Change<Demand> change = found.prolonged(until.quotesUntil(), until.reason(), now);
            if (!until.quotesUntil().isAfter(found.closesAt())) {
                throw Rejection.invalid(
                        List.of(Defect.at("/quotesUntil", "demand-deadline-not-later", found.closesAt())));
            }
            DemandForm.deadlineDefect(until.quotesUntil(), now).ifPresent(defect -> {
                throw Rejection.invalid(List.of(defect));
            });
            return rows.openLater(connection, id, until.quotesUntil()).replaceWith(change);
        });
    }

    /**
     * Takes no more quotes, and opens those that there are. Rejects with {@code not-yours} (403),
     * {@code transition-not-allowed} and {@code demand-quoting-over} (409).
     */
    Effect<Whole> closeQuoting(Actor actor, UUID id, String reason) {
        return moved(actor, id, Precondition.NONE, (connection, found) -> {
            Instant now = now();
            Change<Demand> change = found.quotingClosed(reason, now);
            return rows.openAt(connection, id, now).replaceWith(change);
        });
    }

    /**
     * Ends it without an award; its quotes are rejected.
     *
     * <p>Rejects with {@code not-yours} (403), {@code transition-not-allowed}, {@code demand-quoting-over} and
     * {@code demand-quoting-open} (409).
     *
     * @param move {@link DemandMove#CLOSE} or {@link DemandMove#WITHDRAW}
     */
    Effect<Whole> end(Actor actor, UUID id, DemandMove move, String reason) {
        return moved(actor, id, Precondition.NONE, (connection, found) -> {
            Instant now = now();
            Change<Demand> change = found.ended(move, reason, now);
            return quotes.rejectAll(connection, id, null, reason, now).replaceWith(change);
        });
    }

    /** Ends one on which nobody decided in time. Does nothing when somebody was faster. */
    Effect<Boolean> lapse(Demand due) {
        return Effect.of(connection -> rows.lock(connection, due.id()).chain(locked -> {
            Instant now = now();
            boolean isDue = locked.status() == DemandStatus.OPEN && locked.statusAt(now) == DemandStatus.LAPSED;
            return isDue
                    ? quotes.rejectAll(connection, locked.id(), null, null, now)
                            .chain(() ->
                                    demands.carryOut(connection, locked, locked.ended(DemandMove.LAPSE, null, now)))
                            .replaceWith(true)
                    : Uni.createFrom().item(false);
        }));
    }

    /**
     * Gives one back whose order did not come about: the provider did not want it, or nobody answered in time. An order
     * that ended so never begins any more. Does nothing when somebody was faster.
     */
    Effect<Boolean> reopen(Demand failed) {
        return Effect.of(connection -> rows.lock(connection, failed.id()).chain(locked -> {
            if (locked.status() != DemandStatus.AWARDED || !locked.orderId().equals(failed.orderId())) {
                return Uni.createFrom().item(false);
            }
            Instant now = now();
            return orders.find(connection, locked.orderId())
                    .chain(order -> quotes.reopenAll(connection, locked, order.reason(), now))
                    .chain(() -> demands.carryOut(connection, locked, locked.reopened(now)))
                    .replaceWith(true);
        }));
    }

    /** One that the actor may know of, held until the unit of work ends. */
    Uni<Demand> lock(SqlConnection connection, Actor actor, UUID id) {
        return demands.lock(connection, actor, id);
    }

    /** One, held until the unit of work ends, for whoever has seen to who may know of it. */
    Uni<Demand> lock(SqlConnection connection, UUID id) {
        return rows.lock(connection, id);
    }

    Uni<Demand> carryOut(SqlConnection connection, Demand before, Change<Demand> change) {
        return demands.carryOut(connection, before, change);
    }

    private Effect<Whole> moved(
            Actor actor,
            UUID id,
            Precondition precondition,
            BiFunction<SqlConnection, Demand, Uni<Change<Demand>>> decide) {
        return Effect.of(connection -> demands.lock(connection, actor, id)
                .invoke(found -> requireHandled(actor, found))
                .invoke(found -> precondition.check(String.valueOf(found.version())))
                .chain(found ->
                        decide.apply(connection, found).chain(change -> demands.carryOut(connection, found, change)))
                .chain(after -> wholeIn(connection, after)));
    }

    private static void requireHandled(Actor actor, Demand found) {
        if (!found.isHandledBy(actor)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    private Uni<Whole> wholeIn(SqlConnection connection, Demand demand) {
        return rows.quotes(connection, List.of(demand.id()))
                .chain(counts -> providers
                        .findAll(connection, demand.invitedProviderIds())
                        .map(known -> new Whole(demand, counts.getOrDefault(demand.id(), 0L), invited(demand, known))));
    }
}
