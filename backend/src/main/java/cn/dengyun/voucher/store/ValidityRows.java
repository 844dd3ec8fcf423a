package cn.dengyun.voucher.store;

import cn.dengyun.voucher.domain.VoucherValidity;
import io.vertx.mutiny.sqlclient.Row;

/** From rows to what the status of a voucher follows from. */
public final class ValidityRows {

    /** Of the table {@code voucher v}. */
    public static final String COLUMNS =
            "v.accept_until, v.accepted_at, v.valid_until, v.frozen_at, v.revoked_at, v.expired_at";

    private ValidityRows() {}

    public static VoucherValidity toValidity(Row row) {
        return new VoucherValidity(
                VoucherRows.instant(row, "accept_until"),
                VoucherRows.instant(row, "accepted_at"),
                VoucherRows.instant(row, "valid_until"),
                VoucherRows.instant(row, "frozen_at"),
                VoucherRows.instant(row, "revoked_at"),
                VoucherRows.instant(row, "expired_at"));
    }
}
