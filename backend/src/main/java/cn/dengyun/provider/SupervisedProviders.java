package cn.dengyun.provider;

import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Providers with the regions by which it is decided whose business they are. */
@ApplicationScoped
class SupervisedProviders {

    private final ProviderStore providers;
    private final CertifiedStandings standings;

    SupervisedProviders(ProviderStore providers, CertifiedStandings standings) {
        this.providers = providers;
        this.standings = standings;
    }

    /** @param regionCode of its organisation, as certified or else as declared */
    record Supervised(Provider provider, String regionCode) {}

    /** Held until the unit of work ends. Rejects with {@code provider-not-found} (404). */
    Uni<Supervised> find(SqlConnection connection, UUID id) {
        return providers
                .hold(connection, id)
                .chain(provider -> standings
                        .of(connection, List.of(provider.organizationId()))
                        .map(found -> found.get(provider.organizationId()))
                        .map(standing -> {
                            if (standing == null) {
                                throw Rejection.notFound("provider-not-found");
                            }
                            return new Supervised(provider, standing.region());
                        }));
    }
}
