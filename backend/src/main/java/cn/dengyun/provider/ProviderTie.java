package cn.dengyun.provider;

import cn.dengyun.identity.organization.OrganizationTie;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The organisation is a provider: what it offers, and is owed, rests on it. */
@ApplicationScoped
class ProviderTie implements OrganizationTie {

    private final ProviderStore providers;

    ProviderTie(ProviderStore providers) {
        this.providers = providers;
    }

    @Override
    public Uni<Boolean> binds(SqlConnection connection, UUID organizationId) {
        return providers.among(connection, List.of(organizationId)).map(found -> !found.isEmpty());
    }
}
