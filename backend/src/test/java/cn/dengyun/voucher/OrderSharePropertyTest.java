package cn.dengyun.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.voucher.domain.OrderPayment;
import cn.dengyun.voucher.domain.OrderShares;
import cn.dengyun.voucher.domain.ReservationLine;
import cn.dengyun.voucher.domain.VoucherSplit;
import cn.dengyun.voucher.domain.VoucherSplit.Purse;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever is tried with an order, over several vouchers of several programmes, with several holds, captures, refunds,
 * releases and everything again: no line is ever paid a fen more than its share, by nobody.
 */
class OrderSharePropertyTest {

    private static final List<String> DESCRIPTIONS = List.of("云服务器", "对象存储", "带宽");
    private static final List<BigDecimal> RATIOS =
            List.of(new BigDecimal("0.3"), new BigDecimal("0.333"), new BigDecimal("0.4"), new BigDecimal("0.50"));
    private static final int STEPS = 14;
    private static final UUID PROGRAMME = Ids.next();

    @Property(tries = 100_000, edgeCases = EdgeCasesMode.NONE)
    void noLineIsPaidMoreThanItsShare(@ForAll Random random) {
        Model model = new Model(random);
        for (int step = 0; step < STEPS; step++) {
            model.step();
            model.requireShares();
        }
    }

    private static final class Hold {
        private final int voucher;
        private final List<ReservationLine> lines;
        private long paid;
        private boolean isHeld = true;

        Hold(int voucher, List<ReservationLine> lines) {
            this.voucher = voucher;
            this.lines = lines;
            this.paid = lines.stream().mapToLong(ReservationLine::amountFen).sum();
        }
    }

    private static final class Model {
        private final Random random;
        private final long[] bases = new long[DESCRIPTIONS.size()];
        private final BigDecimal[] ratios;
        private final long[] available;
        private final List<Hold> holds = new ArrayList<>();
        private List<ReservationLine> last = List.of();

        Model(Random random) {
            this.random = random;
            for (int i = 0; i < bases.length; i++) {
                bases[i] = between(1, random.nextBoolean() ? 20 : 100_000);
            }
            ratios = new BigDecimal[1 + random.nextInt(4)];
            available = new long[ratios.length];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = RATIOS.get(random.nextInt(RATIOS.size()));
                available[i] = between(1, 60_000);
            }
        }

        private long between(long least, long most) {
            return least + Math.floorMod(random.nextLong(), most - least + 1);
        }

        void step() {
            int what = random.nextInt(10);
            Hold hold = holds.isEmpty() ? null : holds.get(random.nextInt(holds.size()));
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

        private List<ReservationLine> lines() {
            List<ReservationLine> lines = new ArrayList<>();
            for (int i = 0; i < bases.length; i++) {
                if (random.nextInt(3) > 0 || lines.isEmpty() && i == bases.length - 1) {
                    long base = random.nextInt(20) == 0 ? bases[i] + 1_000 : bases[i];
                    lines.add(new ReservationLine(DESCRIPTIONS.get(i), base, between(1, Math.max(1, base / 2))));
                }
            }
            return lines;
        }

        /** As the service does it, with one voucher or with all of them. */
        private void hold(List<ReservationLine> lines) {
            boolean isAcross = random.nextBoolean();
            int one = random.nextInt(ratios.length);
            List<Integer> used = new ArrayList<>();
            List<Purse> purses = new ArrayList<>();
            for (int i = 0; i < ratios.length; i++) {
                if (isAcross || i == one) {
                    used.add(i);
                    purses.add(new Purse(available[i], ratios[i]));
                }
            }
            if (!OrderCheck.contradictions(lines, shares()).isEmpty()) {
                return;
            }
            VoucherSplit split = VoucherSplit.of(lines, purses, shares());
            List<Defect> overpaid = OrderCheck.overpaid(lines, split);
            if (overpaid.isEmpty()) {
                for (int i = 0; i < used.size(); i++) {
                    if (!split.parts().get(i).isEmpty()) {
                        Hold hold = new Hold(used.get(i), split.parts().get(i));
                        available[hold.voucher] -= hold.paid;
                        assertThat(available[hold.voucher]).isNotNegative();
                        holds.add(hold);
                    }
                }
                return;
            }
            List<ReservationLine> asAdvised = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                if (split.paidFen().get(i) > 0) {
                    ReservationLine line = lines.get(i);
                    asAdvised.add(new ReservationLine(
                            line.description(), line.baseFen(), split.paidFen().get(i)));
                }
            }
            assertThat(OrderCheck.overpaid(asAdvised, VoucherSplit.of(asAdvised, purses, shares())))
                    .as("whoever asks for what is said to be free gets it")
                    .isEmpty();
        }

        private OrderShares shares() {
            OrderShares shares = new OrderShares();
            for (Hold hold : holds) {
                shares.add(new OrderPayment(PROGRAMME, 1, hold.lines, hold.paid).paid(), ratios[hold.voucher]);
            }
            return shares;
        }

        /** Counted anew, in another way: with whole numbers and without the order's own classes. */
        void requireShares() {
            for (String description : DESCRIPTIONS) {
                TreeSet<Long> bases = new TreeSet<>();
                for (BigDecimal limit : RATIOS) {
                    long paid = 0;
                    for (Hold hold : holds) {
                        if (ratios[hold.voucher].compareTo(limit) <= 0) {
                            paid += paidOf(hold, description, bases);
                        }
                    }
                    assertThat(bases).as("one base").hasSizeLessThanOrEqualTo(1);
                    if (paid > 0) {
                        BigInteger thousandths = limit.movePointRight(3).toBigIntegerExact();
                        BigInteger share = thousandths
                                .multiply(BigInteger.valueOf(bases.first()))
                                .divide(BigInteger.valueOf(1_000));
                        assertThat(BigInteger.valueOf(paid))
                                .as("paid of %s at %s or less", description, limit)
                                .isLessThanOrEqualTo(share);
                    }
                }
            }
        }

        private static long paidOf(Hold hold, String description, TreeSet<Long> bases) {
            long before = 0;
            for (ReservationLine line : hold.lines) {
                if (line.description().equals(description)) {
                    long paid = Math.max(0, Math.min(line.amountFen(), hold.paid - before));
                    if (paid > 0) {
                        bases.add(line.baseFen());
                    }
                    return paid;
                }
                before += line.amountFen();
            }
            return 0;
        }
    }
}
