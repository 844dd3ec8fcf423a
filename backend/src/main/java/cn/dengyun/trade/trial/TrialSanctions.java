package cn.dengyun.trade.trial;

import cn.dengyun.provider.Provider;
import cn.dengyun.provider.SanctionEffect;
import cn.dengyun.provider.domain.Consequence;
import cn.dengyun.provider.domain.ConsequenceKind;
import cn.dengyun.provider.domain.Sanction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Trials with a provider end when it is disqualified, and what was asked of it is declined. */
@ApplicationScoped
class TrialSanctions implements SanctionEffect {

    private final TrialService trials;

    TrialSanctions(TrialService trials) {
        this.trials = trials;
    }

    @Override
    public Uni<List<Consequence>> foresee(SqlConnection connection, Provider provider, Instant now) {
        return trials.livingWith(connection, provider.id())
                .map(living -> List.of(Consequence.of(ConsequenceKind.TRIALS_ENDED, living)));
    }

    @Override
    public Uni<Void> carryOut(SqlConnection connection, Provider provider, Sanction sanction, Instant now) {
        return trials.stopAllWith(connection, provider.id(), sanction.reason());
    }
}
