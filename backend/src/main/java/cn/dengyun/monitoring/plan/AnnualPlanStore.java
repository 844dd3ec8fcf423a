package cn.dengyun.monitoring.plan;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Oversight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What of annual plans concerns more than one of them, or whoever may know of them. */
@ApplicationScoped
class AnnualPlanStore {

    /** Constraints that are broken by a second one. */
    static final String ONE_OPEN = "annual_plan_one_open";

    static final String ONE_PUBLISHED = "annual_plan_one_published";

    private static final RowMapper<AnnualPlan> PLANS = RowMapper.of(AnnualPlan.class);
    private static final RowMapper<PlanWarning> WARNINGS = RowMapper.of(PlanWarning.class);

    private static final Statement LOCK =
            Statement.of("SELECT %s FROM annual_plan WHERE id = $1 FOR UPDATE".formatted(PLANS.columns()));
    private static final Statement FIND =
            Statement.of("SELECT %s FROM annual_plan WHERE id = $1".formatted(PLANS.columns()));
    private static final Statement OF_YEAR = Statement.of(
            "SELECT %s FROM annual_plan WHERE year = $1 AND status = 'PUBLISHED'".formatted(PLANS.columns()));
    private static final Statement HOLD_OF_YEAR = Statement.of(
            "SELECT %s FROM annual_plan WHERE year = $1 AND status = 'PUBLISHED' FOR SHARE".formatted(PLANS.columns()));
    private static final Statement WARN =
            Statement.of("INSERT INTO plan_warning " + WARNINGS.values() + " ON CONFLICT DO NOTHING");
    private static final Statement WARNED = Statement.of("""
            SELECT %s FROM plan_warning
            WHERE plan_id = $1 AND id < $2 AND ($4 OR is_overseen(region_code, $5, $6))
                AND ($7::text IS NULL OR region_code = $7)
            ORDER BY id DESC LIMIT $3
            """.formatted(WARNINGS.columns()));

    private static final Statement CHANGED = Statement.of(
            "SELECT max(greatest(published_at, superseded_at)) FROM annual_plan WHERE published_at IS NOT NULL");

    private final Pool pool;

    AnnualPlanStore(Pool pool) {
        this.pool = pool;
    }

    /** As it is now, held until the unit of work ends. */
    Uni<AnnualPlan> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(PLANS::first);
    }

    /** One that was published, which nobody changes any more but that it is superseded. */
    Uni<AnnualPlan> find(SqlConnection connection, UUID id) {
        return FIND.execute(connection, id).map(PLANS::first);
    }

    /** The published edition of a year. */
    Uni<Optional<AnnualPlan>> ofYear(SqlConnection connection, int year) {
        return OF_YEAR.execute(connection, year).map(PLANS::optional);
    }

    /** The same, which stays published until the unit of work ends. */
    Uni<Optional<AnnualPlan>> holdOfYear(SqlConnection connection, int year) {
        return HOLD_OF_YEAR.execute(connection, year).map(PLANS::optional);
    }

    /** The published edition of a year, alone or none. */
    Uni<List<AnnualPlan>> inForce(int year) {
        return OF_YEAR.execute(pool, year).map(PLANS::list);
    }

    /** When an edition was published or superseded last; empty where none was. */
    Uni<Optional<Instant>> changedAt() {
        return CHANGED.execute(pool).map(Rows::moment);
    }

    /** Whether it is noted for the first time in the month. */
    Uni<Boolean> warn(SqlConnection connection, PlanWarning warning) {
        return WARN.execute(connection, warning).map(Rows::any);
    }

    /**
     * Newest first.
     *
     * @param isAll whether the reader sees all of them, else those of units that it oversees
     * @param unit null for all
     */
    Uni<List<PlanWarning>> warnings(UUID plan, UUID before, int rows, boolean isAll, Oversight reader, String unit) {
        return WARNED.execute(pool, plan, before, rows, isAll, reader, unit).map(WARNINGS::list);
    }
}
