package cn.dengyun.trade.order;

import cn.dengyun.identity.delegation.SelfDealing;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.provider.domain.ProviderStatus;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.domain.Amendment;
import cn.dengyun.trade.order.domain.AmendmentMove;
import cn.dengyun.trade.order.domain.OrderAccount;
import cn.dengyun.trade.order.domain.OrderMove;
import cn.dengyun.trade.order.domain.OrderParties;
import cn.dengyun.trade.order.domain.OrderStep;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.trade.order.store.AmendmentRows;
import cn.dengyun.trade.order.store.DeliveryRows;
import cn.dengyun.trade.order.store.OrderRows;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Carries moves of orders out, and nobody else does: the order is written over the version that was decided on, both
 * sides are told, the step is put on record, and whoever hangs on orders does his part.
 */
@ApplicationScoped
class OrderMoves {

    private final AggregateStore<ServiceOrder> orders;
    private final OrderRows rows;
    private final DeliveryRows deliveries;
    private final AmendmentRows amendments;
    private final ChangeNotes notes;
    private final ContractParties parties;
    private final CertifiedStandings standings;
    private final ProviderService providers;
    private final Instance<OrderEffect> effects;
    private final Clock clock;
    private final Pool pool;

    OrderMoves(
            Aggregates aggregates,
            OrderRows rows,
            DeliveryRows deliveries,
            AmendmentRows amendments,
            ChangeNotes notes,
            ContractParties parties,
            CertifiedStandings standings,
            ProviderService providers,
            Instance<OrderEffect> effects,
            Clock clock,
            Pool pool) {
        this.orders = aggregates.of(ServiceOrder.class, ServiceOrder.KNOWN, ServiceOrder::seesAll);
        this.rows = rows;
        this.deliveries = deliveries;
        this.amendments = amendments;
        this.notes = notes;
        this.parties = parties;
        this.standings = standings;
        this.providers = providers;
        this.effects = effects;
        this.clock = clock;
        this.pool = pool;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    AggregateStore<ServiceOrder> store() {
        return orders;
    }

    /** One that this unit of work has locked, with all that was ever delivered of it. */
    record Open(ServiceOrder order, OrderAccount account) {

        Open with(ServiceOrder moved) {
            return new Open(moved, account);
        }

        Open with(OrderAccount counted) {
            return new Open(order, counted);
        }
    }

    /** Locks an order. Rejects with {@code service-order-not-found} (404). */
    Uni<Open> open(SqlConnection connection, UUID id) {
        return rows.lock(connection, id)
                .onItem()
                .ifNull()
                .failWith(() -> Rejection.notFound("service-order-not-found"))
                .chain(locked -> rows.lines(connection, List.of(id))
                        .chain(lines -> deliveries
                                .ofOrder(connection, id)
                                .map(found ->
                                        new Open(locked, new OrderAccount(lines.getOrDefault(id, List.of()), found)))));
    }

    /**
     * Sees that neither side is frozen until the unit of work ends. Rejects with {@code organization-frozen} (403)
     * where the actor's own side is, and {@code order-side-frozen} (409) where the other is.
     */
    Uni<Void> requireUnfrozen(SqlConnection connection, Actor actor, ServiceOrder order) {
        return held(connection, order)
                .invoke(held -> {
                    if (held.values().stream().anyMatch(party -> party.isFrozen() && actor.actsFor(party.id()))) {
                        throw Rejection.forbidden("organization-frozen");
                    }
                    if (held.values().stream().anyMatch(ContractParties.Party::isFrozen)) {
                        throw Rejection.conflict("order-side-frozen");
                    }
                })
                .replaceWithVoid();
    }

    /** The same of the actor's own side alone. Rejects with {@code organization-frozen} (403). */
    Uni<Void> requireOwnUnfrozen(SqlConnection connection, Actor actor, ServiceOrder order) {
        return held(connection, order)
                .invoke(held -> {
                    if (held.values().stream().anyMatch(party -> party.isFrozen() && actor.actsFor(party.id()))) {
                        throw Rejection.forbidden("organization-frozen");
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Refuses an agent of the enterprise who is the provider: two organisations of one legal entity are one side. Looks
     * it up before a unit of work begins. Rejects with {@code self-dealing} (403).
     */
    Uni<Void> refuseOwn(Actor actor, ServiceOrder order) {
        SelfDealing.refuse(actor, order.providerOrganizationId());
        if (actor.agentOrganizationId() == null) {
            return Uni.createFrom().voidItem();
        }
        return standings
                .of(pool, List.of(actor.agentOrganizationId(), order.providerOrganizationId()))
                .invoke(found -> SelfDealing.refuse(
                        new SelfDealing.Side(
                                actor.agentOrganizationId(),
                                found.get(actor.agentOrganizationId()).creditCode()),
                        new SelfDealing.Side(
                                order.providerOrganizationId(),
                                found.get(order.providerOrganizationId()).creditCode())))
                .replaceWithVoid();
    }

    /** How the sides of orders stand, by order. */
    Uni<Map<UUID, OrderParties>> parties(List<ServiceOrder> found) {
        return stood(pool, found, providers.findAll(providersOf(found)));
    }

    /** The same of one. */
    Uni<OrderParties> parties(ServiceOrder order) {
        return parties(List.of(order)).map(all -> all.get(order.id()));
    }

    /** The same of one, in the caller's unit of work. */
    Uni<OrderParties> parties(SqlConnection connection, ServiceOrder order) {
        return stood(connection, List.of(order), providers.findAll(connection, List.of(order.providerId())))
                .map(all -> all.get(order.id()));
    }

    private Uni<Map<UUID, OrderParties>> stood(
            SqlClient client, List<ServiceOrder> found, Uni<Map<UUID, Provider>> theirProviders) {
        Set<UUID> organizations = found.stream()
                .flatMap(order -> Stream.of(order.organizationId(), order.providerOrganizationId()))
                .collect(Collectors.toSet());
        return standings
                .of(client, organizations)
                .chain(standing -> theirProviders.map(known -> found.stream()
                        .collect(Collectors.toMap(
                                ServiceOrder::id,
                                order -> stood(
                                        standing.get(order.organizationId()),
                                        standing.get(order.providerOrganizationId()),
                                        known.get(order.providerId()))))));
    }

    /** Who is not there is not frozen, and may not enter into contracts. */
    private OrderParties stood(CertifiedStanding enterprise, CertifiedStanding seller, Provider provider) {
        Instant now = now();
        return new OrderParties(
                enterprise != null && enterprise.isFrozen(),
                seller != null && seller.isFrozen(),
                enterprise != null && enterprise.isCertified(),
                provider != null && provider.isFitAt(now),
                provider != null && provider.statusAt(now) == ProviderStatus.DISQUALIFIED);
    }

    private static Set<UUID> providersOf(List<ServiceOrder> found) {
        return found.stream().map(ServiceOrder::providerId).collect(Collectors.toSet());
    }

    /** Whether one of both sides is frozen; it stays as it is until the unit of work ends. */
    Uni<Boolean> isFrozen(SqlConnection connection, ServiceOrder order) {
        return held(connection, order).map(held -> held.values().stream().anyMatch(ContractParties.Party::isFrozen));
    }

    private Uni<Map<UUID, ContractParties.Party>> held(SqlConnection connection, ServiceOrder order) {
        return parties.held(connection, List.of(order.organizationId(), order.providerOrganizationId()));
    }

    /** An order that this unit of work has locked, after a move; null for the actor where it is nobody's. */
    Uni<ServiceOrder> moved(
            SqlConnection connection, Actor actor, ServiceOrder locked, OrderMove move, String reason, Instant due) {
        ServiceOrder after = locked.moved(move, reason, due, now());
        return carryOut(
                connection, actor, locked, after, move, OrderEvent.of(move).told(after));
    }

    /** The same of a move that was decided on already. */
    Uni<ServiceOrder> carryOut(
            SqlConnection connection,
            Actor actor,
            ServiceOrder locked,
            ServiceOrder after,
            OrderMove move,
            DomainEvent told) {
        OrderStep step = new OrderStep(
                Ids.next(),
                locked.id(),
                move.name(),
                actor == null ? null : actor.id(),
                after.updatedAt(),
                after.reason());
        return orders.carryOut(connection, locked, new Change<>(after, told, after.reason()))
                .call(() -> rows.insert(connection, step))
                .call(() -> after.status().isEnd()
                        ? endProposal(connection, after)
                        : Uni.createFrom().voidItem())
                .call(() -> tell(connection, after, change(move), after.updatedAt()));
    }

    /** Nobody answers any more what was proposed of an order that has ended. */
    private Uni<Void> endProposal(SqlConnection connection, ServiceOrder ended) {
        return amendments
                .openOf(connection, ended.id())
                .chain(open -> open.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : decide(
                                connection,
                                ended,
                                open.get(),
                                open.get().moved(AmendmentMove.LAPSE, null, null, ended.updatedAt())));
    }

    /** Writes how a proposal has ended without becoming true, and tells both sides. */
    Uni<Void> decide(SqlConnection connection, ServiceOrder order, Amendment before, Amendment after) {
        DomainEvent told = OrderAmendmentEvent.AMENDMENT_ENDED.told(order, after, 0, 0, after.decidedAt());
        return amendments
                .decide(connection, after)
                .chain(() -> notes.write(connection, told, before, after, after.reason()));
    }

    /** Writes what an account says of the lines. */
    Uni<Void> write(SqlConnection connection, OrderAccount account) {
        return rows.update(connection, account.lines());
    }

    /** Lets whoever hangs on orders do his part; null for nothing that concerns them. */
    Uni<Void> tell(SqlConnection connection, ServiceOrder order, OrderChange change, Instant now) {
        List<OrderEffect> all = change == null ? List.of() : effects.stream().toList();
        if (all.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return rows.lines(connection, List.of(order.id()))
                .map(lines -> OrderFacts.of(order, lines.getOrDefault(order.id(), List.of()), now))
                .chain(facts -> Multi.createFrom()
                        .iterable(all)
                        .onItem()
                        .transformToUniAndConcatenate(effect -> effect.changed(connection, facts, change, now))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private static OrderChange change(OrderMove move) {
        return switch (move) {
            case ACCEPT -> OrderChange.ACCEPTED;
            case ACTIVATE -> OrderChange.ACTIVATED;
            case AMEND -> OrderChange.AMENDED;
            case DISPUTE -> OrderChange.DISPUTED;
            case RESUME -> OrderChange.DISPUTE_SETTLED;
            case END_REST, END_TERM -> OrderChange.REST_ENDED;
            case REJECT, CANCEL, LAPSE, BAR, COMPLETE, END -> OrderChange.ENDED;
            case DELIVER_PART,
                    DELIVER_REST,
                    ACCEPT_PART,
                    REJECT_DELIVERY,
                    WITHDRAW_DELIVERY,
                    LAPSE_DELIVERY,
                    REFUND,
                    LOWER,
                    RENEW -> null;
        };
    }
}
