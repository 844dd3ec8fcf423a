package cn.dengyun.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.catalogue.domain.PriceHistory;
import cn.dengyun.catalogue.domain.TestPrices;
import cn.dengyun.policy.domain.SubsidyBase;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.voucher.domain.OrderLine;
import cn.dengyun.voucher.domain.OrderPayment;
import cn.dengyun.voucher.domain.OrderShares;
import cn.dengyun.voucher.domain.OrderShares.Terms;
import cn.dengyun.voucher.domain.ReservationLine;
import cn.dengyun.voucher.domain.VoucherSplit;
import cn.dengyun.voucher.domain.VoucherSplit.Purse;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever is tried with an order, over several vouchers of several programmes, with several holds, captures, refunds,
 * releases and everything again, by whatever name, while prices change: no plan is ever paid a fen more than its share,
 * by nobody.
 */
class OrderSharePropertyTest {

    private static final List<String> PLANS = List.of("server", "storage", "line");
    private static final List<String> NAMES = List.of("云服务器", "云服务器 ", "对象存储", "带宽");
    private static final List<BigDecimal> RATIOS =
            List.of(new BigDecimal("0.3"), new BigDecimal("0.333"), new BigDecimal("0.4"), new BigDecimal("0.50"));
    private static final List<Integer> TAX_PERCENT = List.of(0, 6, 13);
    private static final int STEPS = 14;
    private static final UUID PROGRAMME = Ids.next();
    private static final Instant START = Instant.parse("2018-07-01T00:00:00Z");

    @Property(tries = 100_000, edgeCases = EdgeCasesMode.NONE)
    void noPlanIsPaidMoreThanItsShare(@ForAll Random random) {
        Model model = new Model(random);
        for (int step = 0; step < STEPS; step++) {
            model.step();
            model.requireShares();
        }
    }

    /** @param sharesFen of each of the {@link #PLANS}, as the voucher's programme allowed when it was made */
    private static final class Hold {
        private final int voucher;
        private final List<ReservationLine> lines;
        private final long[] sharesFen;
        private long paid;
        private boolean isHeld = true;

        Hold(int voucher, List<ReservationLine> lines, long[] sharesFen) {
            this.voucher = voucher;
            this.lines = lines;
            this.sharesFen = sharesFen;
            this.paid = lines.stream().mapToLong(ReservationLine::amountFen).sum();
        }
    }

    private static final class Model {
        private final Random random;
        private final long[] quantities = new long[PLANS.size()];
        private final long[] setupFen = new long[PLANS.size()];
        private final int[] taxPercent = new int[PLANS.size()];
        private final List<long[]> unitFen = new ArrayList<>();
        private final Terms[] terms;
        private final long[] available;
        private final List<Hold> holds = new ArrayList<>();
        private PriceHistory prices = PriceHistory.NONE;
        private List<NewReservation.Line> last = List.of();

        Model(Random random) {
            this.random = random;
            for (int i = 0; i < quantities.length; i++) {
                quantities[i] = between(1, random.nextBoolean() ? 3 : 100);
                setupFen[i] = random.nextInt(4) == 0 ? between(1, 5_000) : 0;
                taxPercent[i] = TAX_PERCENT.get(random.nextInt(TAX_PERCENT.size()));
            }
            reprice();
            terms = new Terms[1 + random.nextInt(4)];
            available = new long[terms.length];
            for (int i = 0; i < terms.length; i++) {
                SubsidyBase basis = random.nextInt(3) == 0 ? SubsidyBase.INCL_TAX : SubsidyBase.EX_TAX;
                terms[i] = new Terms(RATIOS.get(random.nextInt(RATIOS.size())), basis);
                available[i] = between(1, 60_000);
            }
        }

        private long between(long least, long most) {
            return least + Math.floorMod(random.nextLong(), most - least + 1);
        }

        /** The provider publishes other prices, a day later. */
        private void reprice() {
            long[] each = new long[PLANS.size()];
            List<Plan> plans = new ArrayList<>();
            for (int i = 0; i < each.length; i++) {
                each[i] = between(1, 1_000);
                BigDecimal tax = BigDecimal.valueOf(taxPercent[i], 2);
                plans.add(TestPrices.metered(PLANS.get(i), each[i], setupFen[i], tax));
            }
            unitFen.add(each);
            prices = TestPrices.then(prices, START.plus(Duration.ofDays(unitFen.size())), plans);
        }

        private Instant now() {
            return START.plus(Duration.ofDays(unitFen.size())).plusSeconds(60);
        }

        void step() {
            int what = random.nextInt(11);
            Hold hold = holds.isEmpty() ? null : holds.get(random.nextInt(holds.size()));
            if (what == 10) {
                reprice();
                return;
            }
            if (what < 5 || hold == null) {
                last = what == 0 && !last.isEmpty() ? last : lines();
                hold(last);
                return;
            }
            if (hold.isHeld) {
                hold.isHeld = false;
                pay(hold, what < 7 ? between(1, hold.paid) : 0);
            } else if (hold.paid > 0) {
                pay(hold, hold.paid - between(1, hold.paid));
            }
        }

