package cn.dengyun.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Fen;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a quantity of a plan costs everybody, and the least that it has cost in 90 days. */
class PriceHistoryTest {

    /** Noon in Anhui. */
    private static final Instant NOW = Instant.parse("2018-07-01T04:00:00Z");

    private static final LocalDate TODAY = LocalDate.parse("2018-07-01");

    @ParameterizedTest
    @CsvSource({
        "0, 10000, 1, 10000",
        "0.06, 10000, 1, 9433",
        "0.13, 10000, 1, 8849",
        "0.13, 1, 1, 0",
        "0.06, 106, 3, 300"
    })
    void withoutItsTaxAPriceIsRoundedDown(String rate, long amountFen, int months, long exTaxFen) {
        PriceHistory prices = sinceYears(TestPrices.monthly("a", amountFen, null, rate));

        assertThat(lowest(prices, months)).isEqualTo(new PlanPrice(amountFen * months, exTaxFen));
    }

    @Test
    void aPriceWithoutATaxRateIsKnownWithTaxOnly() {
        assertThat(lowest(sinceYears(TestPrices.monthly("a", 100, null, null)), 2))
                .isEqualTo(new PlanPrice(200, null));
    }

    @Test
    void settingUpIsPaidOnceAndDiscountedToo() {
        PriceHistory prices = TestPrices.then(
                PriceHistory.NONE,
                daysAgo(1_000),
                List.of(TestPrices.monthly("a", 100, 55L, "0")),
                discount("0.1", null, null, null));

        assertThat(lowest(prices, 3)).isEqualTo(new PlanPrice(319, 319L));
    }

    @ParameterizedTest
    @CsvSource({
        "GRADUATED, 100, 1000",
        "GRADUATED, 101, 1005",
        "VOLUME, 100, 1000",
        "VOLUME, 101, 505",
        "GRADUATED, 1, 40"
    })
    void tiersAreCountedAsTheirModeSaysAndTheMinimumIsCharged(TierMode mode, String quantity, long fen) {
        List<PriceTier> tiers =
                List.of(new PriceTier(new BigDecimal(100), BigDecimal.TEN), new PriceTier(null, new BigDecimal("5")));
        PriceHistory prices = sinceYears(PlanFixture.aPlan(PriceModel.METERED)
                .per("HOUR")
                .tiered(mode, tiers)
                .between(40L, null)
                .taxed(BigDecimal.ZERO)
                .plan());

        assertThat(prices.lowest(prices.plans().get(0), new BigDecimal(quantity), NOW))
                .hasValue(new PlanPrice(fen, fen));
    }

    @ParameterizedTest
    @CsvSource({"60, 800", "89, 800", "91, 1000"})
    void aLowerPriceCountsFor90DaysAfterItsEnd(int daysAgo, long fen) {
        PriceHistory prices = sinceYears(TestPrices.monthly("a", 800, null, "0"));
        prices = TestPrices.then(prices, daysAgo(daysAgo), List.of(TestPrices.monthly("a", 1_000, null, "0")));

        assertThat(lowest(prices, 1)).isEqualTo(new PlanPrice(fen, fen));
    }

    @Test
    void onePriceThatIsStillCheapAtNightKeepsNoPastAway() {
        PriceHistory prices = sinceYears(measured("a", PriceModel.METERED, null, "5"));
        prices = TestPrices.then(
                prices,
                daysAgo(1),
                List.of(
                        measured("a", PriceModel.TIME_OF_USE, null, "5", "50"),
                        measured("b", PriceModel.METERED, null, "50")));

        assertThat(prices.lowest(prices.plans().get(1), BigDecimal.TEN, NOW)).hasValue(new PlanPrice(50, 50L));
    }

    @Test
    void anotherWayToCountKeepsNoPastAway() {
        PriceHistory prices = sinceYears(measured("a", PriceModel.METERED, Aggregation.LAST, "5"));
        prices = TestPrices.then(
                prices,
                daysAgo(1),
                List.of(
                        measured("a", PriceModel.METERED, null, "5"),
                        measured("b", PriceModel.METERED, Aggregation.LAST, "50")));

        assertThat(prices.lowest(prices.plans().get(1), BigDecimal.TEN, NOW)).hasValue(new PlanPrice(50, 50L));
    }

