package cn.dengyun.trade.usage.domain;

import cn.dengyun.catalogue.domain.Aggregation;
import cn.dengyun.catalogue.domain.Measured;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.catalogue.domain.PriceWindow;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.WorkingDays;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What readings of a meter come to in a period, by the aggregation of its plan: exact, and the same whatever order they
 * came in.
 *
 * <p>A reading belongs to the period, and to the window of a plan by time of day (Asia/Shanghai), in which it occurred
 * or began, as a whole: who wants it split reports it split. Whatever the aggregation, it is applied to each window by
 * itself.
 *
 * <p>A mean by time weighs each reading by how long it lasted: until its end or, without one, until the next reading;
 * never behind the period. Nothing is carried over from the period before, so that a bill that is locked never changes
 * the next. It is rounded half-even to nine decimals; nothing else is rounded.
 */
public final class UsageTotals {

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");
    private static final int MEAN_DECIMALS = 9;

    /** Different values that a month may have at most: some hundred bytes each. */
    static final int MAX_VALUES = 500_000;

    private final Plan plan;
    private final Aggregation aggregation;
    private final UsagePeriod period;
    private final WorkingDays days;
    private final List<Part> parts;
    private long count;
    /** Lasts until the next one comes; null where there is none such. */
    private UsageReading open;

    private UsageTotals(Plan plan, UsagePeriod period, WorkingDays days) {
        this.plan = plan;
        this.aggregation = plan.aggregation() == null ? Aggregation.SUM : plan.aggregation();
        this.period = period;
        this.days = days;
        this.parts = Stream.generate(Part::new)
                .limit(Math.max(1, plan.windows().size()))
                .toList();
    }

    /**
     * What all of them come to: in any order, and each key as often as it likes.
     *
     * @param plan a measured one
     */
    public static Measured of(
            Plan plan, UsagePeriod period, Collection<UsageReading> readings, WorkingDays workingDays) {
        Map<String, UsageReading> once = new HashMap<>();
        readings.forEach(reading -> once.put(reading.eventId(), reading));
        UsageTotals totals = begin(plan, period, workingDays);
        once.values().stream().sorted(UsageReading.BY_TIME).forEach(totals::add);
        return totals.measured();
    }

    /** For readings that come a page at a time. */
    public static UsageTotals begin(Plan plan, UsagePeriod period, WorkingDays workingDays) {
        return new UsageTotals(plan, period, workingDays);
    }

    /** Adds the next by {@link UsageReading#BY_TIME}, each once; one outside the period counts nothing. */
    public void add(UsageReading reading) {
        if (!period.contains(reading.occurredAt())) {
            return;
        }
        count++;
        Part part = partOf(reading);
        switch (aggregation) {
            case SUM -> part.total = part.total.add(reading.quantity());
            case MAX -> part.total = part.total.max(reading.quantity());
            case LAST -> part.total = reading.quantity();
            case UNIQUE -> distinct(part, reading.value());
            case TIME_WEIGHTED -> {
                closeAt(reading.occurredAt());
                if (reading.endsAt() == null) {
                    open = reading;
                } else {
                    weigh(reading, reading.endsAt());
                }
            }
        }
    }

    /** By its digest: values are long, and as many as there are in a month are in memory at once. */
    private static void distinct(Part part, String value) {
        part.values.add(UUID.nameUUIDFromBytes(value.getBytes(StandardCharsets.UTF_8)));
        if (part.values.size() > MAX_VALUES) {
            throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "amount-out-of-range");
        }
    }

    /** How many were added that count. */
    public long count() {
        return count;
    }

    /** What those that were added come to; none are added afterwards. */
    public Measured measured() {
        closeAt(period.end());
        List<BigDecimal> totals = parts.stream().map(this::total).toList();
        return plan.windows().isEmpty() ? Measured.of(totals.get(0)) : Measured.inWindows(totals);
    }

    private BigDecimal total(Part part) {
        return switch (aggregation) {
            case SUM, MAX, LAST -> part.total;
            case UNIQUE -> BigDecimal.valueOf(part.values.size());
            case TIME_WEIGHTED -> part.lasted.signum() == 0 ? BigDecimal.ZERO : mean(part);
        };
    }

    private static BigDecimal mean(Part part) {
        BigDecimal mean = part.total
                .divide(part.lasted, MEAN_DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return mean.scale() < 0 ? mean.setScale(0) : mean;
    }

    private void closeAt(Instant moment) {
        if (open != null) {
            weigh(open, moment);
            open = null;
        }
    }

    private void weigh(UsageReading reading, Instant until) {
        Instant end = until.isAfter(period.end()) ? period.end() : until;
        Duration lasted = Duration.between(reading.occurredAt(), end);
        BigDecimal seconds = BigDecimal.valueOf(lasted.getSeconds()).add(BigDecimal.valueOf(lasted.getNano(), 9));
        Part part = partOf(reading);
        part.total = part.total.add(reading.quantity().multiply(seconds));
        part.lasted = part.lasted.add(seconds);
    }

    private Part partOf(UsageReading reading) {
        List<PriceWindow> windows = plan.windows();
        if (windows.isEmpty()) {
            return parts.get(0);
        }
        LocalDateTime at = LocalDateTime.ofInstant(reading.occurredAt(), ANHUI);
        boolean isWorkingDay = days.includes(at.toLocalDate());
        int minute = at.getHour() * 60 + at.getMinute();
        for (int i = 0; i < windows.size(); i++) {
            if (windows.get(i).covers(isWorkingDay, minute)) {
                return parts.get(i);
            }
        }
        throw new IllegalStateException("the windows of a plan cover the whole day");
    }

    /** What falls into one window, or all of it where there are none. */
    private static final class Part {
        private final Set<UUID> values = new HashSet<>();
        /** By time: each reading times the seconds that it lasted. */
        private BigDecimal total = BigDecimal.ZERO;

        private BigDecimal lasted = BigDecimal.ZERO;
    }
}
