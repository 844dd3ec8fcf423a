package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.monitoring.CountedFigures;
import cn.dengyun.platform.monitoring.PlanFigures;
import cn.dengyun.platform.rows.Statement;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Enterprises that count, where they are now, since the day on which they began to; those that have lapsed are taken
 * off. Read from indexes alone, for every dashboard asks for it. Of those that are not deeply connected any more nobody
 * keeps the day: they are not among the deep ones of any.
 */
class AdoptedFigures {

    private static final String SINCE = """
            SELECT region_code, day, sum(added)::bigint AS added
            FROM (SELECT region_code, %1$s AS day, count(*) AS added FROM adopted_enterprise
                WHERE %2$s AND %1$s >= ($1::timestamptz AT TIME ZONE 'Asia/Shanghai')::date
                    AND %1$s < ($2::timestamptz AT TIME ZONE 'Asia/Shanghai')::date
                GROUP BY region_code, %1$s
                UNION ALL
                SELECT region_code, (ended_at AT TIME ZONE 'Asia/Shanghai')::date AS day, -count(*) AS added
                FROM adopted_enterprise WHERE status = 'LAPSED' AND %2$s AND ended_at >= $1 AND ended_at < $2
                GROUP BY 1, 2) counted
            GROUP BY region_code, day
            """;
    private static final Statement ADOPTED = Statement.of(SINCE.formatted("adopted_on", "true"));
    private static final Statement DEEP = Statement.of(SINCE.formatted("deep_on", "level = 'DEEP'"));

    @Produces
    @Singleton
    PlanFigures adopted(Pool pool) {
        return new CountedFigures("CLOUD_ENTERPRISES", ADOPTED, pool);
    }

    @Produces
    @Singleton
    PlanFigures deep(Pool pool) {
        return new CountedFigures("DEEP_ENTERPRISES", DEEP, pool);
    }
}
