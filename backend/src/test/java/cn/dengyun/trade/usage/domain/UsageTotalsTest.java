package cn.dengyun.trade.usage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.domain.Aggregation;
import cn.dengyun.catalogue.domain.Measured;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.catalogue.domain.PriceModel;
import cn.dengyun.catalogue.domain.PriceTier;
import cn.dengyun.catalogue.domain.PriceWindow;
import cn.dengyun.catalogue.domain.WindowDays;
import cn.dengyun.shared.WorkingDays;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What readings come to: in any order, and as an independent count says. */
class UsageTotalsTest {

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");
    private static final UsagePeriod SEPTEMBER = UsagePeriod.of(YearMonth.of(2018, 9));
    /** A Monday off and a Saturday that is worked on. */
    private static final WorkingDays DAYS =
            new WorkingDays(Set.of(LocalDate.of(2018, 9, 24)), Set.of(LocalDate.of(2018, 9, 29)));

    private static final List<PriceWindow> WINDOWS = List.of(
            window(WindowDays.WORKING_DAYS, "00:00", "08:15"),
            window(WindowDays.WORKING_DAYS, "08:15", "24:00"),
            window(WindowDays.DAYS_OFF, "00:00", "24:00"));

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void anyOrderWithRepetitionsComesToWhatAnIndependentCountSays(@ForAll Random random) {
        Aggregation aggregation = Aggregation.values()[random.nextInt(Aggregation.values().length)];
        List<PriceWindow> windows = random.nextBoolean() ? List.of() : WINDOWS;
        List<UsageReading> readings = readings(random, aggregation);
        List<UsageReading> sent = new ArrayList<>(readings);
        readings.stream().filter(each -> random.nextInt(4) == 0).forEach(sent::add);
        Plan plan = plan(aggregation, windows);

        Measured first = UsageTotals.of(plan, SEPTEMBER, sent, DAYS);
        Collections.shuffle(sent, random);
        Measured second = UsageTotals.of(plan, SEPTEMBER, sent, DAYS);

        assertThat(second).isEqualTo(first);
        if (windows.isEmpty()) {
            assertThat(first.byWindow()).isEmpty();
            assertThat(first.quantity()).isEqualByComparingTo(count(aggregation, readings, -1));
        } else {
            for (int window = 0; window < windows.size(); window++) {
                assertThat(first.byWindow().get(window))
                        .as("%s in window %s", aggregation, window)
                        .isEqualByComparingTo(count(aggregation, readings, window));
            }
        }
    }

