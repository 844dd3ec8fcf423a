package cn.dengyun.trade.order;

import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.trade.order.store.OrderRows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Ends orders that nobody answered, or that did not begin, in time. Nobody waits for it: a status follows the clock.
 */
@ApplicationScoped
class OrderRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(OrderRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final int PAGE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final OrderService orders;
    private final OrderRows rows;
    private final UnitsOfWork units;
    private final Rounds rounds;

    OrderRounds(OrderService orders, OrderRows rows, UnitsOfWork units, Vertx vertx) {
        this.orders = orders;
        this.rows = rows;
        this.units = units;
        this.rounds = new Rounds(
                vertx,
                () -> lapse().replaceWith(false),
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
        return rows.nextDue(now);
    }

    /** Everything that is due now. */
    Uni<Void> lapse() {
        Instant now = orders.now();
        return InTurn.pages(
                FIRST,
                PAGE,
                after -> rows.due(now, after, PAGE),
                ServiceOrder::id,
                due -> units.carryOut(orders.lapse(due)).replaceWithVoid());
    }
}
