package cn.dengyun.provider;

import cn.dengyun.provider.domain.Consequence;
import cn.dengyun.provider.domain.Sanction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** All that takes part in a sanction, one after the other by their ranks in the caller's unit of work. */
@ApplicationScoped
class SanctionEffects {

    private final Instance<SanctionEffect> effects;

    SanctionEffects(Instance<SanctionEffect> effects) {
        this.effects = effects;
    }

    /** In the order of the kinds. */
    Uni<List<Consequence>> foresee(SqlConnection connection, Provider provider, Instant now) {
        return Multi.createFrom()
                .iterable(inTurn(effects))
                .onItem()
                .transformToUniAndConcatenate(effect -> effect.foresee(connection, provider, now))
                .collect()
                .in(ArrayList<Consequence>::new, List::addAll)
                .map(all -> all.stream()
                        .sorted(Comparator.comparing(Consequence::kind))
                        .toList());
    }

    Uni<Void> carryOut(SqlConnection connection, Provider provider, Sanction sanction, Instant now) {
        return Multi.createFrom()
                .iterable(inTurn(effects))
                .onItem()
                .transformToUniAndConcatenate(effect -> effect.carryOut(connection, provider, sanction, now))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Those of the same rank lock nothing of each other's, so their order means nothing; it is the same each time. */
    static List<SanctionEffect> inTurn(Iterable<SanctionEffect> effects) {
        return StreamSupport.stream(effects.spliterator(), false)
                .sorted(Comparator.comparingInt(SanctionEffect::rank)
                        .thenComparing(effect -> effect.getClass().getName()))
                .toList();
    }
}
