package cn.dengyun.identity.client;

import cn.dengyun.identity.IdentityLimits;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Reach;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** API clients in the database. */
@ApplicationScoped
public class ApiClientStore {

    private static final RowMapper<ApiClient> CLIENTS = RowMapper.of(ApiClient.class)
            .named("organizationKind", "kind")
            .named("credentials.secretDigest", "secret_hash")
            .named("credentials.previousDigest", "previous_secret_hash")
            .named("credentials.previousUntil", "previous_secret_until");
    private static final RowMapper<Revoked> REVOKED =
            RowMapper.of(Revoked.class).named("at", "revoked_at");

    private static final String SELECT = """
            SELECT c.id, c.client_id, c.organization_id, o.kind, c.name, c.secret_hash, c.previous_secret_hash,
                c.previous_secret_until, c.jwks, c.scopes, c.created_at, c.expires_at, c.last_used_at, c.revoked_at
            FROM api_client c JOIN organization o ON o.id = c.organization_id
            """;
    private static final Statement BY_CLIENT_ID = Statement.of("%sWHERE c.client_id = $1".formatted(SELECT));
    private static final Statement BY_ID = Statement.of("%sWHERE c.id = $1".formatted(SELECT));
    private static final Statement LOCKED = Statement.of("%sWHERE c.id = $1 FOR UPDATE OF c".formatted(SELECT));
    private static final Statement PAGE =
            Statement.of("%sWHERE c.organization_id = $1 AND c.id < $2 ORDER BY c.id DESC LIMIT $3".formatted(SELECT));
    private static final Statement INSERT = Statement.of("""
            INSERT INTO api_client (id, client_id, organization_id, name, secret_hash, scopes, created_at, created_by,
                jwks, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """);
    private static final Statement ROTATE = Statement.of("""
            UPDATE api_client SET previous_secret_hash = secret_hash,
                previous_secret_until = CASE WHEN secret_hash IS NULL THEN NULL ELSE $3::timestamptz END, secret_hash = $2
            WHERE id = $1
            """);
    private static final Statement REPLACE_KEYS = Statement.of("UPDATE api_client SET jwks = $2 WHERE id = $1");
    /** At most once a minute, however often the client asks. */
    private static final Statement USE = Statement.of("""
            UPDATE api_client SET last_used_at = $2::timestamptz
            WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute')
            """);

    private static final Statement USE_ASSERTION = Statement.of("""
            INSERT INTO client_assertion (api_client_id, digest, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
            """);
    private static final Statement REVOKE = Statement.of("""
            WITH revoked AS (
                UPDATE api_client c
                SET revoked_at = coalesce(c.revoked_at, $3), revoked_by = coalesce(c.revoked_by, $4)
                FROM (SELECT id, revoked_at FROM api_client WHERE id = $1 FOR UPDATE) before
                WHERE c.id = before.id AND ($5 OR c.organization_id = $2)
                RETURNING c.id, c.organization_id, c.revoked_at, before.revoked_at IS NULL AS is_new
            ), withdrawn AS (
                INSERT INTO token_revocation (subject, revoked_at) SELECT id, revoked_at FROM revoked
                ON CONFLICT ON CONSTRAINT token_revocation_pk DO NOTHING
            )
            SELECT organization_id, revoked_at, is_new FROM revoked
            """);

    private static final Statement REVOKE_ALL = Statement.of("""
            WITH revoked AS (
                UPDATE api_client SET revoked_at = $2, revoked_by = $3 WHERE organization_id = $1 AND revoked_at IS NULL
                RETURNING id
            ), withdrawn AS (
                INSERT INTO token_revocation (subject, revoked_at) SELECT id, $2 FROM revoked
                ON CONFLICT ON CONSTRAINT token_revocation_pk DO NOTHING
            )
            SELECT id FROM revoked
            """);

    /** Who counts before inserting must not be overtaken by another who does the same. */
    private static final Statement LOCK_OWNER =
            Statement.of("SELECT id FROM organization WHERE id = $1 FOR NO KEY UPDATE");

