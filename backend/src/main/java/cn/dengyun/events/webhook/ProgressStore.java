package cn.dengyun.events.webhook;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Where the telling stands, and which node does it. Times of leases are the database's own, so nodes' clocks do not
 * matter.
 */
@ApplicationScoped
class ProgressStore {

    private static final RowMapper<EndpointProgress> PROGRESS = RowMapper.of(EndpointProgress.class);

    private static final String LEASE = "now() + interval '15 seconds'";
    private static final Statement CLAIM = Statement.of("""
            UPDATE webhook_progress SET lease_owner = $1, lease_until = %s
            WHERE endpoint_id IN (
                SELECT p.endpoint_id FROM webhook_progress p JOIN webhook_endpoint e ON e.id = p.endpoint_id
                WHERE e.state = 'ACTIVE' AND p.endpoint_id <> ALL($5)
                    AND (p.lease_until IS NULL OR p.lease_until < now() OR p.lease_owner = $1)
                    AND (p.due_at <= $2 OR (p.unfinished < $3 AND (p.replay_next IS NOT NULL
                        OR p.cursor < (SELECT position FROM event_head WHERE id = 1))))
                ORDER BY p.due_at, p.endpoint_id LIMIT $4 FOR UPDATE OF p SKIP LOCKED)
            RETURNING endpoint_id
            """.formatted(LEASE));
    private static final Statement HOLD =
            Statement.of("""
            UPDATE webhook_progress p SET lease_until = %s FROM webhook_endpoint e WHERE p.endpoint_id = $1
                AND p.lease_owner = $2 AND e.id = p.endpoint_id
            RETURNING %s, %s
            """.formatted(LEASE, PROGRESS.columns("p"), EndpointStore.COLUMNS));
    private static final Statement GET =
            Statement.of("SELECT %s FROM webhook_progress p WHERE p.endpoint_id = $1".formatted(PROGRESS.columns("p")));
    private static final Statement LOCK = Statement.of(
            "SELECT %s FROM webhook_progress p WHERE p.endpoint_id = $1 FOR UPDATE".formatted(PROGRESS.columns("p")));
    private static final String SAVE = """
            UPDATE webhook_progress
            SET cursor = $2, replay_next = $3, replay_until = $4, next_ordinal = $5, unfinished = $6,
                failures = $7, failing_since = $8
            """;
    private static final Statement AND_KEEP = Statement.of("%s WHERE endpoint_id = $1".formatted(SAVE));
    private static final Statement AND_HURRY =
            Statement.of("%s, due_at = least(due_at, $9) WHERE endpoint_id = $1".formatted(SAVE));
    private static final Statement AND_RELEASE = Statement.of("""
            %s, lease_owner = NULL, lease_until = NULL,
                due_at = (SELECT min(next_attempt_at) FROM webhook_delivery WHERE endpoint_id = $1
                AND state = 'PENDING')
            WHERE endpoint_id = $1
            """.formatted(SAVE));
    private static final String HEAD = "SELECT position FROM event_head WHERE id = 1";
    // Ids begin with their time, so their index finds the events of a span.
    private static final Statement SPAN = Statement.of(
            "SELECT min(position), max(position) FROM event WHERE id >= $1 AND id < $2 AND position IS NOT NULL");

    private final Pool pool;
    private final EndpointStore endpoints;

    ProgressStore(Pool pool, EndpointStore endpoints) {
        this.pool = pool;
        this.endpoints = endpoints;
    }

    /** An endpoint in the hands of this node, as it stands now. */
    record Held(WebhookEndpoint endpoint, EndpointProgress progress) {}

    /**
     * Takes endpoints that have something to be told and are in nobody's hands.
     *
     * @param known those that the node works on already
     * @param waiting deliveries of an endpoint beyond which no events are made into more
     */
    Uni<List<UUID>> claim(UUID node, Set<UUID> known, Instant now, int waiting, int most) {
        return CLAIM.execute(pool, node, now, waiting, most, Parameters.ids(known))
                .map(rows -> Rows.list(rows, row -> row.getUUID(0)));
    }

    /** Renews the lease and locks the row; null when another node has it, or the endpoint is gone. */
    Uni<Held> hold(SqlConnection connection, UUID endpointId, UUID node) {
        return HOLD.execute(connection, endpointId, node).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            Row row = rows.iterator().next();
            return new Held(endpoints.endpoint(row), PROGRESS.read(row));
        });
    }

    /** Rejects with {@code webhook-endpoint-not-found} (404). */
    Uni<EndpointProgress> get(SqlClient client, UUID endpointId) {
        return GET.execute(client, endpointId).map(PROGRESS.orNotFound("webhook-endpoint-not-found"));
    }

    /** The same, and nobody else makes or finishes deliveries before the unit of work ends. */
    Uni<EndpointProgress> lock(SqlConnection connection, UUID endpointId) {
        return LOCK.execute(connection, endpointId).map(PROGRESS.orNotFound("webhook-endpoint-not-found"));
    }

    Uni<Void> save(SqlConnection connection, UUID endpointId, EndpointProgress progress) {
        return AND_KEEP.execute(connection, endpointId, progress).replaceWithVoid();
    }

    /** The same, with something due now. */
    Uni<Void> saveDue(SqlConnection connection, UUID endpointId, EndpointProgress progress, Instant now) {
        return AND_HURRY.execute(connection, endpointId, progress, now).replaceWithVoid();
    }

    /** The same, and gives the endpoint out of this node's hands. */
    Uni<Void> saveAndRelease(SqlConnection connection, UUID endpointId, EndpointProgress progress) {
        return AND_RELEASE.execute(connection, endpointId, progress).replaceWithVoid();
    }

    /** The last position there is. */
    Uni<Long> head(SqlClient client) {
        return client.query(HEAD).execute().map(Rows::number);
    }

    /** First and last position of events that were written within a time; null when there are none. */
    Uni<long[]> span(SqlClient client, Instant from, Instant to) {
        return SPAN.execute(client, firstId(from), firstId(to)).map(rows -> {
            Row row = rows.iterator().next();
            return row.getLong(0) == null ? null : new long[] {row.getLong(0), row.getLong(1)};
        });
    }

    /** The least UUIDv7 of a moment. */
    private static UUID firstId(Instant moment) {
        return new UUID(Math.max(0, moment.toEpochMilli()) << 16, 0);
    }
}