        private void pay(Hold hold, long amount) {
            available[hold.voucher] += hold.paid - amount;
            hold.paid = amount;
        }

        private List<NewReservation.Line> lines() {
            List<NewReservation.Line> lines = new ArrayList<>();
            for (int i = 0; i < quantities.length; i++) {
                if (random.nextInt(3) > 0 || lines.isEmpty() && i == quantities.length - 1) {
                    long quantity = random.nextInt(20) == 0 ? quantities[i] + 1_000 : quantities[i];
                    String name = NAMES.get(random.nextInt(NAMES.size()));
                    long most = Math.max(1, quantity * unitFen.get(0)[i] / 2);
                    lines.add(new NewReservation.Line(
                            PLANS.get(i), quantity + (random.nextBoolean() ? "" : ".0"), name, between(1, most)));
                }
            }
            return lines;
        }

        /** As the service does it, with one voucher or with all of them. */
        private void hold(List<NewReservation.Line> wanted) {
            boolean isAcross = random.nextBoolean();
            int one = random.nextInt(terms.length);
            List<Integer> used = new ArrayList<>();
            List<Purse> purses = new ArrayList<>();
            for (int i = 0; i < terms.length; i++) {
                if (isAcross || i == one) {
                    used.add(i);
                    purses.add(new Purse(available[i], terms[i]));
                }
            }
            OrderCheck.Priced priced = OrderCheck.priced(wanted, prices, Map.of(), now());
            assertThat(priced.defects()).isEmpty();
            List<OrderLine> lines = priced.lines();
            if (!OrderCheck.contradictions(lines, shares()).isEmpty()) {
                return;
            }
            VoucherSplit split = VoucherSplit.of(lines, purses, shares());
            List<Defect> overpaid = OrderCheck.overpaid(wanted, split);
            if (overpaid.isEmpty()) {
                for (int i = 0; i < used.size(); i++) {
                    if (!split.parts().get(i).isEmpty()) {
                        Hold hold = new Hold(used.get(i), split.parts().get(i), sharesFen(lines, terms[used.get(i)]));
                        available[hold.voucher] -= hold.paid;
                        assertThat(available[hold.voucher]).isNotNegative();
                        holds.add(hold);
                    }
                }
                return;
            }
            List<OrderLine> asAdvised = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                long free = split.paidFen().get(i);
                if (free > 0) {
                    OrderLine line = lines.get(i);
                    asAdvised.add(new OrderLine(
                            line.planCode(),
                            line.quantity(),
                            line.description(),
                            line.inclTaxFen(),
                            line.exTaxFen(),
                            free,
                            false));
                }
            }
            assertThat(OrderCheck.overpaid(asked(asAdvised), VoucherSplit.of(asAdvised, purses, shares())))
                    .as("whoever asks for what is said to be free gets it")
                    .isEmpty();
        }

        private static List<NewReservation.Line> asked(List<OrderLine> lines) {
            return lines.stream()
                    .map(line -> new NewReservation.Line(
                            line.planCode(), line.quantity().toPlainString(), null, line.amountFen()))
                    .toList();
        }

        private OrderShares shares() {
            OrderShares shares = new OrderShares();
            for (Hold hold : holds) {
                shares.add(new OrderPayment(PROGRAMME, 1, hold.lines, null, hold.paid).paid(), terms[hold.voucher]);
            }
            return shares;
        }

        /** Counted in another way: with whole numbers and the least of all unit prices so far. */
        private long[] sharesFen(List<OrderLine> lines, Terms terms) {
            long[] shares = new long[PLANS.size()];
            for (OrderLine line : lines) {
                int plan = PLANS.indexOf(line.planCode());
                long unit = unitFen.stream().mapToLong(each -> each[plan]).min().getAsLong();
                long price = unit * line.quantity().longValueExact() + setupFen[plan];
                long base = terms.basis() == SubsidyBase.INCL_TAX ? price : price * 100 / (100 + taxPercent[plan]);
                BigInteger thousandths = terms.ratio().movePointRight(3).toBigIntegerExact();
                shares[plan] = thousandths
                        .multiply(BigInteger.valueOf(base))
                        .divide(BigInteger.valueOf(1_000))
                        .longValueExact();
            }
            return shares;
        }

        void requireShares() {
            for (int plan = 0; plan < PLANS.size(); plan++) {
                for (Hold limit : holds) {
                    if (paidOf(limit, PLANS.get(plan)) == 0) {
                        continue;
                    }
                    long share = limit.sharesFen[plan];
                    long paid = 0;
                    for (Hold hold : holds) {
                        if (hold.sharesFen[plan] <= share) {
                            paid += paidOf(hold, PLANS.get(plan));
                        }
                    }
                    assertThat(paid)
                            .as("paid of %s where the share is %d or less", PLANS.get(plan), share)
                            .isLessThanOrEqualTo(share);
                }
            }
        }

        private static long paidOf(Hold hold, String plan) {
            long before = 0;
            for (ReservationLine line : hold.lines) {
                if (line.planCode().equals(plan)) {
                    return Math.max(0, Math.min(line.amountFen(), hold.paid - before));
                }
                before += line.amountFen();
            }
            return 0;
        }
    }
}
