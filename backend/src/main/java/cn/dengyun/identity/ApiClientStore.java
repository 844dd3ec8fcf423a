package cn.dengyun.identity;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** API clients in the database. */
@ApplicationScoped
class ApiClientStore {

    static final String SELECT = """
            SELECT c.id, c.client_id, c.organization_id, o.kind, c.name, c.secret_hash, c.scopes, c.created_at, c.revoked_at
            FROM api_client c JOIN organization o ON o.id = c.organization_id
            """;

    private final Pool pool;

    ApiClientStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<ApiClient>> byClientId(String clientId) {
        return one(SELECT + "WHERE c.client_id = $1", clientId);
    }

    Uni<Optional<ApiClient>> byId(UUID id) {
        return one(SELECT + "WHERE c.id = $1", id);
    }

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
