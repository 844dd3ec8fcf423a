package cn.dengyun.activity;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Activities for those who know which one it is. */
@ApplicationScoped
class ActivityStore {

    private static final RowMapper<Activity> ACTIVITIES = RowMapper.of(Activity.class);
    private static final Statement FIND =
            Statement.of("SELECT %s FROM activity WHERE id = $1".formatted(ACTIVITIES.columns()));

    /** One as it stands, whoever may know of it; null where there is none. */
    Uni<Activity> find(SqlClient client, UUID id) {
        return FIND.execute(client, id).map(ACTIVITIES::first);
    }
}