    @Test
    void whatStillCostsTheSameAtAllTimesStaysApart() {
        Plan old = measured("a", PriceModel.TIME_OF_USE, null, "5", "50");
        PriceHistory prices = sinceYears(old);
        prices = TestPrices.then(prices, daysAgo(1), List.of(old, measured("b", PriceModel.METERED, null, "40")));

        assertThat(prices.lowest(prices.plans().get(1), BigDecimal.TEN, NOW)).hasValue(new PlanPrice(400, 400L));
    }

    /** By time of day one price until eight in the morning, another from then on. */
    private static Plan measured(String code, PriceModel model, Aggregation aggregation, String... unitPricesFen) {
        PlanFixture plan = PlanFixture.aPlan(model)
                .called(code, code)
                .per("CORE_HOUR")
                .taxed(BigDecimal.ZERO)
                .counting(aggregation);
        return model == PriceModel.TIME_OF_USE
                ? plan.byDay(unitPricesFen[0], unitPricesFen[1]).plan()
                : plan.at(unitPricesFen[0]).plan();
    }

    @Test
    void aHigherPriceBeforeRaisesNothing() {
        PriceHistory prices = sinceYears(TestPrices.monthly("a", 1_200, null, "0"));
        prices = TestPrices.then(prices, daysAgo(5), List.of(TestPrices.monthly("a", 1_000, null, "0")));

        assertThat(lowest(prices, 1)).isEqualTo(new PlanPrice(1_000, 1_000L));
    }

    @Test
    void whatNobodyEverSawDoesNotCount() {
        Instant published = daysAgo(10);
        PriceHistory prices =
                TestPrices.then(PriceHistory.NONE, published, List.of(TestPrices.monthly("a", 1, null, "0")));
        prices = TestPrices.then(prices, published, List.of(TestPrices.monthly("a", 1_000, null, "0")));

        assertThat(lowest(prices, 1)).isEqualTo(new PlanPrice(1_000, 1_000L));
    }

    @Test
    void anotherPeriodOrModelIsAnotherPlan() {
        PriceHistory prices = sinceYears(TestPrices.metered("a", 3, 0, BigDecimal.ZERO));
        prices = TestPrices.then(prices, daysAgo(2), List.of(TestPrices.monthly("a", 1_000, null, "0")));

        assertThat(lowest(prices, 1)).isEqualTo(new PlanPrice(1_000, 1_000L));
    }

    @ParameterizedTest
    @CsvSource({"2, 800", "89, 800", "91, 1000"})
    void aPlanThatIsCalledOtherwiseCostsNoMoreFor90Days(int daysAgo, long fen) {
        PriceHistory prices = sinceYears(monthly("a", 800));
        prices = TestPrices.then(prices, daysAgo(daysAgo), List.of(monthly("b", 1_000)));

        assertThat(lowest(prices, 1)).isEqualTo(new PlanPrice(fen, fen));
    }

    @Test
    void aPlanThatIsCalledOtherwiseStepByStepCostsNoMoreEither() {
        PriceHistory beside = sinceYears(monthly("a", 800));
        beside = TestPrices.then(beside, daysAgo(30), List.of(monthly("b", 1_000), monthly("a", 800)));
        beside = TestPrices.then(beside, daysAgo(20), List.of(monthly("b", 1_000)));
        PriceHistory after = sinceYears(monthly("a", 800));
        after = TestPrices.then(after, daysAgo(30), List.of(monthly("c", 5_000)));
        after = TestPrices.then(after, daysAgo(20), List.of(monthly("b", 1_000)));
        PriceHistory decoy = sinceYears(monthly("a", 800));
        decoy = TestPrices.then(decoy, daysAgo(20), List.of(monthly("b", 1_000), monthly("a", 9_000)));

        assertThat(List.of(lowest(beside, 1), lowest(after, 1), lowest(decoy, 1)))
                .containsOnly(new PlanPrice(800, 800L));
    }

