package cn.dengyun.settlement.recovery;

import cn.dengyun.programme.Programmes;
import cn.dengyun.settlement.recovery.RecoveryDemands.Demand;
import cn.dengyun.settlement.recovery.domain.PaidShare;
import cn.dengyun.settlement.recovery.domain.RecoveryCause;
import cn.dengyun.settlement.recovery.store.RecoveryRows;
import cn.dengyun.trade.dispute.DisputeRecoveries;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * Asks back what a decision in a dispute says was never due and was paid: one recovery for each payment, in the unit of
 * work that carries the decision out. The payments are held first, as by the results of the bank, so that none is asked
 * back twice, or comes back while it is asked back.
 */
@ApplicationScoped
class DecisionRecoveries implements DisputeRecoveries {

    private final RecoveryRows rows;
    private final RecoveryDemands demands;
    private final Programmes programmes;

    DecisionRecoveries(RecoveryRows rows, RecoveryDemands demands, Programmes programmes) {
        this.rows = rows;
        this.demands = demands;
        this.programmes = programmes;
    }

    @Override
    public Uni<Void> hold(SqlConnection connection, UUID orderId) {
        return rows.holdLines(connection, orderId).chain(paying -> programmes.hold(connection, paying));
    }

    /** What of a payment for another delivery is asked back stands with that delivery which the decision lowers. */
    @Override
    public Uni<Boolean> demand(SqlConnection connection, TooMuch wanted, Instant now) {
        return rows.paidOfOrder(connection, wanted.orderId())
                .chain(lines -> rows.ofOrder(connection, wanted.orderId())
                        .map(before -> PaidShare.of(
                                lines, wanted.deliveryId(), wanted.fen(), RecoveryDemands.askedOfLines(before))))
                .chain(shares -> shares.isEmpty()
                        ? Uni.createFrom().item(false)
                        : demands.demand(
                                        connection,
                                        new Demand(
                                                RecoveryCause.DISPUTE_DECISION,
                                                wanted.disputeId(),
                                                wanted.deliveryId(),
                                                wanted.reason(),
                                                wanted.by()),
                                        shares.get(),
                                        now)
                                .replaceWith(true));
    }
}
