package cn.dengyun.trade.complaint;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.identity.organization.OrganizationLinks;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.provider.IncidentService;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.provider.domain.IncidentStatus;
import cn.dengyun.provider.domain.SecurityIncident;
import cn.dengyun.provider.domain.Supervision;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.OrderService;
import cn.dengyun.trade.order.domain.OrderMove;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.trade.rating.RelatedParties;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Complaints about orders. What is not there for the actor is refused with {@code order-complaint-not-found} (404), and
 * with {@code not-yours} (403) whoever is not the one whose move it is.
 */
@ApplicationScoped
class ComplaintService {

    /** In how many working days the provider answers. */
    private static final int DAYS_TO_ANSWER = 5;

    /** Behind how many of them it is told that the rest is nearly over. */
    private static final int DAYS_TO_REMIND = 3;

    /** In how many working days the enterprise says whether the answer settles it. */
    private static final int DAYS_TO_SETTLE = 10;

    /** In how many working days an authority decides, as with disputes (domain.md §3.3). */
    private static final int DAYS_TO_DECIDE = 20;

    /** How many there ever are about an order. */
    private static final int MAX_OF_ORDER = 5;

    /** How many of an enterprise are open at a time. */
    private static final int MAX_OPEN = 50;

    private final AggregateStore<OrderComplaint> complaints;
    private final ComplaintStore store;
    private final OrderService orders;
    private final CatalogueService catalogue;
    private final ProviderService providers;
    private final IncidentService incidents;
    private final CertifiedStandings standings;
    private final ContractParties parties;
    private final OrganizationLinks links;
    private final WorkingCalendar calendar;
    private final Cursors cursors;
    private final Clock clock;
    private final Pool pool;

