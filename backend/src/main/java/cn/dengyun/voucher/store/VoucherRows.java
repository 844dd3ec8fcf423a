package cn.dengyun.voucher.store;

import cn.dengyun.voucher.domain.Voucher;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Between rows and vouchers. */
final class VoucherRows {

    static final String COLUMNS =
            "v.id, v.code, v.programme_id, v.rule_version, v.budget_id, v.region_code, v.application_id,"
                    + " v.organization_id, v.provider_id, v.status_index, v.face_fen, v.available_fen, v.held_fen,"
                    + " v.captured_fen, v.returned_fen, v.void_fen, v.revision, v.issued_at, v.frozen_reason,"
                    + " v.revoked_reason, v.moved_at, " + ValidityRows.COLUMNS;

    private VoucherRows() {}

    static Voucher toVoucher(Row row) {
        return new Voucher(
                row.getUUID("id"),
                row.getString("code"),
                row.getUUID("programme_id"),
                row.getInteger("rule_version"),
                row.getUUID("budget_id"),
                row.getString("region_code"),
                row.getUUID("application_id"),
                row.getUUID("organization_id"),
                row.getUUID("provider_id"),
                row.getInteger("status_index"),
                row.getLong("face_fen"),
                row.getLong("available_fen"),
                row.getLong("held_fen"),
                row.getLong("captured_fen"),
                row.getLong("returned_fen"),
                row.getLong("void_fen"),
                row.getInteger("revision"),
                instant(row, "issued_at"),
                ValidityRows.toValidity(row),
                row.getString("frozen_reason"),
                row.getString("revoked_reason"),
                instant(row, "moved_at"));
    }

    static Instant instant(Row row, String column) {
        OffsetDateTime moment = row.getOffsetDateTime(column);
        return moment == null ? null : moment.toInstant();
    }

    static OffsetDateTime moment(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
