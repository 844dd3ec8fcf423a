package cn.dengyun.activity;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Oversight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Activities for those who know which one it is, for calendars and for the clock. */
@ApplicationScoped
class ActivityStore {

    private static final RowMapper<Activity> ACTIVITIES = RowMapper.of(Activity.class);
    private static final Statement FIND =
            Statement.of("SELECT %s FROM activity WHERE id = $1".formatted(ACTIVITIES.columns()));
    private static final Statement CALENDAR = Statement.of("""
            SELECT %s FROM activity
            WHERE status <> 'DRAFT' AND ends_at >= $1 AND organization_id <> ALL($3)
                AND ($4::text = '' OR is_overseen(region_code, $4::text, $5))
            ORDER BY ends_at < $2, starts_at, id LIMIT $6
            """.formatted(ACTIVITIES.columns()));

    private static final Statement TO_REMIND = Statement.of("""
            SELECT %s FROM activity a
            WHERE status = 'PUBLISHED' AND starts_at > $1 AND starts_at <= $2 AND id > $3
                AND EXISTS (SELECT FROM activity_registration r WHERE r.activity_id = a.id AND r.status = 'SEATED'
                    AND r.reminded_at IS NULL AND r.seated_at <= a.starts_at - ($2::timestamptz - $1::timestamptz))
            ORDER BY id LIMIT $4
            """.formatted(ACTIVITIES.columns()));
    private static final Statement NEXT_BEGINNING = Statement.of("""
            SELECT min(starts_at) FROM activity a
            WHERE status = 'PUBLISHED' AND starts_at > $1
                AND EXISTS (SELECT FROM activity_registration r WHERE r.activity_id = a.id AND r.status = 'SEATED'
                    AND r.reminded_at IS NULL)
            """);

    private final Pool pool;

    ActivityStore(Pool pool) {
        this.pool = pool;
    }

    /** One as it stands, whoever may know of it; null where there is none. */
    Uni<Activity> find(SqlClient client, UUID id) {
        return FIND.execute(client, id).map(ACTIVITIES::first);
    }

    /** Published ones that begin after a moment and not after another, of which somebody is to be reminded; by id. */
    Uni<List<Activity>> toRemind(Instant now, Instant until, UUID after, int rows) {
        return TO_REMIND.execute(pool, now, until, after, rows).map(ACTIVITIES::list);
    }

    /** When the next of which somebody is to be reminded begins, after a moment; empty where there is none. */
    Uni<Optional<Instant>> nextBeginning(Instant after) {
        return NEXT_BEGINNING.execute(pool, after).map(Rows::moment);
    }

    /**
     * Published ones that end at a moment or later: first those that are not over, in the order of their beginning.
     *
     * @param hidden organisations whose activities are not shown
     * @param within a region; null for all
     */
    Uni<List<Activity>> calendar(Instant since, Instant now, Collection<UUID> hidden, String within, int rows) {
        return CALENDAR.execute(
                        pool,
                        since,
                        now,
                        Parameters.ids(hidden),
                        within == null ? Oversight.NONE : Oversight.of(within),
                        rows)
                .map(ACTIVITIES::list);
    }
}
