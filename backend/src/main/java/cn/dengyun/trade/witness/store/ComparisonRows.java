package cn.dengyun.trade.witness.store;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.trade.witness.domain.UsageComparison;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Comparisons: which are lacking or due, and what they say of an order. */
@ApplicationScoped
public class ComparisonRows {

    private static final RowMapper<UsageComparison> COMPARISONS = RowMapper.of(UsageComparison.class);
    private static final RowMapper<Wanting> WANTING = RowMapper.of(Wanting.class);
    private static final RowMapper<Marked> MARKED = RowMapper.of(Marked.class);

    private static final Statement WITHOUT = Statement.of("""
            SELECT m.id AS meter_id, $2::date AS month FROM usage_meter m
            WHERE m.id > $1 AND m.begins_at < $4 AND m.ends_at > $3 AND EXISTS (SELECT FROM usage_witness w
                WHERE w.status = 'IN_FORCE' AND w.provider_id = m.provider_id AND w.organization_id <> m.organization_id
                    AND (w.offering_id IS NULL OR w.offering_id = m.offering_id)
                    AND (w.meter_id IS NULL OR w.meter_id = m.id) AND w.from_month <= $2)
                AND NOT EXISTS (SELECT FROM usage_comparison c WHERE c.meter_id = m.id AND c.month = $2)
            ORDER BY m.id LIMIT $5
            """);
    private static final Statement DUE = Statement.of("""
            SELECT %s FROM usage_comparison WHERE next_at <= $1 AND id > $2 ORDER BY id LIMIT $3
            """.formatted(COMPARISONS.columns()));
    private static final Statement NEXT = Statement.of("SELECT min(next_at) FROM usage_comparison WHERE next_at > $1");
    private static final Statement LOCK = Statement.of("""
            SELECT %s FROM usage_comparison WHERE meter_id = $1 AND month = $2 FOR UPDATE
            """.formatted(COMPARISONS.columns()));
    private static final Statement INSERT = Statement.of("INSERT INTO usage_comparison " + COMPARISONS.values()
            + " ON CONFLICT ON CONSTRAINT usage_comparison_one DO NOTHING");
    private static final Statement LOOKED_AT =
            Statement.of("UPDATE usage_comparison SET compared_at = $2, next_at = $3 WHERE id = $1");
    private static final Statement MARK = Statement.of("""
            UPDATE usage_comparison c SET next_at = f.next_at FROM (
                SELECT o.id, t.next_at FROM %s JOIN usage_comparison o ON o.meter_id = t.meter_id AND o.month = t.month
                ORDER BY o.id FOR UPDATE OF o) f
            WHERE c.id = f.id
            """.formatted(MARKED.unnested()));
    private static final Statement OF_ORDER = Statement.of("""
            SELECT %s FROM usage_comparison WHERE order_id = $1 AND month <= $2
            ORDER BY outcome <> 'DIFFERS' OR status = 'EXPLAINED', month, id LIMIT 1000
            """.formatted(COMPARISONS.columns()));

    // Events of one first day last until the last day of the longest of them: so each day is looked at once.
    private static final Statement USED_DAYS = Statement.of("""
            SELECT count(DISTINCT u.first_on + d.behind) FROM (
                SELECT (e.occurred_at AT TIME ZONE 'Asia/Shanghai')::date AS first_on,
                    max((least(coalesce(e.ends_at - interval '1 microsecond', e.occurred_at), $2)
                        AT TIME ZONE 'Asia/Shanghai')::date) AS last_on
                FROM usage_meter m JOIN usage_event e ON e.meter_id = m.id
                WHERE m.order_id = $1 AND e.status = 'ACCEPTED' AND e.occurred_at < $2
                    AND (e.quantity > 0 OR e.value IS NOT NULL)
                GROUP BY 1) u
            CROSS JOIN LATERAL generate_series(0, u.last_on - u.first_on) AS d (behind)
            """);

    private final Pool pool;

    ComparisonRows(Pool pool) {
        this.pool = pool;
    }

    /** A meter in a month that is witnessed and not compared. */
    public record Wanting(UUID meterId, LocalDate month) {}

    /** That one of a meter in a month is due at a moment. */
    public record Marked(UUID meterId, LocalDate month, Instant nextAt) {}

    /**
     * Meters without one in a month, by id.
     *
     * @param from the first moment of the month
     * @param end the first moment behind it
     */
    public Uni<List<Wanting>> without(LocalDate month, Instant from, Instant end, UUID after, int rows) {
        return WITHOUT.execute(pool, after, month, from, end, rows).map(WANTING::list);
    }

    /** Those that are to be looked at again by now, by id. */
    public Uni<List<UsageComparison>> due(Instant now, UUID after, int rows) {
        return DUE.execute(pool, now, after, rows).map(COMPARISONS::list);
    }

    public Uni<Optional<Instant>> next(Instant now) {
        return NEXT.execute(pool, now).map(Rows::moment);
    }

    /** That of a meter in a month, held until the unit of work ends. */
    public Uni<Optional<UsageComparison>> lock(SqlConnection connection, UUID meterId, LocalDate month) {
        return LOCK.execute(connection, meterId, month).map(COMPARISONS::optional);
    }

    /** Whether it is the first. */
    public Uni<Boolean> insert(SqlConnection connection, UsageComparison made) {
        return INSERT.execute(connection, made).map(Rows::any);
    }

    /** That the figures are as they were. */
    public Uni<Void> lookedAt(SqlConnection connection, UUID id, Instant now, Instant next) {
        return LOOKED_AT.execute(connection, id, now, next).replaceWithVoid();
    }

    /** Those that are there are due at that moment. */
    public Uni<Void> mark(SqlConnection connection, Collection<Marked> marked) {
        return marked.isEmpty()
                ? Uni.createFrom().voidItem()
                : MARK.execute(connection, MARKED.arrays(marked)).replaceWithVoid();
    }

    /** Those of an order until a month, those in doubt before the others, the oldest first; a thousand at most. */
    public Uni<List<UsageComparison>> ofOrder(SqlClient client, UUID orderId, LocalDate untilMonth) {
        return OF_ORDER.execute(client, orderId, untilMonth).map(COMPARISONS::list);
    }

    /** On how many days, Asia/Shanghai, its provider reports that something of an order was used before a moment. */
    public Uni<Integer> usedDays(SqlClient client, UUID orderId, Instant until) {
        return USED_DAYS.execute(client, orderId, until).map(found -> (int) Rows.number(found));
    }
}
