package cn.dengyun.identity.organization;

import cn.dengyun.platform.monitoring.CountedFigures;
import cn.dengyun.platform.monitoring.PlanFigures;
import cn.dengyun.platform.rows.Statement;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Enterprises that are registered with the platform, where they are now; those that were closed are taken off. */
class EnterpriseFigures {

    private static final Statement REGISTERED = Statement.of("""
            SELECT region_code, day, sum(added)::bigint AS added
            FROM (SELECT region_code, (created_at AT TIME ZONE 'Asia/Shanghai')::date AS day, 1 AS added
                FROM organization WHERE kind = 'ENTERPRISE' AND created_at >= $1 AND created_at < $2
                UNION ALL
                SELECT region_code, (closed_at AT TIME ZONE 'Asia/Shanghai')::date AS day, -1 AS added
                FROM organization WHERE kind = 'ENTERPRISE' AND closed_at >= $1 AND closed_at < $2) counted
            GROUP BY region_code, day
            """);

    @Produces
    @Singleton
    PlanFigures registered(Pool pool) {
        return new CountedFigures("REGISTERED_ENTERPRISES", REGISTERED, pool);
    }
}
