package cn.dengyun.provider;

import cn.dengyun.platform.monitoring.NamedProviders;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What providers are called, for those who may not know of this slice. */
@ApplicationScoped
class ProviderNames implements NamedProviders {

    private final ProviderService providers;

    ProviderNames(ProviderService providers) {
        this.providers = providers;
    }

    @Override
    public Uni<String> requireQualified(SqlConnection connection, UUID provider) {
        return providers.findAll(connection, List.of(provider)).chain(found -> {
            if (!found.containsKey(provider)) {
                throw Rejection.notFound("provider-not-found");
            }
            return providers
                    .requireQualified(connection, provider)
                    .replaceWith(found.get(provider).nameZh());
        });
    }
}
