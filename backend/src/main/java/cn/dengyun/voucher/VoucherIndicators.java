package cn.dengyun.voucher;

import cn.dengyun.platform.monitoring.IndicatorFigures;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What vouchers came to by month, in fen: neither changes once it has happened. */
class VoucherIndicators {

    private static final String ISSUED = """
            SELECT region_code, date_trunc('month', issued_at AT TIME ZONE 'Asia/Shanghai')::date AS month,
                organization_id AS contributor, face_fen AS value
            FROM voucher
            """;

    /** Before refunds, which would tell of one enterprise whenever they change a month that is published. */
    private static final String CAPTURED = """
            SELECT v.region_code, date_trunc('month', r.captured_at AT TIME ZONE 'Asia/Shanghai')::date AS month,
                v.organization_id AS contributor, r.amount_fen AS value
            FROM redemption r JOIN voucher v ON v.id = r.voucher_id
            """;

    @Produces
    @Singleton
    IndicatorFigures issuedFen() {
        return new IndicatorFigures("VOUCHERS_ISSUED_FEN", ISSUED);
    }

    @Produces
    @Singleton
    IndicatorFigures capturedFen() {
        return new IndicatorFigures("VOUCHERS_CAPTURED_FEN", CAPTURED);
    }
}
