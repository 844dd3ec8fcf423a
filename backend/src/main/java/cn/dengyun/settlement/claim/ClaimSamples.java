package cn.dengyun.settlement.claim;

import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.Programmes;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.settlement.claim.domain.SampleSeed;
import cn.dengyun.settlement.claim.store.ClaimRows;
import cn.dengyun.shared.Draw;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * By what the claims of a programme are drawn that a person looks at although nothing speaks against them: the seed of
 * the day, and as many as the rules say that were in force when the capture was first claimed. Both stay on record.
 */
@ApplicationScoped
class ClaimSamples {

    private static final int DEFAULT_PERCENT = RuleSet.MIN_CLAIM_SAMPLE_SHARE
            .movePointRight(RuleSet.CLAIM_SHARE_DIGITS)
            .intValueExact();

    private final ClaimRows rows;
    private final Programmes programmes;
    private final RuleVersions rules;

    ClaimSamples(ClaimRows rows, Programmes programmes, RuleVersions rules) {
        this.rows = rows;
        this.programmes = programmes;
        this.rules = rules;
    }

    /** @param first when the capture was first claimed: neither waiting nor claiming anew draws again */
    Uni<SampleSeed> of(SqlConnection connection, UUID programmeId, Instant first) {
        LocalDate day = LocalDate.ofInstant(first, ClockProducer.BUSINESS_ZONE);
        return rows.seed(connection, new SampleSeed(day, Draw.seed(), DEFAULT_PERCENT))
                .chain(seed -> programmes
                        .find(connection, programmeId, first)
                        .chain(programme -> rules.get(connection, programmeId, programme.ruleVersion()))
                        .map(inForce ->
                                inForce.claimSamplePercent().map(seed::of).orElse(seed)));
    }
}
