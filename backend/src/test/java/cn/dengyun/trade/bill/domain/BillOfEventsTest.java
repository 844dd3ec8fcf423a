package cn.dengyun.trade.bill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.dengyun.catalogue.domain.Aggregation;
import cn.dengyun.catalogue.domain.MadeUpPlans;
import cn.dengyun.catalogue.domain.Measured;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.catalogue.domain.PriceModel;
import cn.dengyun.catalogue.domain.PriceTier;
import cn.dengyun.shared.WorkingDays;
import cn.dengyun.trade.usage.domain.UsagePeriod;
import cn.dengyun.trade.usage.domain.UsageReading;
import cn.dengyun.trade.usage.domain.UsageTotals;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * From readings to the lines of a bill. The system properties {@code dengyun.bill.readings} and
 * {@code dengyun.bill.shuffles} try more of them, in more orders.
 */
class BillOfEventsTest {

    private static final LocalDate MONTH = LocalDate.parse("2028-02-01");
    private static final int SHUFFLES = Integer.getInteger("dengyun.bill.shuffles", 100);
    private static final int READINGS = Integer.getInteger("dengyun.bill.readings", 300);
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    @Test
    void inWhateverOrderReadingsArriveTheBillIsTheSameToTheByte() throws JsonProcessingException {
        Random random = new Random(20_180_601L);
        for (PriceModel model : List.of(PriceModel.METERED, PriceModel.PACKAGE, PriceModel.TIME_OF_USE)) {
            Plan plan = new MadeUpPlans(random).next("a", model, "GB_MONTH");
            List<UsageReading> readings = readings(random, plan);
            Set<String> bills = new HashSet<>();
            for (int i = 0; i < SHUFFLES; i++) {
                List<UsageReading> arrived = new ArrayList<>(readings);
                // One of five that arrive has come before.
                readings.stream().filter(each -> random.nextInt(4) == 0).forEach(arrived::add);
                Collections.shuffle(arrived, random);
                bills.add(JSON.writeValueAsString(billed(plan, arrived)));
            }
            assertThat(bills).as("bills of %s", plan).hasSize(1);
        }
    }

    private static List<UsageReading> readings(Random random, Plan plan) {
        List<UsageReading> readings = new ArrayList<>();
        for (int i = 0; i < READINGS; i++) {
            // Some of the month before and of the month behind, which count for others.
            Instant at = Bill.startOf(MONTH).plusSeconds(random.nextInt(31 * 86_400) - 86_400L);
            boolean isValue = plan.aggregation() == Aggregation.UNIQUE;
            readings.add(new UsageReading(
                    "e" + i,
                    at,
                    random.nextBoolean() ? null : at.plusSeconds(1 + random.nextInt(7_200)),
                    isValue ? null : BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(5)),
                    isValue ? "u" + random.nextInt(20) : null));
        }
        return readings;
    }

    private static List<BillLine> billed(Plan plan, List<UsageReading> readings) {
        Measured measured = UsageTotals.of(plan, UsagePeriod.of(YearMonth.from(MONTH)), readings, WorkingDays.WEEKDAYS);
        BillTerms terms = new BillTerms(
                1, "a", "套餐", plan, BillLineKind.CAMPAIGN, new BigDecimal("0.125"), "优惠", BigDecimal.ZERO);
        return new BillRating(MONTH, true, List.of(terms), List.of())
                .lines(List.of(new MonthUsage(1, MONTH, measured)));
    }

    @Test
    void whatIsCountedTurnsAtMidnightOfShanghaiAlsoInALeapFebruary() {
        Plan plan = perUnit(new BigDecimal("1"));
        Instant end = Bill.endOf(MONTH);
        List<UsageReading> readings = List.of(
                reading("before", Bill.startOf(MONTH).minusNanos(1_000), "1"),
                reading("first", Bill.startOf(MONTH), "20"),
                reading("leap", Instant.parse("2028-02-29T15:59:59Z"), "300"),
                reading("last", end.minusNanos(1_000), "4000"),
                reading("behind", end, "50000"));

        assertThat(Bill.sum(billed(plan, readings))).isEqualTo(4_320 - 540);
    }

    @Test
    void eighteenDigitsAreExactAndWhatNoFenCanSayIsRefused() {
        UsageReading huge = reading("a", Bill.startOf(MONTH), "999999999999999999");
        UsageReading tiny = reading("b", Bill.startOf(MONTH), "0.000000001");

        BillLine line = billed(perUnit(new BigDecimal("1.000000001")), List.of(huge, tiny))
                .get(0);

        assertThat(line.quantity()).isEqualByComparingTo("999999999999999999.000000001");
        assertThat(line.amountFen()).isEqualTo(1_000_000_000_999_999_999L);
        assertThatThrownBy(() -> billed(perUnit(new BigDecimal("10")), List.of(huge)))
                .hasMessage("amount-out-of-range");
    }

    @Test
    void theDifferenceToTheLeastAndTheHighestChargeIsALineOfItsOwn() {
        Plan least = bounded(500L, null);
        Plan highest = bounded(null, 500L);

        assertThat(billed(least, List.of(reading("a", Bill.startOf(MONTH), "100"))))
                .extracting(BillLine::kind, BillLine::amountFen)
                .containsExactly(
                        tuple(BillLineKind.USAGE, 100L),
                        tuple(BillLineKind.MINIMUM, 400L),
                        tuple(BillLineKind.CAMPAIGN, -62L));
        assertThat(billed(highest, List.of(reading("a", Bill.startOf(MONTH), "700"))))
                .extracting(BillLine::kind, BillLine::amountFen)
                .containsExactly(
                        tuple(BillLineKind.USAGE, 700L),
                        tuple(BillLineKind.MAXIMUM, -200L),
                        tuple(BillLineKind.CAMPAIGN, -62L));
    }

    private static UsageReading reading(String key, Instant at, String quantity) {
        return new UsageReading(key, at, null, new BigDecimal(quantity), null);
    }

    private static Plan perUnit(BigDecimal fen) {
        return metered(fen, null, null);
    }

    private static Plan bounded(Long least, Long highest) {
        return metered(BigDecimal.ONE, least, highest);
    }

    private static Plan metered(BigDecimal fen, Long least, Long highest) {
        return new Plan(
                "a",
                "套餐",
                null,
                PriceModel.METERED,
                null,
                null,
                "GB_MONTH",
                null,
                List.of(new PriceTier(null, fen)),
                least,
                null,
                null,
                null,
                null,
                highest,
                List.of(),
                null);
    }
}
