package cn.dengyun.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** In a class of its own, because each test engine writes its own report of a class. */
class PlanPropertyTest {

    /** The definition, one unit at a time: slow, and too simple to be wrong in the same way. */
    @Property(tries = 300)
    void aGraduatedPriceIsTheSumOfItsUnits(
            @ForAll("tiers") List<PriceTier> tiers, @ForAll @IntRange(max = 2_000) int units) {
        BigDecimal exact = BigDecimal.ZERO;
        for (int unit = 1; unit <= units; unit++) {
            exact = exact.add(tierOf(tiers, unit).unitPriceFen());
        }

        assertThat(charge(TierMode.GRADUATED, null, tiers, units))
                .isEqualTo(exact.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    }

    @Property(tries = 300)
    void aVolumePriceIsThePriceOfTheTierTimesTheQuantity(
            @ForAll("tiers") List<PriceTier> tiers, @ForAll @IntRange(min = 1, max = 2_000) int units) {
        assertThat(charge(TierMode.VOLUME, null, tiers, units))
                .isEqualTo(tierOf(tiers, units)
                        .unitPriceFen()
                        .multiply(BigDecimal.valueOf(units))
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact());
    }

    @Property(tries = 300)
    void usingMoreNeverCostsLessWhenGraduated(
            @ForAll("tiers") List<PriceTier> tiers,
            @ForAll @IntRange(max = 2_000) int units,
            @ForAll @IntRange(max = 2_000) int more) {
        assertThat(charge(TierMode.GRADUATED, null, tiers, units + more))
                .isGreaterThanOrEqualTo(charge(TierMode.GRADUATED, null, tiers, units));
    }

    @Property(tries = 300)
    void theMinimumChargeIsAFloorAndNothingElse(
            @ForAll("tiers") List<PriceTier> tiers,
            @ForAll @IntRange(max = 2_000) int units,
            @ForAll @LongRange(min = 0, max = 1_000_000) long minimum,
            @ForAll TierMode mode) {
        assertThat(charge(mode, minimum, tiers, units)).isEqualTo(Math.max(minimum, charge(mode, null, tiers, units)));
    }

    private static PriceTier tierOf(List<PriceTier> tiers, int unit) {
        return tiers.stream()
                .filter(tier -> tier.upTo() == null || tier.upTo().compareTo(BigDecimal.valueOf(unit)) >= 0)
                .findFirst()
                .orElseThrow();
    }

    private static long charge(TierMode mode, Long minimum, List<PriceTier> tiers, int units) {
        return PlanFixture.metered(mode, minimum, tiers)
                .charge(BigDecimal.valueOf(units))
                .amount();
    }

    @Provide
    Arbitrary<List<PriceTier>> tiers() {
        Arbitrary<List<Integer>> bounds = Arbitraries.integers()
                .between(1, 1_500)
                .list()
                .uniqueElements()
                .ofMaxSize(4)
                .map(list -> list.stream().sorted().toList());
        Arbitrary<List<Long>> prices =
                Arbitraries.longs().between(0, 100_000).list().ofSize(5);
        return Combinators.combine(bounds, prices).as(PlanPropertyTest::tiers);
    }

    /** Prices with three decimals; the last tier has no end. */
    private static List<PriceTier> tiers(List<Integer> bounds, List<Long> prices) {
        List<PriceTier> tiers = new ArrayList<>();
        for (int i = 0; i < bounds.size(); i++) {
            tiers.add(new PriceTier(BigDecimal.valueOf(bounds.get(i)), BigDecimal.valueOf(prices.get(i), 3)));
        }
        tiers.add(new PriceTier(null, BigDecimal.valueOf(prices.get(4), 3)));
        return tiers;
    }
}
