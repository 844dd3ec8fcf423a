package cn.dengyun.application;

import cn.dengyun.platform.monitoring.IndicatorFigures;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Applications for vouchers that were submitted, whatever became of them. */
class ApplicationIndicators {

    private static final String SUBMITTED = """
            SELECT region_code, date_trunc('month', submitted_at AT TIME ZONE 'Asia/Shanghai')::date AS month,
                id AS contributor, 1 AS value
            FROM voucher_application WHERE submitted_at <= $1
            """;

    @Produces
    @Singleton
    IndicatorFigures submitted() {
        return new IndicatorFigures("VOUCHER_APPLICATIONS", SUBMITTED);
    }
}
