package cn.dengyun.trade.trial;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The door of trials for what follows them. */
@ApplicationScoped
public class Trials {

    private final TrialStore store;

    Trials(TrialStore store) {
        this.store = store;
    }

    /** Whether an enterprise tries, or has tried, an offering by this trial, so that an order may name it. */
    public Uni<Boolean> isOf(SqlConnection connection, UUID id, UUID enterprise, UUID offering) {
        return store.find(connection, id)
                .map(found -> found != null
                        && found.organizationId().equals(enterprise)
                        && found.offeringId().equals(offering)
                        && found.startsAt() != null);
    }
}
