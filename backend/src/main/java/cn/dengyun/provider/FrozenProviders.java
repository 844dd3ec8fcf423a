package cn.dengyun.provider;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.StandingEffect;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * A frozen organisation offers nothing as a provider either, until it is let go again; nor does one whose certification
 * was revoked, until it is certified anew.
 */
@ApplicationScoped
class FrozenProviders implements StandingEffect {

    private final ProviderStore providers;

    FrozenProviders(ProviderStore providers) {
        this.providers = providers;
    }

    @Override
    public Uni<Void> follow(SqlConnection connection, CertifiedStanding standing, Instant now) {
        return providers.freeze(
                connection, standing.organizationId(), standing.isFrozen() || standing.isRevoked(), now);
    }
}
