package cn.dengyun.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.domain.Discount;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.catalogue.domain.PlanFixture;
import cn.dengyun.catalogue.domain.PriceHistory;
import cn.dengyun.catalogue.domain.PriceModel;
import cn.dengyun.catalogue.domain.TestPrices;
import cn.dengyun.policy.domain.SubsidyBase;
import cn.dengyun.voucher.domain.OrderLine;
import cn.dengyun.voucher.domain.OrderShares;
import cn.dengyun.voucher.domain.OrderShares.Terms;
import cn.dengyun.voucher.domain.VoucherSplit;
import cn.dengyun.voucher.domain.VoucherSplit.Purse;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;

/**
 * Something was sold at one price for more than 90 days, and then its provider tries to have more paid of it: by a
 * higher price, another code, a decoy, a time without it, a discount on a list price that was raised for it, a discount
 * that ends, another offering in its place; and the order is split into holds and into orders. Nothing of it raises
 * what vouchers pay by one fen above the share of what it cost before. That is counted here in whole numbers.
 */
class PriceAttackPropertyTest {

    private static final int CASES = Integer.getInteger("dengyun.price.cases", 2_000);
    private static final Instant START = Instant.parse("2018-01-01T00:00:00Z");
    private static final int HONEST_DAYS = 100;
    private static final int DAYS_OF_A_MOVE = 14;
    private static final int MOVES = 6;
    private static final int[] TAX_PERCENT = {0, 6, 13};
    private static final int[] RATIOS_PERCENT = {30, 33, 40, 50};
    private static final int WHOLE = 100;

    @Example
    void nothingRaisesASubsidyByOneFen(@ForAll Random random) {
        for (int i = 0; i < CASES; i++) {
            Attack attack = new Attack(random);
            assertThat(attack.paidOfAll()).as("before %s", attack).isEqualTo(attack.share());
            for (int move = 1 + random.nextInt(MOVES); move > 0; move--) {
                attack.move();
                assertThat(attack.paid()).as("%s", attack).isLessThanOrEqualTo(attack.share());
            }
        }
    }

    private static final class Attack {
        private final Random random;
        private final boolean isMetered;
        private final long honestFen;
        private final int taxPercent;
        private final int quantity;
        private final int ratioPercent;
        private final SubsidyBase basis;
        private final List<String> moves = new ArrayList<>();
        private final List<PriceHistory> before = new ArrayList<>();
        private Instant at = START;
        private PriceHistory prices;
        private String code = "std";
        private long listFen;

        Attack(Random random) {
            this.random = random;
            isMetered = random.nextBoolean();
            honestFen = 1L + random.nextInt(3_000);
            taxPercent = TAX_PERCENT[random.nextInt(TAX_PERCENT.length)];
            quantity = 1 + random.nextInt(200);
            ratioPercent = RATIOS_PERCENT[random.nextInt(RATIOS_PERCENT.length)];
            basis = random.nextBoolean() ? SubsidyBase.EX_TAX : SubsidyBase.INCL_TAX;
            listFen = honestFen;
            prices = TestPrices.then(PriceHistory.NONE, at, List.of(plan()));
            at = START.plus(Duration.ofDays(HONEST_DAYS));
        }

        /** What vouchers may pay of what it cost before anybody tried anything, in fen. */
        long share() {
            long price = honestFen * quantity;
            long base = basis == SubsidyBase.INCL_TAX ? price : price * WHOLE / (WHOLE + taxPercent);
            return base * ratioPercent / WHOLE;
        }

