package cn.dengyun.trade.usage.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.trade.usage.domain.UsageChange;
import cn.dengyun.trade.usage.domain.UsageCorrection;
import cn.dengyun.trade.usage.domain.UsageEvent;
import cn.dengyun.trade.usage.domain.UsagePeriod;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What was read of meters, many at once. Each statement is of one meter, or names that of each of its rows. */
@ApplicationScoped
public class UsageRows {

    /** How many rows a page has at most. */
    public static final int PAGE = 5_000;

    private static final RowMapper<UsageEvent> EVENTS = RowMapper.of(UsageEvent.class);
    private static final RowMapper<UsageCorrection> CORRECTIONS = RowMapper.of(UsageCorrection.class);
    private static final RowMapper<Key> KEYS = RowMapper.of(Key.class);
    private static final RowMapper<Known> KNOWN = RowMapper.of(Known.class);
    private static final RowMapper<UsageChange> CHANGES = RowMapper.of(UsageChange.class);

    private static final Statement INSERT = Statement.of("""
            INSERT INTO usage_event (%s) SELECT * FROM %s
            ON CONFLICT ON CONSTRAINT usage_event_pk DO NOTHING RETURNING id
            """.formatted(EVENTS.columns(), EVENTS.unnested()));
    private static final Statement OF_KEYS = Statement.of("""
            SELECT e.id, e.meter_id, e.event_id, e.content_hash
            FROM %s JOIN usage_event e ON e.meter_id = t.meter_id AND e.event_id = t.event_id
            """.formatted(KEYS.unnested()));
    private static final Statement ACCEPTED = Statement.of("""
            SELECT %s FROM usage_event WHERE meter_id = $1 AND status = 'ACCEPTED' AND occurred_at >= $2
                AND occurred_at < $3 AND (occurred_at, event_id) > ($4, $5)
            ORDER BY occurred_at, event_id LIMIT $6
            """.formatted(EVENTS.columns()));
    private static final Statement UNBILLED = Statement.of("""
            SELECT %s FROM usage_event WHERE meter_id = $1 AND status = 'ACCEPTED' AND bill_id IS NULL
                AND occurred_at < $2 AND (occurred_at, event_id) > ($3, $4)
            ORDER BY occurred_at, event_id LIMIT $5
            """.formatted(EVENTS.columns()));
    private static final Statement OF_BILL = Statement.of("""
            SELECT %s FROM usage_event WHERE meter_id = $1 AND bill_id = $2 AND (occurred_at, event_id) > ($3, $4)
            ORDER BY occurred_at, event_id LIMIT $5
            """.formatted(EVENTS.columns()));
    private static final Statement BY_IDS = Statement.of("""
            SELECT %s FROM usage_event WHERE meter_id = ANY($1) AND id = ANY($2) ORDER BY occurred_at, event_id
            """.formatted(EVENTS.columns()));
    private static final Statement CORRECTIONS_OF = Statement.of("""
            SELECT %s FROM usage_correction c JOIN usage_event e ON e.meter_id = c.meter_id AND e.id = c.reversed_id
            WHERE c.meter_id = $1 AND c.bill_id IS NULL AND e.bill_id IS NOT NULL
            ORDER BY c.id
            """.formatted(CORRECTIONS.columns("c")));
    private static final Statement BILL = Statement.of("""
            UPDATE usage_event SET bill_id = $2 WHERE meter_id = $1 AND status = 'ACCEPTED' AND bill_id IS NULL
                AND occurred_at < $3
            """);
    private static final Statement BILL_CORRECTIONS = Statement.of("""
            UPDATE usage_correction SET bill_id = $2 WHERE meter_id = $1 AND id = ANY($3) AND bill_id IS NULL
            """);
    private static final Statement INSERT_CORRECTION =
            Statement.of("INSERT INTO usage_correction " + CORRECTIONS.values());
    private static final Statement HELD = Statement.of("""
            SELECT meter_id, count(*) AS count FROM usage_event WHERE meter_id = ANY($1) AND status = 'QUARANTINED'
            GROUP BY meter_id
            """);

    private static final Statement CHANGED = Statement.of("""
            SELECT f.changed_by, f.reason FROM (
                (SELECT 1 AS place, c.made_by AS changed_by, c.reason FROM usage_meter m
                    JOIN usage_correction c ON c.meter_id = m.id AND c.bill_id = $2
                WHERE m.order_id = $1 ORDER BY c.id DESC LIMIT 1)
                UNION ALL
                (SELECT 2, r.by_id, NULL FROM usage_meter m
                    JOIN usage_event e ON e.meter_id = m.id AND e.bill_id = $2 AND e.occurred_at < $3
                    JOIN usage_receipt r ON r.id = e.receipt_id
                WHERE m.order_id = $1 LIMIT 1)) f
            ORDER BY f.place LIMIT 1
            """);