    private static List<UsageReading> readings(Random random, Aggregation aggregation) {
        List<UsageReading> readings = new ArrayList<>();
        int size = random.nextInt(40);
        for (int i = 0; i < size; i++) {
            // Some before and behind the month, and some at the same moment.
            Instant at = SEPTEMBER.from().plusSeconds(random.nextInt(33 * 96) * 900L - 86_400);
            Instant end = random.nextInt(3) == 0 ? at.plusSeconds(1 + random.nextInt(200_000)) : null;
            BigDecimal quantity = BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(10));
            boolean isValue = aggregation == Aggregation.UNIQUE;
            readings.add(new UsageReading(
                    "e" + i, at, end, isValue ? null : quantity, isValue ? "v" + random.nextInt(10) : null));
        }
        return readings;
    }

    /** In whole billionths and another way round, window by window; -1 for all of the day. */
    private static BigDecimal count(Aggregation aggregation, List<UsageReading> all, int window) {
        TreeMap<String, UsageReading> inTime = new TreeMap<>();
        all.stream()
                .filter(each -> each.occurredAt().compareTo(SEPTEMBER.from()) >= 0
                        && each.occurredAt().compareTo(SEPTEMBER.end()) < 0)
                .forEach(each ->
                        inTime.put("%012d ".formatted(each.occurredAt().getEpochSecond()) + each.eventId(), each));
        List<UsageReading> ordered = List.copyOf(inTime.values());
        BigInteger sum = BigInteger.ZERO;
        BigInteger seconds = BigInteger.ZERO;
        Set<String> values = new HashSet<>();
        for (int i = 0; i < ordered.size(); i++) {
            UsageReading each = ordered.get(i);
            if (window >= 0 && windowOf(each.occurredAt()) != window) {
                continue;
            }
            BigInteger billionths = each.quantity() == null
                    ? BigInteger.ZERO
                    : each.quantity().movePointRight(9).toBigIntegerExact();
            switch (aggregation) {
                case SUM -> sum = sum.add(billionths);
                case MAX -> sum = sum.max(billionths);
                case LAST -> sum = billionths;
                case UNIQUE -> values.add(each.value());
                case TIME_WEIGHTED -> {
                    long next = i + 1 < ordered.size()
                            ? ordered.get(i + 1).occurredAt().getEpochSecond()
                            : SEPTEMBER.end().getEpochSecond();
                    long until = each.endsAt() == null ? next : each.endsAt().getEpochSecond();
                    BigInteger lasted =
                            BigInteger.valueOf(Math.min(until, SEPTEMBER.end().getEpochSecond())
                                    - each.occurredAt().getEpochSecond());
                    sum = sum.add(billionths.multiply(lasted));
                    seconds = seconds.add(lasted);
                }
            }
        }
        if (aggregation == Aggregation.UNIQUE) {
            return BigDecimal.valueOf(values.size());
        }
        if (aggregation != Aggregation.TIME_WEIGHTED) {
            return new BigDecimal(sum, 9);
        }
        return seconds.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(sum)
                        .divide(new BigDecimal(seconds), 0, RoundingMode.HALF_EVEN)
                        .movePointLeft(9);
    }

    private static int windowOf(Instant moment) {
        ZonedDateTime at = moment.atZone(ANHUI);
        LocalDate day = at.toLocalDate();
        boolean isWorked = day.equals(LocalDate.of(2018, 9, 29))
                || day.getDayOfWeek().getValue() < 6 && !day.equals(LocalDate.of(2018, 9, 24));
        if (!isWorked) {
            return 2;
        }
        return at.getHour() * 60 + at.getMinute() < 8 * 60 + 15 ? 0 : 1;
    }

    @Example
    void theLastOfTheSameMomentIsTheOneWithTheHigherKey() {
        Instant at = SEPTEMBER.from();

        Measured last = UsageTotals.of(
                plan(Aggregation.LAST, List.of()),
                SEPTEMBER,
                List.of(reading("b", at, "2"), reading("a", at, "1")),
                DAYS);

        assertThat(last.quantity()).isEqualByComparingTo("2");
    }

    @Example
    void aMonthBeginsAtMidnightInAnhui() {
        Measured sum = UsageTotals.of(
                plan(Aggregation.SUM, List.of()),
                SEPTEMBER,
                List.of(
                        reading("a", Instant.parse("2018-08-31T15:59:59.999999Z"), "1"),
                        reading("b", Instant.parse("2018-08-31T16:00:00Z"), "2"),
                        reading("c", Instant.parse("2018-09-30T15:59:59.999999Z"), "4"),
                        reading("d", Instant.parse("2018-09-30T16:00:00Z"), "8")),
                DAYS);

        assertThat(sum.quantity()).isEqualByComparingTo("6");
    }

    @Example
    void aMeanByTimeCarriesNothingOverFromTheMonthBefore() {
        Measured mean = UsageTotals.of(
                plan(Aggregation.TIME_WEIGHTED, List.of()),
                SEPTEMBER,
                List.of(
                        reading("a", SEPTEMBER.from().minusSeconds(1), "1000"),
                        reading("b", SEPTEMBER.end().minusSeconds(30), "10"),
                        reading("c", SEPTEMBER.end().minusSeconds(10), "40")),
                DAYS);

        assertThat(mean.quantity()).isEqualByComparingTo("20");
    }

    private static UsageReading reading(String key, Instant at, String quantity) {
        return new UsageReading(key, at, null, new BigDecimal(quantity), null);
    }

    private static PriceWindow window(WindowDays days, String from, String to) {
        return new PriceWindow(days, from, to, BigDecimal.ONE);
    }

    private static Plan plan(Aggregation aggregation, List<PriceWindow> windows) {
        boolean isByTime = !windows.isEmpty();
        return new Plan(
                "p",
                "计量",
                null,
                isByTime ? PriceModel.TIME_OF_USE : PriceModel.METERED,
                null,
                null,
                "GB",
                null,
                isByTime ? List.of() : List.of(new PriceTier(null, BigDecimal.ONE)),
                null,
                null,
                null,
                null,
                null,
                null,
                windows,
                aggregation == Aggregation.SUM ? null : aggregation);
    }
}
