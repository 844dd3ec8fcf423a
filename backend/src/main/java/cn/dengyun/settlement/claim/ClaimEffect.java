package cn.dengyun.settlement.claim;

import cn.dengyun.settlement.claim.domain.ClaimMove;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * What follows elsewhere when a claim moves: each bean of this type is called in the unit of work that moves it, behind
 * the change, with the claim locked, also of what became less or nothing while it was in a batch.
 */
public interface ClaimEffect {

    Uni<Void> moved(SqlConnection connection, SettlementClaim before, SettlementClaim after, ClaimMove move);
}
