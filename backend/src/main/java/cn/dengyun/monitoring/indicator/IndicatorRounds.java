package cn.dengyun.monitoring.indicator;

import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Counts once a day. Where time is moved on, the last day of each month is not passed over. */
@ApplicationScoped
class IndicatorRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(IndicatorRounds.class);
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final Rounds rounds;

    IndicatorRounds(IndicatorRecount recount, Vertx vertx) {
        this.rounds = new Rounds(
                vertx,
                () -> recount.countIfDue().replaceWith(false),
                new FailureReport(LOG, "the statistics stay as they were counted last, and are counted again later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        YearMonth month = YearMonth.from(now.atZone(ClockProducer.BUSINESS_ZONE));
        Instant due = lastOf(month);
        return Uni.createFrom().item(Optional.of(due.isAfter(now) ? due : lastOf(month.plusMonths(1))));
    }

    private static Instant lastOf(YearMonth month) {
        return month.atEndOfMonth()
                .atTime(IndicatorRecount.TIME)
                .atZone(ClockProducer.BUSINESS_ZONE)
                .toInstant();
    }
}
