package cn.dengyun.trade.bill.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.domain.PriceModel;
import cn.dengyun.trade.order.domain.OrderLine;
import cn.dengyun.trade.order.domain.OrderRecords;
import cn.dengyun.trade.order.domain.PriceStep;
import cn.dengyun.trade.order.domain.PriceStepKind;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a bill takes off is what the order has pinned. */
class BillTermsTest {

    @Test
    void whatAQuoteTookOffIsTakenOffEachBill() {
        OrderLine quoted = line(600, 0, new PriceStep(PriceStepKind.QUOTE, -400, null, null));
        OrderLine alsoCut = line(600, 100, new PriceStep(PriceStepKind.QUOTE, -400, null, null));
        OrderLine plain = line(1_000, 0);

        assertThat(BillTerms.of(quoted).cutRate()).isEqualByComparingTo("0.4");
        assertThat(BillTerms.of(alsoCut).cutRate()).isEqualByComparingTo("0.5");
        assertThat(BillTerms.of(plain).cutRate()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    private static OrderLine line(long netFen, long cutFen, PriceStep... steps) {
        OrderLine line = OrderRecords.line("gb", PriceModel.METERED, 1, netFen, List.of());
        return new OrderLine(
                line.orderId(),
                line.line(),
                line.planCode(),
                line.planName(),
                line.plan(),
                line.ownWords(),
                line.quantity(),
                line.withSubsidy(),
                line.listFen(),
                line.concessionCode(),
                line.concessionFen(),
                line.campaignName(),
                line.campaignFen(),
                line.netFen(),
                line.exTaxFen(),
                line.taxRate(),
                line.taxFen(),
                line.subsidyFen(),
                List.of(steps),
                line.delivered(),
                line.accepted(),
                line.cancelled(),
                cutFen,
                line.shares());
    }
}
