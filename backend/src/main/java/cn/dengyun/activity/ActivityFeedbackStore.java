package cn.dengyun.activity;

import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Feedback, which is never changed. */
@ApplicationScoped
class ActivityFeedbackStore {

    /** The constraint that a second answer for the same registration breaks. */
    static final String ONCE = "activity_feedback_once";

    private static final RowMapper<ActivityFeedback> FEEDBACK = RowMapper.of(ActivityFeedback.class);
    private static final RowMapper<ActivityFeedbackCount> COUNTS = RowMapper.of(ActivityFeedbackCount.class);

    private static final Statement INSERT = Statement.of("INSERT INTO activity_feedback " + FEEDBACK.values());

    /** Of whoever was there: what was said for a check-in that was taken back does not count. */
    private static final String BY_WHO_CAME = """
            EXISTS (SELECT FROM activity_registration r WHERE r.id = registration_id AND r.checked_in_at IS NOT NULL)
            """;

    private static final Statement COUNT = Statement.of("""
            SELECT activity_id, count(*) AS answers, sum(stars) AS stars FROM activity_feedback
            WHERE activity_id = ANY($1) AND %s GROUP BY activity_id
            """.formatted(BY_WHO_CAME));
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM activity_feedback
            WHERE activity_id = $3 AND id < $1 AND ($4::uuid IS NULL OR organization_id = $4::uuid) AND %s
            ORDER BY id DESC LIMIT $2
            """.formatted(FEEDBACK.columns(), BY_WHO_CAME));

    private final Pool pool;
    private final Cursors cursors;

    ActivityFeedbackStore(Pool pool, Cursors cursors) {
        this.pool = pool;
        this.cursors = cursors;
    }

    Uni<Void> insert(SqlConnection connection, ActivityFeedback feedback) {
        return INSERT.execute(connection, feedback).replaceWithVoid();
    }

    /** What it comes to, by the activities of which there is any. */
    Uni<Map<UUID, ActivityFeedbackCount>> count(SqlClient client, Collection<UUID> activities) {
        return COUNT.execute(client, Parameters.ids(activities))
                .map(rows -> COUNTS.by(ActivityFeedbackCount::activityId, rows));
    }

    /** That on an activity, of an enterprise or, where that is null, of all; newest first. */
    Uni<Page<ActivityFeedback>> page(UUID activity, UUID organization, String cursor, int limit) {
        String query = "activity_feedback&" + activity + "&" + organization;
        return PAGE.execute(pool, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1, activity, organization)
                .map(found -> cursors.pageById(query, FEEDBACK.list(found), limit, ActivityFeedback::id));
    }
}
