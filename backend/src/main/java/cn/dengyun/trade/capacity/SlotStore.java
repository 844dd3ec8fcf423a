package cn.dengyun.trade.capacity;

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

/** What concerns many slots. */
@ApplicationScoped
class SlotStore {

    private static final RowMapper<CapacitySlot> SLOTS = RowMapper.of(CapacitySlot.class);
    private static final String LIVING = "status IN ('HELD', 'CONFIRMED', 'CANCELLATION_ASKED')";

    private static final Statement LOCK =
            Statement.of("SELECT %s FROM capacity_slot WHERE id = $1 FOR UPDATE".formatted(SLOTS.columns()));
    private static final Statement LOCK_OVERDUE = Statement.of("""
            SELECT %s FROM capacity_slot WHERE capacity_id = $1 AND status = 'HELD' AND due_at <= $2
                AND tstzrange(starts_at, ends_at) && tstzrange($3, $4)
            ORDER BY id LIMIT $5 FOR UPDATE
            """.formatted(SLOTS.columns()));
    private static final Statement OPEN_OF = Statement.of("""
            SELECT count(*) FROM capacity_slot WHERE organization_id = $1 AND %s AND ends_at > $2
                AND (status <> 'HELD' OR due_at > $2)
            """.formatted(LIVING));
    private static final Statement OPEN_WITH = Statement.of("""
            SELECT count(*) FROM (SELECT FROM capacity_slot WHERE provider_id = $1 AND %s AND ends_at > $2
                AND (status <> 'HELD' OR due_at > $2) LIMIT $3) open
            """.formatted(LIVING));
    private static final Statement COUNT_TO_FREE = Statement.of(
            "SELECT count(*) FROM capacity_slot WHERE provider_id = $1 AND %s AND ends_at > $2".formatted(LIVING));
    private static final Statement LOCK_TO_FREE_WITH = Statement.of("""
            SELECT %s FROM capacity_slot WHERE provider_id = $1 AND %s AND ends_at > $2 ORDER BY id FOR UPDATE
            """.formatted(SLOTS.columns(), LIVING));
    private static final Statement LOCK_TO_FREE_OF = Statement.of("""
            SELECT %s FROM capacity_slot WHERE (organization_id = $1 OR provider_organization_id = $1) AND %s
                AND ends_at > $2
            ORDER BY id FOR UPDATE
            """.formatted(SLOTS.columns(), LIVING));
    private static final Statement LOCK_TO_FREE_OF_ORDER = Statement.of("""
            SELECT %s FROM capacity_slot WHERE order_id = $1 AND %s AND ends_at > $2 ORDER BY id FOR UPDATE
            """.formatted(SLOTS.columns(), LIVING));
    private static final Statement DUE = Statement.of("""
            SELECT %s FROM capacity_slot WHERE %s AND due_at <= $1 AND id > $2 ORDER BY id LIMIT $3
            """.formatted(SLOTS.columns(), LIVING));
    private static final Statement NEXT_DUE =
            Statement.of("SELECT min(due_at) FROM capacity_slot WHERE %s AND due_at > $1".formatted(LIVING));

    /** How many of a capacity are locked at a time to be let go for one that is booked. */
    static final int LET_GO_AT_ONCE = 100;

    private final Pool pool;

    SlotStore(Pool pool) {
        this.pool = pool;
    }

    /** One as it is now, held until the unit of work ends, whoever may know of it. */
    Uni<CapacitySlot> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(SLOTS::first);
    }

    /**
     * The first of those of a capacity at some time that nobody answered in time, held until the unit of work ends; the
     * capacity is locked.
     */
    Uni<List<CapacitySlot>> lockOverdue(SqlConnection connection, UUID capacity, Span wanted, Instant now) {
        return LOCK_OVERDUE
                .execute(connection, capacity, now, wanted.startsAt(), wanted.endsAt(), LET_GO_AT_ONCE)
                .map(SLOTS::list);
    }

    /** How many of an enterprise are not over; whoever counts holds it alone. */
    Uni<Long> openOf(SqlConnection connection, UUID organization, Instant now) {
        return OPEN_OF.execute(connection, organization, now).map(Rows::number);
    }

    /** How many with a provider are not over; no more than so many are counted. */
    Uni<Long> openWith(SqlConnection connection, UUID provider, Instant now, int most) {
        return OPEN_WITH.execute(connection, provider, now, most).map(Rows::number);
    }

    /** How many with a provider are not over at a moment. */
    Uni<Long> toFreeWith(SqlConnection connection, UUID provider, Instant now) {
        return COUNT_TO_FREE.execute(connection, provider, now).map(Rows::number);
    }

    /** Those, by id, held until the unit of work ends. */
    Uni<List<CapacitySlot>> lockToFreeWith(SqlConnection connection, UUID provider, Instant now) {
        return LOCK_TO_FREE_WITH.execute(connection, provider, now).map(SLOTS::list);
    }

    /** Those of which an organisation is one side and that are not over, by id, held until the unit of work ends. */
    Uni<List<CapacitySlot>> lockToFreeOf(SqlConnection connection, UUID organization, Instant now) {
        return LOCK_TO_FREE_OF.execute(connection, organization, now).map(SLOTS::list);
    }

    /** Those of an order that are not over at a moment, by id, held until the unit of work ends. */
    Uni<List<CapacitySlot>> lockToFreeOfOrder(SqlConnection connection, UUID order, Instant end) {
        return LOCK_TO_FREE_OF_ORDER.execute(connection, order, end).map(SLOTS::list);
    }

    /** Those of which the clock has decided something, by id. */
    Uni<List<CapacitySlot>> due(Instant now, UUID after, int rows) {
        return DUE.execute(pool, now, after, rows).map(SLOTS::list);
    }

    /** When the next will be due; empty when none will. */
    Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }
}
