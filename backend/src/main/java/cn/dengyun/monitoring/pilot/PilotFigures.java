package cn.dengyun.monitoring.pilot;

import cn.dengyun.platform.monitoring.CountedFigures;
import cn.dengyun.platform.monitoring.PlanFigures;
import cn.dengyun.platform.rows.Statement;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Pilots that have started; those that were abandoned are taken off. */
class PilotFigures {

    private static final Statement STARTED = Statement.of("""
            SELECT region_code, day, sum(added)::bigint AS added
            FROM (SELECT region_code, (started_at AT TIME ZONE 'Asia/Shanghai')::date AS day, 1 AS added
                FROM pilot_enterprise WHERE started_at >= $1 AND started_at < $2
                UNION ALL
                SELECT region_code, (ended_at AT TIME ZONE 'Asia/Shanghai')::date AS day, -1 AS added
                FROM pilot_enterprise WHERE status = 'ABANDONED' AND started_at IS NOT NULL
                    AND ended_at >= $1 AND ended_at < $2) counted
            GROUP BY region_code, day
            """);

    @Produces
    @Singleton
    PlanFigures started(Pool pool) {
        return new CountedFigures("PILOT_ENTERPRISES", STARTED, pool);
    }
}
