package cn.dengyun.voucher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.policy.domain.SubsidyBase;
import cn.dengyun.shared.Ids;
import cn.dengyun.voucher.domain.OrderShares.Terms;
import cn.dengyun.voucher.domain.VoucherSplit.Purse;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What vouchers may still pay of the lines of an order, and how an order is split over them. */
class OrderSharesTest {

    private static final Terms THIRTY = exTax("0.3");
    private static final Terms FORTY = exTax("0.40");
    private static final Terms FIFTY = exTax("0.5");

    private final OrderShares order = new OrderShares();

    @Test
    void aLineThatNothingIsPaidOfIsFreeUpToTheShareRoundedDown() {
        assertThat(order.free(wanted("a", 999, 1), FORTY)).isEqualTo(399);
        assertThat(order.quantityOf("a")).isEmpty();
    }

    @Test
    void whatOtherHoldsPayIsNotFreeAndEachLineStandsForItself() {
        order.add(List.of(line("a", 1_000, 250), line("b", 10, 1)), FORTY);
        order.add(List.of(line("a", 1_000, 50)), FORTY);

        assertThat(order.free(wanted("a", 1_000, 1), FORTY)).isEqualTo(100);
        assertThat(order.free(wanted("b", 10, 1), FORTY)).isEqualTo(3);
        assertThat(order.quantityOf("a")).hasValue(BigDecimal.TEN);
    }

    @Test
    void theHighestShareIsSharedByAllAndTheLowerOneByThoseBelowIt() {
        order.add(List.of(line("a", 1_000, 1)), FIFTY);
        assertThat(order.free(wanted("a", 1_000, 1), THIRTY))
                .as("a better programme does not raise the share of this one")
                .isEqualTo(300);

        order.add(List.of(line("a", 1_000, 300)), THIRTY);
        assertThat(order.free(wanted("a", 1_000, 1), THIRTY)).isZero();
        assertThat(order.free(wanted("a", 1_000, 1), FORTY)).isEqualTo(100);
        assertThat(order.free(wanted("a", 1_000, 1), FIFTY)).isEqualTo(199);

        order.add(List.of(line("a", 1_000, 199)), FIFTY);
        assertThat(order.free(wanted("a", 1_000, 1), FORTY))
                .as("what all of them may pay is used up")
                .isZero();
    }

    @Test
    void theSameRatioWrittenOtherwiseIsTheSame() {
        order.add(List.of(line("a", 1_000, 400)), exTax("0.4"));
        assertThat(order.free(wanted("a", 1_000, 1), FORTY)).isZero();
    }

    @Test
    void aCapturedHoldPaysItsFirstLinesFirst() {
        List<ReservationLine> lines = List.of(line("a", 1_000, 100), line("b", 1_000, 50), line("c", 1_000, 7));

        assertThat(payment(lines, 157).paid()).isEqualTo(lines);
        assertThat(payment(lines, 120).paid()).containsExactly(line("a", 1_000, 100), line("b", 1_000, 20));
        assertThat(payment(lines, 100).paid()).containsExactly(line("a", 1_000, 100));
        assertThat(payment(lines, 0).paid()).as("what was refunded wholly").isEmpty();
    }

    @Test
    void aRefundTakesBackTheLinesThatItSaysAndElseTheLastOnes() {
        List<ReservationLine> lines = List.of(line("a", 1_000, 100), line("b", 1_000, 50));

        assertThat(new OrderPayment(Ids.next(), 1, lines, List.of(line("a", 1_000, 30)), 120).paid())
                .containsExactly(line("a", 1_000, 70), line("b", 1_000, 50));
        assertThat(new OrderPayment(Ids.next(), 1, lines, List.of(line("a", 1_000, 30)), 100).paid())
                .as("of 20 nobody said what they are of")
                .containsExactly(line("a", 1_000, 70), line("b", 1_000, 30));
    }

    @Test
    void whoAsksForAnAmountComesBeforeWhoTakesWhatIsLeft() {
        List<OrderLine> lines =
                List.of(new OrderLine("a", BigDecimal.TEN, "a", 1_000, 1_000L, 1_000, true), wanted("b", 1_000, 200));

        VoucherSplit split = VoucherSplit.of(lines, List.of(new Purse(150, FORTY), new Purse(250, FORTY)), order);

        assertThat(split.paidFen()).containsExactly(200L, 200L);
        assertThat(split.parts())
                .containsExactly(List.of(line("b", 1_000, 150)), List.of(line("a", 1_000, 200), line("b", 1_000, 50)));
        assertThat(order.free(wanted("a", 1_000, 1), FORTY)).isEqualTo(200);
    }

