package cn.dengyun.architecture.planted.trade.store;

public final class TradeThatReadsVouchers {

    public static final String OF_OTHERS = "WITH budget AS (SELECT 1) SELECT v.id FROM budget, voucher v, programme";
    public static final String PIECE = " LEFT JOIN provider p ON p.id = $1";

    private TradeThatReadsVouchers() {}
}
