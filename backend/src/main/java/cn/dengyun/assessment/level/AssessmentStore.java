package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
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

/** What concerns many assessments, those of one enterprise, and what the clock does with them. */
@ApplicationScoped
class AssessmentStore {

    private static final RowMapper<Assessment> ASSESSMENTS = RowMapper.of(Assessment.class);
    private static final RowMapper<LevelCount> COUNTS = RowMapper.of(LevelCount.class);
    private static final RowMapper<ComparedLevel> COMPARED = RowMapper.of(ComparedLevel.class);

    private static final Statement LOCK =
            Statement.of("SELECT %s FROM assessment WHERE id = $1 FOR UPDATE".formatted(ASSESSMENTS.columns()));
    private static final Statement FIND =
            Statement.of("SELECT %s FROM assessment WHERE id = $1".formatted(ASSESSMENTS.columns()));
    private static final Statement LOCK_IN_FORCE = Statement.of("""
            SELECT %s FROM assessment WHERE organization_id = $1 AND status IN ('CONFIRMED', 'DOWNGRADED') FOR UPDATE
            """.formatted(ASSESSMENTS.columns()));
    private static final Statement OF_ORGANIZATION =
            Statement.of("SELECT id FROM assessment WHERE organization_id = $1");
    private static final Statement DUE = Statement.of("""
            SELECT %s FROM assessment WHERE acts_at <= $1 AND id > $2 ORDER BY id LIMIT $3
            """.formatted(ASSESSMENTS.columns()));
    private static final Statement NEXT_DUE = Statement.of("SELECT min(acts_at) FROM assessment WHERE acts_at > $1");
    private static final Statement IS_DISPUTED = Statement.of("""
            SELECT EXISTS (SELECT 1 FROM assessment_objection WHERE assessment_id = $1 AND status = 'PENDING')
                OR EXISTS (SELECT 1 FROM assessment_appeal WHERE assessment_id = $1 AND status = 'PENDING')
            """);
    private static final Statement COUNT = Statement.of("""
            SELECT region_code, level, count(*) AS count FROM assessment
            WHERE status IN ('CONFIRMED', 'DOWNGRADED') AND lapses_at > $1
                AND ($2 OR is_overseen(region_code, $3, $4)) AND is_overseen(region_code, $5, $6)
            GROUP BY region_code, level ORDER BY region_code, level
            """);
    private static final Statement COMPARE = Statement.of("""
            SELECT level, count(*) AS province, count(*) FILTER (WHERE is_overseen(region_code, $2, $3)) AS unit,
                count(*) FILTER (WHERE industry_code = $4::text) AS industry,
                count(*) FILTER (WHERE industry_code = $4::text AND is_overseen(region_code, $2, $3)) AS unit_industry
            FROM assessment
            WHERE status IN ('CONFIRMED', 'DOWNGRADED') AND level <> 'UNRATED' AND lapses_at > $1
            GROUP BY level ORDER BY level
            """);

    private final Pool pool;

    AssessmentStore(Pool pool) {
        this.pool = pool;
    }

    /** How many enterprises of a region hold a level. */
    record LevelCount(String regionCode, AssessmentLevel level, long count) {}

    /** How many enterprises hold a level: all, those of a unit, those of an industry, and those of both. */
    record ComparedLevel(AssessmentLevel level, long province, long unit, long industry, long unitIndustry) {}

    /** One as it is now, whoever may know of it. */
    Uni<Assessment> find(UUID id) {
        return FIND.execute(pool, id).map(ASSESSMENTS::first);
    }

    /** One as it is now, held until the unit of work ends, whoever may know of it. */
    Uni<Assessment> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(ASSESSMENTS::first);
    }

    /** The one of an enterprise that holds, held until the unit of work ends; empty where none does. */
    Uni<Optional<Assessment>> lockInForce(SqlConnection connection, UUID organization) {
        return LOCK_IN_FORCE.execute(connection, organization).map(ASSESSMENTS::optional);
    }

    /** Ids of all that an enterprise ever began. */
    Uni<Set<UUID>> ofOrganization(SqlConnection connection, UUID organization) {
        return OF_ORGANIZATION.execute(connection, organization).map(Rows::ids);
    }

    /** Whether an objection against its level, or an appeal, is not decided. */
    Uni<Boolean> isDisputed(SqlConnection connection, UUID assessment) {
        return IS_DISPUTED.execute(connection, assessment).map(Rows::truth);
    }

    /** Those with which the clock makes a difference now, by id. */
    Uni<List<Assessment>> due(Instant now, UUID after, int rows) {
        return DUE.execute(pool, now, after, rows).map(ASSESSMENTS::list);
    }

    /** When it makes the next; empty where it makes none. */
    Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }

    /**
     * How many enterprises hold which level where.
     *
     * @param isAll whether the reader sees all of them, else those that it oversees
     */
    Uni<List<LevelCount>> count(Instant now, boolean isAll, Oversight reader, Oversight wanted) {
        return COUNT.execute(pool, now, isAll, reader, wanted).map(COUNTS::list);
    }

    /**
     * How many enterprises hold which level, lowest first; levels that nobody holds are left out.
     *
     * @param industryCode null for none: nobody is of it
     */
    Uni<List<ComparedLevel>> compare(Instant now, Oversight unit, String industryCode) {
        return COMPARE.execute(pool, now, unit, industryCode).map(COMPARED::list);
    }
}
