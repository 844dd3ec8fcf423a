package cn.dengyun.settlement.recovery;

import cn.dengyun.programme.Programmes;
import cn.dengyun.settlement.recovery.RecoveryDemands.Demand;
import cn.dengyun.settlement.recovery.domain.PaidShare;
import cn.dengyun.settlement.recovery.domain.RecoveryCause;
import cn.dengyun.settlement.recovery.store.RecoveryRows;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Asks back what was paid of an award or a purchase that two people take back. */
@ApplicationScoped
public class EntitlementRecoveries {

    private final RecoveryRows rows;
    private final RecoveryDemands demands;
    private final Programmes programmes;

    EntitlementRecoveries(RecoveryRows rows, RecoveryDemands demands, Programmes programmes) {
        this.rows = rows;
        this.demands = demands;
        this.programmes = programmes;
    }

    /**
     * Holds its payments, paid or not, and its programme, until the unit of work ends: before its claims, as whoever
     * books what the bank says.
     */
    public Uni<Void> hold(SqlConnection connection, UUID entitlementId) {
        return rows.holdLinesOfEntitlement(connection, entitlementId)
                .chain(paying -> programmes.hold(connection, paying));
    }

    /**
     * Asks it back, for what of it was not asked back before.
     *
     * @param reason in the words of whoever proposed it
     */
    public Uni<Void> askBack(SqlConnection connection, UUID entitlementId, String reason, Actor by, Instant now) {
        Demand demand = new Demand(RecoveryCause.ENTITLEMENT_REVOCATION, entitlementId, null, reason, by);
        return rows.paidOfEntitlement(connection, entitlementId)
                .chain(lines -> rows.ofEntitlement(connection, entitlementId)
                        .map(before -> PaidShare.rest(lines, RecoveryDemands.askedOfLines(before))))
                .chain(shares -> demands.demand(connection, demand, shares, now));
    }
}
