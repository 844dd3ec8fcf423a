package cn.dengyun.trade.capacity;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What concerns the time of capacities, and more than one of them. */
@ApplicationScoped
class CapacityRows {

    private static final RowMapper<CapacityClosure> CLOSURES = RowMapper.of(CapacityClosure.class);
    private static final RowMapper<FreeTime.Taken> TAKEN = RowMapper.of(FreeTime.Taken.class);

    private static final Statement LIVING_OF =
            Statement.of("SELECT count(*) FROM capacity WHERE provider_id = $1 AND status <> 'RETIRED'");

    private static final Statement TAKEN_WITHIN = Statement.of("""
            SELECT unit_number, starts_at, ends_at FROM capacity_slot
            WHERE capacity_id = $1 AND status IN ('HELD', 'CONFIRMED', 'CANCELLATION_ASKED')
                AND (status <> 'HELD' OR due_at > $2) AND starts_at < $4 AND ends_at > $3
            UNION ALL
            SELECT unit_number, starts_at, ends_at FROM capacity_closure
            WHERE capacity_id = $1 AND lifted_at IS NULL AND starts_at < $4 AND ends_at > $3
            """);

    private static final Statement BOOKED = Statement.of("""
            SELECT unit_number, starts_at, ends_at FROM capacity_slot
            WHERE capacity_id = $1 AND status IN ('HELD', 'CONFIRMED', 'CANCELLATION_ASKED')
                AND (status <> 'HELD' OR due_at > $2) AND ends_at > $2
            ORDER BY starts_at, unit_number
            """);

    /** The lowest unit of which nothing is taken at some time; what is overdue was let go before. */
    private static final Statement FREE_UNIT = Statement.of("""
            SELECT min(unit) FROM generate_series(1, $2::integer) AS unit
            WHERE NOT EXISTS (SELECT FROM capacity_slot s
                    WHERE s.capacity_id = $1 AND s.unit_number = unit
                        AND s.status IN ('HELD', 'CONFIRMED', 'CANCELLATION_ASKED')
                        AND tstzrange(s.starts_at, s.ends_at) && tstzrange($3, $4))
                AND NOT EXISTS (SELECT FROM capacity_closure c
                    WHERE c.capacity_id = $1 AND c.lifted_at IS NULL AND coalesce(c.unit_number, unit) = unit
                        AND tstzrange(c.starts_at, c.ends_at) && tstzrange($3, $4))
            """);

    private static final Statement STANDING_CLOSURES = Statement.of(
            "SELECT count(*) FROM capacity_closure WHERE capacity_id = $1 AND lifted_at IS NULL AND ends_at > $2");
    private static final Statement INSERT_CLOSURE = Statement.of("INSERT INTO capacity_closure " + CLOSURES.values());
    private static final Statement FIND_CLOSURE =
            Statement.of("SELECT %s FROM capacity_closure WHERE id = $1".formatted(CLOSURES.columns()));
    private static final Statement LIFT =
            Statement.of("UPDATE capacity_closure SET lifted_at = $2 WHERE id = $1 AND lifted_at IS NULL");
    private static final Statement CLOSURES_OF = Statement.of("""
            SELECT %s FROM capacity_closure WHERE capacity_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """.formatted(CLOSURES.columns()));

    private final Pool pool;

    CapacityRows(Pool pool) {
        this.pool = pool;
    }

    /** How many of a provider are not retired; whoever counts holds its organisation alone. */
    Uni<Long> livingOf(SqlConnection connection, UUID provider) {
        return LIVING_OF.execute(connection, provider).map(Rows::number);
    }

    /** What of a capacity is booked or closed at some time. */
    Uni<List<FreeTime.Taken>> taken(SqlClient client, UUID capacity, Instant now, Span window) {
        return TAKEN_WITHIN
                .execute(client, capacity, now, window.startsAt(), window.endsAt())
                .map(TAKEN::list);
    }

    /** The same, asked without a unit of work. */
    Uni<List<FreeTime.Taken>> taken(UUID capacity, Instant now, Span window) {
        return taken(pool, capacity, now, window);
    }

    /** What of a capacity is booked and not over, in the order of time; closures aside. */
    Uni<List<FreeTime.Taken>> booked(SqlConnection connection, UUID capacity, Instant now) {
        return BOOKED.execute(connection, capacity, now).map(TAKEN::list);
    }

    /** The lowest unit that is free at some time, null when none is; the capacity is locked. */
    Uni<Integer> freeUnit(SqlConnection connection, Capacity capacity, Span wanted) {
        return FREE_UNIT
                .execute(connection, capacity.id(), capacity.form().units(), wanted.startsAt(), wanted.endsAt())
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    /** How many closures of a capacity stand and are not over. */
    Uni<Long> standing(SqlConnection connection, UUID capacity, Instant now) {
        return STANDING_CLOSURES.execute(connection, capacity, now).map(Rows::number);
    }

    Uni<Void> insert(SqlConnection connection, CapacityClosure closure) {
        return INSERT_CLOSURE.execute(connection, closure).replaceWithVoid();
    }

    /** A closure, null when there is none. */
    Uni<CapacityClosure> closure(SqlClient client, UUID id) {
        return FIND_CLOSURE.execute(client, id).map(CLOSURES::first);
    }

    /** The same, asked without a unit of work. */
    Uni<CapacityClosure> closure(UUID id) {
        return closure(pool, id);
    }

    Uni<Void> lift(SqlConnection connection, UUID id, Instant now) {
        return LIFT.execute(connection, id, now)
                .invoke(Rows.exactly(1, "a closure was lifted while its capacity was locked"))
                .replaceWithVoid();
    }

    /** Newest first. */
    Uni<List<CapacityClosure>> closures(UUID capacity, UUID before, int rows) {
        return CLOSURES_OF.execute(pool, capacity, before, rows).map(CLOSURES::list);
    }
}
