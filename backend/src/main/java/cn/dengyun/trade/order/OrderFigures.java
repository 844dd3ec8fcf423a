package cn.dengyun.trade.order;

import cn.dengyun.platform.monitoring.CountedFigures;
import cn.dengyun.platform.monitoring.PlanFigures;
import cn.dengyun.platform.rows.Statement;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Orders that providers have accepted, where the enterprises are; those of which nothing came are taken off. */
class OrderFigures {

    private static final Statement ACCEPTED = Statement.of("""
            SELECT region_code, day, sum(added)::bigint AS added
            FROM (SELECT region_code, (accepted_at AT TIME ZONE 'Asia/Shanghai')::date AS day, 1 AS added
                FROM service_order WHERE accepted_at >= $1 AND accepted_at < $2
                UNION ALL
                SELECT region_code, (ended_at AT TIME ZONE 'Asia/Shanghai')::date AS day, -1 AS added
                FROM service_order WHERE accepted_at IS NOT NULL AND status IN ('LAPSED', 'CANCELLED')
                    AND ended_at >= $1 AND ended_at < $2) counted
            GROUP BY region_code, day
            """);

    @Produces
    @Singleton
    PlanFigures accepted(Pool pool) {
        return new CountedFigures("ORDERS_ACCEPTED", ACCEPTED, pool);
    }
}
