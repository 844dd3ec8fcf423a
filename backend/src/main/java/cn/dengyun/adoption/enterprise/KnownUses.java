package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The door of adoption for slices that hold against it what an enterprise says of itself. */
@ApplicationScoped
public class KnownUses {

    private static final RowMapper<KnownUse> USES = RowMapper.of(KnownUse.class);
    private static final Statement OF = Statement.of("""
            SELECT count(*) FILTER (WHERE r.source = 'ORDER') AS ordered_services,
                count(DISTINCT r.category_code) AS service_kinds,
                EXISTS (SELECT 1 FROM adopted_enterprise e WHERE e.credit_code = $1 AND e.status = 'ADOPTED'
                    AND e.valid_until > $2) AS is_adopted,
                EXISTS (SELECT 1 FROM adopted_enterprise e WHERE e.credit_code = $1 AND e.status = 'ADOPTED'
                    AND e.valid_until > $2 AND e.level = 'DEEP') AS is_deep
            FROM adoption_record r WHERE r.credit_code = $1 AND r.status = 'COUNTED'
                AND (r.ends_on IS NULL OR r.ends_on >= ($2::timestamptz AT TIME ZONE 'Asia/Shanghai')::date)
            """);

    /** What is known at a moment of the legal entity with this credit code; nothing of one that nobody knows. */
    public Uni<KnownUse> of(SqlClient client, String creditCode, Instant now) {
        return OF.execute(client, creditCode, now).map(USES::first);
    }
}