    @Test
    void aNewPlanBesideWhatCostsNoMoreThanBeforeIsNewIndeed() {
        PriceHistory prices = sinceYears(monthly("a", 800));
        prices = TestPrices.then(prices, daysAgo(30), List.of(monthly("b", 1_000), monthly("a", 700)));
        assertThat(lowest(prices, 1)).isEqualTo(new PlanPrice(1_000, 1_000L));

        PriceHistory young = TestPrices.then(
                PriceHistory.NONE, daysAgo(10), List.of(monthly("large", 1_000), monthly("small", 100)));
        young = TestPrices.then(young, daysAgo(5), List.of(monthly("large", 1_000), monthly("small", 150)));
        assertThat(lowest(young, 1)).isEqualTo(new PlanPrice(1_000, 1_000L));
    }

    @Test
    void whatCameInThePlaceOfAnotherOfferingCostsNoMoreThanThatDid() {
        PriceHistory gone = sinceYears(monthly("a", 800)).until(daysAgo(20));
        PriceHistory decoy = TestPrices.then(sinceYears(monthly("b", 900)), daysAgo(5), List.of(monthly("b", 5_000)));
        PriceHistory young = TestPrices.then(PriceHistory.NONE, daysAgo(10), List.of(monthly("b", 1_000)));

        assertThat(lowest(young, 1)).isEqualTo(new PlanPrice(1_000, 1_000L));
        assertThat(lowest(young.inPlaceOf(List.of(decoy.past(NOW))), 1)).isEqualTo(new PlanPrice(900, 900L));
        assertThat(lowest(young.inPlaceOf(List.of(gone, decoy.past(NOW))), 1)).isEqualTo(new PlanPrice(800, 800L));
        assertThat(lowest(young.inPlaceOf(List.of(sinceYears(monthly("a", 1)).until(daysAgo(91)))), 1))
                .isEqualTo(new PlanPrice(1_000, 1_000L));
        assertThat(young.isYoungAt(NOW)).isTrue();
        assertThat(gone.isYoungAt(NOW)).isFalse();
    }

    /** The end of a discount is no change of the offering, and raises what it costs all the same. */
    @Test
    void whatCanBeHadOnlyForMoreSinceADiscountEndedHasAPast() {
        PriceHistory young = TestPrices.then(PriceHistory.NONE, daysAgo(10), List.of(monthly("b", 1_000)));

        assertThat(besides(young, discount("0.5", null, TODAY.minusDays(1), null)))
                .isEqualTo(500);
        assertThat(besides(young, discount("0.5", null, TODAY, null)))
                .as("still there")
                .isEqualTo(1_000);
        assertThat(besides(young, discount("0.5", null, TODAY.minusDays(91), null)))
                .as("long ago")
                .isEqualTo(1_000);
        assertThat(besides(young, discount("0.5", null, TODAY.minusDays(1), "首次购买")))
                .as("nobody knows who had it")
                .isEqualTo(1_000);
        assertThat(besides(
                        young,
                        discount("0.3", null, TODAY.minusDays(1), null),
                        discount("0.5", TODAY.minusDays(9), null, null)))
                .as("it costs less by now")
                .isEqualTo(1_000);
    }

    private static long besides(PriceHistory young, Discount... discounts) {
        PriceHistory still = TestPrices.then(PriceHistory.NONE, daysAgo(300), List.of(monthly("b", 1_000)), discounts);
        return lowest(young.inPlaceOf(List.of(still.past(NOW))), 1).inclTaxFen();
    }

    @Test
    void whatBecameDearerLaterWasNoPastBefore() {
        PriceHistory later = TestPrices.then(sinceYears(monthly("b", 800)), daysAgo(5), List.of(monthly("b", 5_000)));
        PriceHistory young = TestPrices.then(PriceHistory.NONE, daysAgo(10), List.of(monthly("b", 1_000)));

        assertThat(later.asOf(daysAgo(7)).past(daysAgo(7)).periods()).isEmpty();
        assertThat(lowest(young.inPlaceOf(List.of(later.asOf(NOW).past(NOW))), 1)
                        .inclTaxFen())
                .isEqualTo(800);
    }

    @Test
    void whatIsWaivedIsNoListPrice() {
        PriceHistory prices = TestPrices.then(
                PriceHistory.NONE,
                daysAgo(1_000),
                List.of(monthly("a", 1_000)),
                discount("0.2", null, TODAY.minusDays(60), null));

        assertThat(lowest(prices, 1).inclTaxFen()).isEqualTo(800);
        assertThat(lowest(prices.atListPrices(), 1).inclTaxFen()).isEqualTo(1_000);
    }

