package cn.dengyun.provider;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The door of the provider slice. What it tells about a provider was true at most five seconds ago. */
@ApplicationScoped
public class ProviderService {

    private final ProviderCache cache;

    ProviderService(ProviderCache cache) {
        this.cache = cache;
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
     * The provider with this id, if the actor acts for it; to be asked on each write below {@code /providers/{id}}.
     *
     * <p>Rejects with {@code provider-not-found} (404), {@code provider-not-yours} (403; providers are public, so there
     * is nothing to hide) or {@code provider-suspended} (403).
     */
    public Uni<Provider> findForPublishing(UUID id, Actor actor) {
        return find(id).invoke(provider -> {
            if (!actor.actsFor(provider.organizationId())) {
                throw Rejection.forbidden("provider-not-yours");
            }
            if (!provider.mayPublish()) {
                throw Rejection.forbidden("provider-suspended");
            }
        });
    }

    /** Those of the providers that exist, for the names in lists; one query at most, whatever their number. */
    public Uni<Map<UUID, Provider>> findAll(Set<UUID> ids) {
        return cache.findAll(ids);
    }
}
