package cn.dengyun.identity.client;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.identity.organization.ClosingEffect;
import cn.dengyun.identity.token.IssuerTrust;
import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.frame.Effect;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** No system acts for a closed organisation: its API clients are revoked. */
@ApplicationScoped
class ClientsClosing implements ClosingEffect {

    private final ApiClientStore clients;
    private final IssuerTrust trust;
    private final Clock clock;

    ClientsClosing(ApiClientStore clients, IssuerTrust trust, @WallClock Clock clock) {
        this.clients = clients;
        this.trust = trust;
        this.clock = clock;
    }

    @Override
    public Uni<Void> follow(SqlConnection connection, UUID organizationId, Instant now, UUID by) {
        // Tokens say when they were issued by the clock on the wall.
        Instant revokedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Effect<List<UUID>> closing = Effect.<List<UUID>>of(
                        unit -> clients.revokeAll(unit, organizationId, revokedAt, by))
                .afterCommit(revoked -> revoked.forEach(client -> trust.revoke(client, revokedAt)));
        return in(connection, closing).replaceWithVoid();
    }
}
