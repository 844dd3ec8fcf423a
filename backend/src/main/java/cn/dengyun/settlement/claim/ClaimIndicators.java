package cn.dengyun.settlement.claim;

import cn.dengyun.platform.monitoring.IndicatorFigures;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What banks have paid for captures of vouchers, in fen. */
class ClaimIndicators {

    private static final String PAID = """
            SELECT region_code, date_trunc('month', paid_at AT TIME ZONE 'Asia/Shanghai')::date AS month,
                organization_id AS contributor, amount_fen AS value
            FROM settlement_claim WHERE status = 'PAID' AND source = 'CAPTURE'
            """;

    @Produces
    @Singleton
    IndicatorFigures paidFen() {
        return new IndicatorFigures("VOUCHERS_PAID_FEN", PAID);
    }
}
