package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Judges enterprises anew with which the clock makes a difference: who lapses, deepens, or has to be reminded. */
@ApplicationScoped
class AdoptedRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(AdoptedRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int PAGE = 200;

    private final AdoptedEnterprises enterprises;
    private final AdoptedStore store;
    private final UnitsOfWork units;
    private final Clock clock;
    private final Rounds rounds;

    AdoptedRounds(AdoptedEnterprises enterprises, AdoptedStore store, UnitsOfWork units, Clock clock, Vertx vertx) {
        this.enterprises = enterprises;
        this.store = store;
        this.units = units;
        this.clock = clock;
        this.rounds =
                new Rounds(vertx, this::round, new FailureReport(LOG, "adopted enterprises are judged anew later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        return store.nextDue(now);
    }

    /** A page of those that are due; whether there may be more. */
    Uni<Boolean> round() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return store.due(now, PAGE)
                .chain(codes -> codes.isEmpty()
                        ? Uni.createFrom().item(false)
                        : units.carryOut(judged(codes, now)).replaceWith(codes.size() == PAGE));
    }

    private Effect<Void> judged(List<String> codes, Instant now) {
        return Effect.of(connection -> enterprises.judge(connection, codes, now));
    }
}
