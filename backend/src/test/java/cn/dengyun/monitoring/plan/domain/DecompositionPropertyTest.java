package cn.dengyun.monitoring.plan.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.monitoring.plan.domain.Decomposition.Part;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever the weights are, parts sum up to what was decomposed, at every level, and the same is decomposed the same.
 */
class DecompositionPropertyTest {

    private static final int UNITS = 18;
    private static final int MAX_COUNTIES = 12;

    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    void aThousandOverAnyWeightsSumsToAThousand(@ForAll Random random) {
        List<Part> units = parts(random, UNITS, 0);

        assertThat(sum(Decomposition.of(1_000, 0, units))).isEqualTo(1_000);
        assertThat(sum(Decomposition.of(1_000, 1, units))).isEqualTo(1_000);
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void unitsSumToTheProvinceAndCountiesToTheirUnit(@ForAll Random random) {
        long total = amount(random);
        Map<String, Long> units = Decomposition.of(total, 0, parts(random, UNITS, 0));

        assertThat(sum(units)).isEqualTo(total);
        units.forEach((unit, target) -> {
            List<Part> counties = parts(random, 1 + random.nextInt(MAX_COUNTIES), 0);
            assertThat(sum(Decomposition.of(target, 0, counties))).as(unit).isEqualTo(target);
        });
    }

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void whatIsSetStaysAndTheRestIsSharedExactly(@ForAll Random random) {
        long total = amount(random);
        List<Part> parts = parts(random, UNITS, total / UNITS + 1);
        long floor = random.nextInt(3);

        if (Decomposition.flaw(total, floor, parts).isEmpty()) {
            Map<String, Long> shares = Decomposition.of(total, floor, parts);

            assertThat(sum(shares)).isEqualTo(total);
            assertThat(parts).allSatisfy(part -> {
                if (part.set() == null) {
                    assertThat(shares.get(part.code())).isGreaterThanOrEqualTo(floor);
                } else {
                    assertThat(shares.get(part.code())).isEqualTo(part.set());
                }
            });
        }
    }

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void nobodyGetsAWholeOneMoreOrLessThanHisWeightSays(@ForAll Random random) {
        long total = amount(random);
        List<Part> parts = parts(random, UNITS, 0);
        BigInteger weights =
                parts.stream().map(part -> BigInteger.valueOf(part.weight())).reduce(BigInteger.ZERO, BigInteger::add);

        Map<String, Long> shares = Decomposition.of(total, 0, parts);

        boolean isNone = weights.signum() == 0;
        BigInteger whole = isNone ? BigInteger.valueOf(UNITS) : weights;
        for (Part part : parts) {
            BigInteger exact =
                    BigInteger.valueOf(total).multiply(isNone ? BigInteger.ONE : BigInteger.valueOf(part.weight()));
            BigInteger given = BigInteger.valueOf(shares.get(part.code())).multiply(whole);
            assertThat(given.subtract(exact).abs()).isLessThan(whole);
        }
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfThePartsDoesNotMatterAndMoreWeightIsNeverLess(@ForAll Random random) {
        long total = amount(random);
        long floor = total >= 2L * UNITS ? random.nextInt(3) : 0;
        List<Part> parts = parts(random, UNITS, 0);
        List<Part> shuffled = new ArrayList<>(parts);
        Collections.shuffle(shuffled, random);

        Map<String, Long> shares = Decomposition.of(total, floor, parts);

        assertThat(Decomposition.of(total, floor, shuffled)).isEqualTo(shares);
        for (Part one : parts) {
            for (Part other : parts) {
                if (one.weight() > other.weight()) {
                    assertThat(shares.get(one.code())).isGreaterThanOrEqualTo(shares.get(other.code()));
                }
            }
        }
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void aTargetThatChangesIsSharedAnewByTheSameWeights(@ForAll Random random) {
        long total = amount(random);
        List<Part> parts = parts(random, UNITS, 0);
        Map<String, Long> amounts = Decomposition.of(total, 0, parts);
        PlanTarget target = new PlanTarget(
                PlanIndicator.DEEP_ENTERPRISES,
                total,
                0,
                "权重",
                true,
                parts.stream()
                        .map(part -> new PlanShare(
                                part.code(),
                                part.weight(),
                                random.nextInt(5) == 0 ? amounts.get(part.code()) : null,
                                "说明",
                                amounts.get(part.code())))
                        .toList());
        long other = amount(random);

        PlanTarget changed = target.over(other);

        assertThat(sum(changed.amounts())).isEqualTo(other);
        assertThat(changed.weights()).isEqualTo(target.weights());
        assertThat(changed.areWeightsFixed()).isTrue();
    }

    /** Of any size: none at all, few, and as many as a number has room for. */
    private static long amount(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(3);
            case 1 -> 1_000;
            case 2 -> random.nextInt(1_000_000);
            default -> random.nextLong() & Long.MAX_VALUE >> 1;
        };
    }

    /** @param most of what one in four is set to; 0 where none is */
    private static List<Part> parts(Random random, int count, long most) {
        int kind = random.nextInt(5);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Long set = most > 0 && random.nextInt(4) == 0 ? (Long) (random.nextLong(most)) : null;
            parts.add(new Part(String.valueOf(340_100 + i), weight(random, kind), set));
        }
        return parts;
    }

    private static long weight(Random random, int kind) {
        return switch (kind) {
            case 0 -> 0;
            case 1 -> random.nextInt(2);
            case 2 -> 7;
            case 3 -> Long.MAX_VALUE - random.nextInt(10);
            default -> random.nextInt(50_000);
        };
    }

    private static long sum(Map<String, Long> shares) {
        return shares.values().stream().mapToLong(Long::longValue).sum();
    }
}
