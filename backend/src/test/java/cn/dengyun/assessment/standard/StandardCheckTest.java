package cn.dengyun.assessment.standard;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.assessment.standard.StandardForm.Dimension;
import cn.dengyun.assessment.standard.StandardForm.Gate;
import cn.dengyun.assessment.standard.StandardForm.Indicator;
import cn.dengyun.assessment.standard.StandardForm.LevelBand;
import cn.dengyun.assessment.standard.StandardForm.PointBand;
import cn.dengyun.shared.Defect;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A standard is refused with everything that is wrong with it, each in its place. */
class StandardCheckTest {

    @Test
    void theStandardOfTheDemoIsSound() {
        assertThat(StandardCheck.defectsOf(DemoStandard.form())).isEmpty();
    }

    @Test
    void everyDefectIsNamedAtOnce() {
        StandardForm broken = new StandardForm(
                "标准",
                "Standard",
                List.of(
                        new Dimension(
                                "A",
                                "甲",
                                "A",
                                "99.99",
                                List.of(
                                        new Indicator(
                                                "X", "一", "One", "50", AnswerKind.SCORE, null, PlatformFigure.ADOPTED),
                                        new Indicator("X", "二", "Two", "50.01", AnswerKind.NUMBER, null, null))),
                        new Dimension(
                                "B",
                                "乙",
                                "B",
                                "0",
                                List.of(new Indicator(
                                        "Y",
                                        "三",
                                        "Three",
                                        "100",
                                        AnswerKind.YES_NO,
                                        List.of(new PointBand("2", "100.01"), new PointBand("2.0", "5")),
                                        null)))),
                List.of(new LevelBand(AssessmentLevel.L2, "40"), new LevelBand(AssessmentLevel.L1, "20")),
                List.of(
                        new Gate(AssessmentLevel.UNRATED, "Y", "YES"),
                        new Gate(AssessmentLevel.L3, "Z", "1"),
                        new Gate(AssessmentLevel.L3, "Y", "1")),
                null);

        assertThat(StandardCheck.defectsOf(broken))
                .containsExactlyInAnyOrder(
                        Defect.at("/dimensions", "assessment-weights-sum", "99.99"),
                        Defect.at("/dimensions/0/indicators", "assessment-weights-sum", "100.01"),
                        Defect.at("/dimensions/0/indicators/0/figure", "assessment-figure-unfit"),
                        Defect.at("/dimensions/0/indicators/1/code", "assessment-code-repeated", "X"),
                        Defect.at("/dimensions/0/indicators/1/bands", "assessment-bands-missing"),
                        Defect.at("/dimensions/1/weight", "assessment-weight-nothing"),
                        Defect.at("/dimensions/1/indicators/0/bands", "assessment-bands-unfit"),
                        Defect.at("/dimensions/1/indicators/0/bands/1/from", "assessment-band-order", "2"),
                        Defect.at("/dimensions/1/indicators/0/bands/0/points", "assessment-above-hundred"),
                        Defect.at("/levels", "assessment-levels-incomplete"),
                        Defect.at("/levels/1/from", "assessment-band-order", "40"),
                        Defect.at("/gates/0/level", "assessment-gate-of-none"),
                        Defect.at("/gates/1/indicator", "assessment-indicator-unknown", "Z"),
                        Defect.at("/gates/2/value", "assessment-value-unfit", "YES_NO"));
    }

    @Test
    void aHundredthLessIsNotAHundred() {
        StandardForm demo = DemoStandard.form();
        Dimension first = demo.dimensions().get(0);
        Dimension less = new Dimension(first.code(), first.nameZh(), first.nameEn(), "14.99", first.indicators());
        List<Dimension> dimensions = new ArrayList<>(demo.dimensions());
        dimensions.set(0, less);

        assertThat(StandardCheck.defectsOf(
                        new StandardForm(demo.nameZh(), demo.nameEn(), dimensions, demo.levels(), demo.gates(), null)))
                .containsExactly(Defect.at("/dimensions", "assessment-weights-sum", "99.99"));
    }
}
