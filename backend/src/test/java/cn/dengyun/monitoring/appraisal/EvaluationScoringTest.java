package cn.dengyun.monitoring.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.monitoring.appraisal.EvaluationRow.Input;
import cn.dengyun.monitoring.appraisal.EvaluationScoring.Scored;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scores are exact, bands half-open, ranks shared; a formula that is none is refused with everything. */
class EvaluationScoringTest {

    private static final EvaluationForm FORMULA = new EvaluationForm(
            2025,
            "考核",
            10,
            List.of(
                    component("A", "66.67", EvaluationSource.PLAN_TARGET, "CLOUD_ENTERPRISES", null, "120.00"),
                    typed("B", "33.33")),
            List.of(
                    new EvaluationForm.Grade("LOW", "低", "Low", "0"),
                    new EvaluationForm.Grade("HIGH", "高", "High", "60.00")),
            List.of());

    private static EvaluationForm.Component component(
            String code, String weight, EvaluationSource source, String indicator, Long full, String cap) {
        return new EvaluationForm.Component(code, "项", "Item", weight, source, indicator, full, cap);
    }

    private static EvaluationForm.Component typed(String code, String weight) {
        return component(code, weight, EvaluationSource.TYPED, null, null, null);
    }

    private static EvaluationRow row(String region, long value, long target, String points) {
        return new EvaluationRow(
                region,
                List.of(
                        new Input("A", value, target, null, null, null),
                        new Input("B", null, null, points, "依据", null)));
    }

    @Test
    void aScoreIsTheExactSum() {
        Scored one = EvaluationScoring.of(FORMULA, List.of(row("340100", 1, 3, "86.5")))
                .get(0);

        assertThat(one.points().get("A")).isEqualByComparingTo("33.33");
        assertThat(one.score()).isEqualTo(new BigDecimal("51.051561"));
    }

    @Test
    void whatIsMoreThanTheCapCountsAsTheCap() {
        assertThat(EvaluationScoring.points(FORMULA.components().get(0), new Input("A", 500L, 100L, null, null, null)))
                .isEqualByComparingTo("120");
        assertThat(EvaluationScoring.points(FORMULA.components().get(0), new Input("A", 0L, 0L, null, null, null)))
                .isEqualByComparingTo("100");
    }

    @Test
    void aBandReachesFromItsBeginningToTheNext() {
        assertThat(EvaluationScoring.gradeOf(FORMULA, new BigDecimal("59.999999")))
                .isEqualTo("LOW");
        assertThat(EvaluationScoring.gradeOf(FORMULA, new BigDecimal("60.000000")))
                .isEqualTo("HIGH");
    }

    @Test
    void equalScoresShareTheBetterRank() {
        List<Scored> all = EvaluationScoring.of(
                FORMULA,
                List.of(row("1", 9, 9, "90"), row("2", 5, 9, "50"), row("3", 5, 9, "50"), row("4", 1, 9, "10")));

        assertThat(all).extracting(Scored::rank).containsExactly(1, 2, 2, 4);
    }

    @Test
    void weightsThatAreNearlyAHundredAreNotAHundred() {
        assertThat(codes(with(List.of(typed("A", "66.66"), typed("B", "33.33")))))
                .containsExactly("evaluation-weights-sum");
        assertThat(codes(with(List.of(typed("A", "66.67"), typed("B", "33.33")))))
                .isEmpty();
    }

    @Test
    void everythingThatIsWrongIsTold() {
        EvaluationForm form = new EvaluationForm(
                2025,
                "考核",
                10,
                List.of(
                        component("A", "0", EvaluationSource.INDICATOR, "VOUCHERS_PAID_FEN", null, "150.01"),
                        component("A", "100", EvaluationSource.PLAN_TARGET, "NOTHING", 5L, null)),
                List.of(
                        new EvaluationForm.Grade("LOW", "低", "Low", "1"),
                        new EvaluationForm.Grade("LOW", "低", "Low", "1")),
                List.of(
                        new EvaluationForm.Typed("A", "990000", "100.01", "依据"),
                        new EvaluationForm.Typed("A", "990000", "1", "依据")));

        assertThat(codes(form))
                .contains(
                        "evaluation-cap-unfit",
                        "evaluation-code-repeated",
                        "evaluation-component-unknown",
                        "evaluation-full-unfit",
                        "evaluation-grade-order",
                        "evaluation-indicator-unfit",
                        "evaluation-points-twice",
                        "evaluation-points-unfit",
                        "evaluation-unit-unknown",
                        "evaluation-weight-nothing");
    }

    private static EvaluationForm with(List<EvaluationForm.Component> components) {
        return new EvaluationForm(2025, "考核", 10, components, FORMULA.grades(), List.of());
    }

    private static List<String> codes(EvaluationForm form) {
        List<String> codes = new ArrayList<>();
        EvaluationCheck.defectsOf(form, Set.of("ORDERS"), Set.of("340100")).forEach(defect -> codes.add(defect.code()));
        return codes;
    }
}
