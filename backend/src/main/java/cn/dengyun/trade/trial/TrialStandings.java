package cn.dengyun.trade.trial;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.StandingEffect;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Trials end when one of their sides is frozen; what was only asked for waits for its deadline. */
@ApplicationScoped
class TrialStandings implements StandingEffect {

    private final TrialService trials;

    TrialStandings(TrialService trials) {
        this.trials = trials;
    }

    @Override
    public Uni<Void> follow(SqlConnection connection, CertifiedStanding standing, Instant now) {
        return standing.isFrozen()
                ? trials.stopRunningOf(connection, standing.organizationId(), null)
                : Uni.createFrom().voidItem();
    }
}
