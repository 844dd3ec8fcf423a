package cn.dengyun.adoption.record;

import cn.dengyun.adoption.enterprise.AdoptedEnterprises;
import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.Ids;
import cn.dengyun.trade.order.OrderChange;
import cn.dengyun.trade.order.OrderEffect;
import cn.dengyun.trade.order.OrderFacts;
import cn.dengyun.trade.order.OrderLineFacts;
import cn.dengyun.trade.order.Orders;
import cn.dengyun.trade.order.domain.OrderStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * What orders have to do with adoption: a paid service that an enterprise has ordered itself, and that has begun,
 * counts without more. That an order has changed is noted in its unit of work, and looked at behind it, so that no
 * order waits for what is counted.
 */
@ApplicationScoped
class AdoptionOrders implements OrderEffect {

    private static final Logger LOG = Logger.getLogger(AdoptionOrders.class);

    private final AdoptionRecordStore store;
    private final AdoptedEnterprises enterprises;
    private final Orders orders;
    private final CatalogueService catalogue;
    private final CertifiedStandings standings;
    private final ChangeNotes notes;
    private final UnitsOfWork units;
    private final Pool pool;

    AdoptionOrders(
            AdoptionRecordStore store,
            AdoptedEnterprises enterprises,
            Orders orders,
            CatalogueService catalogue,
            CertifiedStandings standings,
            ChangeNotes notes,
            UnitsOfWork units,
            Pool pool) {
        this.store = store;
        this.enterprises = enterprises;
        this.orders = orders;
        this.catalogue = catalogue;
        this.standings = standings;
        this.notes = notes;
        this.units = units;
        this.pool = pool;
    }

    @Override
    public Uni<Void> changed(SqlConnection connection, OrderFacts order, OrderChange what, Instant now) {
        return order.activatedAt() == null ? Uni.createFrom().voidItem() : store.note(connection, order.id(), now);
    }

    /** Looks at so many orders that have changed; whether there may be more. */
    Uni<Boolean> lookAtNoted(int rows, Instant now) {
        AtomicInteger failed = new AtomicInteger();
        return store.orders(rows)
                .call(noted -> InTurn.each(noted, each -> tried(each, now, failed)))
                .map(noted -> noted.size() == rows && failed.get() < rows);
    }

    /** One that fails is tried again in the next round, and keeps no other from its turn. */
    private Uni<Void> tried(AdoptionRecordStore.NotedOrder noted, Instant now, AtomicInteger failed) {
        return units.carryOut(lookedAt(noted, now))
                .onFailure()
                .invoke(failure -> {
                    failed.incrementAndGet();
                    LOG.errorf(failure, "What order %s counts for is looked at again", noted.orderId());
                })
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** What an order says of its enterprise; the sides as they are known, and what kind of service it is. */
    private record Looked(
            OrderFacts order, CertifiedStanding enterprise, CertifiedStanding provider, Optional<String> category) {}

    private Effect<Void> lookedAt(AdoptionRecordStore.NotedOrder noted, Instant now) {
        return Effect.of(
                () -> look(noted.orderId()),
                (connection, looked) -> store.lockOfOrder(connection, noted.orderId())
                        .chain(found -> found.isPresent()
                                ? change(connection, found.get(), looked, now)
                                : make(connection, looked, now))
                        .chain(() -> store.forget(connection, noted)));
    }

    private Uni<Looked> look(UUID id) {
        return orders.find(pool, id)
                .chain(order -> standings
                        .of(pool, List.of(order.organizationId(), order.providerOrganizationId()))
                        .chain(known -> catalogue
                                .categoryOf(order.offeringId(), order.offeringVersion())
                                .map(category -> looked(order, known, category))));
    }

    private static Looked looked(OrderFacts order, Map<UUID, CertifiedStanding> known, Optional<String> category) {
        return new Looked(
                order, known.get(order.organizationId()), known.get(order.providerOrganizationId()), category);
    }

    private Uni<Void> make(SqlConnection connection, Looked looked, Instant now) {
        OrderFacts order = looked.order();
        boolean isOfItself =
                looked.enterprise().creditCode().equals(looked.provider().creditCode());
        if (!counts(order) || isOfItself || !looked.enterprise().isCertified()) {
            return Uni.createFrom().voidItem();
        }
        AdoptionRecord made = made(looked, now);
        return store.insert(connection, List.of(made))
                .chain(() -> notes.write(connection, AdoptionRecordEvent.COUNTED.told(made), null, made, null))
                .chain(() -> enterprises.judge(connection, List.of(made.creditCode()), now));
    }

    /** It has begun, somebody pays for it, and it was not called off. */
    private static boolean counts(OrderFacts order) {
        return order.activatedAt() != null
                && order.status() != OrderStatus.CANCELLED
                && order.lines().stream().mapToLong(OrderLineFacts::netFen).sum() > 0;
    }

    private static AdoptionRecord made(Looked looked, Instant now) {
        OrderFacts order = looked.order();
        LocalDate startsOn = dayOf(order.activatedAt());
        return new AdoptionRecord(
                Ids.next(),
                0,
                AdoptionSource.ORDER,
                looked.enterprise().creditCode(),
                order.organizationName(),
                order.organizationId(),
                looked.enterprise().region(),
                new AdoptionOrigin(
                        order.providerId(),
                        order.providerOrganizationId(),
                        order.providerName(),
                        looked.provider().creditCode(),
                        order.number(),
                        null,
                        null,
                        null,
                        order.id()),
                new AdoptionFacts(
                        looked.category().orElse(null),
                        dayOf(order.placedAt()),
                        startsOn,
                        lastDay(order, startsOn),
                        order.lines().stream().mapToLong(OrderLineFacts::netFen).sum(),
                        null,
                        null,
                        null),
                Hashes.sha256Hex(order.id().toString()),
                null,
                AdoptionRecordStatus.COUNTED,
                now,
                now,
                null,
                null,
                null,
                now,
                null,
                now,
                now);
    }

    /** An order that was called off counts no more, and one that lasts until another day lasts until then. */
    private Uni<Void> change(SqlConnection connection, AdoptionRecord found, Looked looked, Instant now) {
        if (found.status() != AdoptionRecordStatus.COUNTED) {
            return Uni.createFrom().voidItem();
        }
        LocalDate last = lastDay(looked.order(), found.facts().startsOn());
        if (!counts(looked.order())) {
            return write(
                    connection, found, found.passed(AdoptionRecordMove.REMOVE, now), AdoptionRecordEvent.REMOVED, now);
        }
        return last.equals(found.facts().endsOn())
                ? Uni.createFrom().voidItem()
                : write(connection, found, found.until(last, now), AdoptionRecordEvent.SETTLED, now);
    }

    private Uni<Void> write(
            SqlConnection connection,
            AdoptionRecord before,
            AdoptionRecord after,
            AdoptionRecordEvent event,
            Instant now) {
        return store.update(connection, List.of(after))
                .chain(() -> notes.write(connection, event.told(after), before, after, null))
                .chain(() -> enterprises.judge(connection, List.of(after.creditCode()), now));
    }

    private static LocalDate lastDay(OrderFacts order, LocalDate startsOn) {
        LocalDate last = dayOf(order.endsAt().minusNanos(1_000));
        return last.isBefore(startsOn) ? startsOn : last;
    }

    private static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ClockProducer.BUSINESS_ZONE);
    }
}