    @Test
    void eachVoucherGivesWhatItHasAndMay() {
        List<OrderLine> lines = List.of(wanted("a", 1_000, 350), wanted("b", 1_000, 100));

        VoucherSplit split = VoucherSplit.of(
                lines, List.of(new Purse(900, THIRTY), new Purse(20, FIFTY), new Purse(900, FIFTY)), order);

        assertThat(split.parts())
                .containsExactly(
                        List.of(line("a", 1_000, 300), line("b", 1_000, 100)),
                        List.of(line("a", 1_000, 20)),
                        List.of(line("a", 1_000, 30)));
        assertThat(split.paidFen()).containsExactly(350L, 100L);
        assertThat(order.free(wanted("a", 1_000, 1), FIFTY)).isEqualTo(150);
    }

    @Test
    void whatVouchersMayNotPayStaysOpen() {
        order.add(List.of(line("a", 1_000, 299)), THIRTY);

        VoucherSplit split = VoucherSplit.of(
                List.of(wanted("a", 1_000, 5), wanted("b", 1_000, 300)),
                List.of(new Purse(Long.MAX_VALUE, THIRTY), new Purse(Long.MAX_VALUE, THIRTY)),
                order);

        assertThat(split.paidFen()).containsExactly(1L, 300L);
        assertThat(split.parts().get(1)).isEmpty();
    }

    @Test
    void eachProgrammeCountsAsItsRulesSayAndTheHighestShareIsSharedByAll() {
        OrderLine taxed = new OrderLine("a", BigDecimal.TEN, "a", 1_130, 1_000L, 1, false);
        Terms inclTax = new Terms(new BigDecimal("0.4"), SubsidyBase.INCL_TAX);

        assertThat(order.free(taxed, FORTY)).isEqualTo(400);
        assertThat(order.free(taxed, inclTax)).isEqualTo(452);
        order.add(List.of(line("a", 1_000, 400)), FORTY);
        assertThat(order.free(taxed, FORTY)).isZero();
        assertThat(order.free(taxed, inclTax)).isEqualTo(52);
        order.add(List.of(line("a", 1_130, 52)), inclTax);
        assertThat(order.free(taxed, inclTax)).isZero();
    }

    @Test
    void whatHasNoPriceWithoutTaxIsFreeForNobodyWhoCountsWithoutIt() {
        OrderLine untaxed = new OrderLine("a", BigDecimal.TEN, "a", 1_000, null, 1, false);

        assertThat(order.free(untaxed, FORTY)).isZero();
        assertThat(order.free(untaxed, new Terms(new BigDecimal("0.4"), SubsidyBase.INCL_TAX)))
                .isEqualTo(400);
    }

    @Test
    void aPriceThatRoseAfterTheFirstHoldRaisesNothingAndOneThatFellLowersTheShare() {
        order.add(List.of(line("a", 1_000, 100)), FORTY);

        assertThat(order.base(wanted("a", 2_000, 1), FORTY)).isEqualTo(1_000);
        assertThat(order.free(wanted("a", 2_000, 1), FORTY)).isEqualTo(300);
        assertThat(order.base(wanted("a", 500, 1), FORTY)).isEqualTo(500);
        assertThat(order.free(wanted("a", 500, 1), FORTY))
                .as("0.4 of 500, and with what is paid no more than 0.4 of 1,000")
                .isEqualTo(200);
        order.add(List.of(line("a", 500, 200)), FORTY);
        assertThat(order.free(wanted("a", 500, 1), FORTY)).isZero();
        assertThat(order.free(wanted("a", 2_000, 1), FORTY)).isZero();
    }

    private static Terms exTax(String ratio) {
        return new Terms(new BigDecimal(ratio), SubsidyBase.EX_TAX);
    }

    private static OrderLine wanted(String plan, long priceFen, long amountFen) {
        return new OrderLine(plan, BigDecimal.TEN, plan, priceFen, priceFen, amountFen, false);
    }

    private static ReservationLine line(String plan, long baseFen, long amountFen) {
        return new ReservationLine(plan, BigDecimal.TEN, plan, baseFen, amountFen);
    }

    private static OrderPayment payment(List<ReservationLine> lines, long paidFen) {
        return new OrderPayment(Ids.next(), 1, lines, null, paidFen);
    }
}
