package cn.dengyun.voucher.eligibility.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What an enterprise and a provider have come to in a programme, as it stands. */
@ApplicationScoped
public class StandingStore {

    private static final String LOOK = "SELECT coalesce((SELECT committed_fen FROM entitlement"
            + " WHERE programme_id = $1 AND organization_id = $2), 0) AS committed_fen,"
            + " (SELECT ceiling_fen FROM provider_ceiling WHERE programme_id = $1 AND provider_id = $3) AS ceiling_fen,"
            + " (SELECT committed_fen FROM provider_ceiling WHERE programme_id = $1 AND provider_id = $3) AS taken_fen";

    /**
     * @param committedFen of the enterprise
     * @param ceilingFen of the provider; null where nobody has set one, negative where it has no limit
     * @param takenFen what the provider has come to
     */
    public record Found(long committedFen, Long ceilingFen, long takenFen) {}

    /** @param provider null when none is named */
    public Uni<Found> look(SqlClient client, UUID programme, UUID organization, UUID provider) {
        return client.preparedQuery(LOOK)
                .execute(Tuple.of(programme, organization, provider))
                .map(rows -> rows.iterator().next())
                .map(row -> {
                    Long taken = row.getLong("taken_fen");
                    return new Found(
                            row.getLong("committed_fen"), row.getLong("ceiling_fen"), taken == null ? 0 : taken);
                });
    }
}
