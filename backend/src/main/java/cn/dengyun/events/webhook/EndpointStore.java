package cn.dengyun.events.webhook;

import cn.dengyun.identity.token.KeyProtection;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Endpoints in the database; their secrets and private keys sealed when a key for that is configured. */
@ApplicationScoped
class EndpointStore {

    static final String COLUMNS = """
            e.id, e.organization_id, e.region_code, e.url, e.description, e.types, e.contact_email, e.state,
                e.state_reason, e.secret, e.private_key, e.public_key, e.previous_secret, e.previous_private_key,
                e.previous_public_key, e.previous_until, e.is_sealed, e.version, e.created_at, e.updated_at
            """;

    private static final Statement INSERT = Statement.of("""
            INSERT INTO webhook_endpoint (id, organization_id, region_code, url, description, types, contact_email,
                state, state_reason, secret, private_key, public_key, previous_secret, previous_private_key,
                previous_public_key, previous_until, is_sealed, version, created_at, updated_at, created_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
            """);
    private static final Statement BEGIN = Statement.of(
            "INSERT INTO webhook_progress (endpoint_id, cursor) SELECT $1, position FROM event_head WHERE id = 1");
    private static final Statement UPDATE = Statement.of("""
            UPDATE webhook_endpoint
            SET url = $2, description = $3, types = $4, contact_email = $5, state = $6, state_reason = $7,
                secret = $8, private_key = $9, public_key = $10, previous_secret = $11, previous_private_key = $12,
                previous_public_key = $13, previous_until = $14, is_sealed = $15, version = $16, updated_at = $17,
                updated_by = $18
            WHERE id = $1 AND version = $16 - 1
            """);
    private static final Statement DELETE = Statement.of("DELETE FROM webhook_endpoint WHERE id = $1 AND version = $2");
    // $2 null: whoever sees everything.
    private static final String GET = """
            SELECT %s FROM webhook_endpoint e WHERE e.id = $1 AND ($2::uuid IS NULL OR e.organization_id = $2)
            """.formatted(COLUMNS);
    private static final String LOCK = "%s FOR UPDATE".formatted(GET);
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
        Tuple row = Parameters.of(endpoint.id(), endpoint.organizationId(), endpoint.regionCode(), endpoint.url());
        row.addString(endpoint.description());
        row.addArrayOfString(endpoint.types().toArray(new String[0]));
        row.addString(endpoint.contactEmail());
        addState(row, endpoint);
        addKeys(row, endpoint);
        row.addInteger(endpoint.version());
        row.addOffsetDateTime(utc(endpoint.createdAt()));
        row.addOffsetDateTime(utc(endpoint.updatedAt()));
        row.addUUID(createdBy);
        return LOCK_OWNER
                .execute(connection, endpoint.organizationId())
                .chain(() -> COUNT.execute(connection, endpoint.organizationId()))
                .invoke(rows -> {
                    if (rows.iterator().next().getLong(0) >= most) {
                        throw Rejection.conflict("webhook-endpoint-limit", most);
                    }
                })
                .chain(() -> INSERT.execute(connection, row))
                .chain(() -> BEGIN.execute(connection, endpoint.id()))
                .replaceWithVoid();
    }

    /**
     * Writes the changed endpoint, whose version is one more than on record.
     *
     * <p>Rejects with {@code changed-meanwhile} (412).
     */
    Uni<Void> update(SqlConnection connection, WebhookEndpoint endpoint, UUID updatedBy) {
        Tuple row = Parameters.of(endpoint.id(), endpoint.url(), endpoint.description());
        row.addArrayOfString(endpoint.types().toArray(new String[0]));
        row.addString(endpoint.contactEmail());
        addState(row, endpoint);
        addKeys(row, endpoint);
        row.addInteger(endpoint.version());
        row.addOffsetDateTime(utc(endpoint.updatedAt()));
        row.addUUID(updatedBy);
        return UPDATE.execute(connection, row)
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
        return PAGE.execute(client, owner, before, rows).map(found -> Rows.list(found, this::endpoint));
    }

    private Uni<WebhookEndpoint> one(SqlClient client, String sql, UUID id, UUID owner) {
        return client.preparedQuery(sql).execute(Parameters.of(id, owner)).map(rows -> {
            if (rows.size() == 0) {
                throw Rejection.notFound("webhook-endpoint-not-found");
            }
            return endpoint(rows.iterator().next());
        });
    }

    private static void requireOne(int rows) {
        if (rows != 1) {
            throw Rejection.of(Rejection.Kind.STALE, "changed-meanwhile");
        }
    }

    private static void addState(Tuple row, WebhookEndpoint endpoint) {
        row.addString(endpoint.state().name());
        row.addString(endpoint.reason() == null ? null : endpoint.reason().name());
    }

    private void addKeys(Tuple row, WebhookEndpoint endpoint) {
        SigningKeys keys = endpoint.keys();
        SigningKeys previous = endpoint.previousKeys();
        row.addValue(sealed(keys.secret(), endpoint.id()));
        row.addValue(sealed(keys.privateKey(), endpoint.id()));
        row.addValue(Buffer.buffer(keys.publicKey()));
        row.addValue(previous == null ? null : sealed(previous.secret(), endpoint.id()));
        row.addValue(previous == null ? null : sealed(previous.privateKey(), endpoint.id()));
        row.addValue(previous == null ? null : Buffer.buffer(previous.publicKey()));
        row.addOffsetDateTime(endpoint.previousUntil() == null ? null : utc(endpoint.previousUntil()));
        row.addBoolean(protection.isConfigured());
    }

    private Buffer sealed(byte[] content, UUID id) {
        return Buffer.buffer(protection.isConfigured() ? protection.seal(content, id.toString()) : content);
    }

    WebhookEndpoint endpoint(Row row) {
        String reason = row.getString("state_reason");
        return new WebhookEndpoint(
                row.getUUID("id"),
                row.getUUID("organization_id"),
                row.getString("region_code"),
                row.getString("url"),
                row.getString("description"),
                List.of(row.getArrayOfStrings("types")),
                row.getString("contact_email"),
                WebhookEndpoint.State.valueOf(row.getString("state")),
                reason == null ? null : WebhookEndpoint.Reason.valueOf(reason),
                keys(row, ""),
                row.getBuffer("previous_secret") == null ? null : keys(row, "previous_"),
                instant(row.getOffsetDateTime("previous_until")),
                row.getInteger("version"),
                instant(row.getOffsetDateTime("created_at")),
                instant(row.getOffsetDateTime("updated_at")));
    }

    private SigningKeys keys(Row row, String prefix) {
        return new SigningKeys(
                opened(row, prefix + "secret"),
                opened(row, prefix + "private_key"),
                row.getBuffer(prefix + "public_key").getBytes());
    }

    private byte[] opened(Row row, String column) {
        byte[] stored = row.getBuffer(column).getBytes();
        return row.getBoolean("is_sealed")
                ? protection.open(stored, row.getUUID("id").toString())
                : stored;
    }

    static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
