package cn.dengyun.trade.witness;

import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.trade.usage.Usage;
import cn.dengyun.trade.usage.domain.UsageMeter;
import cn.dengyun.trade.witness.domain.OrderUse;
import cn.dengyun.trade.witness.store.ComparisonRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The door of use for what is paid for it; whoever asks has seen to who may know of an order. */
@ApplicationScoped
public class UseEvidence {

    private final Usage usage;
    private final ComparisonRows rows;
    private final Pool pool;

    UseEvidence(Usage usage, ComparisonRows rows, Pool pool) {
        this.usage = usage;
        this.rows = rows;
        this.pool = pool;
    }

    /** What is known of the use of an order until a moment; empty where nothing of it is measured. */
    public Uni<Optional<OrderUse>> of(UUID orderId, Instant until) {
        return usage.meters(pool, orderId)
                .chain(meters -> meters.isEmpty()
                        ? Uni.createFrom().item(Optional.<OrderUse>empty())
                        : use(orderId, meters, until).map(Optional::of));
    }

    private Uni<OrderUse> use(UUID orderId, List<UsageMeter> meters, Instant until) {
        LocalDate month = day(until).withDayOfMonth(1);
        return rows.usedDays(pool, orderId, until)
                .chain(days -> rows.ofOrder(pool, orderId, month)
                        .map(compared -> OrderUse.of(days, served(meters, until), compared)));
    }

    /** On how many days the first of them to begin, or a later one, ran. */
    private static int served(List<UsageMeter> meters, Instant until) {
        Instant begin = meters.stream()
                .map(UsageMeter::beginsAt)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant end =
                meters.stream().map(UsageMeter::endsAt).max(Instant::compareTo).orElseThrow();
        Instant last = end.isBefore(until) ? end : until;
        return last.isAfter(begin)
                ? Math.toIntExact(ChronoUnit.DAYS.between(day(begin), day(last.minusNanos(1)))) + 1
                : 0;
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ClockProducer.BUSINESS_ZONE);
    }
}