    private static Plan monthly(String code, long amountFen) {
        return TestPrices.monthly(code, amountFen, null, "0");
    }

    @Test
    void taxThatSomeoneSaidBeforeIsNotForgottenWhenItIsSaidOtherwise() {
        PriceHistory prices = sinceYears(TestPrices.monthly("a", 1_130, null, "0.13"));
        prices = TestPrices.then(prices, daysAgo(2), List.of(TestPrices.monthly("a", 1_130, null, "0")));

        assertThat(lowest(prices, 1)).isEqualTo(new PlanPrice(1_130, 1_000L));
    }

    @Test
    void aVersionWithoutATaxRateIsTaxedLikeThePresentOne() {
        PriceHistory prices = sinceYears(TestPrices.monthly("a", 565, null, null));
        prices = TestPrices.then(prices, daysAgo(2), List.of(TestPrices.monthly("a", 1_130, null, "0.13")));

        assertThat(lowest(prices, 1)).isEqualTo(new PlanPrice(565, 500L));
    }

    @Test
    void aDiscountForEverybodyCountsOnItsDaysAndFor90DaysAfter() {
        assertThat(discounted(discount("0.2", TODAY, TODAY, null))).isEqualTo(800);
        assertThat(discounted(discount("0.2", TODAY.plusDays(1), null, null))).isEqualTo(1_000);
        assertThat(discounted(discount("0.2", null, TODAY.minusDays(60), null))).isEqualTo(800);
        assertThat(discounted(discount("0.2", null, TODAY.minusDays(91), null))).isEqualTo(1_000);
    }

    @Test
    void aDiscountForSomeDoesNotCountAndSeveralDoNotAddUp() {
        assertThat(discounted(discount("0.9", null, null, "首次购买"))).isEqualTo(1_000);
        assertThat(discounted(discount("0.1", null, null, null), discount("0.3", null, null, null)))
                .isEqualTo(700);
        assertThat(discounted(discount("1", null, null, null))).isZero();
    }

    @Test
    void whatCostsMoreThanAllMoneyHasNoPrice() {
        PriceHistory dear = sinceYears(TestPrices.monthly("a", Fen.MAX_AMOUNT, null, "0"));
        Plan plan = dear.plans().get(0);

        assertThat(dear.lowest(plan, BigDecimal.ONE, NOW)).isPresent();
        assertThat(dear.lowest(plan, new BigDecimal(2), NOW)).isEmpty();
        assertThat(dear.lowest(plan, new BigDecimal("999999999999.999999"), NOW))
                .isEmpty();
    }

    @Test
    void itIsKnownHowFarThePricesReach() {
        PriceHistory whole = sinceYears(TestPrices.monthly("a", 1, null, "0"));
        assertThat(whole.reachesBackTo(Instant.EPOCH)).isTrue();

        PriceHistory.Period first = whole.periods().get(0);
        PriceHistory cut = new PriceHistory(List.of(new PriceHistory.Period(901, daysAgo(80), null, first.content())));
        assertThat(cut.reachesBackTo(daysAgo(79))).isTrue();
        assertThat(cut.reachesBackTo(daysAgo(90))).isFalse();
    }

    private static long discounted(Discount... discounts) {
        PriceHistory prices = TestPrices.then(
                PriceHistory.NONE, daysAgo(1_000), List.of(TestPrices.monthly("a", 1_000, null, "0")), discounts);
        return lowest(prices, 1).inclTaxFen();
    }

    private static Discount discount(String rate, LocalDate from, LocalDate until, String condition) {
        return new Discount("优惠", new BigDecimal(rate), from, until, condition, null);
    }

    private static PriceHistory sinceYears(Plan... plans) {
        return TestPrices.then(PriceHistory.NONE, daysAgo(1_000), List.of(plans));
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private static PlanPrice lowest(PriceHistory prices, int quantity) {
        return prices.lowest(prices.plans().get(0), BigDecimal.valueOf(quantity), NOW)
                .orElseThrow();
    }
}
