package cn.dengyun.settlement.claim;

import cn.dengyun.platform.casefile.CaseRecord;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.claim.store.ClaimRows;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * A claim takes documents of its claimant while the other side has not confirmed it, or it was returned. What changes
 * before the confirmation changes its version: nobody confirms files that he has not seen.
 */
@ApplicationScoped
public class ClaimRecord implements CaseRecord {

    public static final String KIND = "settlement-claim";

    private final ClaimMoves moves;
    private final ClaimRows rows;

    ClaimRecord(ClaimMoves moves, ClaimRows rows) {
        this.moves = moves;
        this.rows = rows;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String path() {
        return "/api/v1/settlement-claims";
    }

    @Override
    public Uni<Standing> find(Actor actor, UUID id) {
        return moves.store().find(actor, id).map(found -> standing(found, actor));
    }

    @Override
    public Uni<Standing> lock(SqlConnection connection, Actor actor, UUID id) {
        return moves.store()
                .lock(connection, actor, id)
                .call(found -> found.status() == ClaimStatus.SUBMITTED
                        ? rows.touch(connection, id, moves.now())
                        : Uni.createFrom().voidItem())
                .map(found -> standing(found, actor));
    }

    /** The other side sees what is there for both; what only reviewers see it does not. */
    private static Standing standing(SettlementClaim found, Actor actor) {
        return new Standing(
                found.about().claimantId(),
                found.status() == ClaimStatus.SUBMITTED || found.status() == ClaimStatus.RETURNED,
                !found.isParty(actor));
    }
}
