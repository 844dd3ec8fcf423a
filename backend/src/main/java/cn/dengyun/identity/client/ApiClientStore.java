package cn.dengyun.identity.client;

import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** API clients in the database. */
@ApplicationScoped
public class ApiClientStore {

    private static final String SELECT = """
            SELECT c.id, c.client_id, c.organization_id, o.kind, c.name, c.secret_hash, c.previous_secret_hash,
                c.previous_secret_until, c.jwks, c.scopes, c.created_at, c.expires_at, c.last_used_at, c.revoked_at
            FROM api_client c JOIN organization o ON o.id = c.organization_id
            """;
    private static final String BY_CLIENT_ID = SELECT + "WHERE c.client_id = $1";
    private static final String BY_ID = SELECT + "WHERE c.id = $1";
    private static final String LOCKED = BY_ID + " FOR UPDATE OF c";
    private static final String PAGE =
            SELECT + "WHERE c.organization_id = $1 AND c.id < $2 ORDER BY c.id DESC LIMIT $3";
    private static final String INSERT = """
            INSERT INTO api_client (id, client_id, organization_id, name, secret_hash, scopes, created_at, created_by,
                jwks, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;
    private static final String ROTATE = """
            UPDATE api_client SET previous_secret_hash = secret_hash,
                previous_secret_until = CASE WHEN secret_hash IS NULL THEN NULL ELSE $3::timestamptz END, secret_hash = $2
            WHERE id = $1
            """;
    private static final String REPLACE_KEYS = "UPDATE api_client SET jwks = $2 WHERE id = $1";
    /** At most once a minute, however often the client asks. */
    private static final String USE = """
            UPDATE api_client SET last_used_at = $2::timestamptz
            WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute')
            """;

    private static final String USE_ASSERTION = """
            INSERT INTO client_assertion (api_client_id, digest, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
            """;
    private static final String REVOKE = """
            WITH revoked AS (
                UPDATE api_client c
                SET revoked_at = coalesce(c.revoked_at, $3), revoked_by = coalesce(c.revoked_by, $4)
                FROM (SELECT id, revoked_at FROM api_client WHERE id = $1 FOR UPDATE) before
                WHERE c.id = before.id AND ($2::uuid IS NULL OR c.organization_id = $2)
                RETURNING c.id, c.organization_id, c.revoked_at, before.revoked_at IS NULL AS is_new
            ), withdrawn AS (
                INSERT INTO token_revocation (subject, revoked_at) SELECT id, revoked_at FROM revoked
                ON CONFLICT ON CONSTRAINT token_revocation_pk DO NOTHING
            )
            SELECT organization_id, revoked_at, is_new FROM revoked
            """;

    private final Pool pool;

    ApiClientStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<ApiClient>> byClientId(String clientId) {
        return pool.preparedQuery(BY_CLIENT_ID).execute(Tuple.of(clientId)).map(ApiClientStore::first);
    }

    public Uni<Optional<ApiClient>> byId(UUID id) {
        return pool.preparedQuery(BY_ID).execute(Tuple.of(id)).map(ApiClientStore::first);
    }

    /** The client, which stays as it is until the caller's unit of work ends. */
    Uni<Optional<ApiClient>> locked(SqlConnection connection, UUID id) {
        return connection.preparedQuery(LOCKED).execute(Tuple.of(id)).map(ApiClientStore::first);
    }

    Uni<Void> insert(SqlConnection connection, ApiClient client, UUID createdBy) {
        byte[] digest = client.credentials().secretDigest();
        Object[] row = {
            client.id(),
            client.clientId(),
            client.organizationId(),
            client.name(),
            digest == null ? null : Buffer.buffer(digest),
            client.scopes().toArray(new String[0]),
            utc(client.createdAt()),
            createdBy,
            client.credentials().jwks(),
            utc(client.expiresAt())
        };
        return connection.preparedQuery(INSERT).execute(Tuple.from(row)).replaceWithVoid();
    }

    /** Newest first. */
    Uni<List<ApiClient>> page(UUID organizationId, UUID before, int rows) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(organizationId, before, rows))
                .map(found -> {
                    List<ApiClient> clients = new ArrayList<>(found.size());
                    found.forEach(row -> clients.add(toApiClient(row)));
                    return clients;
                });
    }

    /** Puts a new secret in the place of the present one, which stays good until then. */
    Uni<Void> rotate(SqlConnection connection, UUID id, byte[] digest, Instant oldUntil) {
        return connection
                .preparedQuery(ROTATE)
                .execute(Tuple.of(id, Buffer.buffer(digest), utc(oldUntil)))
                .replaceWithVoid();
    }

    Uni<Void> replaceKeys(SqlConnection connection, UUID id, String jwks) {
        return connection
                .preparedQuery(REPLACE_KEYS)
                .execute(Tuple.of(id, jwks))
                .replaceWithVoid();
    }

    /** Notes that a client got a token. */
    Uni<Void> use(UUID id, Instant now) {
        return pool.preparedQuery(USE).execute(Tuple.of(id, utc(now))).replaceWithVoid();
    }

    /** Tells whether this assertion was not used before. */
    Uni<Boolean> useAssertion(UUID id, byte[] digest, Instant expiresAt) {
        return pool.preparedQuery(USE_ASSERTION)
                .execute(Tuple.of(id, Buffer.buffer(digest), utc(expiresAt)))
                .map(rows -> rows.rowCount() == 1);
    }

    /**
     * Marks a client as revoked unless it is already, and withdraws its tokens.
     *
     * <p>Rejects with {@code api-client-not-found} (404) when there is none, or none of that organisation.
     *
     * @param owner null for any organisation's
     */
    Uni<Revoked> revoke(SqlConnection connection, UUID id, UUID owner, Instant now, UUID revokedBy) {
        return connection
                .preparedQuery(REVOKE)
                .execute(Tuple.of(id, owner, utc(now), revokedBy))
                .map(rows -> {
                    if (rows.rowCount() == 0) {
                        throw Rejection.notFound("api-client-not-found");
                    }
                    Row row = rows.iterator().next();
                    return new Revoked(
                            row.getUUID("organization_id"),
                            row.getOffsetDateTime("revoked_at").toInstant(),
                            row.getBoolean("is_new"));
                });
    }

    /** Since when a client is revoked, and whether that was done just now. */
    record Revoked(UUID organizationId, Instant at, boolean isNew) {}

    private static Optional<ApiClient> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(toApiClient(row));
        }
        return Optional.empty();
    }

    private static ApiClient toApiClient(Row row) {
        return new ApiClient(
                row.getUUID("id"),
                row.getString("client_id"),
                row.getUUID("organization_id"),
                OrganizationKind.valueOf(row.getString("kind")),
                row.getString("name"),
                new ApiClient.Credentials(
                        bytes(row.getBuffer("secret_hash")),
                        bytes(row.getBuffer("previous_secret_hash")),
                        instant(row.getOffsetDateTime("previous_secret_until")),
                        row.getString("jwks")),
                Set.of(row.getArrayOfStrings("scopes")),
                instant(row.getOffsetDateTime("created_at")),
                instant(row.getOffsetDateTime("expires_at")),
                instant(row.getOffsetDateTime("last_used_at")),
                instant(row.getOffsetDateTime("revoked_at")));
    }

    private static byte[] bytes(io.vertx.mutiny.core.buffer.Buffer buffer) {
        return buffer == null ? null : buffer.getBytes();
    }

    private static Instant instant(OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
