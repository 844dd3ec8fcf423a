package cn.dengyun.catalogue.duty;

import cn.dengyun.catalogue.domain.Freshness;
import cn.dengyun.catalogue.store.OfferingStore;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.database.CallersContext;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What providers owe and how much of it is met, computed from the catalogue and the hostings when somebody asks.
 * However many ask for one, it is computed once, and no more than two of them at once on a node; what was computed is
 * shown for some time.
 */
@ApplicationScoped
class ObligationService {

    /** The action plan is of this year. */
    static final int FIRST_YEAR = 2018;

    private static final int AT_ONCE = 2;
    private static final int SIGNED_AT_ONCE = 500;
    /** Other apps that one provider's are compared with; those that were there first. */
    private static final int MOST_ALIKE = 5_000;

    private static final UUID FIRST = new UUID(0, 0);

    private final DutyStore store;
    private final OfferingStore offerings;
    private final ProviderService providers;
    private final Cursors cursors;
    private final Clock clock;
    private final WorkerExecutor workers;
    private final AsyncLoadingCache<ObligationId, Computed> computed;

    ObligationService(
            DutyStore store,
            OfferingStore offerings,
            ProviderService providers,
            Cursors cursors,
            Vertx vertx,
            Clock clock) {
        this.store = store;
        this.offerings = offerings;
        this.providers = providers;
        this.cursors = cursors;
        this.clock = clock;
        this.workers = vertx.createSharedWorkerExecutor("dengyun-duties", AT_ONCE);
        this.computed = Caffeine.newBuilder()
                .expireAfter(new Shown())
                .maximumWeight(Shown.MOST_LINES)
                .weigher((ObligationId id, Computed found) -> found.evidence().size() + 1)
                .buildAsync((id, executor) -> computeNow(id).subscribeAsCompletionStage());
    }

    @PreDestroy
    void stop() {
        workers.closeAndForget();
    }

    /** For how long something is shown that was computed: the longer, the more it costs and the less it changes. */
    private static final class Shown implements Expiry<ObligationId, Computed> {

        static final int MOST_LINES = 500_000;
        private static final int MANY_LINES = 1_000;
        private static final Duration FEW = Duration.ofSeconds(5);
        private static final Duration MANY = Duration.ofMinutes(1);
        private static final Duration PAST = Duration.ofHours(1);

        @Override
        public long expireAfterCreate(ObligationId id, Computed found, long now) {
            boolean isPast = !found.obligation().moment().isBefore(Obligation.endOf(id.year()));
            if (isPast && id.kind() == ObligationKind.INDUSTRIAL_APPS) {
                return PAST.toNanos();
            }
            return (found.evidence().size() > MANY_LINES ? MANY : FEW).toNanos();
        }

        @Override
        public long expireAfterUpdate(ObligationId id, Computed found, long now, long left) {
            return expireAfterCreate(id, found, now);
        }

        @Override
        public long expireAfterRead(ObligationId id, Computed found, long now, long left) {
            return left;
        }
    }

    /** An obligation with what it was computed from, in the order of the offerings' ids. */
    record Computed(Obligation obligation, Provider provider, List<AppEvidence> evidence) {}

    /** A line of the evidence and the name of the developer. */
    record Line(AppEvidence evidence, String developerName) {}

