package cn.dengyun.settlement.recovery;

import cn.dengyun.programme.OpenRecoveries;
import cn.dengyun.settlement.claim.store.ClaimRows;
import cn.dengyun.settlement.recovery.store.RecoveryRows;
import cn.dengyun.trade.order.OrderProofs;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * What was claimed of a programme and is still to be taken back, or asked back: only what was claimed can have been
 * paid.
 */
@ApplicationScoped
class ProgrammeRecoveries implements OpenRecoveries {

    private final ClaimRows claims;
    private final RecoveryRows rows;
    private final OrderProofs proofs;

    ProgrammeRecoveries(ClaimRows claims, RecoveryRows rows, OrderProofs proofs) {
        this.claims = claims;
        this.rows = rows;
        this.proofs = proofs;
    }

    @Override
    public Uni<Long> ofProgramme(SqlConnection connection, UUID programmeId) {
        return claims.ordersOf(connection, programmeId)
                .chain(orders -> proofs.unsettled(connection, orders))
                .chain(unsettled -> rows.openOrders(connection, programmeId).map(asked -> {
                    Set<UUID> all = new HashSet<>(unsettled);
                    all.addAll(asked);
                    return (long) all.size();
                }));
    }
}
