package cn.dengyun.catalogue.concession;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What of concessions concerns more than one of them. */
@ApplicationScoped
class ConcessionStore {

    private static final RowMapper<Concession> CONCESSIONS = RowMapper.of(Concession.class);

    private static final Statement LOCK_OF_PROVIDER = Statement.of("""
            SELECT %s FROM concession WHERE provider_id = $1 AND status IN ('AGREED', 'PUBLISHED')
            ORDER BY id FOR UPDATE
            """.formatted(CONCESSIONS.columns()));
    private static final Statement OF_PROVIDER = Statement.of("""
            SELECT %s FROM concession WHERE provider_id = $1 AND status IN ('AGREED', 'PUBLISHED')
            ORDER BY id
            """.formatted(CONCESSIONS.columns()));
    private static final Statement DISCOUNTS_OF = Statement.of("""
            SELECT %s FROM concession
            WHERE provider_id = (SELECT o.provider_id FROM offering o WHERE o.id = $1) AND kind = 'DISCOUNT'
                AND published_at IS NOT NULL AND (offering_ids = '{}' OR offering_ids @> ARRAY[$1])
            ORDER BY from_on, id
            """.formatted(CONCESSIONS.columns()));
    private static final Statement OFFERINGS_OF =
            Statement.of("SELECT id FROM offering WHERE provider_id = $1 AND id = ANY($2)");

    private final Pool pool;

    ConcessionStore(Pool pool) {
        this.pool = pool;
    }

    /** Those of a provider that are agreed or published, held until the unit of work ends. */
    Uni<List<Concession>> lockOf(SqlConnection connection, UUID provider) {
        return LOCK_OF_PROVIDER.execute(connection, provider).map(CONCESSIONS::list);
    }

    /** The same, not held. */
    Uni<List<Concession>> of(SqlConnection connection, UUID provider) {
        return OF_PROVIDER.execute(connection, provider).map(CONCESSIONS::list);
    }

    /** Discounts on an offering that were published at any time, with a condition or not, the oldest first. */
    Uni<List<Concession>> discountsOf(UUID offering) {
        return DISCOUNTS_OF.execute(pool, offering).map(CONCESSIONS::list);
    }

    /** Which of these offerings a provider has. */
    Uni<List<UUID>> offeringsOf(SqlConnection connection, UUID provider, List<UUID> ids) {
        return OFFERINGS_OF.execute(connection, provider, Parameters.ids(ids)).map(rows -> {
            List<UUID> found = new ArrayList<>();
            rows.forEach(row -> found.add(row.getUUID(0)));
            return List.copyOf(found);
        });
    }
}
