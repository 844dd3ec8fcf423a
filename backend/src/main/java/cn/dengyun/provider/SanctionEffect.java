package cn.dengyun.provider;

import cn.dengyun.provider.domain.Consequence;
import cn.dengyun.provider.domain.Sanction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/**
 * What follows in another slice when a provider is disqualified: each bean of this type is asked and then carried out
 * in the unit of work that decides it, with the provider's row locked, so that no new hold with it comes into being.
 */
public interface SanctionEffect {

    /**
     * Its turn among the others, lower ones first: each locks rows of its own, and locks are taken in one order
     * everywhere. What locks rows that lead to vouchers, orders for example, comes before vouchers.
     */
    default int rank() {
        return 100;
    }

    /** What it will do, as things stand; it changes nothing. */
    Uni<List<Consequence>> foresee(SqlConnection connection, Provider provider, Instant now);

    Uni<Void> carryOut(SqlConnection connection, Provider provider, Sanction sanction, Instant now);
}
