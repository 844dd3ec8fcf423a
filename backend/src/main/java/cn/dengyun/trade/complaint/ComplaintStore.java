package cn.dengyun.trade.complaint;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What concerns many complaints, what was said each time, and what the clock does with them. */
@ApplicationScoped
class ComplaintStore {

    private static final RowMapper<OrderComplaint> COMPLAINTS = RowMapper.of(OrderComplaint.class);
    private static final RowMapper<ComplaintStep> STEPS = RowMapper.of(ComplaintStep.class);
    private static final RowMapper<ComplaintSummary> SUMMARIES = RowMapper.of(ComplaintSummary.class);

    private static final String COUNTED = """
            WITH counted AS (SELECT * FROM order_complaint
                WHERE provider_id = $1 AND answer_due_at <= $2 AND (status <> 'WITHDRAWN' OR closed_at >= $2))
            SELECT count(*) AS filed, count(*) FILTER (WHERE answered_at < answer_due_at) AS answered_in_time,
                count(*) FILTER (WHERE finding IN ('UPHELD', 'PARTLY_UPHELD') AND decided_at < $2) AS upheld,
                count(DISTINCT credit_code) AS entities, %s AS hidden_entities
            FROM counted %s
            """;

    private static final Statement OF_PROVIDER = Statement.of(COUNTED.formatted("0::bigint", ""));
    private static final Statement OF_OFFERING =
            Statement.of(COUNTED.formatted("""
            (SELECT count(DISTINCT credit_code) FROM counted WHERE offering_id IN (SELECT offering_id FROM counted
                GROUP BY offering_id HAVING count(DISTINCT credit_code) < %d))""".formatted(ComplaintSummary.MIN_ENTITIES), "WHERE offering_id = $3"));
    private static final Statement LOCK =
            Statement.of("SELECT %s FROM order_complaint WHERE id = $1 FOR UPDATE".formatted(COMPLAINTS.columns()));
    private static final Statement LOCK_OF_INCIDENT =
            Statement.of("SELECT %s FROM order_complaint WHERE incident_id = $1 ORDER BY id FOR UPDATE"
                    .formatted(COMPLAINTS.columns()));
    private static final Statement OF_ORDER = Statement.of("SELECT count(*) FROM order_complaint WHERE order_id = $1");
    private static final Statement OPEN_OF = Statement.of("""
            SELECT count(*) FROM order_complaint
            WHERE organization_id = $1 AND closed_at IS NULL AND (status <> 'ANSWER_GIVEN' OR settle_due_at > $2)
            """);
    private static final Statement DUE = Statement.of("""
            SELECT %s FROM order_complaint WHERE status IN ('FILED', 'ANSWER_GIVEN')
                AND (status = 'FILED' AND answer_due_at <= $1 OR status = 'ANSWER_GIVEN' AND settle_due_at <= $1)
                AND id > $2
            ORDER BY id LIMIT $3
            """.formatted(COMPLAINTS.columns()));
    private static final Statement TO_REMIND = Statement.of("""
            SELECT %s FROM order_complaint WHERE status IN ('FILED', 'ANSWER_GIVEN') AND status = 'FILED'
                AND remind_at <= $1 AND answer_due_at > $1 AND id > $2
            ORDER BY id LIMIT $3
            """.formatted(COMPLAINTS.columns()));
    private static final Statement NEXT_DUE = Statement.of("""
            SELECT least(min(answer_due_at) FILTER (WHERE status = 'FILED' AND answer_due_at > $1),
                min(remind_at) FILTER (WHERE status = 'FILED' AND remind_at > $1),
                min(settle_due_at) FILTER (WHERE status = 'ANSWER_GIVEN' AND settle_due_at > $1))
            FROM order_complaint WHERE status IN ('FILED', 'ANSWER_GIVEN')
            """);
    private static final Statement INSERT_STEP = Statement.of("INSERT INTO order_complaint_step " + STEPS.values());
    private static final Statement STEPS_OF = Statement.of("""
            SELECT %s FROM order_complaint_step WHERE complaint_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """.formatted(STEPS.columns()));

    private final Pool pool;

    ComplaintStore(Pool pool) {
        this.pool = pool;
    }

    /** As it was at a moment. */
    Uni<ComplaintSummary> ofOffering(UUID provider, UUID offering, Instant then) {
        return OF_OFFERING.execute(pool, provider, then, offering).map(SUMMARIES::first);
    }

    /** As it was at a moment. */
    Uni<ComplaintSummary> ofProvider(UUID provider, Instant then) {
        return OF_PROVIDER.execute(pool, provider, then).map(SUMMARIES::first);
    }

    /** One as it is now, held until the unit of work ends, whoever may know of it. */
    Uni<OrderComplaint> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(COMPLAINTS::first);
    }

    /** Those that were handed over to an incident, by id, held until the unit of work ends. */
    Uni<List<OrderComplaint>> lockOfIncident(SqlConnection connection, UUID incidentId) {
        return LOCK_OF_INCIDENT.execute(connection, incidentId).map(COMPLAINTS::list);
    }

    /** How many there ever were about an order. */
    Uni<Long> ofOrder(SqlConnection connection, UUID order) {
        return OF_ORDER.execute(connection, order).map(Rows::number);
    }

    /** How many of an enterprise are not closed at a moment. */
    Uni<Long> openOf(SqlConnection connection, UUID enterprise, Instant now) {
        return OPEN_OF.execute(connection, enterprise, now).map(Rows::number);
    }

    /** Those that the clock has decided on, by id. */
    Uni<List<OrderComplaint>> due(Instant now, UUID after, int rows) {
        return DUE.execute(pool, now, after, rows).map(COMPLAINTS::list);
    }

    /** Those whose provider is to be told that its time is nearly over, by id. */
    Uni<List<OrderComplaint>> toRemind(Instant now, UUID after, int rows) {
        return TO_REMIND.execute(pool, now, after, rows).map(COMPLAINTS::list);
    }

    /** When the clock does something next; empty when it will not. */
    Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }

    Uni<Void> insert(SqlConnection connection, ComplaintStep step) {
        return INSERT_STEP.execute(connection, step).replaceWithVoid();
    }

    /** Newest first. */
    Uni<List<ComplaintStep>> steps(UUID complaintId, UUID before, int rows) {
        return STEPS_OF.execute(pool, complaintId, before, rows).map(STEPS::list);
    }
}
