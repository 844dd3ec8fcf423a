package cn.dengyun.assessment.level;

import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Runs that rate enterprises beforehand, and what they write. */
@ApplicationScoped
class PreRatingStore {

    private static final RowMapper<PreRatingRun> RUNS = RowMapper.of(PreRatingRun.class);
    private static final RowMapper<PreRating> RATINGS = RowMapper.of(PreRating.class);
    private static final RowMapper<Answered> ANSWERED = RowMapper.of(Answered.class);

    private static final Statement INSERT = Statement.of("INSERT INTO pre_rating_run " + RUNS.values());
    private static final Statement FIND =
            Statement.of("SELECT %s FROM pre_rating_run WHERE id = $1".formatted(RUNS.columns()));
    private static final Statement LATEST =
            Statement.of("SELECT %s FROM pre_rating_run ORDER BY id DESC LIMIT 1".formatted(RUNS.columns()));
    private static final Statement PAGE = Statement.of(
            "SELECT %s FROM pre_rating_run WHERE id < $1 ORDER BY id DESC LIMIT $2".formatted(RUNS.columns()));
    private static final Statement ADVANCE =
            Statement.of("UPDATE pre_rating_run SET after_id = $2, rated = rated + $3 WHERE id = $1");
    private static final Statement FINISH =
            Statement.of("UPDATE pre_rating_run SET finished_at = $2 WHERE id = $1 AND finished_at IS NULL");
    private static final Statement FORGET = Statement.of("DELETE FROM pre_rating WHERE run_id <> $1");
    private static final Statement WRITE =
            Statement.of("""
            INSERT INTO pre_rating (%s) SELECT %s FROM %s ON CONFLICT (id) DO UPDATE
            SET version = pre_rating.version + 1, enterprise_name = excluded.enterprise_name,
                credit_code = excluded.credit_code, region_code = excluded.region_code,
                industry_code = excluded.industry_code, run_id = excluded.run_id,
                standard_number = excluded.standard_number, has_answers = excluded.has_answers,
                score = excluded.score, level = excluded.level, next_level = excluded.next_level,
                missing_points = excluded.missing_points, missing_gates = excluded.missing_gates,
                rated_at = excluded.rated_at
            """.formatted(RATINGS.columns(), RATINGS.columns(), RATINGS.unnested()));
    private static final Statement ANSWERS = Statement.of("""
            SELECT DISTINCT ON (organization_id) organization_id, answers FROM assessment
            WHERE organization_id = ANY($1) AND standard_id = $2
                AND status IN ('SUBMITTED', 'PUBLIC_NOTICE', 'CONFIRMED')
            ORDER BY organization_id, submitted_at DESC
            """);

    private record Answered(UUID organizationId, String answers) {}

    Uni<Void> insert(SqlConnection connection, PreRatingRun run) {
        return INSERT.execute(connection, run).replaceWithVoid();
    }

    /** Rejects with {@code pre-rating-run-not-found} (404). */
    Uni<PreRatingRun> find(SqlClient client, UUID id) {
        return FIND.execute(client, id).map(RUNS.orNotFound("pre-rating-run-not-found"));
    }

    /** The one that was asked for last; empty before the first. */
    Uni<Optional<PreRatingRun>> latest(SqlConnection connection) {
        return LATEST.execute(connection).map(RUNS::optional);
    }

    /** Those before an id, newest first. */
    Uni<List<PreRatingRun>> page(SqlClient client, UUID before, int rows) {
        return PAGE.execute(client, before, rows).map(RUNS::list);
    }

    /** What enterprises have answered to a standard last, where that is neither returned nor refused. */
    Uni<Map<UUID, AssessmentForms.Answers>> answers(
            SqlConnection connection, Collection<UUID> organizations, UUID standard) {
        return ANSWERS.execute(connection, Parameters.ids(organizations), standard)
                .map(rows -> ANSWERED.list(rows).stream()
                        .collect(Collectors.toMap(
                                Answered::organizationId,
                                each -> KeptTexts.read(each.answers(), AssessmentForms.Answers.class))));
    }

    /** Puts ratings in the place of those before, and the run behind the last enterprise that it has looked at. */
    Uni<Void> write(SqlConnection connection, UUID run, List<PreRating> ratings, UUID last) {
        return WRITE.execute(connection, RATINGS.arrays(ratings))
                .chain(() -> ADVANCE.execute(connection, run, last, (long) ratings.size()))
                .invoke(Rows.exactly(1, "the run that rates is not there"))
                .replaceWithVoid();
    }

    /** The end of a run: nobody whom it has not come to is rated any more. */
    Uni<Void> finish(SqlConnection connection, UUID run, Instant now) {
        return FORGET.execute(connection, run)
                .chain(() -> FINISH.execute(connection, run, now))
                .replaceWithVoid();
    }
}
