package cn.dengyun.voucher.store;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.voucher.domain.Voucher;

/** Between rows and vouchers. */
final class VoucherRows {

    static final RowMapper<Voucher> VOUCHERS = RowMapper.of(Voucher.class).named("revocation", "revocation_");

    /** Of the table {@code voucher v}. */
    static final String COLUMNS = VOUCHERS.columns("v");

    /** The status of a moment ($%1$d), as the domain has it. */
    static final String STATUS = """
            CASE WHEN v.revoked_at IS NOT NULL THEN 'REVOKED'
                WHEN v.frozen_at IS NOT NULL THEN 'FROZEN'
                WHEN v.expired_at IS NOT NULL OR v.valid_until <= $%1$d
                    OR v.accepted_at IS NULL AND v.accept_until <= $%1$d THEN 'EXPIRED'
                WHEN v.accepted_at IS NULL AND v.accept_until IS NOT NULL THEN 'ISSUED'
                WHEN v.available_fen + v.held_fen = 0 THEN 'EXHAUSTED'
                ELSE 'ACTIVE' END
            """;

    private VoucherRows() {}
}
