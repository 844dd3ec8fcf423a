package cn.dengyun.trade.witness.store;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.trade.usage.domain.UsagePeriod;
import cn.dengyun.trade.usage.store.UsageRows.Key;
import cn.dengyun.trade.usage.store.UsageRows.Known;
import cn.dengyun.trade.witness.domain.UsageWitnessReading;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What witnesses have read, many at once. */
@ApplicationScoped
public class WitnessReadingRows {

    /** How many rows a page has at most. */
    public static final int PAGE = 5_000;

    private static final RowMapper<UsageWitnessReading> READINGS = RowMapper.of(UsageWitnessReading.class);
    private static final RowMapper<Asked> ASKED = RowMapper.of(Asked.class);
    private static final RowMapper<Known> KNOWN = RowMapper.of(Known.class);

    private static final Statement INSERT = Statement.of("""
            INSERT INTO usage_witness_reading (%s) SELECT * FROM %s
            ON CONFLICT ON CONSTRAINT usage_witness_reading_pk DO NOTHING RETURNING id
            """.formatted(READINGS.columns(), READINGS.unnested()));
    private static final Statement OF_KEYS = Statement.of("""
            SELECT r.id, r.meter_id, r.event_id, r.content_hash
            FROM %s JOIN usage_witness_reading r ON r.meter_id = t.meter_id AND r.organization_id = t.organization_id
                AND r.event_id = t.event_id
            """.formatted(ASKED.unnested()));
    private static final Statement COUNTED = Statement.of("""
            SELECT %s FROM usage_witness_reading WHERE meter_id = $1 AND organization_id = $2 AND status = 'COUNTED'
                AND occurred_at >= $3 AND occurred_at < $4 AND (occurred_at, event_id) > ($5, $6)
            ORDER BY occurred_at, event_id LIMIT $7
            """.formatted(READINGS.columns()));

    private record Asked(UUID meterId, UUID organizationId, String eventId) {}

    /**
     * Inserts those whose key is new, and says which; they come in the order of their keys, so nobody waits crosswise.
     */
    public Uni<Set<UUID>> insert(SqlConnection connection, List<UsageWitnessReading> readings) {
        return INSERT.execute(connection, READINGS.arrays(readings)).map(Rows::ids);
    }

    /** What is on record of a witness under keys. */
    public Uni<Map<Key, Known>> known(SqlConnection connection, UUID witness, Collection<Key> keys) {
        List<Asked> asked = keys.stream()
                .map(key -> new Asked(key.meterId(), witness, key.eventId()))
                .toList();
        return OF_KEYS.execute(connection, ASKED.arrays(asked)).map(rows -> KNOWN.by(Known::key, rows));
    }

    /**
     * What counts of a meter in a period, the next page in the order of time.
     *
     * @param behind the last of the page before; null for the first page
     */
    public Uni<List<UsageWitnessReading>> counted(
            SqlClient client, UUID meterId, UUID witness, UsagePeriod period, UsageWitnessReading behind) {
        return COUNTED.execute(
                        client,
                        meterId,
                        witness,
                        period.from(),
                        period.end(),
                        behind == null ? Instant.EPOCH : behind.occurredAt(),
                        behind == null ? "" : behind.eventId(),
                        PAGE)
                .map(READINGS::list);
    }
}
