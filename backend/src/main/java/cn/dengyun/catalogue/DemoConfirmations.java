package cn.dengyun.catalogue;

import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.catalogue.domain.OfferingStatus;
import cn.dengyun.catalogue.store.OfferingStore;
import cn.dengyun.catalogue.store.OfferingWriter;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.platform.startup.DengyunConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Confirms the offerings of the demo in time, as a provider does who pushes its catalogue again: else nothing of it
 * could be ordered with a voucher after four months.
 */
@ApplicationScoped
class DemoConfirmations implements DueWork {

    private static final Logger LOG = Logger.getLogger(DemoConfirmations.class);
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration AFTER = Duration.ofDays(45);
    /** More than the files of the demo have. */
    private static final int ALL = 500;

    private final OfferingStore offerings;
    private final OfferingWriter writer;
    private final Pool pool;
    private final Clock clock;
    private final boolean isDemo;
    private final Rounds rounds;

    DemoConfirmations(
            OfferingStore offerings, OfferingWriter writer, Pool pool, Clock clock, Vertx vertx, DengyunConfig config) {
        this.offerings = offerings;
        this.writer = writer;
        this.pool = pool;
        this.clock = clock;
        this.isDemo = config.demo();
        this.rounds = new Rounds(
                vertx,
                () -> confirm().replaceWith(false),
                new FailureReport(LOG, "the offerings of the demo are confirmed later"));
    }

    void start(@Observes StartupEvent event) {
        if (isDemo) {
            rounds.start(INTERVAL);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        if (!isDemo) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Multi.createFrom()
                .iterable(DemoOfferings.FILES.keySet())
                .onItem()
                .transformToUniAndConcatenate(this::published)
                .collect()
                .asList()
                .map(all -> all.stream()
                        .flatMap(List::stream)
                        .map(offering -> offering.lastConfirmedAt().plus(AFTER))
                        .filter(due -> due.isAfter(now))
                        .min(Comparator.naturalOrder()));
    }

    /** Everything that is to be confirmed now. */
    Uni<Void> confirm() {
        Instant now = clock.instant();
        return Multi.createFrom()
                .iterable(DemoOfferings.FILES.keySet())
                .onItem()
                .transformToUniAndConcatenate(provider -> published(provider)
                        .map(found -> found.stream()
                                .filter(offering ->
                                        !offering.lastConfirmedAt().plus(AFTER).isAfter(now))
                                .map(Offering::id)
                                .toList())
                        .chain(due ->
                                pool.withTransaction(connection -> writer.confirm(connection, provider, now, due))))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<List<Offering>> published(UUID provider) {
        return offerings
                .list(provider, DemoOfferings.PREFIX, OfferingStatus.PUBLISHED, ALL)
                .map(found -> found.stream()
                        .filter(offering -> offering.externalId().startsWith(DemoOfferings.PREFIX))
                        .toList());
    }
}
