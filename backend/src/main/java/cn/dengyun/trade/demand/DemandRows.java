package cn.dengyun.trade.demand;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What concerns more than one demand, or more than one quote. */
@ApplicationScoped
class DemandRows {

    private static final RowMapper<Quote> QUOTES = RowMapper.of(Quote.class);
    private static final RowMapper<Demand> DEMANDS = RowMapper.of(Demand.class);
    private static final RowMapper<Count> COUNTS = RowMapper.of(Count.class);

    private static final Statement LIVING = Statement.of("""
            SELECT count(*) FROM demand WHERE organization_id = $1 AND (status = 'DRAFT' OR status = 'OPEN' AND lapses_at > $2)
            """);
    private static final Statement LOCK =
            Statement.of("SELECT %s FROM demand WHERE id = $1 FOR UPDATE".formatted(DEMANDS.columns()));
    private static final Statement DUE = Statement.of("""
            SELECT %s FROM demand WHERE status = 'OPEN' AND lapses_at <= $1 AND id > $2 ORDER BY id LIMIT $3
            """.formatted(DEMANDS.columns()));
    private static final Statement NEXT_DUE =
            Statement.of("SELECT min(lapses_at) FROM demand WHERE status = 'OPEN' AND lapses_at > $1");

    /** Those that are awarded by an order that has ended before its service began. */
    private static final Statement FAILED = Statement.of("""
            SELECT %s FROM service_order o JOIN demand d ON d.order_id = o.id
            WHERE o.origin = 'QUOTE' AND o.status IN ('REJECTED', 'LAPSED', 'CANCELLED') AND o.activated_at IS NULL
                AND d.status = 'AWARDED' AND d.id > $1
            ORDER BY d.id LIMIT $2
            """.formatted(DEMANDS.columns("d")));

    /** Those that the enterprise can choose from, or could at the end. */
    private static final Statement COUNT = Statement.of("""
            SELECT demand_id, count(*) AS quotes FROM quote
            WHERE demand_id = ANY ($1) AND status NOT IN ('REPLACED', 'WITHDRAWN') GROUP BY 1
            """);

    private static final Statement LOCK_SUBMITTED = Statement.of("""
            SELECT %s FROM quote WHERE demand_id = $1 AND status = 'SUBMITTED' ORDER BY id FOR UPDATE
            """.formatted(QUOTES.columns()));
    private static final Statement LOCK_DECIDED = Statement.of("""
            SELECT %s FROM quote WHERE demand_id = $1 AND status IN ('AWARDED', 'REJECTED') ORDER BY id FOR UPDATE
            """.formatted(QUOTES.columns()));
    private static final Statement LOCK_QUOTE =
            Statement.of("SELECT %s FROM quote WHERE id = $1 FOR UPDATE".formatted(QUOTES.columns()));
    private static final Statement EVER_OF =
            Statement.of("SELECT count(*) FROM quote WHERE demand_id = $1 AND provider_id = $2");
    private static final Statement OPEN_AT =
            Statement.of("UPDATE quote SET opens_at = $2 WHERE demand_id = $1 AND status = 'SUBMITTED'");
    private static final Statement OPEN_LATER = Statement.of("""
            UPDATE quote SET opens_at = $2, valid_until = greatest(valid_until, ($2 AT TIME ZONE 'Asia/Shanghai')::date)
            WHERE demand_id = $1 AND status = 'SUBMITTED'
            """);

    private final Pool pool;

    DemandRows(Pool pool) {
        this.pool = pool;
    }

    private record Count(UUID demandId, long quotes) {}

    /** How many of an enterprise have not ended; whoever counts holds it alone. */
    Uni<Long> living(SqlConnection connection, UUID organization, Instant now) {
        return LIVING.execute(connection, organization, now).map(Rows::number);
    }

    /** One, held until the unit of work ends, whoever may know of it. */
    Uni<Demand> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(DEMANDS::first);
    }

    /** Demands whose time to decide is over, by id. */
    Uni<List<Demand>> due(Instant now, UUID after, int rows) {
        return DUE.execute(pool, now, after, rows).map(DEMANDS::list);
    }

    /** When the next one will be over; empty when none will. */
    Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }

    /** How many quotes demands have, those that were replaced or taken back aside; those without are not there. */
    Uni<Map<UUID, Long>> quotes(Collection<UUID> demands) {
        return quotes(pool, demands);
    }

    /** The same. */
    Uni<Map<UUID, Long>> quotes(SqlClient client, Collection<UUID> demands) {
        return COUNT.execute(client, Parameters.ids(demands))
                .map(rows -> COUNTS.list(rows).stream().collect(Collectors.toMap(Count::demandId, Count::quotes)));
    }

    /** The quotes that a demand has, by id, held until the unit of work ends. */
    Uni<List<Quote>> lockSubmitted(SqlConnection connection, UUID demand) {
        return LOCK_SUBMITTED.execute(connection, demand).map(QUOTES::list);
    }

    /** The quotes of a demand that was awarded, held until the unit of work ends. */
    Uni<List<Quote>> lockDecided(SqlConnection connection, UUID demand) {
        return LOCK_DECIDED.execute(connection, demand).map(QUOTES::list);
    }

    /** Awarded demands whose order did not come about, by id. */
    Uni<List<Demand>> failed(UUID after, int rows) {
        return FAILED.execute(pool, after, rows).map(DEMANDS::list);
    }

    /** A quote, held until the unit of work ends, whoever may know of it. */
    Uni<Quote> lockQuote(SqlConnection connection, UUID id) {
        return LOCK_QUOTE.execute(connection, id).map(QUOTES::first);
    }

    /** How many quotes a provider has ever made for a demand. */
    Uni<Long> everOf(SqlConnection connection, UUID demand, UUID provider) {
        return EVER_OF.execute(connection, demand, provider).map(Rows::number);
    }

    /** The same, and none of them is over before that: who has quoted loses nothing by more time for others. */
    Uni<Void> openLater(SqlConnection connection, UUID demand, Instant moment) {
        return OPEN_LATER.execute(connection, demand, moment).replaceWithVoid();
    }

    /** The quotes of a demand open at another moment; the demand is locked. */
    Uni<Void> openAt(SqlConnection connection, UUID demand, Instant moment) {
        return OPEN_AT.execute(connection, demand, moment).replaceWithVoid();
    }
}
