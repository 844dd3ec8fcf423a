package cn.dengyun.provider;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** What is known of the appeals against one sanction, which the unit of work has locked. */
@ApplicationScoped
class AppealStore {

    private static final RowMapper<Known> KNOWN = RowMapper.of(Known.class);
    private static final Statement OF = Statement.of("""
            SELECT (SELECT a.id FROM sanction_appeal a WHERE a.sanction_id = $1 AND a.status = 'PENDING') AS pending,
                (SELECT max(a.updated_at) FROM sanction_appeal a WHERE a.sanction_id = $1 AND a.status <> 'PENDING')
                    AS last_ended_at
            """);

    /**
     * @param pending the one that is not decided; null when there is none
     * @param lastEndedAt when the last one before was decided or withdrawn; null when there was none
     */
    record Known(UUID pending, Instant lastEndedAt) {}

    Uni<Known> of(SqlConnection connection, UUID sanction) {
        return OF.execute(connection, sanction).map(rows -> {
            Known known = KNOWN.first(rows);
            return known == null ? new Known(null, null) : known;
        });
    }
}
