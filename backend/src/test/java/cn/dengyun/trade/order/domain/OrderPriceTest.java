package cn.dengyun.trade.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.domain.Discount;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.catalogue.domain.TestPrices;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What a line costs, and that every step of it is told. */
class OrderPriceTest {

    private static final LocalDate TODAY = LocalDate.of(2018, 9, 1);

    @Example
    void aCampaignIsTakenOffTheListPriceAndTaxIsContained() {
        Plan plan = TestPrices.metered("g1", 100, 1_000, new BigDecimal("0.06"));

        OrderPrice price =
                OrderPrice.of(plan, BigDecimal.TEN, List.of(discount("0.1", null, null, null)), List.of(), TODAY);

        assertThat(price.listFen()).isEqualTo(2_000);
        assertThat(price.campaignFen()).isEqualTo(200);
        assertThat(price.netFen()).isEqualTo(1_800);
        assertThat(price.exTaxFen()).isEqualTo(1_698);
        assertThat(price.taxFen()).isEqualTo(102);
        assertThat(price.steps(600))
                .extracting(PriceStep::kind)
                .containsExactly(
                        PriceStepKind.CHARGE,
                        PriceStepKind.SETUP,
                        PriceStepKind.CAMPAIGN,
                        PriceStepKind.NET,
                        PriceStepKind.TAX,
                        PriceStepKind.SUBSIDY);
    }

    @Example
    void onlyTheHighestDiscountThatEverybodyHasThatDayCounts() {
        Plan plan = TestPrices.metered("g1", 100, 0, null);
        List<Discount> discounts = List.of(
                discount("0.9", null, null, "新用户"),
                discount("0.8", TODAY.plusDays(1), null, null),
                discount("0.7", null, TODAY.minusDays(1), null),
                discount("0.2", TODAY, TODAY, null),
                discount("0.1", null, null, null));

        OrderPrice price = OrderPrice.of(plan, BigDecimal.TEN, discounts, List.of(), TODAY);

        assertThat(price.campaignFen()).isEqualTo(200);
        assertThat(price.exTaxFen()).isNull();
        assertThat(price.taxFen()).isNull();
    }

    @Example
    void ofWhatIsAgreedAndACampaignTheHigherAloneCounts() {
        Plan plan = TestPrices.metered("g1", 100, 0, null);
        OrderPrice.Concession agreed = new OrderPrice.Concession("YH-1", discount("0.2", null, null, null));

        OrderPrice conceded =
                OrderPrice.of(plan, BigDecimal.TEN, List.of(discount("0.2", null, null, null)), List.of(agreed), TODAY);
        OrderPrice waived =
                OrderPrice.of(plan, BigDecimal.TEN, List.of(discount("0.3", null, null, null)), List.of(agreed), TODAY);

        assertThat(conceded.concessionFen()).isEqualTo(200);
        assertThat(conceded.campaignFen()).isZero();
        assertThat(conceded.netFen()).isEqualTo(800);
        assertThat(conceded.steps(0))
                .extracting(PriceStep::kind)
                .containsExactly(PriceStepKind.CHARGE, PriceStepKind.CONCESSION, PriceStepKind.NET);
        assertThat(waived.concession()).isNull();
        assertThat(waived.netFen()).isEqualTo(700);
    }

    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    void whatIsWaivedIsNeverMoreThanWasSaidAndTheStepsSumUp(@ForAll Random random) {
        long unit = 1 + random.nextInt(1_000_000);
        BigDecimal rate = BigDecimal.valueOf(1 + random.nextInt(1_000), 3);
        BigDecimal tax = BigDecimal.valueOf(random.nextInt(20), 2);
        Plan plan = TestPrices.metered("g1", unit, random.nextInt(1_000), tax);

        OrderPrice price = OrderPrice.of(
                plan,
                BigDecimal.valueOf(1 + random.nextInt(1_000)),
                List.of(discount(rate.toPlainString(), null, null, null)),
                List.of(),
                TODAY);

        BigInteger thousands =
                BigInteger.valueOf(price.listFen()).multiply(rate.setScale(3).unscaledValue());
        assertThat(price.campaignFen())
                .isEqualTo(thousands.divide(BigInteger.valueOf(1_000)).longValueExact());
        assertThat(price.exTaxFen() + price.taxFen()).isEqualTo(price.netFen());
        assertThat(price.steps(0).stream()
                        .takeWhile(step -> step.kind() != PriceStepKind.NET)
                        .mapToLong(PriceStep::amountFen)
                        .sum())
                .isEqualTo(price.netFen());
    }

    private static Discount discount(String rate, LocalDate from, LocalDate until, String condition) {
        return new Discount("上云季", new BigDecimal(rate), from, until, condition, null);
    }
}
