package cn.dengyun.trade.order;

import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.trade.order.domain.Amendment;
import cn.dengyun.trade.order.domain.Delivery;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.trade.order.store.AmendmentRows;
import cn.dengyun.trade.order.store.DeliveryRows;
import cn.dengyun.trade.order.store.OrderRows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Carries out what the clock has decided of orders: those that nobody answered, or that did not begin, in time; those
 * in service whose time is over; what was delivered and nobody answers; what was proposed and nobody answered. Nobody
 * waits for it: a status follows the clock.
 */
@ApplicationScoped
class OrderRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(OrderRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final int PAGE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final OrderService orders;
    private final DeliveryService deliveries;
    private final AmendmentService amendments;
    private final OrderRows rows;
    private final DeliveryRows delivered;
    private final AmendmentRows proposed;
    private final UnitsOfWork units;
    private final Rounds rounds;

    OrderRounds(
            OrderService orders,
            DeliveryService deliveries,
            AmendmentService amendments,
            OrderRows rows,
            DeliveryRows delivered,
            AmendmentRows proposed,
            UnitsOfWork units,
            Vertx vertx) {
        this.orders = orders;
        this.deliveries = deliveries;
        this.amendments = amendments;
        this.rows = rows;
        this.delivered = delivered;
        this.proposed = proposed;
        this.units = units;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "orders whose time is over are looked for again later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        return Uni.combine()
                .all()
                .unis(rows.nextDue(now), rows.nextEnding(now), delivered.nextDue(now), proposed.nextDue(now))
                .with((lapse, end, delivery, proposal) -> Stream.of(lapse, end, delivery, proposal)
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder()));
    }

    /** Everything that is due now. */
    Uni<Void> round() {
        return lapse().chain(this::deliveries).chain(this::ends).chain(this::proposals);
    }

    /** Orders that nobody answered, or that did not begin, in time. */
    Uni<Void> lapse() {
        Instant now = orders.now();
        return InTurn.pages(
                FIRST,
                PAGE,
                after -> rows.due(now, after, PAGE),
                ServiceOrder::id,
                due -> units.carryOut(orders.lapse(due)).replaceWithVoid());
    }

    private Uni<Void> deliveries() {
        Instant now = orders.now();
        return InTurn.pages(
                        FIRST,
                        PAGE,
                        after -> delivered.passing(now, after, PAGE),
                        Delivery::id,
                        due -> units.carryOut(deliveries.pass(due)).replaceWithVoid())
                .chain(() -> InTurn.pages(
                        FIRST,
                        PAGE,
                        after -> delivered.lapsing(now, after, PAGE),
                        Delivery::id,
                        due -> units.carryOut(deliveries.lapse(due)).replaceWithVoid()));
    }

    private Uni<Void> ends() {
        Instant now = orders.now();
        return InTurn.pages(
                FIRST,
                PAGE,
                after -> rows.ending(now, after, PAGE),
                ServiceOrder::id,
                due -> units.carryOut(orders.runOut(due)).replaceWithVoid());
    }

    private Uni<Void> proposals() {
        Instant now = orders.now();
        return InTurn.pages(
                FIRST,
                PAGE,
                after -> proposed.due(now, after, PAGE),
                Amendment::id,
                due -> units.carryOut(amendments.lapse(due)).replaceWithVoid());
    }
}
