package cn.dengyun.monitoring.issue;

import cn.dengyun.monitoring.plan.StatusCount;
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
import java.util.UUID;

/** What concerns many issues to be coordinated, what was said each time, and what the clock does with them. */
@ApplicationScoped
class CoordinationIssueStore {

    private static final RowMapper<CoordinationIssue> ISSUES = RowMapper.of(CoordinationIssue.class);
    private static final RowMapper<CoordinationIssueStep> STEPS = RowMapper.of(CoordinationIssueStep.class);
    private static final RowMapper<StatusCount> COUNTS = RowMapper.of(StatusCount.class);

    private static final Statement LOCK =
            Statement.of("SELECT %s FROM coordination_issue WHERE id = $1 FOR UPDATE".formatted(ISSUES.columns()));
    /** Near the limit all who raise one hold the same, so that they are counted one behind the other. */
    private static final Statement LOCK_OLDEST = Statement.of("""
            SELECT id FROM coordination_issue WHERE region_code = $1 AND closed_at IS NULL ORDER BY id LIMIT 1 FOR UPDATE
            """);

    private static final Statement OPEN_OF =
            Statement.of("SELECT count(*) FROM coordination_issue WHERE region_code = $1 AND closed_at IS NULL");
    private static final Statement DUE = Statement.of("""
            SELECT %s FROM coordination_issue
            WHERE (status = 'RAISED' AND owner_region_code <> '340000' AND answer_due_at <= $1
                OR status = 'ANSWERED' AND settle_due_at <= $1) AND id > $2
            ORDER BY id LIMIT $3
            """.formatted(ISSUES.columns()));
    private static final Statement NEXT_DUE = Statement.of("""
            SELECT least(
                min(answer_due_at) FILTER (WHERE status = 'RAISED' AND owner_region_code <> '340000' AND answer_due_at > $1),
                min(settle_due_at) FILTER (WHERE status = 'ANSWERED' AND settle_due_at > $1))
            FROM coordination_issue WHERE status IN ('RAISED', 'ANSWERED')
            """);
    private static final Statement COUNT = Statement.of("""
            SELECT status, count(*) AS count,
                count(*) FILTER (WHERE status IN ('RAISED', 'ESCALATED') AND answer_due_at <= $1) AS overdue
            FROM coordination_issue
            WHERE ($2 OR is_overseen(region_code, $3, $4)) AND is_overseen(region_code, $5, $6)
            GROUP BY status ORDER BY status
            """);
    private static final Statement INSERT_STEP = Statement.of("INSERT INTO coordination_issue_step " + STEPS.values());
    private static final Statement STEPS_OF = Statement.of("""
            SELECT %s FROM coordination_issue_step WHERE issue_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """.formatted(STEPS.columns()));

    private final Pool pool;

    CoordinationIssueStore(Pool pool) {
        this.pool = pool;
    }

    /** One as it is now, held until the unit of work ends, whoever may know of it. */
    Uni<CoordinationIssue> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(ISSUES::first);
    }

    /** How many of a division are not closed; who counts them meanwhile waits for the end of this unit of work. */
    Uni<Long> openOf(SqlConnection connection, String region) {
        return LOCK_OLDEST
                .execute(connection, region)
                .chain(() -> OPEN_OF.execute(connection, region))
                .map(Rows::number);
    }

    /** Those that the clock has decided on, by id. */
    Uni<List<CoordinationIssue>> due(Instant now, UUID after, int rows) {
        return DUE.execute(pool, now, after, rows).map(ISSUES::list);
    }

    /** When the clock does something next; empty when it will not. */
    Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }

    /**
     * How many stand where.
     *
     * @param isAll whether the reader sees all of them, else those that it oversees
     */
    Uni<List<StatusCount>> count(Instant now, boolean isAll, Oversight reader, Oversight wanted) {
        return COUNT.execute(pool, now, isAll, reader, wanted).map(COUNTS::list);
    }

    Uni<Void> insert(SqlConnection connection, CoordinationIssueStep step) {
        return INSERT_STEP.execute(connection, step).replaceWithVoid();
    }

    /** Newest first. */
    Uni<List<CoordinationIssueStep>> steps(UUID issue, UUID before, int rows) {
        return STEPS_OF.execute(pool, issue, before, rows).map(STEPS::list);
    }
}
