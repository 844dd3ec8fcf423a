package cn.dengyun.settlement.claim;

import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.settlement.claim.domain.Quarter;
import cn.dengyun.settlement.claim.domain.StageDelay;
import cn.dengyun.settlement.claim.domain.StageTime;
import cn.dengyun.settlement.claim.store.StageRows;
import cn.dengyun.shared.WorkingDays;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** How long claims stand where, for everybody: of a quarter, and what is late now. */
@ApplicationScoped
public class StageTimes {

    /** Days before that are counted as if nobody had worked on them: nothing stands that long. */
    private static final int YEARS = 10;

    /** How long the times of a quarter that is over are kept: as long as whoever has read them may keep them. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private static final int MAX_KEPT = 40;

    private final Cache<Quarter, List<StageTime>> kept =
            Caffeine.newBuilder().maximumSize(MAX_KEPT).expireAfterWrite(KEPT).build();
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
    public record Found(Quarter quarter, LocalDate today, List<StageTime> times, List<StageDelay> delays) {

        /** Whether its times cannot change any more. */
        public boolean isOver() {
            return today.isAfter(quarter.lastDay());
        }
    }

    /** @param quarter null: the last one that is over */
    public Uni<Found> of(Quarter quarter) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate today = LocalDate.ofInstant(now, ClockProducer.BUSINESS_ZONE);
        Quarter wanted = quarter == null ? Quarter.of(today).previous() : quarter;
        LocalDate lastDay = LocalDate.ofInstant(now.minusNanos(1), ClockProducer.BUSINESS_ZONE);
        return times(wanted, today)
                .chain(times ->
                        rows.delays(pool, worked(lastDay), now).map(delays -> new Found(wanted, today, times, delays)));
    }

    /** They are sorted out of all that happened in a quarter, and everybody may ask. */
    private Uni<List<StageTime>> times(Quarter quarter, LocalDate today) {
        List<StageTime> known = kept.getIfPresent(quarter);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return rows.times(pool, worked(quarter.lastDay()), quarter.begins(), quarter.ends())
                .invoke(found -> {
                    if (today.isAfter(quarter.lastDay())) {
                        kept.put(quarter, found);
                    }
                });
    }

    private List<LocalDate> worked(LocalDate last) {
        WorkingDays days = calendar.days();
        return last.minusYears(YEARS)
                .datesUntil(last.plusDays(1))
                .filter(days::includes)
                .toList();
    }
}
