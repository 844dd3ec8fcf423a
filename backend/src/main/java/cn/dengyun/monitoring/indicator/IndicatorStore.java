package cn.dengyun.monitoring.indicator;

import cn.dengyun.platform.monitoring.IndicatorFigures;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What indicators mean, when everything was counted, and what was found. */
@ApplicationScoped
class IndicatorStore {

    private static final RowMapper<Indicator> INDICATORS = RowMapper.of(Indicator.class);
    private static final RowMapper<Turn> TURNS = RowMapper.of(Turn.class);
    private static final RowMapper<Counted> MONTHS = RowMapper.of(Counted.class);
    private static final RowMapper<Observation> OBSERVATIONS = RowMapper.of(Observation.class);

    private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";
    private static final Statement DEFINED = Statement.of("""
            SELECT DISTINCT ON (code) %s FROM indicator_definition WHERE valid_from <= $1
            ORDER BY code, valid_from DESC
            """.formatted(INDICATORS.columns()));
    private static final Statement TURN =
            Statement.of("SELECT counted_at FROM indicator_turn WHERE id = 1 FOR UPDATE SKIP LOCKED");
    private static final Statement DONE = Statement.of("""
            WITH turned AS (UPDATE indicator_turn SET counted_at = $1 WHERE id = 1)
            INSERT INTO indicator_recount (counted_at) VALUES ($1)
            """);

    /** A new version of whatever differs from the last one, at all three levels. What is gone counts as nothing. */
    private static final String RECOUNT = """
            WITH clock AS (SELECT $1::timestamptz AS now),
            place AS (SELECT * FROM unnest($2::text[], $3::text[], $4::text[]) AS p (code, level, region_code)),
            part AS (SELECT p.level, p.region_code, f.month, f.contributor, sum(f.value)::bigint AS value
                FROM (%s) f JOIN place p ON p.code = f.region_code
                WHERE f.month <= ($1 AT TIME ZONE 'Asia/Shanghai')::date
                GROUP BY p.level, p.region_code, f.month, f.contributor),
            counted AS (SELECT level, region_code, month, sum(value)::bigint AS value,
                    (count(*) FILTER (WHERE value > 0))::integer AS contributors, max(value) AS largest
                FROM part GROUP BY level, region_code, month),
            known AS (SELECT DISTINCT ON (level, month, region_code) level, region_code, month, value, contributors, largest
                FROM indicator_observation WHERE indicator = $5 AND month >= $6
                ORDER BY level, month, region_code, observed_at DESC)
            INSERT INTO indicator_observation (indicator, level, month, region_code, observed_at, value, contributors,
                largest)
            SELECT $5, level, month, region_code, clock.now, coalesce(c.value, 0), coalesce(c.contributors, 0),
                coalesce(c.largest, 0)
            FROM counted c FULL JOIN known k USING (level, region_code, month) CROSS JOIN clock
            WHERE (coalesce(c.value, 0), coalesce(c.contributors, 0), coalesce(c.largest, 0))
                <> (coalesce(k.value, 0), coalesce(k.contributors, 0), coalesce(k.largest, 0))
            """;

    private static final Statement LAST =
            Statement.of("SELECT max(counted_at) AS counted_at FROM indicator_recount WHERE counted_at <= $1");
    private static final Statement COUNTED = Statement.of("""
            SELECT m.month,
                (SELECT max(counted_at) FROM indicator_recount WHERE counted_at >= m.begins AND counted_at < m.ends
                    AND counted_at <= $2) AS within_at,
                (SELECT min(counted_at) FROM indicator_recount WHERE counted_at >= m.ends AND counted_at <= $2) AS closed_at
            FROM (SELECT month, month::timestamp AT TIME ZONE 'Asia/Shanghai' AS begins,
                (month + interval '1 month') AT TIME ZONE 'Asia/Shanghai' AS ends FROM unnest($1::date[]) AS month) m
            ORDER BY m.month
            """);
    private static final Statement OBSERVED = Statement.of("""
            SELECT o.level, o.month, o.region_code, o.value, o.contributors, o.largest
            FROM unnest($2::date[], $3::timestamptz[]) AS m (month, until) CROSS JOIN LATERAL (
                SELECT DISTINCT ON (level, region_code) level, month, region_code, value, contributors, largest
                FROM indicator_observation
                WHERE indicator = $1 AND level = ANY($4) AND month = m.month AND observed_at <= m.until
                ORDER BY level, region_code, observed_at DESC) o
            ORDER BY o.month, o.region_code, o.level
            """);

