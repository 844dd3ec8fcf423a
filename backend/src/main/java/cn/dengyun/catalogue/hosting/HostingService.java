package cn.dengyun.catalogue.hosting;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.catalogue.document.OfferingJson;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.catalogue.domain.OfferingContent;
import cn.dengyun.catalogue.domain.OfferingKind;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.provider.site.PlatformClosing;
import cn.dengyun.provider.site.ProviderPlatform;
import cn.dengyun.provider.site.ProviderPlatformService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The door of hostings: the host or the developer says that an app is hosted, the other confirms it. What is not there
 * for the actor is refused with {@code hosting-not-found} (404).
 */
@ApplicationScoped
class HostingService implements PlatformClosing {

    private static final String TAKEN = "hosting_one_platform";

    private final AggregateStore<Hosting> hostings;
    private final HostingStore store;
    private final ProviderPlatformService platforms;
    private final ProviderService providers;
    private final CatalogueService catalogue;
    private final Clock clock;

    HostingService(
            Aggregates aggregates,
            HostingStore store,
            ProviderPlatformService platforms,
            ProviderService providers,
            CatalogueService catalogue,
            Clock clock) {
        this.hostings = aggregates.of(Hosting.class, Hosting.KNOWN);
        this.store = store;
        this.platforms = platforms;
        this.providers = providers;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** A hosting and the names of the two providers. */
    record Known(Hosting hosting, String hostName, String developerName) {

        static Known of(Hosting hosting, Map<UUID, Provider> providers) {
            return new Known(
                    hosting, nameOf(providers.get(hosting.hostId())), nameOf(providers.get(hosting.developerId())));
        }

        private static String nameOf(Provider provider) {
            return provider == null ? "" : provider.nameZh();
        }
    }

    Uni<Known> find(Actor actor, UUID id) {
        return hostings.find(actor, id).chain(found -> named(List.of(found)).map(named -> Known.of(found, named)));
    }

    Uni<Page<Known>> list(Actor actor, Filter filter, String cursor, int limit) {
        return hostings.page(actor, filter, cursor, limit)
                .chain(page -> named(page.data()).map(named -> page.map(each -> Known.of(each, named))));
    }

    private Uni<Map<UUID, Provider>> named(List<Hosting> shown) {
        return providers.findAll(shown.stream()
                .flatMap(each -> Stream.of(each.hostId(), each.developerId()))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** What both sides bring. */
    private record Sides(ProviderPlatform platform, Offering offering, Provider host, Provider developer) {}

    /**
     * Says that an app is hosted on a platform. Of an app of one's own that is all; of another's the other side has to
     * confirm it. Rejects with {@code provider-platform-not-found} and {@code offering-not-found} (404),
     * {@code not-yours} (403), {@code hosting-no-industrial-app} (422), {@code provider-platform-closed},
     * {@code hosting-elsewhere}, {@code hosting-proposed} and {@code provider-not-qualified} (409).
     */
    Effect<Known> propose(Actor actor, UUID platformId, UUID offeringId) {
        return Effect.of(
                () -> sides(actor, platformId, offeringId),
                (connection, sides) -> platforms
                        .lock(connection, actor, platformId)
                        .invoke(HostingService::requireOperating)
                        .chain(() -> requireQualified(
                                connection, sides.host().id(), sides.developer().id()))
                        .chain(() -> {
                            Hosting made = made(actor, sides);
                            HostingEvent event = made.isPublic() ? HostingEvent.CONFIRMED : HostingEvent.PROPOSED;
                            return in(connection, hostings.create(actor, made, made.told(event)));
                        })
                        .onFailure(Rows.broken(TAKEN))
                        .transform(other -> Rejection.conflict("hosting-elsewhere"))
                        .onFailure(Rows.broken("hosting_one_proposal"))
                        .transform(other -> Rejection.conflict("hosting-proposed"))
                        .map(made -> new Known(
                                made, sides.host().nameZh(), sides.developer().nameZh())));
    }

    /**
     * Moves a hosting along its lifecycle. Rejects with {@code not-yours} (403), {@code transition-not-allowed} (409),
     * and a confirmation with {@code provider-platform-closed}, {@code hosting-elsewhere} and
     * {@code provider-not-qualified} (409).
     */
    Effect<Known> move(Actor actor, UUID id, HostingMove move, String reason) {
        return Effect.of(
                () -> find(actor, id),
                (connection, known) -> held(connection, actor, known.hosting(), move)
                        .chain(() -> in(connection, hostings.change(actor, id, found -> {
                            found.requireSide(actor, move);
                            return found.moved(move, reason, now());
                        })))
                        .onFailure(Rows.broken(TAKEN))
                        .transform(other -> Rejection.conflict("hosting-elsewhere"))
                        .map(after -> new Known(after, known.hostName(), known.developerName())));
    }

    /** What a confirmation rests on; the other moves rest on nothing. */
    private Uni<Void> held(SqlConnection connection, Actor actor, Hosting hosting, HostingMove move) {
        if (move != HostingMove.CONFIRM || !hosting.isHandledBy(actor)) {
            return Uni.createFrom().voidItem();
        }
        return platforms
                .lock(connection, actor, hosting.platformId())
                .invoke(HostingService::requireOperating)
                .chain(() -> requireQualified(connection, hosting.hostId(), hosting.developerId()));
    }

    @Override
    public Uni<Void> follow(
            SqlConnection connection, Actor actor, ProviderPlatform closed, String reason, Instant now) {
        return store.lockOpen(connection, closed.id())
                .chain(open -> Multi.createFrom()
                        .iterable(open)
                        .onItem()
                        .transformToUniAndConcatenate(each -> hostings.carryOut(
                                connection,
                                each,
                                each.moved(
                                        each.status() == HostingStatus.CONFIRMED ? HostingMove.END : HostingMove.REJECT,
                                        reason,
                                        now)))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private Uni<Sides> sides(Actor actor, UUID platformId, UUID offeringId) {
        return platforms
                .find(actor, platformId)
                .chain(platform -> catalogue
                        .get(offeringId, actor)
                        .chain(offering -> providers
                                .findAll(Stream.of(platform.providerId(), offering.providerId())
                                        .collect(Collectors.toUnmodifiableSet()))
                                .map(found -> new Sides(
                                        platform,
                                        offering,
                                        found.get(platform.providerId()),
                                        found.get(offering.providerId())))))
                .invoke(sides -> requireSide(actor, sides));
    }

    private static void requireSide(Actor actor, Sides sides) {
        if (!actor.actsFor(sides.host().organizationId())
                && !actor.actsFor(sides.developer().organizationId())) {
            throw Rejection.forbidden("not-yours");
        }
    }

    private static void requireOperating(ProviderPlatform platform) {
        if (!platform.isOperating()) {
            throw Rejection.conflict("provider-platform-closed");
        }
    }

    private Uni<Void> requireQualified(SqlConnection connection, UUID host, UUID developer) {
        return Multi.createFrom()
                .iterable(Stream.of(host, developer).sorted().distinct().toList())
                .onItem()
                .transformToUniAndConcatenate(each -> providers.requireQualified(connection, each))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Hosting made(Actor actor, Sides sides) {
        OfferingContent content = OfferingJson.read(sides.offering().contentJson());
        if (content.kind() != OfferingKind.INDUSTRIAL_APP) {
            throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "hosting-no-industrial-app");
        }
        Instant now = now();
        UUID host = sides.host().organizationId();
        UUID developer = sides.developer().organizationId();
        boolean isOwn = host.equals(developer);
        return new Hosting(
                Ids.next(),
                0,
                actor.organizationId(),
                actor.actsFor(host) ? developer : host,
                sides.platform().regionCode(),
                sides.platform().id(),
                sides.platform().nameZh(),
                sides.host().id(),
                sides.offering().id(),
                content.name(),
                sides.developer().id(),
                isOwn ? HostingStatus.CONFIRMED : HostingStatus.PROPOSED,
                now,
                isOwn ? now : null,
                null,
                null,
                now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
