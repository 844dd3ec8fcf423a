package cn.dengyun.voucher;

import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.voucher.store.ReservationStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Carries out what the clock has decided: holds whose time is over, vouchers whose validity is, reminders. Every node
 * does it and skips what another is working on; nobody has to wait for it, for a status never depends on it.
 */
@ApplicationScoped
class VoucherSweep implements DueWork {

    private static final Logger LOG = Logger.getLogger(VoucherSweep.class);

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** Rows locked at once: few, so that nobody waits long for a budget. */
    private static final int BATCH = 200;

    private final VoucherService vouchers;
    private final ReservationService reservations;
    private final ReservationStore store;
    private final UnitsOfWork units;
    private final Rounds rounds;

    VoucherSweep(
            VoucherService vouchers,
            ReservationService reservations,
            ReservationStore store,
            UnitsOfWork units,
            Vertx vertx) {
        this.vouchers = vouchers;
        this.reservations = reservations;
        this.store = store;
        this.units = units;
        this.rounds = new Rounds(
                vertx,
                () -> sweep().replaceWith(false),
                new FailureReport(LOG, "expired vouchers are looked for again later"));
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
                .unis(store.nextDue(now), vouchers.nextDue(now))
                .with((hold, voucher) ->
                        Stream.of(hold, voucher).flatMap(Optional::stream).min(Comparator.naturalOrder()));
    }

    /** Everything that is due now. */
    Uni<Void> sweep() {
        return holds().chain(this::expiries).chain(this::reminders);
    }

    private Uni<Void> holds() {
        return store.due(reservations.now(), BATCH)
                .chain(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(each -> units.carryOut(reservations.expire(each)))
                        .filter(isEnded -> isEnded)
                        .collect()
                        .with(Collectors.counting())
                        .chain(ended -> due.size() == BATCH && ended > 0
                                ? holds()
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> expiries() {
        return vouchers.expire(BATCH)
                .chain(count -> count >= BATCH ? expiries() : Uni.createFrom().voidItem());
    }

    private Uni<Void> reminders() {
        return vouchers.remind(BATCH)
                .chain(count -> count >= BATCH ? reminders() : Uni.createFrom().voidItem());
    }
}
