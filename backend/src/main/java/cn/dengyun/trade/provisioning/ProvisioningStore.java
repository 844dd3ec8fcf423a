package cn.dengyun.trade.provisioning;

import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.trade.order.domain.ServiceOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Provisionings with their calls, and how fast endpoints are called. */
@ApplicationScoped
class ProvisioningStore {

    private static final RowMapper<Provisioning> ALL = RowMapper.of(Provisioning.class);
    private static final RowMapper<ProvisioningCall> CALLS = RowMapper.of(ProvisioningCall.class);
    private static final RowMapper<ProvisioningPace> PACES = RowMapper.of(ProvisioningPace.class);
    private static final int COLUMNS = ALL.columns().split(",", -1).length;

    private static final Statement LOCK =
            Statement.of("SELECT %s FROM provisioning WHERE id = $1 FOR UPDATE".formatted(ALL.columns()));
    private static final Statement LOCK_OF_ORDER =
            Statement.of("SELECT %s FROM provisioning WHERE order_id = $1 FOR UPDATE".formatted(ALL.columns()));
    private static final Statement OF_ORDER =
            Statement.of("SELECT %s FROM provisioning WHERE order_id = $1".formatted(ALL.columns()));
    private static final Statement UPDATE =
            Statement.of("UPDATE provisioning SET " + ALL.values().replace(" VALUES ", " = ") + " WHERE id = $"
                    + (COLUMNS + 1) + " AND version = $" + (COLUMNS + 2));
    private static final Statement INSERT = Statement.of("INSERT INTO provisioning " + ALL.values());
    private static final Statement INSERT_CALL = Statement.of("INSERT INTO provisioning_call " + CALLS.values());
    private static final Statement END_CALL = Statement.of("""
            UPDATE provisioning_call SET millis = $2, outcome = $3, status = $4, message = $5
            WHERE id = $1 AND (outcome IS NULL OR outcome = 'LOST')
            """);
    private static final Statement LOSE_CALL =
            Statement.of("UPDATE provisioning_call SET outcome = 'LOST' WHERE id = $1 AND outcome IS NULL");
    private static final Statement CALL_PAGE = Statement.of("""
            SELECT %s FROM provisioning_call WHERE provisioning_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """.formatted(CALLS.columns()));
    private static final Statement ENDPOINTS_DUE = Statement.of("""
            SELECT p.endpoint_id FROM provisioning p JOIN provisioning_pace s ON s.endpoint_id = p.endpoint_id
            WHERE p.due_at <= $1 AND (s.open_until IS NULL OR s.open_until <= $1)
                AND (p.status <> 'PROVISIONED' OR p.activated)
            GROUP BY p.endpoint_id ORDER BY min(p.due_at) LIMIT $2
            """);
    private static final Statement DUE = Statement.of("""
            SELECT %s FROM provisioning
            WHERE endpoint_id = $1 AND due_at <= $2 AND (status <> 'PROVISIONED' OR activated)
            ORDER BY due_at, id LIMIT $3
            FOR UPDATE SKIP LOCKED
            """.formatted(ALL.columns()));
    private static final Statement UNDER_WAY = Statement.of("""
            SELECT count(*) FROM provisioning WHERE endpoint_id = $1 AND call_id IS NOT NULL AND lease_until > $2
            """);
    private static final Statement TO_ACTIVATE = Statement.of("""
            SELECT %s FROM provisioning WHERE due_at <= $1 AND status = 'PROVISIONED' AND wanted AND NOT activated
            ORDER BY due_at, id LIMIT $2
            """.formatted(ALL.columns()));
    /** What only waits for something else is looked at whenever something is: it makes nothing due by itself. */
    private static final Statement NEXT_DUE = Statement.of("""
            SELECT min(due_at) FROM provisioning WHERE due_at > $1 AND (status <> 'PROVISIONED' OR activated)
                AND (status <> 'PENDING' OR asked_since < updated_at)
            """);

    private static final Statement BEGIN_PACE = Statement.of("INSERT INTO provisioning_pace " + PACES.values());
    private static final Statement LOCK_PACE = Statement.of(
            "SELECT %s FROM provisioning_pace WHERE endpoint_id = $1 FOR UPDATE".formatted(PACES.columns()));
    private static final Statement TAKE_PACE =
            Statement.of("SELECT %s FROM provisioning_pace WHERE endpoint_id = $1 FOR UPDATE SKIP LOCKED"
                    .formatted(PACES.columns()));
    private static final Statement UPDATE_PACE = Statement.of("""
            UPDATE provisioning_pace SET failures = $2, open_until = $3, window_at = $4, window_calls = $5
            WHERE endpoint_id = $1
            """);

    private static final Statement PAUSE = Statement.of("""
            UPDATE provisioning_pace SET open_until = greatest(open_until, $2) WHERE endpoint_id = $1
            """);
    private static final Statement BEGIN_CHECK = Statement.of("""
            UPDATE provisioning_pace SET checking_until = $3,
                check_window_at = CASE WHEN check_window_at > $4 THEN check_window_at ELSE $2 END,
                window_checks = CASE WHEN check_window_at > $4 THEN window_checks + 1 ELSE 1 END
            WHERE endpoint_id = $1 AND (checking_until IS NULL OR checking_until <= $2)
                AND (check_window_at IS NULL OR check_window_at <= $4 OR window_checks < $5)
            """);
    private static final Statement END_CHECK =
            Statement.of("UPDATE provisioning_pace SET checking_until = NULL WHERE endpoint_id = $1");

    private final AggregateStore<Provisioning> aggregates;
    private final ChangeNotes notes;
    private final Pool pool;

