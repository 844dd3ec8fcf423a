package cn.dengyun.identity.organization;

import cn.dengyun.platform.monitoring.IndicatorFigures;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Enterprises that are registered with the platform, where they are. */
class OrganizationIndicators {

    private static final String REGISTERED = """
            SELECT region_code, date_trunc('month', $1 AT TIME ZONE 'Asia/Shanghai')::date AS month, id AS contributor,
                1 AS value
            FROM organization WHERE kind = 'ENTERPRISE' AND closed_at IS NULL
            """;

    @Produces
    @Singleton
    IndicatorFigures registered() {
        return new IndicatorFigures("REGISTERED_ENTERPRISES", REGISTERED);
    }
}
