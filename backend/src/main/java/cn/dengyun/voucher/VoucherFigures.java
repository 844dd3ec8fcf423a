package cn.dengyun.voucher;

import cn.dengyun.platform.monitoring.CountedFigures;
import cn.dengyun.platform.monitoring.PlanFigures;
import cn.dengyun.platform.rows.Statement;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Vouchers that were issued, and those that were used for the first time, in the regions that they were issued in. */
class VoucherFigures {

    private static final Statement ISSUED = Statement.of("""
            SELECT region_code, (issued_at AT TIME ZONE 'Asia/Shanghai')::date AS day, count(*) AS added
            FROM voucher WHERE issued_at >= $1 AND issued_at < $2
            GROUP BY region_code, day
            """);
    private static final Statement USED = Statement.of("""
            SELECT v.region_code, (u.used_at AT TIME ZONE 'Asia/Shanghai')::date AS day, count(*) AS added
            FROM (SELECT voucher_id, min(captured_at) AS used_at FROM redemption GROUP BY voucher_id) u
                JOIN voucher v ON v.id = u.voucher_id
            WHERE u.used_at >= $1 AND u.used_at < $2
            GROUP BY v.region_code, day
            """);

    @Produces
    @Singleton
    PlanFigures issued(Pool pool) {
        return new CountedFigures("VOUCHERS_ISSUED", ISSUED, pool);
    }

    @Produces
    @Singleton
    PlanFigures used(Pool pool) {
        return new CountedFigures("VOUCHERS_USED", USED, pool);
    }
}
