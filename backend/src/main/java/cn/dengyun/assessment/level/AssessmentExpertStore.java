package cn.dengyun.assessment.level;

import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Ids;
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

/** Who may be drawn, who was, and what the clock does with them. Whoever changes an opinion holds the assessment. */
@ApplicationScoped
class AssessmentExpertStore {

    /** The constraint that somebody breaks who is on the list twice. */
    static final String ONE_IN_FORCE = "assessment_expert_one_in_force";

    private static final RowMapper<AssessmentExpert> EXPERTS = RowMapper.of(AssessmentExpert.class);
    private static final RowMapper<AssessmentOpinion> OPINIONS = RowMapper.of(AssessmentOpinion.class);

    private static final Statement IN_FORCE = Statement.of(
            "SELECT %s FROM assessment_expert WHERE ended_at IS NULL ORDER BY id".formatted(EXPERTS.columns()));
    private static final Statement EXPERT =
            Statement.of("SELECT %s FROM assessment_expert WHERE id = $1".formatted(EXPERTS.columns()));
    private static final Statement INSERT = Statement.of(
            "INSERT INTO assessment_opinion (%s) SELECT * FROM %s".formatted(OPINIONS.columns(), OPINIONS.unnested()));
    private static final Statement OF_SUBMISSION = Statement.of("""
            SELECT %s FROM assessment_opinion WHERE assessment_id = $1 AND submitted_at = $2 ORDER BY id
            """.formatted(OPINIONS.columns()));
    private static final Statement LOCK =
            Statement.of("SELECT %s FROM assessment_opinion WHERE id = $1 FOR UPDATE".formatted(OPINIONS.columns()));
    private static final Statement LOCK_ASKED = Statement.of("""
            SELECT %s FROM assessment_opinion WHERE assessment_id = $1 AND status = 'ASKED' ORDER BY id FOR UPDATE
            """.formatted(OPINIONS.columns()));
    private static final Statement LOCK_NEXT = Statement.of("""
            SELECT %s FROM assessment_opinion o WHERE draw_id = $1 AND status = 'RESERVE'
                AND NOT EXISTS (SELECT FROM assessment_opinion p WHERE p.assessment_id = o.assessment_id
                AND p.submitted_at = o.submitted_at AND p.account_id = o.account_id AND p.asked_at IS NOT NULL)
            ORDER BY place LIMIT 1 FOR UPDATE
            """.formatted(OPINIONS.columns()));
    private static final Statement SHOW = Statement.of("""
            UPDATE assessment_opinion SET version = version + 1, shown_at = $2
            WHERE assessment_id = $1 AND status = 'STATED' AND shown_at IS NULL
            """);
    private static final Statement IS_ASKED = Statement.of("""
            SELECT EXISTS (SELECT 1 FROM assessment_opinion WHERE assessment_id = $1 AND account_id = $2
                AND status = 'ASKED')
            """);
    private static final Statement WAS_ASKED = Statement.of("""
            SELECT EXISTS (SELECT 1 FROM assessment_opinion WHERE assessment_id = $1 AND account_id = $2
                AND asked_at IS NOT NULL)
            """);
    private static final Statement COUNT_IN_FORCE =
            Statement.of("SELECT count(*) FROM assessment_expert WHERE ended_at IS NULL");
    private static final Statement PENDING_APPEAL =
            Statement.of("SELECT id FROM assessment_appeal WHERE assessment_id = $1 AND status = 'PENDING'");
    private static final Statement INVOLVED = Statement.of("""
            SELECT DISTINCT p.who FROM (
                SELECT d.drawn_by AS who FROM assessment_expert_draw d WHERE d.assessment_id = $1
                UNION ALL SELECT unnest(ARRAY[o.filed_by, o.filed_for, o.decided_by]) FROM assessment_objection o
                WHERE o.assessment_id = $1
                UNION ALL SELECT unnest(ARRAY[a.filed_by, a.decided_by]) FROM assessment_appeal a
                WHERE a.assessment_id = $1) AS p
            WHERE p.who = ANY($2)
            """);
    // As AssessmentOpinion.isKnownTo says.
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM assessment_opinion WHERE id < $1
                AND ($3 OR is_overseen(region_code, $5, $6) OR asked_at IS NOT NULL AND account_id = $7
                    OR shown_at IS NOT NULL AND enterprise_id = $4::uuid)
                AND ($8::uuid IS NULL OR assessment_id = $8::uuid) AND ($9::uuid IS NULL OR draw_id = $9::uuid)
                AND ($10::text IS NULL OR status = $10::text)
            ORDER BY id DESC LIMIT $2
            """.formatted(OPINIONS.columns()));
    private static final Statement DUE = Statement.of("""
            SELECT %s FROM assessment_opinion WHERE status = 'ASKED' AND due_at <= $1 AND id > $2 ORDER BY id LIMIT $3
            """.formatted(OPINIONS.columns()));
    private static final Statement NEXT_DUE =
            Statement.of("SELECT min(due_at) FROM assessment_opinion WHERE status = 'ASKED' AND due_at > $1");

    private final Pool pool;
    private final Cursors cursors;

    AssessmentExpertStore(Pool pool, Cursors cursors) {
        this.pool = pool;
        this.cursors = cursors;
    }

    /** All who may be drawn now. */
    Uni<List<AssessmentExpert>> inForce(SqlConnection connection) {
        return IN_FORCE.execute(connection).map(EXPERTS::list);
    }

    Uni<AssessmentExpert> expert(SqlConnection connection, UUID id) {
        return EXPERT.execute(connection, id).map(EXPERTS::first);
    }

    /** Puts on record whom a draw could draw, and whom not. */
    Uni<Void> insert(SqlConnection connection, List<AssessmentOpinion> made) {
        return INSERT.execute(connection, OPINIONS.arrays(made)).replaceWithVoid();
    }

    /** Everybody of all draws for a submission. */
    Uni<List<AssessmentOpinion>> ofSubmission(SqlConnection connection, UUID assessment, Instant submittedAt) {
        return OF_SUBMISSION.execute(connection, assessment, submittedAt).map(OPINIONS::list);
    }

    /** One as it is now, held until the unit of work ends. */
    Uni<AssessmentOpinion> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(OPINIONS::first);
    }

    /** Those whose opinion is awaited, held until the unit of work ends. */
    Uni<List<AssessmentOpinion>> lockAsked(SqlConnection connection, UUID assessment) {
        return LOCK_ASKED.execute(connection, assessment).map(OPINIONS::list);
    }

    /**
     * Who comes next in a draw and was not asked by another one, held until the unit of work ends; empty where nobody
     * is left.
     */
    Uni<Optional<AssessmentOpinion>> lockNext(SqlConnection connection, UUID draw) {
        return LOCK_NEXT.execute(connection, draw).map(OPINIONS::optional);
    }

    /** Lets the enterprise know what was stated of its assessment. */
    Uni<Void> show(SqlConnection connection, UUID assessment, Instant now) {
        return SHOW.execute(connection, assessment, now).replaceWithVoid();
    }

    /** Whether an opinion of somebody is awaited. */
    Uni<Boolean> isAsked(UUID assessment, UUID account) {
        return IS_ASKED.execute(pool, assessment, account).map(Rows::truth);
    }

    /** Whether somebody was ever asked for an opinion. */
    Uni<Boolean> wasAsked(SqlConnection connection, UUID assessment, UUID account) {
        return WAS_ASKED.execute(connection, assessment, account).map(Rows::truth);
    }

    /** How many may be drawn now. */
    Uni<Long> countInForce(SqlConnection connection) {
        return COUNT_IN_FORCE.execute(connection).map(Rows::number);
    }

    /** The appeal that is not decided; empty where there is none. */
    Uni<Optional<UUID>> pendingAppeal(SqlConnection connection, UUID assessment) {
        return PENDING_APPEAL
                .execute(connection, assessment)
                .map(Rows::ids)
                .map(found -> found.stream().findFirst());
    }

    /** Those of these accounts and organisations that have drawn for an assessment, or disputed or judged it. */
    Uni<Set<UUID>> involved(SqlConnection connection, UUID assessment, Set<UUID> of) {
        return INVOLVED.execute(connection, assessment, Parameters.ids(of)).map(Rows::ids);
    }

    /**
     * Those that the actor may know of, newest first; null for a filter lets everything through. Rejects with
     * {@code cursor-invalid} (400).
     */
    Uni<Page<AssessmentOpinion>> page(
            Actor actor, UUID assessment, UUID draw, AssessmentOpinionStatus status, String cursor, int limit) {
        String query = "assessment_opinion&" + assessment + "&" + draw + "&" + status;
        return PAGE.execute(
                        pool,
                        cursors.idBehind(query, cursor, Ids.NEWEST),
                        limit + 1,
                        Aggregate.seesAll(actor),
                        actor.organizationId(),
                        Oversight.of(actor),
                        actor.id(),
                        assessment,
                        draw,
                        status == null ? null : status.name())
                .map(found -> cursors.pageById(query, OPINIONS.list(found), limit, AssessmentOpinion::id));
    }

    /** Those whose time is over, by id. */
    Uni<List<AssessmentOpinion>> due(Instant now, UUID after, int rows) {
        return DUE.execute(pool, now, after, rows).map(OPINIONS::list);
    }

    /** When the next time is over; empty where nobody is asked. */
    Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }
}
