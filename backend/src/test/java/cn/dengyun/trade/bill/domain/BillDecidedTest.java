package cn.dengyun.trade.bill.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Ids;
import cn.dengyun.trade.bill.domain.BillDelivered.Offset;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a bill owes, when an authority lowers what it has delivered. */
class BillDecidedTest {

    private static final Instant NOW = Instant.parse("2028-12-01T00:00:00Z");
    private static final UUID BILL = Ids.next();
    private static final String PLAN = "flow";

    @Test
    void asMuchAsTheDecisionTakesIsSettledAndTheRestIsOwed() {
        List<BillLowering> owed = List.of(owed(300), owed(200));

        Offset settled = BillDelivered.decided(BILL, Map.of(PLAN, part(1_000)), Map.of(PLAN, part(600)), owed, NOW);

        assertThat(settled.changed())
                .extracting(each -> each.status() + " " + each.netFen())
                .containsExactly("LOWERED 300", "OWED 100");
        assertThat(settled.made())
                .extracting(each -> each.status() + " " + each.netFen() + " " + each.loweredId())
                .containsExactly("LOWERED 100 " + BILL);
        assertThat(settled.changed().get(1).quantity()).isEqualByComparingTo("100");
    }

    @Test
    void aLowerPriceAloneSettlesTheQuantityWithIt() {
        BillPart cheaper = new BillPart(BigDecimal.valueOf(1_000), 700, 700L);

        Offset settled =
                BillDelivered.decided(BILL, Map.of(PLAN, part(1_000)), Map.of(PLAN, cheaper), List.of(owed(300)), NOW);

        assertThat(settled.changed())
                .extracting(each -> each.status() + " " + each.netFen())
                .containsExactly("LOWERED 300");
        assertThat(settled.made()).isEmpty();
    }

    @Test
    void whereTheDecisionTakesNothingAllIsOwedAsBefore() {
        Map<String, BillPart> as = Map.of(PLAN, part(1_000));

        Offset settled = BillDelivered.decided(BILL, as, as, List.of(owed(300)), NOW);

        assertThat(settled.changed()).isEmpty();
        assertThat(settled.made()).isEmpty();
    }

    private static BillPart part(long fen) {
        return new BillPart(BigDecimal.valueOf(fen), fen, fen);
    }

    private static BillLowering owed(long fen) {
        return new BillLowering(
                Ids.next(),
                Ids.next(),
                Ids.next(),
                BILL,
                BILL,
                LocalDate.parse("2028-10-01"),
                PLAN,
                BigDecimal.valueOf(fen),
                fen,
                fen,
                BillLoweringStatus.OWED,
                "refund-after-payment",
                null,
                "B1 重复",
                Ids.next(),
                NOW,
                null);
    }
}
