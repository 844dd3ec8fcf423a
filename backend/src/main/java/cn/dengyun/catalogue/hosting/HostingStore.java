package cn.dengyun.catalogue.hosting;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What of hostings concerns more than one of them. */
@ApplicationScoped
class HostingStore {

    private static final RowMapper<Hosting> HOSTINGS = RowMapper.of(Hosting.class);
    private static final Statement LOCK_OPEN = Statement.of("""
            SELECT %s FROM hosting WHERE platform_id = $1 AND status IN ('PROPOSED', 'CONFIRMED')
            ORDER BY id FOR UPDATE
            """.formatted(HOSTINGS.columns()));

    /** Those on a platform that are proposed or confirmed, held until the unit of work ends. */
    Uni<List<Hosting>> lockOpen(SqlConnection connection, UUID platform) {
        return LOCK_OPEN.execute(connection, platform).map(HOSTINGS::list);
    }
}
