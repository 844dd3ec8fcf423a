package cn.dengyun.trade.witness;

import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.trade.witness.domain.UsageComparison;
import cn.dengyun.trade.witness.store.ComparisonRows;
import cn.dengyun.trade.witness.store.ComparisonRows.Wanting;
import cn.dengyun.trade.witness.store.WitnessRows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Compares each month of what is witnessed once late usage counts no more, and again when a witness says something of
 * it, or a week is over: corrections may have changed it.
 */
@ApplicationScoped
class ComparisonRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(ComparisonRounds.class);
    private static final Duration INTERVAL = Duration.ofMinutes(2);
    private static final int PAGE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final ComparisonService comparisons;
    private final ComparisonRows rows;
    private final WitnessRows witnesses;
    private final UnitsOfWork units;
    private final Pool pool;
    private final Rounds rounds;

    ComparisonRounds(
            ComparisonService comparisons,
            ComparisonRows rows,
            WitnessRows witnesses,
            UnitsOfWork units,
            Pool pool,
            Vertx vertx) {
        this.comparisons = comparisons;
        this.rows = rows;
        this.witnesses = witnesses;
        this.units = units;
        this.pool = pool;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "readings of providers and witnesses are compared later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        Instant month = UsageComparison.endOf(UsageComparison.lastMonth(now).plusMonths(1))
                .plus(UsageComparison.GRACE);
        return witnesses
                .isAnyInForce(pool)
                .chain(isAny -> rows.next(now)
                        .map(next -> Stream.of(next, isAny ? Optional.of(month) : Optional.<Instant>empty())
                                .flatMap(Optional::stream)
                                .min(Comparator.naturalOrder())));
    }

    /** Everything that is due now. */
    Uni<Void> round() {
        Instant now = comparisons.now();
        LocalDate last = UsageComparison.lastMonth(now);
        List<LocalDate> months = IntStream.rangeClosed(0, WitnessService.MONTHS_BACK)
                .mapToObj(last::minusMonths)
                .toList();
        return InTurn.each(months, this::first)
                .chain(() -> InTurn.pages(
                        FIRST,
                        PAGE,
                        after -> rows.due(now, after, PAGE),
                        UsageComparison::id,
                        due -> tried(due.meterId(), due.month())));
    }

    private Uni<Void> first(LocalDate month) {
        Instant from = UsageComparison.endOf(month.minusMonths(1));
        return InTurn.pages(
                FIRST,
                PAGE,
                after -> rows.without(month, from, UsageComparison.endOf(month), after, PAGE),
                Wanting::meterId,
                wanting -> tried(wanting.meterId(), wanting.month()));
    }

    /** One that fails is tried again in the next round, and keeps no other from its turn. */
    private Uni<Void> tried(UUID meterId, LocalDate month) {
        return units.carryOut(comparisons.compare(meterId, month))
                .replaceWithVoid()
                .onFailure()
                .invoke(failed -> LOG.errorf(failed, "Meter %s in %s is compared later", meterId, month))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
