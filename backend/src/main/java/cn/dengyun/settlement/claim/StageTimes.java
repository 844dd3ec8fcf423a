package cn.dengyun.settlement.claim;

import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.settlement.claim.domain.Quarter;
import cn.dengyun.settlement.claim.domain.StageDelay;
import cn.dengyun.settlement.claim.domain.StageTime;
import cn.dengyun.settlement.claim.store.StageRows;
import cn.dengyun.shared.WorkingDays;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** How long claims stand where, for everybody: of a quarter, and what is late now. */
@ApplicationScoped
public class StageTimes {

    /** Days before that are counted as if nobody had worked on them: nothing stands that long. */
    private static final int YEARS = 10;

    private final StageRows rows;
    private final Pool pool;
    private final WorkingCalendar calendar;
    private final Clock clock;

    StageTimes(StageRows rows, Pool pool, WorkingCalendar calendar, Clock clock) {
        this.rows = rows;
        this.pool = pool;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * The times of a quarter.
     *
     * @param today in Asia/Shanghai
     * @param times of the stages that claims left in it, those of the province first, then by unit
     * @param delays of the claims that are late now, in the same order
     */
    public record Found(Quarter quarter, LocalDate today, List<StageTime> times, List<StageDelay> delays) {}

    /** @param quarter null: the one that is now */
    public Uni<Found> of(Quarter quarter) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate today = LocalDate.ofInstant(now, ClockProducer.BUSINESS_ZONE);
        Quarter wanted = quarter == null ? Quarter.of(today) : quarter;
        LocalDate lastDay = LocalDate.ofInstant(now.minusNanos(1), ClockProducer.BUSINESS_ZONE);
        return rows.times(pool, worked(wanted.lastDay()), wanted.begins(), wanted.ends())
                .chain(times ->
                        rows.delays(pool, worked(lastDay), now).map(delays -> new Found(wanted, today, times, delays)));
    }

    private List<LocalDate> worked(LocalDate last) {
        WorkingDays days = calendar.days();
        return last.minusYears(YEARS)
                .datesUntil(last.plusDays(1))
                .filter(days::includes)
                .toList();
    }
}
