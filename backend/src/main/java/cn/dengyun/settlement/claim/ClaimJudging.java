package cn.dengyun.settlement.claim;

import cn.dengyun.settlement.claim.domain.CheckResult;
import cn.dengyun.settlement.claim.domain.ClaimCase;
import cn.dengyun.settlement.claim.domain.ClaimChecks;
import cn.dengyun.settlement.claim.domain.ClaimColour;
import cn.dengyun.settlement.claim.domain.ClaimMove;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.settlement.claim.domain.SampleSeed;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.claim.store.ClaimRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Carries out what follows from what the rules say of a claim, whichever source it is of. */
@ApplicationScoped
public class ClaimJudging {

    private final ClaimMoves moves;
    private final ClaimRows rows;
    private final ClaimSamples samples;

    ClaimJudging(ClaimMoves moves, ClaimRows rows, ClaimSamples samples) {
        this.moves = moves;
        this.rows = rows;
        this.samples = samples;
    }

    /**
     * What nothing speaks against is approved, unless it is drawn to be looked at; what cannot be paid goes back with
     * all that is wrong, and what was sent back as often as it may be stays for a person, who rejects it.
     */
    public Uni<SettlementClaim> judged(SqlConnection connection, SettlementClaim confirmed, List<CheckResult> results) {
        Instant now = moves.now();
        ClaimColour colour = ClaimChecks.colour(results);
        return rows.insert(connection, results)
                .chain(() -> seed(connection, confirmed.about()))
                .map(seed -> confirmed.checked(
                        colour,
                        colour == ClaimColour.GREEN
                                && seed.draws(confirmed.about().sourceId()),
                        moves.due(ClaimStatus.CHECKED, now),
                        now))
                .chain(checked -> moves.carryOut(connection, null, confirmed, checked, ClaimMove.CHECK, List.of()))
                .chain(checked -> follow(connection, checked));
    }

    /** That of the day on which its source was first claimed: neither waiting nor claiming anew draws again. */
    private Uni<SampleSeed> seed(SqlConnection connection, ClaimCase about) {
        return rows.firstClaimed(connection, about.sourceId())
                .chain(first -> samples.of(connection, about.programmeId(), first));
    }

    private Uni<SettlementClaim> follow(SqlConnection connection, SettlementClaim checked) {
        boolean isClean = checked.colour() == ClaimColour.GREEN && !checked.isSampled();
        boolean isBack = checked.colour() == ClaimColour.RED && checked.round() < SettlementClaim.MAX_ROUNDS;
        if (!isClean && !isBack) {
            return Uni.createFrom().item(checked);
        }
        return moves.moved(connection, null, checked, isClean ? ClaimMove.PASS : ClaimMove.SEND_BACK, List.of(), null);
    }
}