    ProvisioningStore(Aggregates aggregates, ChangeNotes notes, Pool pool) {
        this.aggregates = aggregates.of(Provisioning.class, Provisioning.KNOWN, ServiceOrder::seesAll);
        this.notes = notes;
        this.pool = pool;
    }

    /** For whoever asks for one that he may know of. */
    AggregateStore<Provisioning> aggregates() {
        return aggregates;
    }

    /** That of an order; null where it has none. */
    Uni<Provisioning> ofOrder(UUID orderId) {
        return OF_ORDER.execute(pool, orderId).map(ALL::first);
    }

    /** The same, held until the unit of work ends. */
    Uni<Provisioning> lockOfOrder(SqlConnection connection, UUID orderId) {
        return LOCK_OF_ORDER.execute(connection, orderId).map(ALL::first);
    }

    Uni<Provisioning> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(ALL::first);
    }

    /**
     * Writes one that is locked over what it was, and tells both sides where that says something to them.
     *
     * @param after any number of steps later
     */
    Uni<Provisioning> write(SqlConnection connection, Provisioning before, Provisioning after) {
        if (after == before) {
            return Uni.createFrom().item(before);
        }
        Provisioning next = after.over(before);
        DomainEvent told = ProvisioningEvent.between(before, next);
        if (told != null) {
            return aggregates.carryOut(connection, before, new Change<>(next, told, next.reason()));
        }
        return UPDATE.execute(connection, next, before.id(), before.version())
                .invoke(Rows.exactly(1, "a provisioning that is locked has changed"))
                .replaceWith(next);
    }

    /** Puts a new one on record, and tells both sides. */
    Uni<Void> insert(SqlConnection connection, Provisioning made) {
        return INSERT.execute(connection, made)
                .chain(() -> notes.write(connection, ProvisioningEvent.REQUESTED.told(made), null, made, null));
    }

    /** Writes what an endpoint will be asked. */
    Uni<Void> insert(SqlConnection connection, ProvisioningCall call) {
        return INSERT_CALL.execute(connection, call).replaceWithVoid();
    }

    /** Writes what it has answered, also where that was not expected any more. */
    Uni<Void> end(SqlConnection connection, UUID callId, ProvisioningAnswer answer) {
        return END_CALL.execute(
                        connection, callId, answer.millis(), answer.outcome(), answer.status(), answer.message())
                .replaceWithVoid();
    }

    /** Nobody waits for a call any more. */
    Uni<Void> lose(SqlConnection connection, UUID callId) {
        return LOSE_CALL.execute(connection, callId).replaceWithVoid();
    }

    /** Calls, newest first. */
    Uni<List<ProvisioningCall>> calls(UUID provisioningId, UUID before, int rows) {
        return CALL_PAGE.execute(pool, provisioningId, before, rows).map(CALLS::list);
    }

    /** Endpoints for which something is due, that which has waited longest first. */
    Uni<List<UUID>> endpointsDue(Instant now, int most) {
        return ENDPOINTS_DUE.execute(pool, now, most).map(rows -> Rows.list(rows, row -> row.getUUID(0)));
    }

    /** What is due at an endpoint, held until the unit of work ends. */
    Uni<List<Provisioning>> lockDue(SqlConnection connection, UUID endpointId, Instant now, int most) {
        return DUE.execute(connection, endpointId, now, most).map(ALL::list);
    }

    /** How many calls of an endpoint are under way. */
    Uni<Integer> underWay(SqlConnection connection, UUID endpointId, Instant now) {
        return UNDER_WAY.execute(connection, endpointId, now).map(rows -> (int) Rows.number(rows));
    }

    /** Those whose orders are to begin. */
    Uni<List<Provisioning>> toActivate(Instant now, int most) {
        return TO_ACTIVATE.execute(pool, now, most).map(ALL::list);
    }

    Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }

    Uni<Void> begin(SqlConnection connection, ProvisioningPace pace) {
        return BEGIN_PACE.execute(connection, pace).replaceWithVoid();
    }

    /** Held until the unit of work ends. */
    Uni<ProvisioningPace> lockPace(SqlConnection connection, UUID endpointId) {
        return LOCK_PACE.execute(connection, endpointId).map(PACES::first);
    }

    /** The same; null where somebody else holds it. */
    Uni<ProvisioningPace> takePace(SqlConnection connection, UUID endpointId) {
        return TAKE_PACE.execute(connection, endpointId).map(PACES::first);
    }

    /** An endpoint is left alone until then at least. */
    Uni<Void> pause(UUID endpointId, Instant until) {
        return PAUSE.execute(pool, endpointId, until).replaceWithVoid();
    }

    /**
     * Whether an endpoint may be checked now, which is written before it is.
     *
     * @param until when that is taken to be over, whatever became of it
     */
    Uni<Boolean> beginCheck(UUID endpointId, Instant now, Instant until) {
        return BEGIN_CHECK
                .execute(
                        pool,
                        endpointId,
                        now,
                        until,
                        now.minus(ProvisioningPace.CHECK_WINDOW),
                        ProvisioningPace.CHECKS_AN_HOUR)
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> endCheck(UUID endpointId) {
        return END_CHECK.execute(pool, endpointId).replaceWithVoid();
    }

    Uni<Void> update(SqlClient client, ProvisioningPace pace) {
        return UPDATE_PACE
                .execute(
                        client,
                        pace.endpointId(),
                        pace.failures(),
                        pace.openUntil(),
                        pace.windowAt(),
                        pace.windowCalls())
                .replaceWithVoid();
    }
}
