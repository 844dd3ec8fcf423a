package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Draw;
import cn.dengyun.shared.Oversight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What can be drawn, what was, and what the clock and the end of a level do with spot checks. */
@ApplicationScoped
class SpotCheckStore {

    private static final RowMapper<SpotCheck> CHECKS = RowMapper.of(SpotCheck.class);
    private static final RowMapper<Assessment> ASSESSMENTS = RowMapper.of(Assessment.class);

    // Nobody is drawn who is being checked, or was drawn by anybody for the same period.
    private static final Statement GATHER = Statement.of("""
            INSERT INTO spot_check_candidate (id, version, organization_id, region_code, draw_id, assessment_id,
                enterprise_name, level, place, draw_key)
            SELECT gen_random_uuid(), 0, c.organization_id, c.region_code, $1::uuid, c.id, c.enterprise_name, c.level,
                row_number() OVER (ORDER BY c.draw_key, c.id), c.draw_key
            FROM (SELECT a.*, %s AS draw_key FROM assessment a
                WHERE a.status IN ('CONFIRMED', 'DOWNGRADED') AND a.lapses_at > $3 AND a.level = ANY($4)
                    AND is_overseen(a.review_region_code, $5, $6) AND is_overseen(a.region_code, $7, $8)
                    AND NOT EXISTS (SELECT 1 FROM spot_check s WHERE s.organization_id = a.organization_id
                        AND (s.period = $9 OR s.ended_at IS NULL))) AS c
            """.formatted(Draw.sql("$2", "a.id")));
    private static final Statement LOCK_DRAWN = Statement.of("""
            SELECT %s FROM assessment WHERE status IN ('CONFIRMED', 'DOWNGRADED') AND id IN (SELECT assessment_id
                FROM spot_check_candidate WHERE draw_id = $1 AND place <= $2) ORDER BY id FOR UPDATE
            """.formatted(ASSESSMENTS.columns()));
    private static final Statement OPEN_OF =
            Statement.of("SELECT %s FROM spot_check WHERE assessment_id = $1 AND ended_at IS NULL FOR UPDATE"
                    .formatted(CHECKS.columns()));
    private static final Statement LOCK =
            Statement.of("SELECT %s FROM spot_check WHERE id = $1 FOR UPDATE".formatted(CHECKS.columns()));
    private static final Statement DUE = Statement.of("""
            SELECT %s FROM spot_check WHERE status = 'OPEN' AND due_at <= $1 AND id > $2 ORDER BY id LIMIT $3
            """.formatted(CHECKS.columns()));
    private static final Statement NEXT_DUE =
            Statement.of("SELECT min(due_at) FROM spot_check WHERE status = 'OPEN' AND due_at > $1");

    private final Pool pool;

    SpotCheckStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Puts all on record that a draw can draw; how many those are.
     *
     * @param office which has a say over their levels
     * @param drawn where their enterprises are
     */
    Uni<Integer> gather(
            SqlConnection connection,
            UUID draw,
            String seed,
            Instant now,
            Set<AssessmentLevel> levels,
            Oversight office,
            Oversight drawn,
            String period) {
        return GATHER.execute(connection, draw, seed, now, Parameters.texts(levels), office, drawn, period)
                .map(Rows::written);
    }

    /** Those drawn that still hold, by id, held until the unit of work ends. */
    Uni<List<Assessment>> lockDrawn(SqlConnection connection, UUID draw, int drawn) {
        return LOCK_DRAWN.execute(connection, draw, drawn).map(ASSESSMENTS::list);
    }

    /** The one of a level that is not at its end, held until the unit of work ends. */
    Uni<Optional<SpotCheck>> lockOpen(SqlConnection connection, UUID assessment) {
        return OPEN_OF.execute(connection, assessment).map(CHECKS::optional);
    }

    /** One as it is now, held until the unit of work ends, whoever may know of it. */
    Uni<SpotCheck> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(CHECKS::first);
    }

    /** Those whose time to answer is over, by id. */
    Uni<List<SpotCheck>> due(Instant now, UUID after, int rows) {
        return DUE.execute(pool, now, after, rows).map(CHECKS::list);
    }

    /** When the next time to answer is over; empty where nobody is asked. */
    Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }
}
