package cn.dengyun.catalogue;

import cn.dengyun.catalogue.concession.ConcessionService;
import cn.dengyun.catalogue.store.OfferingStore;
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

/**
 * Offerings of a provider that is disqualified are withheld as long as it is, by the clock: nothing is written. Its
 * concessions end.
 */
@ApplicationScoped
class CatalogueSanctions implements SanctionEffect {

    private final OfferingStore offerings;
    private final ConcessionService concessions;

    CatalogueSanctions(OfferingStore offerings, ConcessionService concessions) {
        this.offerings = offerings;
        this.concessions = concessions;
    }

    @Override
    public Uni<List<Consequence>> foresee(SqlConnection connection, Provider provider, Instant now) {
        return offerings
                .publishedBy(connection, provider.id())
                .chain(withheld -> concessions
                        .openOf(connection, provider.id())
                        .map(ended -> List.of(
                                Consequence.of(ConsequenceKind.OFFERINGS_WITHHELD, withheld),
                                Consequence.of(ConsequenceKind.CONCESSIONS_ENDED, ended))));
    }

    @Override
    public Uni<Void> carryOut(SqlConnection connection, Provider provider, Sanction sanction, Instant now) {
        return concessions.endAll(connection, provider.id(), sanction.reason());
    }
}