    /** What an event is known by. */
    public record Key(UUID meterId, String eventId) {

        /** Providers count their keys up, and the sums of such hashes would come to a few values: they are spread. */
        @Override
        public int hashCode() {
            return (31 * meterId.hashCode() + eventId.hashCode()) * 0x9E3779B9;
        }
    }

    /** What is on record under a key. */
    public record Known(UUID id, UUID meterId, String eventId, byte[] contentHash) {

        public Key key() {
            return new Key(meterId, eventId);
        }
    }

    /**
     * Inserts those whose key is new, and says which; they come in the order of their keys, so nobody waits crosswise.
     */
    public Uni<Set<UUID>> insert(SqlConnection connection, List<UsageEvent> events) {
        return INSERT.execute(connection, EVENTS.arrays(events)).map(Rows::ids);
    }

    /** What is on record under keys. */
    public Uni<Map<Key, Known>> known(SqlConnection connection, Collection<Key> keys) {
        return OF_KEYS.execute(connection, KEYS.arrays(keys)).map(rows -> KNOWN.by(Known::key, rows));
    }

    public Uni<Void> insert(SqlConnection connection, UsageCorrection correction) {
        return INSERT_CORRECTION.execute(connection, correction).replaceWithVoid();
    }

    /** How many are held back, by meter; meters without any are not there. */
    public Uni<Map<UUID, Long>> held(SqlClient client, Collection<UUID> meters) {
        return HELD.execute(client, Parameters.ids(meters)).map(rows -> {
            Map<UUID, Long> found = new HashMap<>();
            rows.forEach(row -> found.put(row.getUUID(0), row.getLong(1)));
            return found;
        });
    }

    /** What counts of a meter in a period, the next page in the order of time. */
    public Uni<List<UsageEvent>> accepted(SqlClient client, UUID meterId, UsagePeriod period, UsageEvent behind) {
        return ACCEPTED.execute(client, meterId, period.from(), period.end(), momentOf(behind), keyOf(behind), PAGE)
                .map(EVENTS::list);
    }

    /** What counts of a meter, occurred before a moment, and no bill counts; the next page in the order of time. */
    public Uni<List<UsageEvent>> unbilled(SqlClient client, UUID meterId, Instant end, UsageEvent behind) {
        return UNBILLED.execute(client, meterId, end, momentOf(behind), keyOf(behind), PAGE)
                .map(EVENTS::list);
    }

    /** What a bill counts of a meter, the next page in the order of time. */
    public Uni<List<UsageEvent>> ofBill(SqlClient client, UUID meterId, UUID billId, UsageEvent behind) {
        return OF_BILL.execute(client, meterId, billId, momentOf(behind), keyOf(behind), PAGE)
                .map(EVENTS::list);
    }

    /** Who has changed last what a bill counts of the time before its month; empty where nobody knows. */
    public Uni<Optional<UsageChange>> changed(SqlClient client, UUID orderId, UUID billId, Instant before) {
        return CHANGED.execute(client, orderId, billId, before).map(CHANGES::optional);
    }

    /** Those of meters with these ids, in the order of time. */
    public Uni<List<UsageEvent>> byIds(SqlClient client, Collection<UUID> meters, Collection<UUID> ids) {
        return BY_IDS.execute(client, Parameters.ids(meters), Parameters.ids(ids))
                .map(EVENTS::list);
    }

    /** Corrections of what a bill has counted that no bill has taken, oldest first. */
    public Uni<List<UsageCorrection>> unbilledCorrections(SqlClient client, UUID meterId) {
        return CORRECTIONS_OF.execute(client, meterId).map(CORRECTIONS::list);
    }

    /** A bill counts from now on what no other counts and occurred before a moment. Returns how many. */
    public Uni<Integer> bill(SqlConnection connection, UUID meterId, UUID billId, Instant end) {
        return BILL.execute(connection, meterId, billId, end).map(RowSet<Row>::rowCount);
    }

    /** A bill takes these corrections, unless another has. Returns how many. */
    public Uni<Integer> billCorrections(SqlConnection connection, UUID meterId, UUID billId, Collection<UUID> ids) {
        return BILL_CORRECTIONS
                .execute(connection, meterId, billId, Parameters.ids(ids))
                .map(RowSet<Row>::rowCount);
    }

    private static Instant momentOf(UsageEvent behind) {
        return behind == null ? Instant.EPOCH : behind.occurredAt();
    }

    /** Below every key, which have a character at least. */
    private static String keyOf(UsageEvent behind) {
        return behind == null ? "" : behind.eventId();
    }
}
