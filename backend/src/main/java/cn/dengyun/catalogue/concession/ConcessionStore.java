package cn.dengyun.catalogue.concession;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What of concessions concerns more than one of them. */
@ApplicationScoped
class ConcessionStore {

    private static final RowMapper<Concession> CONCESSIONS = RowMapper.of(Concession.class);

    /** What is ended by decision holds until then; what has ended by the clock only is still called PUBLISHED. */
    private static final String OF_PROVIDER_NOW = """
            SELECT %s FROM concession
            WHERE provider_id = $1 AND until_on >= $2 AND status IN ('AGREED', 'PUBLISHED', 'ENDED')
                AND (ended_at IS NULL OR ended_at > $3)
            ORDER BY id
            """.formatted(CONCESSIONS.columns());

    private static final Statement LOCK_OF_PROVIDER = Statement.of(OF_PROVIDER_NOW + "FOR UPDATE");
    private static final Statement OF_PROVIDER = Statement.of(OF_PROVIDER_NOW);
    private static final Statement WAIVED = Statement.of("""
            SELECT %s FROM concession
            WHERE provider_id = (SELECT o.provider_id FROM offering o WHERE o.id = $1) AND until_on >= $2
                AND kind = 'DISCOUNT' AND condition IS NULL AND published_at IS NOT NULL
                AND (ended_at IS NULL OR ended_at > from_on::timestamp AT TIME ZONE 'Asia/Shanghai')
                AND (offering_ids = '{}' OR offering_ids @> ARRAY[$1])
            ORDER BY from_on, id
            """.formatted(CONCESSIONS.columns()));
    private static final Statement NAMED = Statement.of("""
            SELECT %s FROM concession
            WHERE code = ANY($1) AND provider_id = $2 AND kind = 'DISCOUNT' AND published_at IS NOT NULL
            """.formatted(CONCESSIONS.columns()));
    private static final Statement TRIAL = Statement.of("""
            SELECT %s FROM concession
            WHERE code = $1 AND provider_id = $2 AND kind = 'TRIAL' AND published_at IS NOT NULL
            """.formatted(CONCESSIONS.columns()));
    private static final Statement OFFERINGS_OF =
            Statement.of("SELECT id FROM offering WHERE provider_id = $1 AND id = ANY($2)");

    private final Pool pool;

    ConcessionStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Those of a provider that are agreed, hold at a moment or are to hold after it, held until the unit of work ends.
     */
    Uni<List<Concession>> lockOf(SqlConnection connection, UUID provider, Instant now) {
        return LOCK_OF_PROVIDER
                .execute(connection, provider, Concession.dayOf(now), now)
                .map(CONCESSIONS::list);
    }

    /** The same, not held. */
    Uni<List<Concession>> of(SqlConnection connection, UUID provider, Instant now) {
        return OF_PROVIDER
                .execute(connection, provider, Concession.dayOf(now), now)
                .map(CONCESSIONS::list);
    }

    /** Discounts on an offering that everybody had on some day, has or will have, the oldest first. */
    Uni<List<Concession>> waived(UUID offering, LocalDate agreedUntil) {
        return WAIVED.execute(pool, offering, agreedUntil).map(CONCESSIONS::list);
    }

    /** Published discounts of a provider with these codes. */
    Uni<List<Concession>> named(SqlClient client, UUID provider, Collection<String> codes) {
        return NAMED.execute(client, Parameters.texts(codes), provider).map(CONCESSIONS::list);
    }

    /** The published trial of a provider with this code. */
    Uni<Optional<Concession>> trial(SqlClient client, UUID provider, String code) {
        return TRIAL.execute(client, code, provider).map(CONCESSIONS::optional);
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
