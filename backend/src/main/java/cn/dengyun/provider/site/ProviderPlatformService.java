package cn.dengyun.provider.site;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The door of the platforms that providers run. What is not there is refused with {@code provider-platform-not-found}
 * (404).
 */
@ApplicationScoped
public class ProviderPlatformService {

    private final AggregateStore<ProviderPlatform> platforms;
    private final ProviderService providers;
    private final CertifiedStandings standings;
    private final ReferenceService reference;
    private final Instance<PlatformClosing> closings;
    private final MergePatch patches;
    private final Clock clock;

    ProviderPlatformService(
            Aggregates aggregates,
            ProviderService providers,
            CertifiedStandings standings,
            ReferenceService reference,
            Instance<PlatformClosing> closings,
            MergePatch patches,
            Clock clock) {
        this.platforms = aggregates.of(ProviderPlatform.class, ProviderPlatform.PUBLIC);
        this.providers = providers;
        this.standings = standings;
        this.reference = reference;
        this.closings = closings;
        this.patches = patches;
        this.clock = clock;
    }

    public Uni<ProviderPlatform> find(Actor actor, UUID id) {
        return platforms.find(actor, id);
    }

    /** The same as it is shown: of a provider that may not offer anything, not to everybody. */
    Uni<ProviderPlatform> findShown(Actor actor, UUID id) {
        return platforms.find(actor, id).invoke(found -> {
            if (providers.hiddenFrom(actor).contains(found.organizationId())) {
                throw Rejection.notFound("provider-platform-not-found");
            }
        });
    }

    /** One that stays as it is until the unit of work ends. */
    public Uni<ProviderPlatform> lock(SqlConnection connection, Actor actor, UUID id) {
        return platforms.lock(connection, actor, id);
    }

    Uni<Page<ProviderPlatform>> list(Actor actor, Filter filter, String cursor, int limit) {
        return platforms.page(actor, filter.isNone("organization_id", providers.hiddenFrom(actor)), cursor, limit);
    }

    /** The providers of these platforms, for their names. */
    Uni<Map<UUID, Provider>> providersOf(List<ProviderPlatform> shown) {
        return providers.findAll(
                shown.stream().map(ProviderPlatform::providerId).collect(Collectors.toUnmodifiableSet()));
    }

    /** A platform and the provider that runs it. */
    record Known(ProviderPlatform platform, Provider provider) {}

    /**
     * Registers a platform of the actor's provider. Rejects with {@code provider-not-found} (404),
     * {@code provider-suspended} and {@code provider-disqualified} (403), {@code invalid-request} (400).
     */
    Effect<Known> register(Actor actor, ProviderPlatformForm form) {
        return Effect.of(
                () -> providers
                        .findOf(actor.organizationId())
                        .chain(found -> providers.findForPublishing(found.id(), actor)),
                (connection, provider) -> standings
                        .of(connection, List.of(provider.organizationId()))
                        .invoke(found -> requireKnownCodes(form))
                        .map(found -> made(
                                provider, found.get(provider.organizationId()).region(), form))
                        .chain(made -> in(
                                connection, platforms.create(actor, made, made.told(ProviderPlatformEvent.REGISTERED))))
                        .map(made -> new Known(made, provider)));
    }

    /**
     * Changes what is said of a platform. Rejects with {@code not-yours}, {@code provider-suspended} and
     * {@code provider-disqualified} (403), {@code transition-not-allowed} (409).
     */
    Effect<Known> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return known(actor, id, this::forPublishing, platforms.change(actor, id, precondition, found -> {
            ProviderPlatformForm says = patches.valid(found.form(), patch, ProviderPlatformForm.class);
            requireKnownCodes(says);
            return says.equals(found.form())
                    ? Change.none(found)
                    : found.moved(ProviderPlatformMove.EDIT, says, null, now());
        }));
    }

    /**
     * Closes a platform, with what is hosted on it. Rejects with {@code not-yours} (403),
     * {@code transition-not-allowed} (409).
     */
    Effect<Known> close(Actor actor, UUID id, String reason) {
        return known(
                actor,
                id,
                (by, found) -> providers.find(found.providerId()),
                platforms
                        .change(
                                actor,
                                id,
                                found -> found.moved(ProviderPlatformMove.CLOSE, found.form(), reason, now()))
                        .then((connection, closed) -> Multi.createFrom()
                                .iterable(closings)
                                .onItem()
                                .transformToUniAndConcatenate(
                                        each -> each.follow(connection, actor, closed, reason, closed.updatedAt()))
                                .collect()
                                .last()
                                .replaceWith(closed)));
    }

    /** The provider is looked up before the unit of work begins. */
    private Effect<Known> known(
            Actor actor,
            UUID id,
            BiFunction<Actor, ProviderPlatform, Uni<Provider>> look,
            Effect<ProviderPlatform> effect) {
        return Effect.of(
                () -> platforms.find(actor, id).chain(found -> look.apply(actor, found)),
                (connection, provider) -> in(connection, effect).map(after -> new Known(after, provider)));
    }

    /** Whoever has no say is told that, and nothing of how the provider stands. */
    private Uni<Provider> forPublishing(Actor actor, ProviderPlatform found) {
        return found.isHandledBy(actor)
                ? providers.findForPublishing(found.providerId(), actor)
                : providers.find(found.providerId());
    }

    private void requireKnownCodes(ProviderPlatformForm form) {
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < form.regions().size(); i++) {
            String code = form.regions().get(i);
            if (!reference.isRegion(code, LocalDate.now(clock))) {
                defects.add(Defect.at("/regions/" + i, "unknown-code", code, "regions"));
            }
        }
        for (int i = 0; i < form.industries().size(); i++) {
            String code = form.industries().get(i);
            if (!reference.isIndustry(code)) {
                defects.add(Defect.at("/industries/" + i, "unknown-code", code, "industries"));
            }
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private ProviderPlatform made(Provider provider, String region, ProviderPlatformForm form) {
        Instant now = now();
        return new ProviderPlatform(
                Ids.next(),
                0,
                provider.id(),
                provider.organizationId(),
                region,
                form,
                ProviderPlatformStatus.OPERATING,
                now,
                now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
