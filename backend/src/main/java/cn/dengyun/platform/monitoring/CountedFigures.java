package cn.dengyun.platform.monitoring;

import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.LocalDate;
import java.util.List;

/**
 * Figures that one statement counts.
 *
 * @param statement its parameters are the first moment that counts and the first that does not any more; its columns
 *     are {@code region_code}, {@code day} and {@code added}
 */
public record CountedFigures(String indicator, Statement statement, Pool pool) implements PlanFigures {

    private static final RowMapper<DayFigure> FIGURES = RowMapper.of(DayFigure.class);

    @Override
    public Uni<List<DayFigure>> added(LocalDate first, LocalDate last) {
        return statement
                .execute(
                        pool,
                        first.atStartOfDay(ClockProducer.BUSINESS_ZONE).toInstant(),
                        last.plusDays(1)
                                .atStartOfDay(ClockProducer.BUSINESS_ZONE)
                                .toInstant())
                .map(FIGURES::list);
    }
}
