package cn.dengyun.trade.provisioning;

import cn.dengyun.identity.token.KeyProtection;
import cn.dengyun.platform.outbound.SharedSecret;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** What calls of endpoints are signed with, sealed where a key for that is configured. */
@ApplicationScoped
class ProvisioningSecrets {

    private static final RowMapper<Kept> KEPT = RowMapper.of(Kept.class);
    private static final Statement INSERT = Statement.of("INSERT INTO provisioning_secret " + KEPT.values());
    private static final Statement GET =
            Statement.of("SELECT %s FROM provisioning_secret WHERE endpoint_id = $1".formatted(KEPT.columns()));
    private static final Statement LOCK = Statement.of(
            "SELECT %s FROM provisioning_secret WHERE endpoint_id = $1 FOR UPDATE".formatted(KEPT.columns()));
    private static final Statement UPDATE = Statement.of("""
            UPDATE provisioning_secret SET secret = $2, previous = $3, previous_until = $4, is_sealed = $5
            WHERE endpoint_id = $1
            """);

    private final KeyProtection protection;

    ProvisioningSecrets(KeyProtection protection) {
        this.protection = protection;
    }

    /** As they are kept. */
    private record Kept(UUID endpointId, byte[] secret, byte[] previous, Instant previousUntil, boolean isSealed) {}

    /**
     * The secret of an endpoint.
     *
     * @param previous the one before, which signs too until it ends; null where there is none
     * @param previousUntil null where there is none
     */
    record Secrets(SharedSecret present, SharedSecret previous, Instant previousUntil) {

        /** One signature, or two with a blank between while the secret is rotated. */
        String sign(String content, Instant now) {
            String signature = present.sign(content);
            return previous == null || !now.isBefore(previousUntil)
                    ? signature
                    : signature + " " + previous.sign(content);
        }

        /** With another one; this signs beside it until then. */
        Secrets rotated(SharedSecret fresh, Instant until, Instant now) {
            return until.isAfter(now) ? new Secrets(fresh, present, until) : new Secrets(fresh, null, null);
        }
    }

    Uni<Void> insert(SqlConnection connection, UUID endpointId, SharedSecret secret) {
        return INSERT.execute(connection, kept(endpointId, new Secrets(secret, null, null)))
                .replaceWithVoid();
    }

    Uni<Secrets> get(SqlClient client, UUID endpointId) {
        return GET.execute(client, endpointId).map(KEPT::first).map(this::opened);
    }

    /** The same, held until the unit of work ends. */
    Uni<Secrets> lock(SqlConnection connection, UUID endpointId) {
        return LOCK.execute(connection, endpointId).map(KEPT::first).map(this::opened);
    }

    Uni<Void> update(SqlConnection connection, UUID endpointId, Secrets secrets) {
        Kept kept = kept(endpointId, secrets);
        return UPDATE.execute(
                        connection, endpointId, kept.secret(), kept.previous(), kept.previousUntil(), kept.isSealed())
                .invoke(Rows.exactly(1, "the secret of an endpoint is not there"))
                .replaceWithVoid();
    }

    private Kept kept(UUID endpointId, Secrets secrets) {
        return new Kept(
                endpointId,
                sealed(secrets.present(), endpointId),
                secrets.previous() == null ? null : sealed(secrets.previous(), endpointId),
                secrets.previousUntil(),
                protection.isConfigured());
    }

    private byte[] sealed(SharedSecret secret, UUID endpointId) {
        return protection.isConfigured() ? protection.seal(secret.bytes(), endpointId.toString()) : secret.bytes();
    }

    private Secrets opened(Kept kept) {
        return new Secrets(
                opened(kept, kept.secret()),
                kept.previous() == null ? null : opened(kept, kept.previous()),
                kept.previousUntil());
    }

    private SharedSecret opened(Kept kept, byte[] bytes) {
        return new SharedSecret(
                kept.isSealed() ? protection.open(bytes, kept.endpointId().toString()) : bytes);
    }
}