        /** All moves are made within 90 days. */
        void move() {
            at = at.plus(Duration.ofHours(1 + random.nextInt(DAYS_OF_A_MOVE * 24)));
            int what = random.nextInt(8);
            moves.add(String.valueOf(what));
            switch (what) {
                case 0 -> {
                    hike();
                    list(plan());
                }
                case 1 -> {
                    code = "renamed-" + moves.size();
                    hike();
                    list(plan());
                }
                case 2 -> {
                    Plan decoy = plan(listFen + 1 + random.nextInt(9_000));
                    code = "beside-" + moves.size();
                    hike();
                    list(decoy, plan());
                }
                case 3 -> {
                    list(PlanFixture.aPlan(PriceModel.ONE_OFF)
                            .called("else", "else")
                            .costing(1L)
                            .plan());
                    at = at.plus(Duration.ofHours(1));
                    hike();
                    list(plan());
                }
                case 4 -> {
                    int percent = 1 + random.nextInt(60);
                    listFen = (listFen * WHOLE + WHOLE - percent - 1) / (WHOLE - percent);
                    list(List.of(plan()), discount(percent, day(), null, null));
                }
                case 5 -> {
                    hike();
                    list(List.of(plan()), discount(1 + random.nextInt(WHOLE), null, null, "首次购买"));
                }
                case 6 -> {
                    hike();
                    list(List.of(plan()), discount(1 + random.nextInt(WHOLE), null, day().minusDays(1), null));
                }
                default -> relist();
            }
        }

        /** Another offering comes in the place of this one, which is taken away or stays as a decoy. */
        private void relist() {
            if (random.nextBoolean()) {
                before.add(prices.until(at));
            } else {
                hike();
                list(plan());
                before.add(prices.past(at));
            }
            code = random.nextBoolean() ? code : "relisted-" + moves.size();
            hike();
            prices = TestPrices.then(PriceHistory.NONE, at, List.of(plan()));
        }

        private void hike() {
            listFen += 1 + random.nextInt((int) Math.min(listFen, 100_000));
        }

        private Plan plan() {
            return plan(listFen);
        }

        private Plan plan(long fen) {
            BigDecimal tax = BigDecimal.valueOf(taxPercent, 2);
            return isMetered
                    ? TestPrices.metered(code, fen, 0, tax)
                    : TestPrices.monthly(code, fen, null, tax.toPlainString());
        }

        private void list(Plan... plans) {
            list(List.of(plans));
        }

        private void list(List<Plan> plans, Discount... discounts) {
            prices = TestPrices.then(prices, at, plans, discounts);
        }

        private static Discount discount(int percent, LocalDate from, LocalDate until, String condition) {
            return new Discount("优惠", BigDecimal.valueOf(percent, 2), from, until, condition, null);
        }

        private LocalDate day() {
            return LocalDate.ofInstant(at, ZoneOffset.ofHours(8));
        }

        /** What all holds of one order for all of it get. */
        long paidOfAll() {
            return paid(prices.inPlaceOf(before), quantity);
        }

        /** What all holds of all orders get, each as much as it can, in fen. */
        long paid() {
            PriceHistory counted = prices.inPlaceOf(before);
            int left = quantity;
            long paid = 0;
            while (left > 0) {
                int part = random.nextInt(3) == 0 ? 1 + random.nextInt(left) : left;
                paid += paid(counted, part);
                left -= part;
            }
            return paid;
        }

        /** Of one order, in up to three holds, of one voucher or two. */
        private long paid(PriceHistory counted, int part) {
            Terms terms = new Terms(BigDecimal.valueOf(ratioPercent, 2), basis);
            OrderShares shares = new OrderShares();
            Map<String, Long> agreed = random.nextInt(4) == 0 ? Map.of(code, 1_000_000_000_000L) : Map.of();
            long paid = 0;
            for (int hold = 1 + random.nextInt(3); hold > 0; hold--) {
                String name = random.nextBoolean() ? "云主机" : "云主机 2";
                NewReservation.Line wanted = new NewReservation.Line(code, String.valueOf(part), name, null);
                OrderCheck.Priced priced =
                        OrderCheck.priced(List.of(wanted), counted, agreed, at.plus(Duration.ofMinutes(1)));
                assertThat(priced.defects()).isEmpty();
                List<OrderLine> lines = priced.lines();
                long enough = lines.get(0).inclTaxFen();
                boolean isLast = hold == 1;
                Purse purse = new Purse(isLast ? enough : random.nextInt((int) Math.min(enough + 1, 1_000)), terms);
                VoucherSplit split =
                        VoucherSplit.of(lines, random.nextBoolean() ? List.of(purse) : List.of(purse, purse), shares);
                paid += split.paidFen().get(0);
            }
            return paid;
        }

        @Override
        public String toString() {
            return "%d fen before, %d now, %d of %s, moves %s: %s in place of %s"
                    .formatted(honestFen, listFen, quantity, code, moves, prices, before);
        }
    }
}
