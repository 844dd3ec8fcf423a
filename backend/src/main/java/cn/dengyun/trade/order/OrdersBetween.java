package cn.dengyun.trade.order;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Orders of some enterprises with some providers, for whoever has brought them together: those that the provider has
 * accepted, without those of which nothing came. What they cost is for the two alone.
 */
@ApplicationScoped
public class OrdersBetween {

    private static final RowMapper<Count> COUNTS = RowMapper.of(Count.class);
    private static final RowMapper<Row> ROWS = RowMapper.of(Row.class);

    private static final String BETWEEN = """
             FROM service_order WHERE organization_id = ANY($1) AND provider_organization_id = ANY($2)
                AND placed_at >= $3 AND placed_at < $4
                AND accepted_at IS NOT NULL AND status NOT IN ('LAPSED', 'CANCELLED')
            """;
    private static final Statement COUNT = Statement.of(
            "SELECT count(*) AS orders, count(DISTINCT (organization_id, provider_organization_id)) AS pairs"
                    + BETWEEN);
    private static final Statement NEWEST = Statement.of(
            "SELECT %s".formatted(ROWS.columns()) + BETWEEN + " ORDER BY placed_at DESC, id DESC LIMIT $5");

    private final Pool pool;

    OrdersBetween(Pool pool) {
        this.pool = pool;
    }

    /**
     * How many there are.
     *
     * @param pairs of an enterprise and a provider, each once
     */
    public record Count(long orders, long pairs) {}

    /** One of them, without its price. */
    public record Row(
            UUID id,
            String number,
            UUID organizationId,
            String organizationName,
            UUID providerOrganizationId,
            String providerName,
            Instant placedAt) {}

    /** What was found: all of it counted, and the newest. */
    public record Found(Count count, List<Row> newest) {}

    /**
     * Those that were placed from a moment on and before another.
     *
     * @param providers the organisations that these are
     * @param rows how many of the newest are wanted
     */
    public Uni<Found> placed(
            Collection<UUID> enterprises, Collection<UUID> providers, Instant from, Instant until, int rows) {
        return COUNT.execute(pool, Parameters.ids(enterprises), Parameters.ids(providers), from, until)
                .map(COUNTS::first)
                .chain(count -> NEWEST.execute(
                                pool, Parameters.ids(enterprises), Parameters.ids(providers), from, until, rows)
                        .map(found -> new Found(count, ROWS.list(found))));
    }
}
