package cn.dengyun.events.webhook;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Deliveries in the database. Who writes holds the progress row of the endpoint. */
@ApplicationScoped
class DeliveryStore {

    private static final RowMapper<Delivery> DELIVERIES = RowMapper.of(Delivery.class);
    private static final RowMapper<Numbered> NUMBERED = RowMapper.of(Numbered.class);
    private static final RowMapper<Result> RESULTS = RowMapper.of(Result.class);
    private static final RowMapper<DueDelivery> DUE_DELIVERIES =
            RowMapper.of(DueDelivery.class).named("event", "told_");
    private static final String COLUMNS = DELIVERIES.columns("d");
    private static final Statement GET = Statement.of("""
            SELECT %s FROM webhook_delivery d WHERE d.id = $1 AND ($2::uuid IS NULL OR d.organization_id = $2)
            """.formatted(COLUMNS));
    private static final String FILTERS = """
                AND ($3::text IS NULL OR d.state = $3) AND ($4::uuid IS NULL OR d.event_id = $4)
                AND ($5::uuid IS NULL OR d.id < $5)
            ORDER BY d.id DESC LIMIT $6
            """;
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM webhook_delivery d WHERE ($1::uuid IS NULL OR d.organization_id = $1)
                AND $2::uuid IS NULL%s
            """.formatted(COLUMNS, FILTERS));
    private static final Statement PAGE_OF_ENDPOINT = Statement.of("""
            SELECT %s FROM webhook_delivery d WHERE d.endpoint_id = $2
                AND ($1::uuid IS NULL OR d.organization_id = $1)%s
            """.formatted(COLUMNS, FILTERS));
    private static final Statement BUSY = Statement.of("""
            SELECT asked FROM unnest($2::text[]) asked
            WHERE EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.endpoint_id = $1 AND d.subject = asked
                AND d.state IN ('WAITING', 'PENDING'))
            """);
    private static final Statement INSERT = Statement.of(
            "INSERT INTO webhook_delivery (%s) SELECT * FROM %s".formatted(NUMBERED.columns(), NUMBERED.unnested()));
    private static final Statement RECORD = Statement.of("""
            UPDATE webhook_delivery d
            SET attempts = d.attempts + 1, state = t.state, first_attempt_at = coalesce(d.first_attempt_at, t.at),
                last_attempt_at = t.at, next_attempt_at = t.next, last_status = t.status, last_failure = t.failure,
                last_millis = t.millis, finished_at = CASE WHEN t.state <> 'PENDING' THEN $9::timestamptz END
            FROM %s WHERE d.id = t.id AND d.endpoint_id = $8 AND d.state = 'PENDING' RETURNING d.state
            """.formatted(RESULTS.unnested()));
    private static final Statement PROMOTE = Statement.of("""
            UPDATE webhook_delivery d SET state = 'PENDING', next_attempt_at = $3 FROM unnest($2::text[]) lane
            WHERE d.state = 'WAITING'
                AND d.id = (SELECT head.id FROM webhook_delivery head WHERE head.endpoint_id = $1
                AND head.subject = lane AND head.state IN ('WAITING', 'PENDING') ORDER BY head.ordinal LIMIT 1)
            """);
    private static final Statement HURRY = Statement.of("""
            UPDATE webhook_delivery SET next_attempt_at = $2 WHERE endpoint_id = $1 AND state = 'PENDING'
                AND next_attempt_at > $2
            """);
    private static final Statement DUE = Statement.of("""
            SELECT %s, f.id AS told_id, f.type AS told_type, f.subject AS told_subject,
                f.organization_id AS told_organization_id, f.counterpart_id AS told_counterpart_id,
                f.region_code AS told_region_code, f.is_public AS told_is_public, f.data AS told_data,
                f.occurred_at AS told_occurred_at
            FROM webhook_delivery d LEFT JOIN event f ON f.id = d.event_id WHERE d.endpoint_id = $1
                AND d.state = 'PENDING' AND d.next_attempt_at <= $2
            ORDER BY d.next_attempt_at, d.ordinal LIMIT $3
            """.formatted(COLUMNS));
    private static final Statement FORGET = Statement.of("""
            DELETE FROM webhook_delivery
            WHERE id IN (SELECT id FROM webhook_delivery WHERE finished_at < $1 ORDER BY finished_at LIMIT $2)
            """);

    private final Pool pool;

    DeliveryStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Which deliveries a list shows; what is null lets everything through.
     *
     * @param owner null for whoever sees everything
     */
    record Filter(UUID owner, UUID endpointId, Delivery.State state, UUID eventId) {}

    /**
     * Rejects with {@code webhook-delivery-not-found} (404), also for another organisation's.
     *
     * @param owner null for whoever sees everything
     */
    Uni<Delivery> get(SqlClient client, UUID id, UUID owner) {
        return GET.execute(client, id, owner).map(DELIVERIES.orNotFound("webhook-delivery-not-found"));
    }

    /** Newest first. */
    Uni<List<Delivery>> page(Filter filter, UUID before, int rows) {
        Statement page = filter.endpointId() == null ? PAGE : PAGE_OF_ENDPOINT;
        return page.execute(pool, filter, before, rows).map(DELIVERIES::list);
    }

    /** Those of the subjects of which something is unfinished. */
    Uni<Set<String>> busy(SqlConnection connection, UUID endpointId, Set<String> subjects) {
        return BUSY.execute(connection, endpointId, Parameters.texts(subjects))
                .map(rows -> new HashSet<>(Rows.list(rows, row -> row.getString(0))));
    }

    /** Writes fresh deliveries of one endpoint, numbered from the given ordinal in the order of the list. */
    Uni<Void> insert(SqlConnection connection, List<Delivery> fresh, long ordinal) {
        List<Numbered> numbered = IntStream.range(0, fresh.size())
                .mapToObj(nth -> new Numbered(fresh.get(nth), ordinal + nth))
                .toList();
        return INSERT.execute(connection, NUMBERED.arrays(numbered)).replaceWithVoid();
    }

    private record Numbered(Delivery delivery, long ordinal) {}

    /** Writes what came of attempts; a delivery that is finished already stays as it is. How many were finished. */
    Uni<Integer> record(SqlConnection connection, UUID endpointId, List<DeliveryOutcome> outcomes, Instant now) {
        return RECORD.execute(
                        connection,
                        RESULTS.arrays(outcomes.stream().map(Result::of).toList(), endpointId, now))
                .map(written -> (int) Rows.list(written, row -> Delivery.State.valueOf(row.getString(0))).stream()
                        .filter(Delivery.State::isFinal)
                        .count());
    }

    private record Result(
            UUID id,
            Delivery.State state,
            Instant at,
            Instant next,
            Integer status,
            DeliveryAttempt.Failure failure,
            int millis) {

        static Result of(DeliveryOutcome outcome) {
            DeliveryAttempt attempt = outcome.attempt();
            return new Result(
                    attempt.deliveryId(),
                    outcome.state(),
                    attempt.at(),
                    outcome.next(),
                    attempt.status(),
                    attempt.failure(),
                    (int) attempt.millis());
        }
    }

    /** Lets the first of what waits in each subject go, where nothing is before it. */
    Uni<Void> promote(SqlConnection connection, UUID endpointId, Set<String> subjects, Instant now) {
        return PROMOTE.execute(connection, endpointId, Parameters.texts(subjects), now)
                .replaceWithVoid();
    }

    /** Makes everything that waits for another attempt due now. */
    Uni<Void> hurry(SqlConnection connection, UUID endpointId, Instant now) {
        return HURRY.execute(connection, endpointId, now).replaceWithVoid();
    }

    /** What is due, longest due first, with its events. */
    Uni<List<DueDelivery>> due(SqlConnection connection, UUID endpointId, Instant now, int limit) {
        return DUE.execute(connection, endpointId, now, limit).map(DUE_DELIVERIES::list);
    }

    /** Forgets some of what was finished before the given moment; how many. */
    Uni<Integer> forget(Instant before, int most) {
        return FORGET.execute(pool, before, most).map(rows -> rows.rowCount());
    }
}
