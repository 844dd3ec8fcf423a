package cn.dengyun.voucher.status.store;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.voucher.status.domain.VoucherPresentation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Presentations of vouchers; they are only added. */
@ApplicationScoped
public class PresentationStore {

    private static final RowMapper<VoucherPresentation> PRESENTATIONS = RowMapper.of(VoucherPresentation.class);

    private static final Statement INSERT = Statement.of("""
            INSERT INTO voucher_presentation %s
            ON CONFLICT ON CONSTRAINT voucher_presentation_nonce_unique DO NOTHING
            """.formatted(PRESENTATIONS.values()));

    /** Whether it was the first with its nonce; if not, nothing is written. Waits for one that is being recorded. */
    public Uni<Boolean> insert(SqlConnection connection, VoucherPresentation presentation) {
        return INSERT.execute(connection, presentation).map(Rows::any);
    }
}
