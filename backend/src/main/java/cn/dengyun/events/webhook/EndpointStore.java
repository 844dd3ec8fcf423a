package cn.dengyun.events.webhook;

import cn.dengyun.identity.token.KeyProtection;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/** Endpoints in the database; their secrets and private keys sealed when a key for that is configured. */
@ApplicationScoped
class EndpointStore {

    private static final RowMapper<Stored> ENDPOINTS = RowMapper.of(Stored.class)
            .named("endpoint.reason", "state_reason")
            .named("endpoint.previousKeys", "previous_");
    static final String COLUMNS = ENDPOINTS.columns("e");

    private static final Statement INSERT =
            Statement.of("INSERT INTO webhook_endpoint %s".formatted(ENDPOINTS.values("created_by")));
    private static final Statement BEGIN = Statement.of(
            "INSERT INTO webhook_progress (endpoint_id, cursor) SELECT $1, position FROM event_head WHERE id = 1");
    private static final Statement UPDATE = Statement.of("""
            UPDATE webhook_endpoint
            SET url = $4, description = $5, types = $6, contact_email = $7, state = $8, state_reason = $9,
                secret = $10, private_key = $11, public_key = $12, previous_secret = $13, previous_private_key = $14,
                previous_public_key = $15, previous_until = $16, version = $17, updated_at = $19, is_sealed = $20,
                updated_by = $21
            WHERE id = $1 AND organization_id = $2 AND region_code IS NOT DISTINCT FROM $3 AND version = $17 - 1
                AND created_at = $18
            """);
    private static final Statement DELETE = Statement.of("DELETE FROM webhook_endpoint WHERE id = $1 AND version = $2");
    // $2 null: whoever sees everything.
    private static final Statement GET = Statement.of("""
            SELECT %s FROM webhook_endpoint e WHERE e.id = $1 AND ($2::uuid IS NULL OR e.organization_id = $2)
            """.formatted(COLUMNS));
    private static final Statement LOCK = Statement.of("%s FOR UPDATE".formatted(GET));
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM webhook_endpoint e WHERE ($1::uuid IS NULL OR e.organization_id = $1)
                AND ($2::uuid IS NULL OR e.id < $2)
            ORDER BY e.id DESC LIMIT $3
            """.formatted(COLUMNS));
    // Who counts before inserting must not be overtaken by another who does the same.
    private static final Statement LOCK_OWNER =
            Statement.of("SELECT id FROM organization WHERE id = $1 FOR NO KEY UPDATE");
    private static final Statement COUNT =
            Statement.of("SELECT count(*) FROM webhook_endpoint WHERE organization_id = $1");

    private final KeyProtection protection;

    EndpointStore(KeyProtection protection) {
        this.protection = protection;
    }

    /** Rejects with {@code webhook-endpoint-limit} (409) when the organisation has as many as it may. */
    Uni<Void> insert(SqlConnection connection, WebhookEndpoint endpoint, UUID createdBy, int most) {
        return LOCK_OWNER
                .execute(connection, endpoint.organizationId())
                .chain(() -> COUNT.execute(connection, endpoint.organizationId()))
                .invoke(rows -> {
                    if (Rows.number(rows) >= most) {
                        throw Rejection.conflict("webhook-endpoint-limit", most);
                    }
                })
                .chain(() -> INSERT.execute(connection, stored(endpoint), createdBy))
                .chain(() -> BEGIN.execute(connection, endpoint.id()))
                .replaceWithVoid();
    }

    /**
     * Writes the changed endpoint, whose version is one more than on record.
     *
     * <p>Rejects with {@code changed-meanwhile} (412).
     */
    Uni<Void> update(SqlConnection connection, WebhookEndpoint endpoint, UUID updatedBy) {
        return UPDATE.execute(connection, stored(endpoint), updatedBy)
                .invoke(rows -> requireOne(rows.rowCount()))
                .replaceWithVoid();
    }

    /** Removes the endpoint and its deliveries. Rejects with {@code changed-meanwhile} (412). */
    Uni<Void> delete(SqlConnection connection, WebhookEndpoint endpoint) {
        return DELETE.execute(connection, endpoint.id(), endpoint.version())
                .invoke(rows -> requireOne(rows.rowCount()))
                .replaceWithVoid();
    }

    /**
     * Rejects with {@code webhook-endpoint-not-found} (404), also for another organisation's.
     *
     * @param owner null for whoever sees everything
     */
    Uni<WebhookEndpoint> get(SqlClient client, UUID id, UUID owner) {
        return one(client, GET, id, owner);
    }

    /** The same, and nobody else changes it before the unit of work ends. */
    Uni<WebhookEndpoint> lock(SqlConnection connection, UUID id, UUID owner) {
        return one(connection, LOCK, id, owner);
    }

    /** Newest first. */
    Uni<List<WebhookEndpoint>> page(SqlClient client, UUID owner, UUID before, int rows) {
        return PAGE.execute(client, owner, before, rows)
                .map(found -> ENDPOINTS.list(found).stream().map(this::opened).toList());
    }

    private Uni<WebhookEndpoint> one(SqlClient client, Statement statement, UUID id, UUID owner) {
        return statement
                .execute(client, id, owner)
                .map(ENDPOINTS.orNotFound("webhook-endpoint-not-found"))
                .map(this::opened);
    }

    private static void requireOne(int rows) {
        if (rows != 1) {
            throw Rejection.of(Rejection.Kind.STALE, "changed-meanwhile");
        }
    }

    /** The endpoint in a row that has {@link #COLUMNS}. */
    WebhookEndpoint endpoint(Row row) {
        return opened(ENDPOINTS.read(row));
    }

    private Stored stored(WebhookEndpoint endpoint) {
        return protection.isConfigured()
                ? new Stored(turned(endpoint, protection::seal), true)
                : new Stored(endpoint, false);
    }

    private WebhookEndpoint opened(Stored stored) {
        return stored.isSealed() ? turned(stored.endpoint(), protection::open) : stored.endpoint();
    }

    private static WebhookEndpoint turned(WebhookEndpoint endpoint, BiFunction<byte[], String, byte[]> turn) {
        String id = endpoint.id().toString();
        return endpoint.withKeys(keys ->
                new SigningKeys(turn.apply(keys.secret(), id), turn.apply(keys.privateKey(), id), keys.publicKey()));
    }

    /** An endpoint with its keys as they are kept. */
    private record Stored(WebhookEndpoint endpoint, boolean isSealed) {}
}
