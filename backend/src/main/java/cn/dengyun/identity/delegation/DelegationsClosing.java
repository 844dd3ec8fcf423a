package cn.dengyun.identity.delegation;

import cn.dengyun.identity.organization.ClosingEffect;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** No agent acts for a closed organisation, and it acts for nobody: its delegations of both sides are revoked. */
@ApplicationScoped
class DelegationsClosing implements ClosingEffect {

    private final DelegationStore delegations;

    DelegationsClosing(DelegationStore delegations) {
        this.delegations = delegations;
    }

    @Override
    public Uni<Void> follow(SqlConnection connection, UUID organizationId, Instant now, UUID by) {
        return delegations.revokeAll(connection, organizationId, now, by);
    }
}
