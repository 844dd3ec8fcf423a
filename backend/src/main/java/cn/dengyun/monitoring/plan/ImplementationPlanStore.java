package cn.dengyun.monitoring.plan;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Oversight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What concerns more than one implementation plan. */
@ApplicationScoped
class ImplementationPlanStore {

    /** The constraint that a second open one of a region breaks. */
    static final String ONE_OPEN = "implementation_plan_one_open";

    private static final RowMapper<ImplementationPlan> PLANS = RowMapper.of(ImplementationPlan.class);
    private static final RowMapper<StatusCount> COUNTS = RowMapper.of(StatusCount.class);

    private static final Statement INSERT_ALL = Statement.of("INSERT INTO implementation_plan (%s) SELECT %s FROM %s"
            .formatted(PLANS.columns(), PLANS.columns(), PLANS.unnested()));
    private static final Statement LOCK_OF_YEAR = Statement.of("""
            SELECT %s FROM implementation_plan WHERE year = $1 AND status <> 'SUPERSEDED' ORDER BY id FOR UPDATE
            """.formatted(PLANS.columns()));
    private static final Statement LOCK_PUBLISHED = Statement.of("""
            SELECT %s FROM implementation_plan WHERE year = $1 AND region_code = $2 AND status = 'PUBLISHED' FOR UPDATE
            """.formatted(PLANS.columns()));
    private static final Statement PUBLISHED = Statement.of("""
            SELECT %s FROM implementation_plan
            WHERE year = $1 AND unit_code = $2 AND review_region_code = '340000' AND status = 'PUBLISHED'
            """.formatted(PLANS.columns()));
    private static final Statement OFFICE_OF = Statement.of("""
            SELECT organization_id FROM implementation_plan
            WHERE year = $1 AND unit_code = $2 AND review_region_code = '340000' AND organization_id IS NOT NULL
            ORDER BY edition DESC LIMIT 1
            """);
    private static final Statement REGIONS =
            Statement.of("SELECT DISTINCT region_code FROM implementation_plan WHERE status <> 'SUPERSEDED'");
    private static final Statement LOCK_OF_REGIONS = Statement.of("""
            SELECT %s FROM implementation_plan WHERE region_code = ANY ($1) AND status <> 'SUPERSEDED'
            ORDER BY id FOR UPDATE
            """.formatted(PLANS.columns()));
    private static final Statement COUNT = Statement.of("""
            SELECT status, count(*) AS count, count(*) FILTER (WHERE %s <= $2) AS overdue
            FROM implementation_plan
            WHERE year = $1 AND ($3 OR is_overseen(region_code, $4, $5)) AND is_overseen(region_code, $6, $7)
            GROUP BY status ORDER BY status
            """.formatted(ImplementationPlan.DUE));

    private final Pool pool;

    ImplementationPlanStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> insert(SqlConnection connection, Collection<ImplementationPlan> made) {
        return INSERT_ALL.execute(connection, PLANS.arrays(made)).replaceWithVoid();
    }

    /** Those of a year that were not superseded, held until the unit of work ends. */
    Uni<List<ImplementationPlan>> lockOfYear(SqlConnection connection, int year) {
        return LOCK_OF_YEAR.execute(connection, year).map(PLANS::list);
    }

    /** The published one of a region, held until the unit of work ends. */
    Uni<Optional<ImplementationPlan>> lockPublished(SqlConnection connection, int year, String region) {
        return LOCK_PUBLISHED.execute(connection, year, region).map(PLANS::optional);
    }

    /** The published one of a unit, by the code that the annual plan has of it. */
    Uni<Optional<ImplementationPlan>> published(int year, String unit) {
        return PUBLISHED.execute(pool, year, unit).map(PLANS::optional);
    }

    /** The codes under which they are filed. */
    Uni<List<String>> regions() {
        return REGIONS.execute(pool).map(found -> Rows.list(found, row -> row.getString(0)));
    }

    /** Those that are filed under some codes and were not superseded, held until the unit of work ends. */
    Uni<List<ImplementationPlan>> lockOf(SqlConnection connection, Collection<String> regions) {
        return LOCK_OF_REGIONS.execute(connection, Parameters.texts(regions)).map(PLANS::list);
    }

    /** The office that writes for a unit, by the code that the annual plan has of it; empty while none has. */
    Uni<Optional<UUID>> officeOf(SqlConnection connection, int year, String unit) {
        return OFFICE_OF
                .execute(connection, year, unit)
                .map(found -> Rows.ids(found).stream().findFirst());
    }

    /**
     * How many of a year stand where.
     *
     * @param isAll whether the reader sees all of them, else those that it oversees
     */
    Uni<List<StatusCount>> count(int year, Instant now, boolean isAll, Oversight reader, Oversight wanted) {
        return COUNT.execute(pool, year, now, isAll, reader, wanted).map(COUNTS::list);
    }
}
