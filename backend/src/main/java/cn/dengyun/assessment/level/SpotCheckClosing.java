package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Closes the spot check of a level that does not hold any more. */
@ApplicationScoped
class SpotCheckClosing {

    private final AggregateStore<SpotCheck> checks;
    private final SpotCheckStore store;

    SpotCheckClosing(Aggregates aggregates, SpotCheckStore store) {
        this.checks = aggregates.of(SpotCheck.class, "false");
        this.store = store;
    }

    /** What follows for a spot check from a change of the assessment, which is held. */
    Uni<Void> follow(SqlConnection connection, Assessment before, Assessment after) {
        if (!isHeld(before) || isHeld(after)) {
            return Uni.createFrom().voidItem();
        }
        return store.lockOpen(connection, after.id())
                .chain(open -> open.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : checks.carryOut(connection, open.get(), open.get().closed(after.updatedAt()))
                                .replaceWithVoid());
    }

    private static boolean isHeld(Assessment found) {
        return found.status().isInForce() && found.review().level() != AssessmentLevel.UNRATED;
    }
}
