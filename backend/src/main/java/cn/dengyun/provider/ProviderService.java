package cn.dengyun.provider;

import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.provider.domain.Disqualification;
import cn.dengyun.provider.domain.ProviderStatus;
import cn.dengyun.provider.domain.SanctionAppeal;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The door of the provider slice. What it tells about a provider was true at most five seconds ago. */
@ApplicationScoped
public class ProviderService {

    private final ProviderCache cache;
    private final ProviderStore store;
    private final UnfitProviders unfit;
    private final ProviderNotes notes;
    private final Cursors cursors;
    private final Clock clock;

    ProviderService(
            ProviderCache cache,
            ProviderStore store,
            UnfitProviders unfit,
            ProviderNotes notes,
            Cursors cursors,
            Clock clock) {
        this.cache = cache;
        this.store = store;
        this.unfit = unfit;
        this.notes = notes;
        this.cursors = cursors;
        this.clock = clock;
    }

    /**
     * The provider with this id; from memory for all but the first caller within five seconds.
     *
     * <p>Rejects with {@code provider-not-found} (404).
     */
    public Uni<Provider> find(UUID id) {
        return cache.find(id).map(found -> found.orElseThrow(() -> Rejection.notFound("provider-not-found")));
    }

    /**
     * Providers in the order of their ids.
     *
     * @param kind what they are, among others; null for all
     * @param after those behind this id
     */
    public Uni<List<Provider>> page(ProviderKind kind, UUID after, int rows) {
        return store.page(after, new ProviderFilter(kind, null, null, null), now(), rows);
    }

    /** The provider that an organisation is. Rejects with {@code provider-not-found} (404). */
    public Uni<Provider> findOf(UUID organization) {
        return store.page(null, new ProviderFilter(null, organization, null, null), now(), 1)
                .map(found -> found.stream().findFirst().orElseThrow(() -> Rejection.notFound("provider-not-found")));
    }

    /**
     * The provider with this id, if the actor acts for it; to be asked on each write below {@code /providers/{id}}.
     *
     * <p>Rejects with {@code provider-not-found} (404), {@code provider-not-yours} (403; providers are public, so there
     * is nothing to hide), {@code provider-suspended}, {@code provider-unqualified} or {@code provider-disqualified}
     * (403; until when).
     */
    public Uni<Provider> findForPublishing(UUID id, Actor actor) {
        return find(id).invoke(provider -> {
            if (!actor.actsFor(provider.organizationId())) {
                throw Rejection.forbidden("provider-not-yours");
            }
            requireFit(provider);
        });
    }

    private void requireFit(Provider provider) {
        Instant now = now();
        ProviderStatus status = provider.statusAt(now);
        if (status == ProviderStatus.DISQUALIFIED) {
            throw Rejection.forbidden(
                    "provider-disqualified", lastDay(provider.standing().disqualifiedUntil()));
        }
        if (status == ProviderStatus.SUSPENDED) {
            throw Rejection.forbidden("provider-suspended");
        }
        if (status == ProviderStatus.UNQUALIFIED) {
            throw Rejection.forbidden("provider-unqualified");
        }
    }

    /** The last day before a moment. */
    private static LocalDate lastDay(Instant end) {
        return LocalDate.ofInstant(end.minusNanos(1), ClockProducer.BUSINESS_ZONE);
    }

    /** The moment by which it is judged how a provider stands. */
    public Instant now() {
        return clock.instant();
    }

    /** Whether a provider may publish and sell now. */
    public boolean isFit(Provider provider) {
        return provider.isFitAt(now());
    }

    /**
     * The providers that may not offer anything now, as they were known at most five seconds ago. Nothing is asked of
     * the database.
     */
    public Set<UUID> unfit() {
        return unfit.at(now());
    }

    /** The organisations of providers of which nothing is shown to the actor now, known like {@link #unfit}. */
    public Set<UUID> hiddenFrom(Actor actor) {
        if (actor.has(Roles.AUTHORITY) || Aggregate.seesAll(actor)) {
            return Set.of();
        }
        return unfit.organizationsAt(now()).stream()
                .filter(organization -> !actor.actsFor(organization))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Sees in the caller's unit of work that a provider may offer services, and that it stays so until that ends.
     *
     * <p>Rejects with {@code provider-not-qualified} (409).
     */
    public Uni<Void> requireQualified(SqlConnection connection, UUID id) {
        return store.hold(connection, id)
                .invoke(found -> {
                    if (!isFit(found)) {
                        throw Rejection.conflict("provider-not-qualified");
                    }
                })
                .replaceWithVoid();
    }

    /**
     * The providers against which a sanction is in force, and those whose qualification is over, known like
     * {@link #unfit}: who counts on one of them may go elsewhere.
     */
    public Set<UUID> barred() {
        return unfit.barredAt(now());
    }

    /** When any of the providers is, was or will be disqualified by a sanction that is not taken back. */
    public Uni<List<Disqualification>> disqualifications(Collection<UUID> ids) {
        return store.disqualifications(ids);
    }

    /** Those of the providers that exist, for the names in lists; one query at most, whatever their number. */
    public Uni<Map<UUID, Provider>> findAll(Set<UUID> ids) {
        return cache.findAll(ids);
    }

    /** The same, read in the caller's unit of work, which holds a connection and must not wait for another one. */
    public Uni<Map<UUID, Provider>> findAll(SqlConnection connection, Collection<UUID> ids) {
        return store.byIds(connection, ids)
                .map(found -> found.stream().collect(Collectors.toUnmodifiableMap(Provider::id, Function.identity())));
    }

    /** Which of the organisations are providers, read in the caller's unit of work. */
    public Uni<Set<UUID>> among(SqlClient client, Collection<UUID> organizations) {
        return store.among(client, organizations);
    }

    /** Oldest first. Rejects with {@code cursor-invalid}. */
    Uni<Page<Provider>> list(ProviderFilter filter, Instant now, String cursor, int limit) {
        String query = "providers?" + filter;
        UUID after = cursors.idBehind(query, cursor, null);
        return store.page(after, filter, now, limit + 1)
                .map(found -> cursors.pageById(query, found, limit, Provider::id));
    }

    /**
     * Lets a provider go that was suspended by hand before there were interim suspensions.
     *
     * <p>Rejects with {@code province-only} (403), {@code provider-not-found} (404),
     * {@code provider-not-suspended-by-hand} (409).
     */
    Effect<Provider> letGo(Actor actor, UUID id, String reason) {
        if (!SanctionAppeal.isJudgedBy(actor)) {
            throw Rejection.forbidden("province-only");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return Effect.<Provider>of(connection -> store.lock(connection, id)
                        .invoke(ProviderService::requireSuspendedByHand)
                        .chain(() -> store.letGo(connection, id, now))
                        .call(provider ->
                                notes.tell(connection, ProviderEvent.SUSPENSION_LIFTED, provider, reason, now)))
                .afterCommit(provider -> {
                    cache.forget(provider.id());
                    unfit.note(provider.id(), provider.organizationId(), provider.standing());
                });
    }

    private static void requireSuspendedByHand(Provider provider) {
        if (!provider.standing().suspendedByHand()) {
            throw Rejection.conflict("provider-not-suspended-by-hand");
        }
    }
}
