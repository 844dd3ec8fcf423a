package cn.dengyun.voucher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Ids;
import cn.dengyun.voucher.domain.VoucherSplit.Purse;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What vouchers may still pay of the lines of an order, and how an order is split over them. */
class OrderSharesTest {

    private static final BigDecimal THIRTY = new BigDecimal("0.3");
    private static final BigDecimal FORTY = new BigDecimal("0.40");
    private static final BigDecimal FIFTY = new BigDecimal("0.5");

    private final OrderShares order = new OrderShares();

    @Test
    void aLineThatNothingIsPaidOfIsFreeUpToTheShareRoundedDown() {
        assertThat(order.free(line("a", 999, 1), FORTY)).isEqualTo(399);
        assertThat(order.baseOf("a")).isEmpty();
    }

    @Test
    void whatOtherHoldsPayIsNotFreeAndEachLineStandsForItself() {
        order.add(List.of(line("a", 1_000, 250), line("b", 10, 1)), FORTY);
        order.add(List.of(line("a", 1_000, 50)), FORTY);

        assertThat(order.free(line("a", 1_000, 1), FORTY)).isEqualTo(100);
        assertThat(order.free(line("b", 10, 1), FORTY)).isEqualTo(3);
        assertThat(order.baseOf("a")).hasValue(1_000);
    }

    @Test
    void theHighestShareIsSharedByAllAndTheLowerOneByThoseBelowIt() {
        order.add(List.of(line("a", 1_000, 1)), FIFTY);
        assertThat(order.free(line("a", 1_000, 1), THIRTY))
                .as("a better programme does not raise the share of this one")
                .isEqualTo(300);

        order.add(List.of(line("a", 1_000, 300)), THIRTY);
        assertThat(order.free(line("a", 1_000, 1), THIRTY)).isZero();
        assertThat(order.free(line("a", 1_000, 1), FORTY)).isEqualTo(100);
        assertThat(order.free(line("a", 1_000, 1), FIFTY)).isEqualTo(199);

        order.add(List.of(line("a", 1_000, 199)), FIFTY);
        assertThat(order.free(line("a", 1_000, 1), FORTY))
                .as("what all of them may pay is used up")
                .isZero();
    }

    @Test
    void theSameRatioWrittenOtherwiseIsTheSame() {
        order.add(List.of(line("a", 1_000, 400)), new BigDecimal("0.4"));
        assertThat(order.free(line("a", 1_000, 1), FORTY)).isZero();
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
    void eachVoucherGivesWhatItHasAndMay() {
        List<ReservationLine> lines = List.of(line("a", 1_000, 350), line("b", 1_000, 100));

        VoucherSplit split = VoucherSplit.of(
                lines, List.of(new Purse(900, THIRTY), new Purse(20, FIFTY), new Purse(900, FIFTY)), order);

        assertThat(split.parts())
                .containsExactly(
                        List.of(line("a", 1_000, 300), line("b", 1_000, 100)),
                        List.of(line("a", 1_000, 20)),
                        List.of(line("a", 1_000, 30)));
        assertThat(split.paidFen()).containsExactly(350L, 100L);
        assertThat(order.free(line("a", 1_000, 1), FIFTY)).isEqualTo(150);
    }

    @Test
    void whatVouchersMayNotPayStaysOpen() {
        order.add(List.of(line("a", 1_000, 299)), THIRTY);

        VoucherSplit split = VoucherSplit.of(
                List.of(line("a", 1_000, 5), line("b", 1_000, 300)),
                List.of(new Purse(Long.MAX_VALUE, THIRTY), new Purse(Long.MAX_VALUE, THIRTY)),
                order);

        assertThat(split.paidFen()).containsExactly(1L, 300L);
        assertThat(split.parts().get(1)).isEmpty();
    }

    private static ReservationLine line(String description, long baseFen, long amountFen) {
        return new ReservationLine(description, baseFen, amountFen);
    }

    private static OrderPayment payment(List<ReservationLine> lines, long paidFen) {
        return new OrderPayment(Ids.next(), 1, lines, paidFen);
    }
}
