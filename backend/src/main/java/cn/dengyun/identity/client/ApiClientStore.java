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

    static final String SELECT = """
            SELECT c.id, c.client_id, c.organization_id, o.kind, c.name, c.secret_hash, c.scopes, c.created_at, c.revoked_at
            FROM api_client c JOIN organization o ON o.id = c.organization_id
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
        return one(SELECT + "WHERE c.client_id = $1", clientId);
    }

    public Uni<Optional<ApiClient>> byId(UUID id) {
        return one(SELECT + "WHERE c.id = $1", id);
    }

    Uni<Void> insert(SqlConnection connection, ApiClient client, UUID createdBy) {
        Object[] row = {
            client.id(),
            client.clientId(),
            client.organizationId(),
            client.name(),
            Buffer.buffer(client.secretDigest()),
            client.scopes().toArray(new String[0]),
            client.createdAt().atOffset(ZoneOffset.UTC),
            createdBy
        };
        return connection.preparedQuery("""
                        INSERT INTO api_client (id, client_id, organization_id, name, secret_hash, scopes, created_at,
                            created_by)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                        """).execute(Tuple.from(row)).replaceWithVoid();
    }

    /** Newest first. */
    Uni<List<ApiClient>> page(UUID organizationId, UUID before, int rows) {
        return pool.preparedQuery(SELECT + "WHERE c.organization_id = $1 AND c.id < $2 ORDER BY c.id DESC LIMIT $3")
                .execute(Tuple.of(organizationId, before, rows))
                .map(found -> {
                    List<ApiClient> clients = new ArrayList<>(found.size());
                    found.forEach(row -> clients.add(toApiClient(row)));
                    return clients;
                });
    }

    /**
     * Marks a client as revoked unless it is already.
     *
     * <p>Rejects with {@code api-client-not-found} (404) when there is none, or none of that organisation.
     *
     * @param owner null for any organisation's
     */
    Uni<Revoked> revoke(SqlConnection connection, UUID id, UUID owner, Instant now, UUID revokedBy) {
        return connection
                .preparedQuery(REVOKE)
                .execute(Tuple.of(id, owner, now.atOffset(ZoneOffset.UTC), revokedBy))
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

    private Uni<Optional<ApiClient>> one(String sql, Object key) {
        return pool.preparedQuery(sql).execute(Tuple.of(key)).map(ApiClientStore::first);
    }

    private static Optional<ApiClient> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(toApiClient(row));
        }
        return Optional.empty();
    }

    static ApiClient toApiClient(Row row) {
        return new ApiClient(
                row.getUUID("id"),
                row.getString("client_id"),
                row.getUUID("organization_id"),
                OrganizationKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getBuffer("secret_hash").getBytes(),
                Set.of(row.getArrayOfStrings("scopes")),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("revoked_at")));
    }

    private static Instant instant(OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
