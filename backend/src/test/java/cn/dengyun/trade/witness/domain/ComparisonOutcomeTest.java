package cn.dengyun.trade.witness.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Ids;
import java.math.BigDecimal;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two totals agree, or they do not, whoever has said which. */
class ComparisonOutcomeTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "100, 100, 0, CONFIRMED",
                "100, 100.000000001, 0, DIFFERS",
                "100, 98, 20, CONFIRMED",
                "98, 100, 20, CONFIRMED",
                "100, 97.999999999, 20, DIFFERS",
                "100, 80, 200, CONFIRMED",
                "100, 79, 200, DIFFERS",
                "0, 0, 20, NO_USE",
                "0, 0.000000001, 200, DIFFERS",
                "100, 0, 200, DIFFERS",
                "100, -, 20, NOT_WITNESSED",
                "0, -, 20, NOT_WITNESSED",
                "999999999999999999, 999999999999999998, 0, DIFFERS"
            })
    void whatBecomesOfTwoTotals(BigDecimal reported, BigDecimal witnessed, int tolerance, ComparisonOutcome expected) {
        assertThat(ComparisonOutcome.of(reported, witnessed, tolerance)).isEqualTo(expected);
    }

    @Property(tries = 1_000)
    void itIsTheSameWhoeverSaidWhichAndInWhateverUnit(
            @ForAll @BigRange(min = "0", max = "1000000000") @Scale(9) BigDecimal one,
            @ForAll @BigRange(min = "0", max = "1000000000") @Scale(9) BigDecimal other,
            @ForAll @IntRange(max = UsageWitness.MAX_TOLERANCE) int tolerance,
            @ForAll @IntRange(min = 1, max = 1_000_000) int factor) {
        ComparisonOutcome outcome = ComparisonOutcome.of(one, other, tolerance);
        BigDecimal by = BigDecimal.valueOf(factor);

        assertThat(ComparisonOutcome.of(other, one, tolerance)).isEqualTo(outcome);
        assertThat(ComparisonOutcome.of(one.multiply(by), other.multiply(by), tolerance))
                .isEqualTo(outcome);
        assertThat(ComparisonOutcome.of(one, one, tolerance))
                .isEqualTo(one.signum() == 0 ? ComparisonOutcome.NO_USE : ComparisonOutcome.CONFIRMED);
    }

    /** Against a count in whole numbers. */
    @Property(tries = 1_000)
    void aWiderToleranceNeverDoubtsWhatANarrowerConfirms(
            @ForAll @IntRange(min = 1, max = 1_000_000) int one,
            @ForAll @IntRange(min = 1, max = 1_000_000) int other,
            @ForAll @IntRange(max = UsageWitness.MAX_TOLERANCE) int tolerance) {
        boolean isClose = Math.abs((long) one - other) * 1_000 <= (long) Math.max(one, other) * tolerance;
        ComparisonOutcome outcome = ComparisonOutcome.of(BigDecimal.valueOf(one), BigDecimal.valueOf(other), tolerance);

        assertThat(outcome).isEqualTo(isClose ? ComparisonOutcome.CONFIRMED : ComparisonOutcome.DIFFERS);
        if (isClose) {
            assertThat(ComparisonOutcome.of(
                            BigDecimal.valueOf(one), BigDecimal.valueOf(other), UsageWitness.MAX_TOLERANCE))
                    .isEqualTo(ComparisonOutcome.CONFIRMED);
        }
    }

    @Test
    void theSameFiguresAreTheSameHoweverTheyAreWritten() {
        UUID witness = Ids.next();
        ComparedFigures figures = figures(witness, "100.0", "90", 20);

        assertThat(figures.isSameAs(figures(witness, "1E+2", "90.00", 20))).isTrue();
        assertThat(figures.isSameAs(figures(witness, "100", "90.1", 20))).isFalse();
        assertThat(figures.isSameAs(figures(witness, "100", null, 20))).isFalse();
        assertThat(figures(witness, "100", null, 20).isSameAs(figures(witness, "100", null, 20)))
                .isTrue();
        assertThat(figures.isSameAs(figures(witness, "100", "90", 30)))
                .as("another rule is another comparison")
                .isFalse();
        assertThat(figures.isSameAs(figures(Ids.next(), "100", "90", 20))).isFalse();
    }

    @Test
    void whoeverIsOneWithASideMayDoubtAndConfirmsNothing() {
        UUID witness = Ids.next();

        assertThat(figures(witness, "100", "99", 20).withoutConfirmation().outcome())
                .isEqualTo(ComparisonOutcome.NOT_WITNESSED);
        for (String seen : new String[] {"50", "0", "150", null}) {
            ComparedFigures figures = figures(witness, "100", seen, 20);
            assertThat(figures.withoutConfirmation()).isEqualTo(figures);
        }
        ComparedFigures idle = figures(witness, "0", "0", 20);
        assertThat(idle.withoutConfirmation()).isEqualTo(idle);
    }

    private static ComparedFigures figures(UUID witness, String reported, String witnessed, int tolerance) {
        return new ComparedFigures(
                witness,
                witness,
                "示范通信",
                tolerance,
                new BigDecimal(reported),
                witnessed == null ? null : new BigDecimal(witnessed));
    }
}
