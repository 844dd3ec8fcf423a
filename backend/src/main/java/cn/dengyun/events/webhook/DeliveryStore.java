package cn.dengyun.events.webhook;

import static cn.dengyun.events.webhook.EndpointStore.instant;
import static cn.dengyun.events.webhook.EndpointStore.utc;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Deliveries in the database. Who writes holds the progress row of the endpoint. */
@ApplicationScoped
class DeliveryStore {

    private static final String COLUMNS = """
            d.id, d.endpoint_id, d.organization_id, d.kind, d.event_id, d.event_type, d.subject, d.sequence,
                d.position, d.state, d.attempts, d.first_attempt_at, d.last_attempt_at, d.next_attempt_at,
                d.last_status, d.last_failure, d.last_millis, d.finished_at, d.created_at
            """;
    private static final Statement GET = Statement.of("""
            SELECT %s FROM webhook_delivery d WHERE d.id = $1 AND ($2::uuid IS NULL OR d.organization_id = $2)
            """.formatted(COLUMNS));
    private static final String FILTERS = """
                AND ($3::text IS NULL OR d.state = $3) AND ($4::uuid IS NULL OR d.event_id = $4)
                AND ($5::uuid IS NULL OR d.id < $5)
            ORDER BY d.id DESC LIMIT $6
            """;
    private static final String PAGE = """
            SELECT %s FROM webhook_delivery d WHERE ($1::uuid IS NULL OR d.organization_id = $1)
                AND $2::uuid IS NULL%s
            """.formatted(COLUMNS, FILTERS);
    private static final String PAGE_OF_ENDPOINT = """
            SELECT %s FROM webhook_delivery d WHERE d.endpoint_id = $2
                AND ($1::uuid IS NULL OR d.organization_id = $1)%s
            """.formatted(COLUMNS, FILTERS);
    private static final Statement BUSY = Statement.of("""
            SELECT asked FROM unnest($2::text[]) asked
            WHERE EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.endpoint_id = $1 AND d.subject = asked
                AND d.state IN ('WAITING', 'PENDING'))
            """);
    private static final Statement INSERT = Statement.of("""
            INSERT INTO webhook_delivery (id, endpoint_id, organization_id, ordinal, kind, event_id, event_type,
                subject, sequence, position, state, next_attempt_at, created_at)
            SELECT new.id, $1, $2, $3::bigint + new.nth - 1, new.kind, new.event_id, new.event_type, new.subject,
                new.sequence, new.position, new.state, CASE WHEN new.state = 'PENDING' THEN $4::timestamptz END, $4
            FROM unnest($5::uuid[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::int[], $11::bigint[],
                $12::text[]) WITH ORDINALITY new (id, kind, event_id, event_type, subject, sequence, position,
                state, nth)
            """);
    private static final Statement RECORD = Statement.of("""
            UPDATE webhook_delivery d
            SET attempts = d.attempts + 1, state = done.state, first_attempt_at = coalesce(d.first_attempt_at,
                done.at), last_attempt_at = done.at, next_attempt_at = done.next, last_status = done.status,
                last_failure = done.failure, last_millis = done.millis, finished_at = CASE
                WHEN done.state <> 'PENDING' THEN $9::timestamptz END
            FROM unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::int[], $7::text[],
                $8::int[]) done (id, state, at, next, status, failure, millis)
            WHERE d.id = done.id AND d.endpoint_id = $1 AND d.state = 'PENDING' RETURNING d.state
            """);
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
            SELECT %s, f.organization_id AS event_organization_id, f.region_code, f.is_public, f.data, f.occurred_at
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
        return GET.execute(client, id, owner).map(rows -> {
            if (rows.size() == 0) {
                throw Rejection.notFound("webhook-delivery-not-found");
            }
            return delivery(rows.iterator().next());
        });
    }

    /** Newest first. */
    Uni<List<Delivery>> page(Filter filter, UUID before, int rows) {
        Tuple parameters =
                Parameters.of(filter.owner(), filter.endpointId(), filter.state(), filter.eventId(), before, rows);
        return pool.preparedQuery(filter.endpointId() == null ? PAGE : PAGE_OF_ENDPOINT)
                .execute(parameters)
                .map(found -> list(found, DeliveryStore::delivery));
    }

    /** Those of the subjects of which something is unfinished. */
    Uni<Set<String>> busy(SqlConnection connection, UUID endpointId, Set<String> subjects) {
        return BUSY.execute(connection, endpointId, Parameters.texts(subjects))
                .map(rows -> new HashSet<>(list(rows, row -> row.getString(0))));
    }

    /** Writes fresh deliveries of one endpoint, numbered from the given ordinal in the order of the list. */
    Uni<Void> insert(SqlConnection connection, List<Delivery> fresh, long ordinal) {
        Delivery any = fresh.get(0);
        Tuple rows = Parameters.of(any.endpointId(), any.organizationId(), ordinal, utc(any.createdAt()));
        rows.addArrayOfUUID(array(fresh, Delivery::id, UUID[]::new));
        rows.addArrayOfString(array(fresh, delivery -> delivery.kind().name(), String[]::new));
        rows.addArrayOfUUID(array(fresh, Delivery::eventId, UUID[]::new));
        rows.addArrayOfString(array(fresh, Delivery::eventType, String[]::new));
        rows.addArrayOfString(array(fresh, Delivery::subject, String[]::new));
        rows.addArrayOfInteger(array(fresh, Delivery::sequence, Integer[]::new));
        rows.addArrayOfLong(array(fresh, Delivery::position, Long[]::new));
        rows.addArrayOfString(array(fresh, delivery -> delivery.state().name(), String[]::new));
        return INSERT.execute(connection, rows).replaceWithVoid();
    }

    /** Writes what came of attempts; a delivery that is finished already stays as it is. How many were finished. */
    Uni<Integer> record(SqlConnection connection, UUID endpointId, List<DeliveryOutcome> outcomes, Instant now) {
        Tuple rows = Parameters.of(endpointId);
        rows.addArrayOfUUID(array(outcomes, outcome -> outcome.attempt().deliveryId(), UUID[]::new));
        rows.addArrayOfString(array(outcomes, outcome -> outcome.state().name(), String[]::new));
        rows.addArrayOfOffsetDateTime(
                array(outcomes, outcome -> utc(outcome.attempt().at()), OffsetDateTime[]::new));
        rows.addArrayOfOffsetDateTime(
                array(outcomes, outcome -> outcome.next() == null ? null : utc(outcome.next()), OffsetDateTime[]::new));
        rows.addArrayOfInteger(array(outcomes, outcome -> outcome.attempt().status(), Integer[]::new));
        rows.addArrayOfString(array(
                outcomes,
                outcome -> outcome.attempt().failure() == null
                        ? null
                        : outcome.attempt().failure().name(),
                String[]::new));
        rows.addArrayOfInteger(
                array(outcomes, outcome -> (int) outcome.attempt().millis(), Integer[]::new));
        rows.addOffsetDateTime(utc(now));
        return RECORD.execute(connection, rows)
                .map(written -> (int) list(written, row -> Delivery.State.valueOf(row.getString(0))).stream()
                        .filter(Delivery.State::isFinal)
                        .count());
    }

    /** Lets the first of what waits in each subject go, where nothing is before it. */
    Uni<Void> promote(SqlConnection connection, UUID endpointId, Set<String> subjects, Instant now) {
        return PROMOTE.execute(connection, endpointId, Parameters.texts(subjects), utc(now))
                .replaceWithVoid();
    }

    /** Makes everything that waits for another attempt due now. */
    Uni<Void> hurry(SqlConnection connection, UUID endpointId, Instant now) {
        return HURRY.execute(connection, endpointId, utc(now)).replaceWithVoid();
    }

    /** What is due, longest due first, with its events. */
    Uni<List<DueDelivery>> due(SqlConnection connection, UUID endpointId, Instant now, int limit) {
        return DUE.execute(connection, endpointId, utc(now), limit)
                .map(rows -> list(rows, row -> DueDelivery.of(delivery(row), row)));
    }

    /** Forgets some of what was finished before the given moment; how many. */
    Uni<Integer> forget(Instant before, int most) {
        return FORGET.execute(pool, utc(before), most).map(rows -> rows.rowCount());
    }

    private static <T, R> R[] array(List<T> rows, Function<T, R> column, Function<Integer, R[]> make) {
        return rows.stream().map(column).toArray(make::apply);
    }

    private static <T> List<T> list(Iterable<Row> rows, Function<Row, T> element) {
        return StreamSupport.stream(rows.spliterator(), false).map(element).toList();
    }

    private static Delivery delivery(Row row) {
        String failure = row.getString("last_failure");
        return new Delivery(
                row.getUUID("id"),
                row.getUUID("endpoint_id"),
                row.getUUID("organization_id"),
                Delivery.Kind.valueOf(row.getString("kind")),
                row.getUUID("event_id"),
                row.getString("event_type"),
                row.getString("subject"),
                row.getInteger("sequence"),
                row.getLong("position"),
                Delivery.State.valueOf(row.getString("state")),
                row.getInteger("attempts"),
                instant(row.getOffsetDateTime("first_attempt_at")),
                instant(row.getOffsetDateTime("last_attempt_at")),
                instant(row.getOffsetDateTime("next_attempt_at")),
                row.getInteger("last_status"),
                failure == null ? null : DeliveryAttempt.Failure.valueOf(failure),
                row.getInteger("last_millis"),
                instant(row.getOffsetDateTime("finished_at")),
                instant(row.getOffsetDateTime("created_at")));
    }
}
