package cn.dengyun.settlement.claim.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.settlement.claim.domain.StageDelay;
import cn.dengyun.settlement.claim.domain.StageTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** How long claims stood where. The days are kept, not their number: a calendar may be amended later. */
@ApplicationScoped
public class StageRows {

    private static final RowMapper<StageTime> TIMES = RowMapper.of(StageTime.class);
    private static final RowMapper<StageDelay> DELAYS = RowMapper.of(StageDelay.class);

    /** How many of the working days that are given ($1), in their order, lie in what ran. */
    private static final String WORKING_DAYS = """
            CASE cardinality(ran)
                WHEN 2 THEN greatest(0, width_bucket(ran[2], $1::date[]) - width_bucket(ran[1], $1::date[]))
                ELSE (SELECT coalesce(sum(greatest(0, width_bucket(ran[i + 1], $1::date[])
                    - width_bucket(ran[i], $1::date[]))), 0)::int FROM generate_series(1, cardinality(ran) - 1, 2) AS i)
            END
            """;

    private static final Statement LEAVE = Statement.of("""
            INSERT INTO claim_stage (entry_id, claim_id, status, unit_code, left_at, ran)
            SELECT v.entry_id, v.claim_id, v.status, claim_unit(c.region_code), v.left_at, v.ran
            FROM claim_standing v JOIN settlement_claim c ON c.id = v.claim_id
            WHERE v.claim_id = ANY($1) AND v.stage = v.stages - 1 AND v.status NOT IN ('PAID', 'REJECTED', 'WITHDRAWN')
            ON CONFLICT ON CONSTRAINT claim_stage_pk DO NOTHING
            """);
    private static final Statement TIMES_OF = Statement.of("""
            SELECT unit_code, status, count(DISTINCT claim_id) AS claims,
                least(count(DISTINCT organization_id), count(DISTINCT waited_for)) AS parties,
                percentile_disc(0.5) WITHIN GROUP (ORDER BY days) AS half_days,
                percentile_disc(0.9) WITHIN GROUP (ORDER BY days) AS most_days
            FROM (SELECT s.unit_code, s.status, s.claim_id, c.organization_id,
                    CASE WHEN (s.status IN ('RETURNED', 'BANK_FAILED')) = (c.payee = 'PROVIDER')
                        AND s.status IN ('SUBMITTED', 'RETURNED', 'BANK_FAILED')
                        THEN c.provider_organization_id ELSE c.organization_id END AS waited_for, %s AS days
                FROM claim_stage s JOIN settlement_claim c ON c.id = s.claim_id
                WHERE s.left_at >= $2 AND s.left_at < $3) AS stage
            GROUP BY GROUPING SETS ((unit_code, status), (status)) ORDER BY unit_code NULLS FIRST
            """.formatted(WORKING_DAYS));
    private static final Statement DELAYS_NOW = Statement.of("""
            SELECT unit_code, status, count(*) AS claims, max(days) AS longest_days
            FROM (SELECT unit_code, status, %s AS days
                FROM (SELECT claim_unit(c.region_code) AS unit_code, c.status, coalesce(here.ran,
                        ARRAY[(c.since AT TIME ZONE 'Asia/Shanghai')::date, 'infinity'::date]) AS ran
                    FROM settlement_claim c LEFT JOIN LATERAL (
                        SELECT v.ran FROM claim_standing v WHERE v.claim_id = c.id AND v.left_at IS NULL LIMIT 1) AS here ON true
                    WHERE c.due_at <= $2 AND (c.paused_at IS NULL OR c.due_at <= c.paused_at)) AS late) AS stage
            GROUP BY GROUPING SETS ((unit_code, status), (status)) ORDER BY unit_code NULLS FIRST
            """.formatted(WORKING_DAYS));

    /** Keeps how long claims stood where they have just left, each step of theirs written. */
    public Uni<Void> leave(SqlConnection connection, Collection<UUID> claimIds) {
        return LEAVE.execute(connection, Parameters.ids(claimIds)).replaceWithVoid();
    }

    /**
     * Of all stages that were left within a period, those of all units together first.
     *
     * @param workingDays up to the last day of the period, in their order, at least one
     * @param until the first moment behind the period
     */
    public Uni<List<StageTime>> times(SqlClient client, List<LocalDate> workingDays, Instant from, Instant until) {
        return TIMES_OF.execute(client, days(workingDays), from, until).map(TIMES::list);
    }

    /**
     * Of all claims that are late at a moment, those of all units together first.
     *
     * @param workingDays up to that moment, in their order, at least one
     */
    public Uni<List<StageDelay>> delays(SqlClient client, List<LocalDate> workingDays, Instant now) {
        return DELAYS_NOW.execute(client, days(workingDays), now).map(DELAYS::list);
    }

    private static Object days(List<LocalDate> days) {
        return days.toArray(LocalDate[]::new);
    }
}
