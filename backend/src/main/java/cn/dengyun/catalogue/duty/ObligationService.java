package cn.dengyun.catalogue.duty;

import cn.dengyun.catalogue.domain.Freshness;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Rejection;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What providers owe and how much of it is met, computed from the catalogue and the hostings; a computation is shown
 * for five seconds.
 */
@ApplicationScoped
class ObligationService {

    private static final Duration STALENESS = Duration.ofSeconds(5);
    private static final int MAX_REMEMBERED = 2_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final DutyStore store;
    private final ProviderService providers;
    private final Cursors cursors;
    private final Vertx vertx;
    private final Clock clock;
    private final Cache<ObligationId, Computed> computed = Caffeine.newBuilder()
            .expireAfterWrite(STALENESS)
            .maximumSize(MAX_REMEMBERED)
            .build();

    ObligationService(DutyStore store, ProviderService providers, Cursors cursors, Vertx vertx, Clock clock) {
        this.store = store;
        this.providers = providers;
        this.cursors = cursors;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** An obligation with what it was computed from, in the order of the offerings' ids. */
    record Computed(Obligation obligation, Provider provider, List<AppEvidence> evidence) {}

    /** A line of the evidence and the name of the developer. */
    record Line(AppEvidence evidence, String developerName) {}

    /**
     * The obligations of one kind in a year, by the ids of those who owe. Rejects with {@code cursor-invalid} (400).
     */
    Uni<Page<Computed>> list(ObligationKind kind, Year year, UUID providerId, String cursor, int limit) {
        String query = "obligations?" + kind + year + providerId;
        UUID after = cursors.idBehind(query, cursor, FIRST);
        return owing(kind, providerId, after, limit + 1)
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(
                                provider -> compute(new ObligationId(kind, year, provider.id()), provider))
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
        return providers
                .findAll(Set.of(wanted.providerId()))
                .map(found -> {
                    Provider provider = found.get(wanted.providerId());
                    if (provider == null || !wanted.kind().binds(provider)) {
                        throw Rejection.notFound("obligation-not-found");
                    }
                    return provider;
                })
                .chain(provider -> compute(wanted, provider));
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

    /** As it is now, unless it was computed a moment ago. */
    private Uni<Computed> compute(ObligationId id, Provider provider) {
        Computed known = computed.getIfPresent(id);
        return known != null
                ? Uni.createFrom().item(known)
                : computeNow(id, provider).invoke(found -> computed.put(id, found));
    }

    /** As it is now. */
    Uni<Computed> computeNow(ObligationId id, Provider provider) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return id.kind() == ObligationKind.INDUSTRIAL_APPS ? apps(id, provider, now) : catalogue(id, provider, now);
    }

    private Uni<Computed> apps(ObligationId id, Provider provider, Instant now) {
        Instant end = Obligation.endOf(id.year());
        return store.versions(provider.id(), AppCount.startOf(id.year()), end)
                .chain(versions -> store.hosted(
                                versions.stream()
                                        .map(AppVersion::offeringId)
                                        .distinct()
                                        .toList(),
                                end)
                        .chain(hosted -> providers
                                .findAll(versions.stream()
                                        .map(AppVersion::developerId)
                                        .collect(Collectors.toUnmodifiableSet()))
                                .chain(developers -> vertx.executeBlocking(
                                        () -> counted(id, provider, now, versions, hosted, developers), false))));
    }

    private static Computed counted(
            ObligationId id,
            Provider provider,
            Instant now,
            List<AppVersion> versions,
            List<HostedSpan> hosted,
            Map<UUID, Provider> developers) {
        AppCount count = new AppCount(
                provider.id(),
                id.year(),
                now,
                hosted,
                ids(developers.values().stream().filter(each -> each.kinds().contains(ProviderKind.CLOUD_PLATFORM))),
                ids(developers.values().stream().filter(each -> !each.isFitAt(now))));
        List<AppEvidence> evidence = count.count(versions).stream()
                .sorted(Comparator.comparing(each -> each.offeringId().toString()))
                .toList();
        return new Computed(Obligation.ofApps(id, counting(evidence), now), provider, evidence);
    }

    private static Set<UUID> ids(Stream<Provider> found) {
        return found.map(Provider::id).collect(Collectors.toUnmodifiableSet());
    }

    private static int counting(List<AppEvidence> evidence) {
        return Math.toIntExact(
                evidence.stream().filter(each -> each.verdict().counts()).count());
    }

    private Uni<Computed> catalogue(ObligationId id, Provider provider, Instant now) {
        return store.confirmations(provider.id()).map(found -> {
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
        });
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
