package cn.dengyun.catalogue.domain;

import static cn.dengyun.catalogue.domain.PlanFixture.aFixedPlan;
import static cn.dengyun.catalogue.domain.PlanFixture.aMeteredPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.shared.Rejection;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

    private static final String[] TIERS = {"100", "10", "1000", "8", null, "5.5"};

    /** 100 at 10 fen, the next 900 at 8 fen, the rest at 5.5 fen. */
    @ParameterizedTest(name = "{0} units: {1} fen")
    @CsvSource({
        "0, 0",
        "0.5, 5",
        "1, 10",
        "100, 1000",
        "101, 1008",
        "1000, 8200",
        "1001, 8206",
        "1003, 8216",
        "2000, 13700"
    })
    void aGraduatedPriceChargesEachUnitInItsOwnTier(BigDecimal quantity, long fen) {
        assertThat(aMeteredPlan(TierMode.GRADUATED, null, TIERS)
                        .charge(quantity)
                        .amount())
                .isEqualTo(fen);
    }

    @ParameterizedTest(name = "{0} units: {1} fen")
    @CsvSource({
        "0, 0",
        "0.5, 5",
        "1, 10",
        "100, 1000",
        "101, 808",
        "1000, 8000",
        "1001, 5506",
        "1003, 5516",
        "2000, 11000"
    })
    void aVolumePriceChargesAllUnitsInTheTierOfTheWhole(BigDecimal quantity, long fen) {
        assertThat(aMeteredPlan(TierMode.VOLUME, null, TIERS).charge(quantity).amount())
                .isEqualTo(fen);
    }

    @ParameterizedTest(name = "{0} hours at 0.05 fen: {1} fen")
    @CsvSource({"10, 0", "30, 2", "50, 2", "70, 4", "1000000, 50000"})
    void aLineIsRoundedOnceHalfToEven(BigDecimal quantity, long fen) {
        assertThat(aMeteredPlan(null, null, null, "0.05").charge(quantity).amount())
                .isEqualTo(fen);
    }

    @ParameterizedTest(name = "{0} units: {1} fen")
    @CsvSource({"0, 500", "1, 500", "50, 500", "51, 510"})
    void aMeteredLineCostsAtLeastTheMinimumCharge(BigDecimal quantity, long fen) {
        assertThat(aMeteredPlan(TierMode.GRADUATED, 500L, TIERS)
                        .charge(quantity)
                        .amount())
                .isEqualTo(fen);
    }

    @Test
    void fixedPricesAreMultiplied() {
        assertThat(aFixedPlan(PriceModel.SUBSCRIPTION, 9_900, 1_000L)
                        .charge(BigDecimal.valueOf(12))
                        .amount())
                .isEqualTo(118_800);
        assertThat(aFixedPlan(PriceModel.ONE_OFF, 9_901, null)
                        .charge(new BigDecimal("0.5"))
                        .amount())
                .isEqualTo(4_950);
    }

    @Test
    void thePriceToBeginWithCountsTheSetUpOnce() {
        assertThat(aFixedPlan(PriceModel.SUBSCRIPTION, 9_900, 1_000L).entryPriceFen())
                .hasValue(10_900);
        assertThat(aMeteredPlan(TierMode.GRADUATED, 500L, TIERS).entryPriceFen())
                .hasValue(500);
        assertThat(aMeteredPlan(TierMode.GRADUATED, null, TIERS).entryPriceFen())
                .hasValue(10);
    }

    @Test
    void aSumBeyondAllMoneyIsRefusedNotWrapped() {
        Plan dear = aMeteredPlan(null, null, null, "10000000000000");

        assertThatThrownBy(() -> dear.charge(new BigDecimal("1000000000000")))
                .isInstanceOf(Rejection.class)
                .hasMessage("amount-out-of-range");
    }
}
