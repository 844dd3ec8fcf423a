package cn.dengyun.settlement.claim;

import cn.dengyun.programme.OpenRecoveries;
import cn.dengyun.settlement.claim.store.ClaimRows;
import cn.dengyun.trade.order.OrderProofs;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What was claimed of a programme and is still to be taken back: only what was claimed can have been paid. */
@ApplicationScoped
class ClaimRecoveries implements OpenRecoveries {

    private final ClaimRows rows;
    private final OrderProofs proofs;

    ClaimRecoveries(ClaimRows rows, OrderProofs proofs) {
        this.rows = rows;
        this.proofs = proofs;
    }

    @Override
    public Uni<Long> ofProgramme(SqlConnection connection, UUID programmeId) {
        return rows.ordersOf(connection, programmeId)
                .chain(orders -> proofs.unsettled(connection, orders))
                .map(unsettled -> (long) unsettled.size());
    }
}
