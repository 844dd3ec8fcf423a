package cn.dengyun.trade.order;

import cn.dengyun.platform.monitoring.IndicatorFigures;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Orders that providers have accepted, where the enterprises are, without those of which nothing came. */
class OrderIndicators {

    private static final String ACCEPTED = """
            SELECT region_code, date_trunc('month', accepted_at AT TIME ZONE 'Asia/Shanghai')::date AS month,
                id AS contributor, 1 AS value
            FROM service_order WHERE accepted_at <= $1 AND status NOT IN ('LAPSED', 'CANCELLED')
            """;

    @Produces
    @Singleton
    IndicatorFigures accepted() {
        return new IndicatorFigures("ORDERS", ACCEPTED);
    }
}