    private static final Statement COUNT = Statement.of("""
            SELECT count(*) FROM api_client
            WHERE organization_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)
            """);

    private final Pool pool;
    private final IdentityLimits limits;

    ApiClientStore(Pool pool, IdentityLimits limits) {
        this.pool = pool;
        this.limits = limits;
    }

    Uni<Optional<ApiClient>> byClientId(String clientId) {
        return BY_CLIENT_ID.execute(pool, clientId).map(CLIENTS::optional);
    }

    public Uni<Optional<ApiClient>> byId(UUID id) {
        return BY_ID.execute(pool, id).map(CLIENTS::optional);
    }

    /** The client, which stays as it is until the caller's unit of work ends. */
    Uni<Optional<ApiClient>> locked(SqlConnection connection, UUID id) {
        return LOCKED.execute(connection, id).map(CLIENTS::optional);
    }

    /** Rejects with {@code api-client-limit} (409) when the organisation has as many as it may. */
    Uni<Void> insert(SqlConnection connection, ApiClient client, UUID createdBy) {
        byte[] digest = client.credentials().secretDigest();
        return LOCK_OWNER
                .execute(connection, client.organizationId())
                .chain(() -> COUNT.execute(connection, client.organizationId(), client.createdAt()))
                .invoke(rows -> {
                    if (Rows.number(rows) >= limits.apiClients()) {
                        throw Rejection.conflict("api-client-limit", limits.apiClients());
                    }
                })
                .chain(() -> INSERT.execute(
                        connection,
                        client.id(),
                        client.clientId(),
                        client.organizationId(),
                        client.name(),
                        digest,
                        Parameters.texts(client.scopes()),
                        client.createdAt(),
                        createdBy,
                        client.credentials().jwks(),
                        client.expiresAt()))
                .replaceWithVoid();
    }

    /** Revokes all clients of an organisation and withdraws their tokens; tells which were not revoked before. */
    Uni<List<UUID>> revokeAll(SqlConnection connection, UUID organizationId, Instant now, UUID by) {
        return REVOKE_ALL
                .execute(connection, organizationId, now, by)
                .map(rows -> Rows.list(rows, row -> row.getUUID(0)));
    }

    /** Newest first. */
    Uni<List<ApiClient>> page(UUID organizationId, UUID before, int rows) {
        return PAGE.execute(pool, organizationId, before, rows).map(CLIENTS::list);
    }

    /** Puts a new secret in the place of the present one, which stays good until then. */
    Uni<Void> rotate(SqlConnection connection, UUID id, byte[] digest, Instant oldUntil) {
        return ROTATE.execute(connection, id, digest, oldUntil).replaceWithVoid();
    }

    Uni<Void> replaceKeys(SqlConnection connection, UUID id, String jwks) {
        return REPLACE_KEYS.execute(connection, id, jwks).replaceWithVoid();
    }

    /** Notes that a client got a token. */
    Uni<Void> use(UUID id, Instant now) {
        return USE.execute(pool, id, now).replaceWithVoid();
    }

    /** Tells whether this assertion was not used before. */
    Uni<Boolean> useAssertion(UUID id, byte[] digest, Instant expiresAt) {
        return USE_ASSERTION.execute(pool, id, digest, expiresAt).map(Rows::any);
    }

    /**
     * Marks a client as revoked unless it is already, and withdraws its tokens.
     *
     * <p>Rejects with {@code api-client-not-found} (404) when there is none, or none within reach.
     */
    Uni<Revoked> revoke(SqlConnection connection, UUID id, Reach reach, Instant now, UUID revokedBy) {
        return REVOKE.execute(connection, id, reach.organizationId(), now, revokedBy, reach.isEverything())
                .map(REVOKED.orNotFound("api-client-not-found"));
    }

    /** Since when a client is revoked, and whether that was done just now. */
    record Revoked(UUID organizationId, Instant at, boolean isNew) {}
}
