package cn.dengyun.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.shared.Fen;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a quantity costs by package, by percentage and by time of day. */
class PriceModelTest {

    @ParameterizedTest(name = "{0} units: {1} fen")
    @CsvSource({"0, 0", "0.000001, 1200", "1, 1200", "1000, 1200", "1000.000001, 2400", "2500, 3600"})
    void aPackageIsPaidAsAWhole(BigDecimal quantity, long fen) {
        assertThat(PlanFixture.packages("1000", 1_200).charge(quantity).amount())
                .isEqualTo(fen);
    }

    @ParameterizedTest(name = "{0} fen: {1} fen")
    @CsvSource({"0, 0", "1, 0", "250, 2", "251, 2", "750, 4", "100000, 600"})
    void aPercentageIsRoundedOnceHalfToEven(BigDecimal fen, long charge) {
        assertThat(PlanFixture.percentage("0.006", null, null).charge(fen).amount())
                .isEqualTo(charge);
    }

    @ParameterizedTest(name = "{0} fen: {1} fen")
    @CsvSource({"0, 100", "10000, 100", "20000, 120", "1000000000000000, 5000"})
    void aChargeIsNeverBelowTheMinimumNorAboveTheMaximum(BigDecimal fen, long charge) {
        assertThat(PlanFixture.percentage("0.006", 100L, 5_000L).charge(fen).amount())
                .isEqualTo(charge);
    }

    @Test
    void theMaximumHoldsForAllThatIsMeasured() {
        Plan plan = PlanFixture.aPlan(PriceModel.PACKAGE)
                .per("REQUEST")
                .costing(700L)
                .inPackagesOf(BigDecimal.TEN)
                .between(null, 1_000L)
                .plan();

        assertThat(plan.charge(new BigDecimal("10")).amount()).isEqualTo(700);
        assertThat(plan.charge(new BigDecimal("11")).amount()).isEqualTo(1_000);
    }

    @Test
    void aBillSeesWhatTheMinimumAndTheMaximumChange() {
        Plan plan = PlanFixture.percentage("0.006", 100L, 5_000L);

        assertThat(plan.unboundedCharge(Measured.of(new BigDecimal("1000"))).amount())
                .isEqualTo(6);
        assertThat(plan.unboundedCharge(Measured.of(new BigDecimal("1000000"))).amount())
                .isEqualTo(6_000);
        assertThat(plan.charge(Measured.of(new BigDecimal("1000000"))).amount()).isEqualTo(5_000);
        assertThatThrownBy(() -> plan.unboundedCharge(Measured.of(BigDecimal.TEN.pow(22))))
                .hasMessageContaining("amount-out-of-range");
        assertThat(plan.charge(Measured.of(BigDecimal.TEN.pow(22))).amount()).isEqualTo(5_000);
    }

    @Test
    void eachTimeOfTheDayHasItsPrice() {
        Plan plan = PlanFixture.byTime("0.35", "1.15");

        assertThat(plan.charge(Measured.inWindows(List.of(BigDecimal.TEN, BigDecimal.ONE)))
                        .amount())
                .isEqualTo(5);
        assertThat(plan.charge(Measured.inWindows(List.of(BigDecimal.ZERO, BigDecimal.TEN)))
                        .amount())
                .isEqualTo(12);
        assertThat(plan.charge(BigDecimal.TEN).amount())
                .as("a quantity alone counts at the cheapest time")
                .isEqualTo(4);
    }

    @Test
    void whatItIsBegunWithIsOnePackageAndNeverFreeByOneTimeOfTheDay() {
        assertThat(PlanFixture.packages("1000", 1_200).entryPriceFen()).hasValue(1_200);
        assertThat(PlanFixture.packages("0.5", 1_200).entryPriceFen()).hasValue(1_200);
        assertThat(PlanFixture.packages("0.000000001", Fen.MAX_AMOUNT).entryPriceFen())
                .hasValue(Fen.MAX_AMOUNT);
        assertThat(PlanFixture.byTime("0", "50").entryPriceFen()).hasValue(50);
        assertThat(PlanFixture.byTime("0", "0").entryPriceFen()).hasValue(0);
        assertThat(PlanFixture.percentage("0.5", null, null).entryPriceFen())
                .as("what a share of an unknown amount comes to")
                .isEmpty();
        assertThat(PlanFixture.percentage("0.5", 100L, null).entryPriceFen()).hasValue(100);
    }

    @Test
    void windowsAreMeasuredAllOrNotAtAll() {
        Plan plan = PlanFixture.byTime("1", "2");
        Measured one = Measured.inWindows(List.of(BigDecimal.ONE));

        assertThatThrownBy(() -> plan.charge(one)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Measured(BigDecimal.TEN, List.of(BigDecimal.ONE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Measured.of(BigDecimal.ONE.negate())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWindowCoversItsDaysFromItsFirstMinuteToBeforeItsLast() {
        PriceWindow night = new PriceWindow(WindowDays.WORKING_DAYS, "22:15", "24:00", BigDecimal.ONE);

        assertThat(night.covers(true, 22 * 60 + 15)).isTrue();
        assertThat(night.covers(true, 1_439)).isTrue();
        assertThat(night.covers(true, 22 * 60 + 14)).isFalse();
        assertThat(night.covers(false, 1_439)).isFalse();
        assertThat(WindowDays.EVERY_DAY.isOn(false)).isTrue();
        assertThat(WindowDays.DAYS_OFF.isOn(false)).isTrue();
        assertThat(WindowDays.DAYS_OFF.isOn(true)).isFalse();
    }
}
