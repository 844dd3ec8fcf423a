package cn.dengyun.activity;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Oversight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What of annual training plans concerns more than one of them, and what was done. */
@ApplicationScoped
class TrainingPlanStore {

    /** Constraints that are broken by a second one. */
    static final String ONE_OPEN = "training_plan_one_open";

    static final String ONE_PUBLISHED = "training_plan_one_published";

    private static final RowMapper<TrainingPlan> PLANS = RowMapper.of(TrainingPlan.class);
    private static final RowMapper<TrainingPlanDone> DONE = RowMapper.of(TrainingPlanDone.class);

    private static final Statement HOLD_IN_FORCE = Statement.of("""
            SELECT %s FROM training_plan WHERE region_code = $1 AND year = $2 AND status = 'PUBLISHED' FOR UPDATE
            """.formatted(PLANS.columns()));
    private static final Statement DONE_OF = Statement.of("""
            SELECT p.id AS plan_id, a.kind, count(DISTINCT a.id) AS sessions, count(r.id) AS persons,
                count(DISTINCT r.organization_id) AS enterprises
            FROM unnest($1::uuid[], $2::text[], $3::text[]) AS wanted (id, pattern, exceptions)
            JOIN training_plan p ON p.id = wanted.id
            JOIN activity a ON a.status = 'HELD'
                AND a.starts_at >= make_timestamptz(p.year, 1, 1, 0, 0, 0, 'Asia/Shanghai')
                AND a.starts_at < make_timestamptz(p.year + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai')
                AND is_overseen(a.region_code, wanted.pattern, string_to_array(wanted.exceptions, ','))
            LEFT JOIN activity_registration r ON r.activity_id = a.id AND r.checked_in_at IS NOT NULL
                AND NOT r.is_provider
            GROUP BY p.id, a.kind
            """);

    /** The published edition of a region and a year, held until the unit of work ends. */
    Uni<Optional<TrainingPlan>> holdInForce(SqlConnection connection, String regionCode, int year) {
        return HOLD_IN_FORCE.execute(connection, regionCode, year).map(PLANS::optional);
    }

    /** What was done of each kind; where nothing was, there is none. */
    Uni<List<TrainingPlanDone>> done(SqlClient client, Collection<TrainingPlan> plans) {
        List<Oversight> regions =
                plans.stream().map(plan -> Oversight.of(plan.regionCode())).toList();
        List<UUID> ids = plans.stream().map(TrainingPlan::id).toList();
        return DONE_OF.execute(
                        client,
                        Parameters.ids(ids),
                        Parameters.texts(
                                regions.stream().map(Oversight::pattern).toList()),
                        Parameters.texts(regions.stream()
                                .map(region -> String.join(",", region.exceptions()))
                                .toList()))
                .map(DONE::list);
    }
}