    /**
     * The obligations of one kind in a year, by the ids of those who owe. Rejects with {@code invalid-request} and
     * {@code cursor-invalid} (400).
     *
     * @param wanted null for the present year
     */
    Uni<Page<Computed>> list(ObligationKind kind, Integer wanted, UUID providerId, String cursor, int limit) {
        Year present = presentYear();
        Year year = wanted == null ? present : Year.of(wanted);
        if (!isOwed(year)) {
            throw Rejection.invalid(
                    List.of(Defect.at("query/year", "number-out-of-range", FIRST_YEAR, present.getValue())));
        }
        String query = "obligations?" + kind + year + providerId;
        UUID after = cursors.idBehind(query, cursor, FIRST);
        return owing(kind, providerId, after, limit + 1)
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(provider -> compute(new ObligationId(kind, year, provider.id())))
                        .collect()
                        .asList())
                .map(all -> cursors.pageById(
                        query, all, limit, each -> each.provider().id()));
    }

    private Uni<List<Provider>> owing(ObligationKind kind, UUID providerId, UUID after, int rows) {
        if (providerId == null) {
            return providers.page(kind.of(), after, rows);
        }
        return providers
                .findAll(Set.of(providerId))
                .map(found -> found.values().stream()
                        .filter(provider -> kind.binds(provider) && after.compareTo(provider.id()) != 0)
                        .toList());
    }

    /** Rejects with {@code obligation-not-found} (404). */
    Uni<Computed> find(String id) {
        ObligationId wanted = ObligationId.of(id);
        if (!isOwed(wanted.year())) {
            throw Rejection.notFound("obligation-not-found");
        }
        return providers
                .findAll(Set.of(wanted.providerId()))
                .map(found -> {
                    Provider provider = found.get(wanted.providerId());
                    if (provider == null || !wanted.kind().binds(provider)) {
                        throw Rejection.notFound("obligation-not-found");
                    }
                    return provider;
                })
                .chain(provider -> compute(wanted));
    }

    private Year presentYear() {
        return Year.now(clock.withZone(ClockProducer.BUSINESS_ZONE));
    }

    /** Nobody owes anything before the action plan, or is asked for it before the year begins. */
    private boolean isOwed(Year year) {
        return year.getValue() >= FIRST_YEAR && !year.isAfter(presentYear());
    }

    /**
     * What counts towards an obligation and what does not, and why. Rejects as {@link #find}, {@code cursor-invalid}.
     */
    Uni<Page<Line>> evidence(String id, EvidenceVerdict verdict, String cursor, int limit) {
        String query = "evidence?" + id + verdict;
        UUID after = cursors.idBehind(query, cursor, FIRST);
        return find(id).chain(found -> {
                    List<AppEvidence> shown = found.evidence().stream()
                            .filter(each -> verdict == null || each.verdict() == verdict)
                            .filter(each -> each.offeringId().toString().compareTo(after.toString()) > 0)
                            .limit(limit + 1L)
                            .toList();
                    return providers
                            .findAll(shown.stream()
                                    .map(AppEvidence::developerId)
                                    .collect(Collectors.toUnmodifiableSet()))
                            .map(named -> shown.stream()
                                    .map(each -> new Line(each, nameOf(named.get(each.developerId()))))
                                    .toList());
                })
                .map(lines -> cursors.pageById(
                        query, lines, limit, line -> line.evidence().offeringId()));
    }

    private static String nameOf(Provider provider) {
        return provider == null ? "" : provider.nameZh();
    }

    /** As it is now, unless it is shown as it was computed before. Whoever goes away ends it for nobody else. */
    private Uni<Computed> compute(ObligationId id) {
        return CallersContext.goOn(
                Uni.createFrom().completionStage(() -> computed.get(id).copy()));
    }

    /** As it is now. */
    Uni<Computed> computeNow(ObligationId id) {
        return workers.executeBlocking(
                () -> {
                    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    Provider provider = await(providers.find(id.providerId()));
                    return id.kind() == ObligationKind.INDUSTRIAL_APPS
                            ? apps(id, provider, now)
                            : catalogue(id, provider, now);
                },
                false);
    }

    private Computed apps(ObligationId id, Provider provider, Instant now) {
        Instant end = Obligation.endOf(id.year());
        List<UUID> apps = await(store.apps(provider.id(), end));
        List<AppVersion> versions = versions(apps, now);
        Set<UUID> sellers = versions.stream().map(AppVersion::developerId).collect(Collectors.toSet());
        sellers.add(provider.id());
        AppCount count = new AppCount(
                provider.id(),
                id.year(),
                now,
                await(store.hosted(apps, end)),
                ids(await(providers.findAll(sellers)).values().stream()
                        .filter(each -> each.kinds().contains(ProviderKind.CLOUD_PLATFORM))),
                await(providers.disqualifications(sellers)));
        List<AppEvidence> evidence = count.count(versions, alike(id.year(), apps, versions, now)).stream()
                .sorted(Comparator.comparing(each -> each.offeringId().toString()))
                .toList();
        return new Computed(Obligation.ofApps(id, counting(evidence), now), provider, evidence);
    }

    private List<AppVersion> versions(List<UUID> apps, Instant now) {
        return apps.isEmpty()
                ? List.of()
                : PublicVersions.of(await(store.texts(apps)), await(offerings.shown(apps)), now);
    }

    /** What apps of others said that may be the same as what is new in the year. */
    private List<AppVersion> alike(Year year, List<UUID> apps, List<AppVersion> versions, Instant now) {
        Instant end = Obligation.endOf(year);
        Set<Long> bands = versions.stream()
                .filter(each -> !each.releasedAt().isBefore(AppCount.startOf(year))
                        && each.releasedAt().isBefore(end))
                .flatMap(each -> Bands.of(each.name(), each.description()).stream())
                .collect(Collectors.toSet());
        if (bands.isEmpty()) {
            return List.of();
        }
        signAll();
        return versions(await(store.alike(bands, apps, end, MOST_ALIKE)), now);
    }

    private void signAll() {
        List<AppText> unsigned;
        do {
            unsigned = await(store.unsigned(SIGNED_AT_ONCE));
            if (!unsigned.isEmpty()) {
                await(store.sign(unsigned));
            }
        } while (unsigned.size() == SIGNED_AT_ONCE);
    }

    private static <T> T await(Uni<T> work) {
        return WorkerThread.await(work);
    }

    private static Set<UUID> ids(Stream<Provider> found) {
        return found.map(Provider::id).collect(Collectors.toUnmodifiableSet());
    }

    private static int counting(List<AppEvidence> evidence) {
        return Math.toIntExact(
                evidence.stream().filter(each -> each.verdict().counts()).count());
    }

    private Computed catalogue(ObligationId id, Provider provider, Instant now) {
        List<DutyStore.Confirmed> found = await(store.confirmations(provider.id()));
        List<AppEvidence> evidence = found.stream()
                .map(each -> confirmed(provider, each, now))
                .sorted(Comparator.comparing(each -> each.offeringId().toString()))
                .toList();
        Instant nextDue = found.stream()
                .map(each -> Freshness.nextDue(each.confirmedAt()))
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new Computed(
                Obligation.ofCatalogue(id, evidence.size(), counting(evidence), nextDue, now), provider, evidence);
    }

    private static AppEvidence confirmed(Provider provider, DutyStore.Confirmed each, Instant now) {
        boolean isOverdue = !now.isBefore(Freshness.nextDue(each.confirmedAt()));
        return new AppEvidence(
                each.offeringId(),
                each.name(),
                provider.id(),
                each.version(),
                each.confirmedAt(),
                isOverdue ? EvidenceVerdict.CONFIRMATION_OVERDUE : EvidenceVerdict.CONFIRMED,
                null,
                null);
    }
}
