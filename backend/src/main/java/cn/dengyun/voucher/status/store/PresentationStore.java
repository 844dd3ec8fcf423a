package cn.dengyun.voucher.status.store;

import cn.dengyun.voucher.status.domain.VoucherPresentation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;

/** Presentations of vouchers; they are only added. */
@ApplicationScoped
public class PresentationStore {

    private static final String INSERT =
            "INSERT INTO voucher_presentation (id, voucher_id, nonce, organization_id, status, available_fen,"
                    + " presented_at, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
                    + " ON CONFLICT ON CONSTRAINT voucher_presentation_nonce_unique DO NOTHING";

    /** Whether it was the first with its nonce; if not, nothing is written. Waits for one that is being recorded. */
    public Uni<Boolean> insert(SqlConnection connection, VoucherPresentation presentation) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(new Object[] {
                    presentation.id(),
                    presentation.voucherId(),
                    presentation.nonce(),
                    presentation.organizationId(),
                    presentation.status(),
                    presentation.availableFen(),
                    presentation.presentedAt().atOffset(ZoneOffset.UTC),
                    presentation.recordedAt().atOffset(ZoneOffset.UTC),
                    presentation.recordedBy()
                }))
                .map(inserted -> inserted.rowCount() == 1);
    }
}