    ComplaintService(
            Aggregates aggregates,
            ComplaintStore store,
            OrderService orders,
            CatalogueService catalogue,
            ProviderService providers,
            IncidentService incidents,
            CertifiedStandings standings,
            ContractParties parties,
            OrganizationLinks links,
            WorkingCalendar calendar,
            Cursors cursors,
            Clock clock,
            Pool pool) {
        this.complaints = aggregates.of(OrderComplaint.class, OrderComplaint.KNOWN);
        this.store = store;
        this.orders = orders;
        this.catalogue = catalogue;
        this.providers = providers;
        this.incidents = incidents;
        this.standings = standings;
        this.parties = parties;
        this.links = links;
        this.calendar = calendar;
        this.cursors = cursors;
        this.clock = clock;
        this.pool = pool;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Uni<OrderComplaint> find(Actor actor, UUID id) {
        return complaints.find(actor, id);
    }

    /** The same, held until the unit of work ends. */
    Uni<OrderComplaint> lock(SqlConnection connection, Actor actor, UUID id) {
        return complaints.lock(connection, actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    Uni<Page<OrderComplaint>> list(Actor actor, Filter filter, String cursor, int limit) {
        return complaints.page(actor, filter, cursor, limit);
    }

    /** What was said and done about one, newest first. Rejects with {@code cursor-invalid}. */
    Uni<Page<ComplaintStep>> steps(Actor actor, UUID id, String cursor, int limit) {
        String query = "complaint-steps?" + id;
        return complaints
                .find(actor, id)
                .chain(() -> store.steps(id, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1))
                .map(found -> cursors.pageById(query, found, limit, ComplaintStep::id));
    }

    /** How many there were about an offering when this month began. Rejects with {@code offering-not-found} (404). */
    Uni<ComplaintSummary> ofOffering(Actor actor, UUID offering) {
        return catalogue
                .get(offering, actor)
                .chain(found -> store.ofOffering(found.providerId(), offering, monthBegan()));
    }

    /** How many there were about a provider when this month began. Rejects with {@code provider-not-found} (404). */
    Uni<ComplaintSummary> ofProvider(UUID provider) {
        return providers.find(provider).chain(() -> store.ofProvider(provider, monthBegan()));
    }

    /** Numbers change with months alone, so that nobody sees by them that somebody complains, or takes it back. */
    private Instant monthBegan() {
        return YearMonth.from(now().atZone(ClockProducer.BUSINESS_ZONE))
                .atDay(1)
                .atStartOfDay(ClockProducer.BUSINESS_ZONE)
                .toInstant();
    }

    /** An order, and who its sides are. */
    private record Looked(ServiceOrder order, CertifiedStanding enterprise, CertifiedStanding seller) {}

    /**
     * The enterprise complains about an order that was accepted, whatever became of it. Rejects with
     * {@code service-order-not-found} (404), {@code not-yours}, {@code organization-frozen},
     * {@code complaint-of-related} (403), {@code complaint-without-contract}, {@code complaints-of-order-too-many} and
     * {@code complaints-too-many} (409).
     */
    Effect<OrderComplaint> file(Actor actor, UUID orderId, ComplaintForms.Complaint wanted) {
        return Effect.of(() -> look(actor, orderId), (connection, looked) -> file(connection, actor, looked, wanted));
    }

    private Uni<Looked> look(Actor actor, UUID orderId) {
        return orders.find(actor, orderId).chain(whole -> {
            ServiceOrder order = whole.order();
            order.requireSide(actor, OrderMove.Side.ENTERPRISE);
            return standings
                    .of(pool, List.of(order.organizationId(), order.providerOrganizationId()))
                    .map(known -> new Looked(
                            order, known.get(order.organizationId()), known.get(order.providerOrganizationId())));
        });
    }

    private Uni<OrderComplaint> file(
            SqlConnection connection, Actor actor, Looked looked, ComplaintForms.Complaint wanted) {
        ServiceOrder order = looked.order();
        if (order.acceptedAt() == null) {
            throw Rejection.conflict("complaint-without-contract", order.number());
        }
        if (RelatedParties.are(looked.enterprise(), looked.seller())) {
            throw Rejection.forbidden("complaint-of-related");
        }
        return parties.heldAlone(connection, order.organizationId())
                .chain(() -> parties.held(connection, List.of(order.organizationId())))
                .invoke(held -> {
                    if (held.get(order.organizationId()).isFrozen()) {
                        throw Rejection.forbidden("organization-frozen");
                    }
                })
                .chain(() -> store.ofOrder(connection, order.id()))
                .invoke(filed -> requireFewer(filed, MAX_OF_ORDER, "complaints-of-order-too-many"))
                .chain(() -> store.openOf(connection, order.organizationId(), now()))
                .invoke(open -> requireFewer(open, MAX_OPEN, "complaints-too-many"))
                .map(few -> filed(actor, looked, wanted, now()))
                .chain(made -> complaints
                        .create(actor, made, ComplaintEvent.FILED.told(made, made.statement(), made.filedAt()))
                        .prepare()
                        .chain(prepared -> prepared.in(connection)))
                .call(made -> store.insert(connection, step(made, ComplaintStep.FILE, actor.id(), made.statement())));
    }

    private static void requireFewer(long there, int most, String code) {
        if (there >= most) {
            throw Rejection.conflict(code, most);
        }
    }

    private OrderComplaint filed(Actor actor, Looked looked, ComplaintForms.Complaint wanted, Instant now) {
        ServiceOrder order = looked.order();
        Instant answerDue = calendar.after(now, DAYS_TO_ANSWER);
        return new OrderComplaint(
                Ids.next(),
                0,
                order.id(),
                order.number(),
                order.organizationId(),
                order.organizationName(),
                order.regionCode(),
                looked.enterprise().creditCode(),
                order.providerId(),
                order.providerOrganizationId(),
                order.providerName(),
                looked.seller().region(),
                Supervision.supervisorOf(looked.seller().region()),
                order.offeringId(),
                order.offeringName(),
                wanted.kind(),
                wanted.statement(),
                wanted.remedy(),
                ComplaintStatus.FILED,
                actor.id(),
                now,
                answerDue,
                calendar.after(now, DAYS_TO_REMIND),
                null,
                null,
                null,
                null,
                null,
                // The answer is due at midnight: the first day of the authority is the one that begins then.
                calendar.after(answerDue.minusNanos(1), DAYS_TO_DECIDE),
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
                null,
                null,
                null,
                null,
                null,
                now);
    }

    /** What is done with a complaint, and what is said of it; null where nothing is. */
    private record Done(ComplaintMove move, OrderComplaint after, String says) {}

    /** The provider answers. Rejects as {@link OrderComplaint#answered}. */
    Effect<OrderComplaint> answer(Actor actor, UUID id, String says) {
        return moved(actor, id, ComplaintMove.ANSWER, (found, now) -> {
            Instant until = calendar.after(now, DAYS_TO_SETTLE);
            return new Done(found.answerMove(now), found.answered(says, until, now), says);
        });
    }

    /** The enterprise says that it is settled. Rejects as {@link OrderComplaint#closed}. */
    Effect<OrderComplaint> settle(Actor actor, UUID id) {
        return moved(
                actor,
                id,
                ComplaintMove.SETTLE,
                (found, now) -> new Done(ComplaintMove.SETTLE, found.closed(ComplaintMove.SETTLE, now), null));
    }

    /** The enterprise takes it back. Rejects as {@link OrderComplaint#closed}. */
    Effect<OrderComplaint> withdraw(Actor actor, UUID id, String why) {
        return moved(
                actor,
                id,
                ComplaintMove.WITHDRAW,
                (found, now) -> new Done(ComplaintMove.WITHDRAW, found.closed(ComplaintMove.WITHDRAW, now), why));
    }

    /** The enterprise asks an authority to decide. Rejects as {@link OrderComplaint#escalated}. */
    Effect<OrderComplaint> escalate(Actor actor, UUID id, String grounds) {
        return moved(actor, id, ComplaintMove.ESCALATE, (found, now) -> {
            Instant due = calendar.after(now, DAYS_TO_DECIDE);
            return new Done(ComplaintMove.ESCALATE, found.escalated(grounds, due, now), grounds);
        });
    }

    /**
     * An authority of the enterprise decides. Rejects as {@link OrderComplaint#decided}, and with
     * {@code review-own-side} (403) whoever belongs to one of both sides or is its contact.
     */
    Effect<OrderComplaint> decide(Actor actor, UUID id, ComplaintForms.Decision says) {
        return moved(
                actor,
                id,
                ComplaintMove.DECIDE,
                (connection, found) -> requireOtherSide(connection, actor, found),
                (found, now) -> new Done(ComplaintMove.DECIDE, found.decided(says, actor.id(), now), says.reason()));
    }

    /** Nobody decides about his own side, also where he wears another hat. */
    private Uni<Void> requireOtherSide(SqlConnection connection, Actor actor, OrderComplaint found) {
        if (found.isParty(actor)) {
            throw Rejection.forbidden("review-own-side");
        }
        return links.requireNoContact(
                connection, actor, List.of(found.organizationId(), found.providerOrganizationId()));
    }

    /**
     * The supervisor of the provider hands it over to a security incident of that. Rejects as
     * {@link OrderComplaint#handedOver}, with {@code security-incident-not-found} (404) {@code review-own-side} (403)
     * and {@code complaint-incident-unfit} (409).
     */
    Effect<OrderComplaint> handOver(Actor actor, UUID id, UUID incidentId) {
        return Effect.of(
                () -> complaints.find(actor, id).invoke(found -> found.requireHand(actor, ComplaintMove.HAND_OVER)),
                (connection, known) -> requireOtherSide(connection, actor, known)
                        // The incident before what names it, as whoever dismisses it holds them.
                        .chain(() -> incidents.lock(connection, actor, incidentId))
                        .chain(incident -> complaints
                                .lock(connection, actor, id)
                                .chain(found -> handOver(connection, actor, found, incident))));
    }

    private Uni<OrderComplaint> handOver(
            SqlConnection connection, Actor actor, OrderComplaint found, SecurityIncident incident) {
        Instant now = now();
        return passed(connection, found, now).chain(present -> {
            OrderComplaint after = present.handedOver(incident.id(), now);
            requireFit(incident, present);
            return carriedOut(connection, present, new Done(ComplaintMove.HAND_OVER, after, null), actor.id());
        });
    }

    /** Those that were handed over to an incident that was dismissed wait for the supervisor again. */
    Uni<Void> handBack(SqlConnection connection, UUID incidentId) {
        Instant now = now();
        return store.lockOfIncident(connection, incidentId)
                .chain(all -> InTurn.each(
                        all,
                        found -> passed(connection, found, now)
                                .chain(present -> carriedOut(
                                        connection,
                                        present,
                                        new Done(ComplaintMove.HAND_BACK, present.handedBack(now), null),
                                        null))
                                .replaceWithVoid()));
    }

    /**
     * The supervisor of the provider finds no security incident in it. Rejects as {@link OrderComplaint#ruledOut}, and
     * with {@code review-own-side} (403).
     */
    Effect<OrderComplaint> ruleOut(Actor actor, UUID id, String why) {
        return moved(
                actor,
                id,
                ComplaintMove.RULE_OUT,
                (connection, found) -> requireOtherSide(connection, actor, found),
                (found, now) -> new Done(ComplaintMove.RULE_OUT, found.ruledOut(now), why));
    }

    /**
     * The provider has done what was ordered; an authority of the enterprise has seen that it was. Rejects as
     * {@link OrderComplaint#fulfilled}, and with {@code review-own-side} (403) whoever sees to his own side.
     */
    Effect<OrderComplaint> fulfil(Actor actor, UUID id, String says) {
        return moved(
                actor,
                id,
                ComplaintMove.FULFIL,
                (connection, found) -> found.isOfAuthority(actor)
                        ? requireOtherSide(connection, actor, found)
                        : Uni.createFrom().voidItem(),
                (found, now) -> new Done(
                        ComplaintMove.FULFIL,
                        found.fulfilled(says, actor.id(), found.isOfAuthority(actor), now),
                        says));
    }

    private static void requireFit(SecurityIncident incident, OrderComplaint found) {
        if (!incident.providerId().equals(found.providerId()) || incident.status() == IncidentStatus.DISMISSED) {
            throw Rejection.conflict("complaint-incident-unfit");
        }
    }

    /** What the clock has decided; does nothing when somebody was faster. */
    Effect<OrderComplaint> passTime(OrderComplaint due) {
        return Effect.of(
                connection -> store.lock(connection, due.id()).chain(locked -> passed(connection, locked, now())));
    }

    /** Tells the provider once that its time is nearly over. */
    Effect<OrderComplaint> remind(OrderComplaint due) {
        return Effect.of(connection -> store.lock(connection, due.id()).chain(locked -> {
            Instant now = now();
            boolean isDue = locked.statusAt(now) == ComplaintStatus.FILED
                    && locked.remindAt() != null
                    && !now.isBefore(locked.remindAt());
            return isDue
                    ? carriedOut(connection, locked, new Done(ComplaintMove.REMIND, locked.reminded(now), null), null)
                    : Uni.createFrom().item(locked);
        }));
    }

    private Effect<OrderComplaint> moved(
            Actor actor, UUID id, ComplaintMove move, BiFunction<OrderComplaint, Instant, Done> decide) {
        return moved(actor, id, move, (connection, found) -> Uni.createFrom().voidItem(), decide);
    }

    /** What the clock has decided before comes first: it is told as well. */
    private Effect<OrderComplaint> moved(
            Actor actor,
            UUID id,
            ComplaintMove move,
            BiFunction<SqlConnection, OrderComplaint, Uni<Void>> require,
            BiFunction<OrderComplaint, Instant, Done> decide) {
        return Effect.of(connection -> complaints
                .lock(connection, actor, id)
                .invoke(found -> found.requireHand(actor, move))
                .call(found -> require.apply(connection, found))
                .chain(found -> {
                    Instant now = now();
                    return passed(connection, found, now)
                            .chain(present -> carriedOut(connection, present, decide.apply(present, now), actor.id()));
                }));
    }

    private Uni<OrderComplaint> passed(SqlConnection connection, OrderComplaint locked, Instant now) {
        return locked.dueMove(now)
                .map(move -> carriedOut(connection, locked, new Done(move, locked.passed(move, now), null), null))
                .orElseGet(() -> Uni.createFrom().item(locked));
    }

    /** @param by null for the clock */
    private Uni<OrderComplaint> carriedOut(SqlConnection connection, OrderComplaint before, Done done, UUID by) {
        OrderComplaint after = done.after();
        Change<OrderComplaint> change =
                new Change<>(after, done.move().event.told(after, done.says(), after.updatedAt()), done.says());
        return complaints
                .carryOut(connection, before, change)
                .call(() -> store.insert(connection, step(after, done.move().name(), by, done.says())));
    }

    private static ComplaintStep step(OrderComplaint after, String move, UUID by, String says) {
        UUID incident = move.equals(ComplaintMove.HAND_OVER.name()) ? after.incidentId() : null;
        return new ComplaintStep(Ids.next(), after.id(), move, by, after.updatedAt(), says, incident);
    }
}
