package cn.dengyun.voucher.store;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.voucher.domain.Voucher;

/** Between rows and vouchers. */
final class VoucherRows {

    static final RowMapper<Voucher> VOUCHERS = RowMapper.of(Voucher.class).named("revocation", "revocation_");

    /** Of the table {@code voucher v}. */
    static final String COLUMNS = VOUCHERS.columns("v");

    private VoucherRows() {}
}
