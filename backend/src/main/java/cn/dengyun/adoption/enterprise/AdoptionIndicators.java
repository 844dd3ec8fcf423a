package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.monitoring.IndicatorFigures;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The two counters of the plan as the statistics have them: by the same rule as {@link AdoptionCounts}. */
class AdoptionIndicators {

    private static final String COUNTED = """
            SELECT region_code, date_trunc('month', $1 AT TIME ZONE 'Asia/Shanghai')::date AS month, id AS contributor,
                1 AS value
            FROM adopted_enterprise WHERE status = 'ADOPTED' AND valid_until > $1
            """;
    private static final String DEEP = COUNTED + " AND level = 'DEEP'";

    @Produces
    @Singleton
    IndicatorFigures adopted() {
        return new IndicatorFigures("CLOUD_ENTERPRISES", COUNTED);
    }

    @Produces
    @Singleton
    IndicatorFigures deep() {
        return new IndicatorFigures("DEEP_ENTERPRISES", DEEP);
    }
}
