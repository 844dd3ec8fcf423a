package cn.dengyun.identity.organization;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tells all who take part how an organisation stands now. */
@ApplicationScoped
class StandingEffects {

    private final CertifiedStandings standings;
    private final Instance<StandingEffect> effects;

    StandingEffects(CertifiedStandings standings, Instance<StandingEffect> effects) {
        this.standings = standings;
        this.effects = effects;
    }

    /** One after the other, in the caller's unit of work. */
    Uni<Void> follow(SqlConnection connection, UUID organizationId, Instant now) {
        return standings
                .of(connection, List.of(organizationId))
                .map(found -> found.get(organizationId))
                .chain(standing -> Multi.createFrom()
                        .iterable(effects)
                        .onItem()
                        .transformToUniAndConcatenate(effect -> effect.follow(connection, standing, now))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }
}