    private final Pool pool;

    IndicatorStore(Pool pool) {
        this.pool = pool;
    }

    /** When it was counted last; null before the first time. */
    record Turn(Instant countedAt) {}

    /**
     * When a month was counted.
     *
     * @param withinAt last moment in it at which it was; null where it never was
     * @param closedAt first moment behind it at which it was; null while there is none
     */
    record Counted(LocalDate month, Instant withinAt, Instant closedAt) {}

    /** Observations of a month, as they were at a moment. */
    record Until(YearMonth month, Instant at) {}

    /** A code of a division, and a region that it counts in. */
    record Place(String code, ObservationLevel level, String regionCode) {}

    /** All indicators as they are meant on a day. */
    Uni<List<Indicator>> defined(LocalDate day) {
        return DEFINED.execute(pool, day).map(INDICATORS::list);
    }

    /** The same in a unit of work whose statements, this one included, all see the database as it is now. */
    Uni<List<Indicator>> definedInSnapshot(SqlConnection connection, LocalDate day) {
        return connection
                .query(SNAPSHOT)
                .execute()
                .chain(() -> DEFINED.execute(connection, day))
                .map(INDICATORS::list);
    }

    /** The turn to count, held until the unit of work ends; empty while somebody else has it. */
    Uni<Optional<Turn>> takeTurn(SqlConnection connection) {
        return TURN.execute(connection).map(TURNS::optional);
    }

    /** Counts one indicator; how many observations are new. */
    Uni<Integer> recount(
            SqlConnection connection, IndicatorFigures figures, Instant now, List<Place> places, LocalDate firstMonth) {
        return Statement.of(RECOUNT.formatted(figures.rows()))
                .execute(
                        connection,
                        now,
                        texts(places.stream().map(Place::code).toList()),
                        texts(places.stream().map(Place::level).toList()),
                        texts(places.stream().map(Place::regionCode).toList()),
                        figures.indicator(),
                        firstMonth)
                .map(written -> written.rowCount());
    }

    private static Object texts(Collection<?> values) {
        return Parameters.texts(values);
    }

    Uni<Void> done(SqlConnection connection, Instant now) {
        return DONE.execute(connection, now).replaceWithVoid();
    }

    /** The last recount up to a moment; empty where there was none. */
    Uni<Optional<Instant>> lastUpTo(Instant moment) {
        return LAST.execute(pool, moment).map(TURNS::first).map(found -> Optional.ofNullable(found.countedAt()));
    }

    /** When each of these months was counted, up to a moment. */
    Uni<List<Counted>> counted(List<YearMonth> months, Instant moment) {
        LocalDate[] days = months.stream().map(month -> month.atDay(1)).toArray(LocalDate[]::new);
        return COUNTED.execute(pool, days, moment).map(MONTHS::list);
    }

    /** What was known of an indicator, by month and region; no row says nothing. */
    Uni<List<Observation>> observed(String indicator, List<Until> until, Collection<ObservationLevel> levels) {
        LocalDate[] months = until.stream().map(each -> each.month().atDay(1)).toArray(LocalDate[]::new);
        OffsetDateTime[] moments =
                until.stream().map(each -> each.at().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
        return OBSERVED.execute(pool, indicator, months, moments, texts(levels)).map(OBSERVATIONS::list);
    }
}
