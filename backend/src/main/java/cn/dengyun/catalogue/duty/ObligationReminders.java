package cn.dengyun.catalogue.duty;

import cn.dengyun.catalogue.domain.Freshness;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.provider.ProviderService;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Reminds providers 30 and 7 days before an obligation is due that is not met by then, each time once. */
@ApplicationScoped
class ObligationReminders implements DueWork {

    private static final Logger LOG = Logger.getLogger(ObligationReminders.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final int FIRST = 30;
    private static final int LAST = 7;
    private static final int PAGE = 100;

    private final DutyStore store;
    private final ObligationService obligations;
    private final ProviderService providers;
    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;
    private final Rounds rounds;

    ObligationReminders(
            DutyStore store,
            ObligationService obligations,
            ProviderService providers,
            Outbox outbox,
            Pool pool,
            Clock clock,
            Vertx vertx) {
        this.store = store;
        this.obligations = obligations;
        this.providers = providers;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
        this.rounds = new Rounds(
                vertx,
                () -> remind().replaceWith(false),
                new FailureReport(LOG, "providers are reminded of what they owe later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    /** Of the end of a year; catalogues are looked at on the way. */
    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        Instant end = Obligation.endOf(yearOf(now));
        return Uni.createFrom()
                .item(Stream.of(before(end, FIRST), before(end, LAST))
                        .filter(moment -> moment.isAfter(now))
                        .findFirst());
    }

    /** Everything that is to be said now. */
    Uni<Void> remind() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return ofApps(now).chain(() -> ofCatalogues(now));
    }

    private Uni<Void> ofApps(Instant now) {
        Instant end = Obligation.endOf(yearOf(now));
        return stage(end, now)
                .map(days -> store.reminded(ObligationKind.INDUSTRIAL_APPS, end, days)
                        .chain(told -> ofApps(told, now)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Of those who were told already nobody counts the apps again: in December that would be all, in every round. */
    private Uni<Void> ofApps(Set<UUID> told, Instant now) {
        return InTurn.pages(
                null,
                PAGE,
                after -> providers.page(ProviderKind.CLOUD_PLATFORM, after, PAGE),
                Provider::id,
                provider -> told.contains(provider.id())
                        ? Uni.createFrom().voidItem()
                        : remind(
                                new ObligationId(ObligationKind.INDUSTRIAL_APPS, yearOf(now), provider.id()),
                                provider,
                                now));
    }

    private Uni<Void> ofCatalogues(Instant now) {
        Instant latest = now.plus(Duration.ofDays(FIRST)).minus(Freshness.PERIOD);
        return store.catalogues(latest)
                .chain(due -> InTurn.each(
                        due,
                        each -> providers
                                .findAll(Set.of(each.providerId()))
                                .chain(found -> found.containsKey(each.providerId())
                                        ? remind(
                                                new ObligationId(
                                                        ObligationKind.CATALOGUE_UPDATE,
                                                        yearOf(now),
                                                        each.providerId()),
                                                found.get(each.providerId()),
                                                now)
                                        : Uni.createFrom().voidItem())));
    }

    private Uni<Void> remind(ObligationId id, Provider provider, Instant now) {
        return obligations.computeNow(id).chain(found -> {
            Obligation obligation =
                    id.kind() == ObligationKind.CATALOGUE_UPDATE ? ahead(found, now) : found.obligation();
            boolean isOpen = id.kind() == ObligationKind.CATALOGUE_UPDATE || obligation.remaining() > 0;
            if (!isOpen || obligation.dueAt() == null) {
                return Uni.createFrom().voidItem();
            }
            return stage(obligation.dueAt(), now)
                    .map(days -> tell(obligation, provider, days, now))
                    .orElseGet(() -> Uni.createFrom().voidItem());
        });
    }

    /** What is overdue hides nothing that becomes due after it. */
    private static Obligation ahead(ObligationService.Computed catalogue, Instant now) {
        return catalogue
                .obligation()
                .dueAt(catalogue.evidence().stream()
                        .map(each -> Freshness.nextDue(each.releasedAt()))
                        .filter(due -> due.isAfter(now))
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    private Uni<Void> tell(Obligation obligation, Provider provider, int days, Instant now) {
        ObligationId id = obligation.id();
        ObligationEvent type = id.kind() == ObligationKind.INDUSTRIAL_APPS
                ? ObligationEvent.APPS_DUE_SOON
                : ObligationEvent.CATALOGUE_DUE_SOON;
        ObligationEvent.Data data = new ObligationEvent.Data(
                id.text(),
                provider.id(),
                obligation.required(),
                obligation.counted(),
                obligation.remaining(),
                obligation.dueAt(),
                obligation.daysLeft());
        return pool.withTransaction(connection -> store.remind(
                        connection, provider.id(), id.kind(), obligation.dueAt(), days, now)
                .chain(isFirst -> isFirst
                        ? outbox.write(connection, type.of(provider.organizationId(), data, now))
                        : Uni.createFrom().voidItem()));
    }

    /** Which of the reminders is due; empty before the first, and when it is too late. */
    private static Optional<Integer> stage(Instant dueAt, Instant now) {
        if (now.isBefore(before(dueAt, FIRST)) || !now.isBefore(dueAt)) {
            return Optional.empty();
        }
        return Optional.of(now.isBefore(before(dueAt, LAST)) ? FIRST : LAST);
    }

    private static Instant before(Instant dueAt, int days) {
        return dueAt.minus(Duration.ofDays(days));
    }

    private static Year yearOf(Instant now) {
        return Year.of(now.atZone(ClockProducer.BUSINESS_ZONE).getYear());
    }
}
