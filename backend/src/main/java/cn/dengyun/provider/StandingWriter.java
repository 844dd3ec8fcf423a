package cn.dengyun.provider;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * Writes into a provider's row until when something speaks against it, out of what is on record, and nobody else does.
 * The row is locked first, and with it everybody who is about to make a hold with the provider.
 */
@ApplicationScoped
class StandingWriter {

    private final ProviderStore providers;
    private final ProviderCache cache;
    private final UnfitProviders unfit;

    StandingWriter(ProviderStore providers, ProviderCache cache, UnfitProviders unfit) {
        this.providers = providers;
        this.cache = cache;
        this.unfit = unfit;
    }

    /** Keeps the provider as it is until the unit of work ends: what is decided of it takes turns. */
    Uni<Provider> lock(SqlConnection connection, UUID provider) {
        return providers.lock(connection, provider);
    }

    /** The provider as it stands after what this unit of work has put on record. */
    Uni<Provider> settle(SqlConnection connection, UUID provider, Instant now) {
        return providers.lock(connection, provider).chain(() -> providers.settle(connection, provider, now));
    }

    /** To be told once that has committed: on this node it holds at once, on others within five seconds. */
    void known(Provider provider) {
        cache.forget(provider.id());
        unfit.note(provider.id(), provider.organizationId(), provider.standing());
    }
}
