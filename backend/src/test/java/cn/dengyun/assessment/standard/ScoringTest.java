package cn.dengyun.assessment.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scores are exact, bands half-open, and a level has what it and those below it ask for. */
class ScoringTest {

    @ParameterizedTest
    @CsvSource({
        "0, UNRATED",
        "19.99, UNRATED",
        "20, L1",
        "39.99, L1",
        "40.00, L2",
        "59.99, L2",
        "60, L3",
        "60.00, L3",
        "74.99, L3",
        "75, L4",
        "89.99, L4",
        "90, L5",
        "100, L5"
    })
    void aLevelBeginsWithItsScoreAndEndsBeforeTheNext(String points, AssessmentLevel level) {
        Scoring.Result result =
                Scoring.of(only(AnswerKind.SCORE, null, List.of()), Map.of("X", new BigDecimal(points)));

        assertThat(result.score()).isEqualByComparingTo(points);
        assertThat(result.level()).isEqualTo(level);
    }

    @Test
    void nothingIsRoundedBeforeALevelIsFound() {
        StandardForm standard = standard(
                List.of(
                        new StandardForm.Dimension(
                                "A",
                                "甲",
                                "A",
                                "33.33",
                                List.of(
                                        indicator("X", "33.33", AnswerKind.SCORE, null),
                                        indicator("Y", "66.67", AnswerKind.SCORE, null))),
                        new StandardForm.Dimension(
                                "B", "乙", "B", "66.67", List.of(indicator("Z", "100", AnswerKind.SCORE, null)))),
                List.of());

        Scoring.Result result = Scoring.of(
                standard, Map.of("X", new BigDecimal("59.99"), "Y", new BigDecimal("60"), "Z", new BigDecimal("60")));

        assertThat(result.score()).isEqualByComparingTo("59.9988891111");
        assertThat(result.level()).isEqualTo(AssessmentLevel.L2);
        assertThat(Scoring.shown(result.score())).isEqualTo("59.99");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.9999, 0", "1, 40", "9.9999, 40", "10, 70", "999999999, 70"})
    void aNumberMakesThePointsOfTheBandThatItIsIn(String number, String points) {
        List<StandardForm.PointBand> bands =
                List.of(new StandardForm.PointBand("1", "40"), new StandardForm.PointBand("10", "70"));

        Scoring.Result result =
                Scoring.of(only(AnswerKind.NUMBER, bands, List.of()), Map.of("X", new BigDecimal(number)));

        assertThat(result.score()).isEqualByComparingTo(points);
    }

    @Test
    void whatALevelAsksForHoldsForThoseAboveItToo() {
        StandardForm standard =
                only(AnswerKind.SCORE, null, List.of(new StandardForm.Gate(AssessmentLevel.L3, "X", "95")));

        Scoring.Result below = Scoring.of(standard, Map.of("X", new BigDecimal("94.99")));
        Scoring.Result above = Scoring.of(standard, Map.of("X", new BigDecimal("95")));

        assertThat(below.level()).isEqualTo(AssessmentLevel.L2);
        assertThat(below.missed()).containsExactly(standard.gates().get(0));
        assertThat(above.level()).isEqualTo(AssessmentLevel.L5);
        assertThat(above.missed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SCORE, 100, true",
        "SCORE, 100.01, false",
        "SCORE, 59.999, false",
        "SCORE, -1, false",
        "SCORE, YES, false",
        "YES_NO, YES, true",
        "YES_NO, NO, true",
        "YES_NO, yes, false",
        "YES_NO, 1, false",
        "NUMBER, 0, true",
        "NUMBER, 3.1415, true",
        "NUMBER, 3.14159, false",
        "NUMBER, 1e3, false",
        "NUMBER, 01, false"
    })
    void anAnswerFitsItsIndicator(AnswerKind kind, String answer, boolean isFit) {
        assertThat(Scoring.valueOf(kind, answer).isPresent()).isEqualTo(isFit);
    }

    private static StandardForm only(
            AnswerKind kind, List<StandardForm.PointBand> bands, List<StandardForm.Gate> gates) {
        return standard(
                List.of(new StandardForm.Dimension("A", "甲", "A", "100", List.of(indicator("X", "100", kind, bands)))),
                gates);
    }

    private static StandardForm standard(List<StandardForm.Dimension> dimensions, List<StandardForm.Gate> gates) {
        StandardForm demo = DemoStandard.form();
        StandardForm standard = new StandardForm("标准", "Standard", dimensions, demo.levels(), gates, null);
        assertThat(StandardCheck.defectsOf(standard)).isEmpty();
        return standard;
    }

    private static StandardForm.Indicator indicator(
            String code, String weight, AnswerKind kind, List<StandardForm.PointBand> bands) {
        return new StandardForm.Indicator(code, "指标", "Indicator", weight, kind, bands, null);
    }
}
