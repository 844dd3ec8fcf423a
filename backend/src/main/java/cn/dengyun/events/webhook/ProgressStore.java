package cn.dengyun.events.webhook;

import static cn.dengyun.events.webhook.EndpointStore.instant;
import static cn.dengyun.events.webhook.EndpointStore.utc;

import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Where the telling stands, and which node does it. Times of leases are the database's own, so nodes' clocks do not
 * matter.
 */
@ApplicationScoped
class ProgressStore {

    private static final String LEASE = "now() + interval '15 seconds'";
    private static final String COLUMNS =
            "p.cursor, p.replay_next, p.replay_until, p.next_ordinal, p.unfinished," + " p.failures, p.failing_since";
    private static final String CLAIM = "UPDATE webhook_progress SET lease_owner = $1, lease_until = " + LEASE
            + " WHERE endpoint_id IN (SELECT p.endpoint_id FROM webhook_progress p"
            + " JOIN webhook_endpoint e ON e.id = p.endpoint_id WHERE e.state = 'ACTIVE'"
            + " AND p.endpoint_id <> ALL($5) AND (p.lease_until IS NULL OR p.lease_until < now() OR p.lease_owner = $1) AND (p.due_at <= $2 OR (p.unfinished < $3"
            + " AND (p.replay_next IS NOT NULL OR p.cursor < (SELECT position FROM event_head WHERE id = 1))))"
            + " ORDER BY p.due_at, p.endpoint_id LIMIT $4 FOR UPDATE OF p SKIP LOCKED) RETURNING endpoint_id";
    private static final String HOLD = "UPDATE webhook_progress p SET lease_until = " + LEASE
            + " FROM webhook_endpoint e WHERE p.endpoint_id = $1 AND p.lease_owner = $2 AND e.id = p.endpoint_id RETURNING "
            + COLUMNS + ", " + EndpointStore.COLUMNS;
    private static final String GET = "SELECT " + COLUMNS + " FROM webhook_progress p WHERE p.endpoint_id = $1";
    private static final String LOCK = GET + " FOR UPDATE";
    private static final String SAVE = "UPDATE webhook_progress SET cursor = $2, replay_next = $3, replay_until = $4,"
            + " next_ordinal = $5, unfinished = $6, failures = $7, failing_since = $8";
    private static final String AND_KEEP = SAVE + " WHERE endpoint_id = $1";
    private static final String AND_HURRY = SAVE + ", due_at = least(due_at, $9) WHERE endpoint_id = $1";
    private static final String AND_RELEASE = SAVE + ", lease_owner = NULL, lease_until = NULL, due_at = (SELECT"
            + " min(next_attempt_at) FROM webhook_delivery WHERE endpoint_id = $1 AND state = 'PENDING')"
            + " WHERE endpoint_id = $1";
    private static final String HEAD = "SELECT position FROM event_head WHERE id = 1";
    // Ids begin with their time, so their index finds the events of a span.
    private static final String SPAN =
            "SELECT min(position), max(position) FROM event WHERE id >= $1 AND id < $2" + " AND position IS NOT NULL";

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
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(node, utc(now), waiting, most, known.toArray(new UUID[0])))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID(0))
                        .toList());
    }

    /** Renews the lease and locks the row; null when another node has it, or the endpoint is gone. */
    Uni<Held> hold(SqlConnection connection, UUID endpointId, UUID node) {
        return connection
                .preparedQuery(HOLD)
                .execute(Tuple.of(endpointId, node))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return null;
                    }
                    Row row = rows.iterator().next();
                    return new Held(endpoints.endpoint(row), progress(row));
                });
    }

    /** Rejects with {@code webhook-endpoint-not-found} (404). */
    Uni<EndpointProgress> get(SqlClient client, UUID endpointId) {
        return one(client, GET, endpointId);
    }

    /** The same, and nobody else makes or finishes deliveries before the unit of work ends. */
    Uni<EndpointProgress> lock(SqlConnection connection, UUID endpointId) {
        return one(connection, LOCK, endpointId);
    }

    Uni<Void> save(SqlConnection connection, UUID endpointId, EndpointProgress progress) {
        return connection
                .preparedQuery(AND_KEEP)
                .execute(parameters(endpointId, progress))
                .replaceWithVoid();
    }

    /** The same, with something due now. */
    Uni<Void> saveDue(SqlConnection connection, UUID endpointId, EndpointProgress progress, Instant now) {
        return connection
                .preparedQuery(AND_HURRY)
                .execute(parameters(endpointId, progress).addOffsetDateTime(utc(now)))
                .replaceWithVoid();
    }

    /** The same, and gives the endpoint out of this node's hands. */
    Uni<Void> saveAndRelease(SqlConnection connection, UUID endpointId, EndpointProgress progress) {
        return connection
                .preparedQuery(AND_RELEASE)
                .execute(parameters(endpointId, progress))
                .replaceWithVoid();
    }

    /** The last position there is. */
    Uni<Long> head(SqlClient client) {
        return client.query(HEAD).execute().map(rows -> rows.iterator().next().getLong(0));
    }

    /** First and last position of events that were written within a time; null when there are none. */
    Uni<long[]> span(SqlClient client, Instant from, Instant to) {
        return client.preparedQuery(SPAN)
                .execute(Tuple.of(firstId(from), firstId(to)))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return row.getLong(0) == null ? null : new long[] {row.getLong(0), row.getLong(1)};
                });
    }

    /** The least UUIDv7 of a moment. */
    private static UUID firstId(Instant moment) {
        return new UUID(Math.max(0, moment.toEpochMilli()) << 16, 0);
    }

    private static Uni<EndpointProgress> one(SqlClient client, String sql, UUID endpointId) {
        return client.preparedQuery(sql).execute(Tuple.of(endpointId)).map(rows -> {
            if (rows.size() == 0) {
                throw Rejection.notFound("webhook-endpoint-not-found");
            }
            return progress(rows.iterator().next());
        });
    }

    private static Tuple parameters(UUID endpointId, EndpointProgress progress) {
        return Tuple.of(endpointId, progress.cursor(), progress.replayNext(), progress.replayUntil())
                .addLong(progress.nextOrdinal())
                .addInteger(progress.unfinished())
                .addInteger(progress.failures())
                .addOffsetDateTime(progress.failingSince() == null ? null : utc(progress.failingSince()));
    }

    private static EndpointProgress progress(Row row) {
        return new EndpointProgress(
                row.getLong("cursor"),
                row.getLong("replay_next"),
                row.getLong("replay_until"),
                row.getLong("next_ordinal"),
                row.getInteger("unfinished"),
                row.getInteger("failures"),
                instant(row.getOffsetDateTime("failing_since")));
    }
}
