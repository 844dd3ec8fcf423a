package cn.dengyun.monitoring.appraisal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What units come to by a formula, and by nothing else. What was counted makes {@code 100 × value ÷ target} points, cut
 * to two decimals, and not more than the cap; a target of 0 asks for nothing and makes 100. A score is the exact sum of
 * weight times points over 100, six decimals at most.
 */
final class EvaluationScoring {

    static final String FULL_POINTS = "100.00";

    private static final int DECIMALS = 2;
    private static final int OF_SCORE = 6;
    private static final int OF_HUNDRED = 2;
    private static final BigDecimal FULL = new BigDecimal(FULL_POINTS);

    private EvaluationScoring() {}

    /**
     * What a unit comes to.
     *
     * @param points by component
     * @param rank 1 for the highest score; as many have the same as are equal
     */
    record Scored(String regionCode, Map<String, BigDecimal> points, BigDecimal score, String grade, int rank) {}

    /** @param rows of all units; their ranks follow from each other */
    static List<Scored> of(EvaluationForm formula, List<EvaluationRow> rows) {
        List<Scored> scored = rows.stream().map(row -> scored(formula, row)).toList();
        return scored.stream()
                .map(one -> new Scored(
                        one.regionCode(),
                        one.points(),
                        one.score(),
                        one.grade(),
                        1
                                + (int) scored.stream()
                                        .filter(other -> other.score().compareTo(one.score()) > 0)
                                        .count()))
                .toList();
    }

    private static Scored scored(EvaluationForm formula, EvaluationRow row) {
        Map<String, BigDecimal> points = new LinkedHashMap<>();
        BigDecimal score = BigDecimal.ZERO;
        for (EvaluationForm.Component component : formula.components()) {
            BigDecimal made = points(component, row.of(component.code()));
            points.put(component.code(), made);
            score = score.add(new BigDecimal(component.weight()).multiply(made).movePointLeft(OF_HUNDRED));
        }
        return new Scored(
                row.regionCode(),
                points,
                score.setScale(OF_SCORE, RoundingMode.UNNECESSARY),
                gradeOf(formula, score),
                0);
    }

    static BigDecimal points(EvaluationForm.Component component, EvaluationRow.Input input) {
        if (component.source() == EvaluationSource.TYPED) {
            return new BigDecimal(input.points()).setScale(DECIMALS, RoundingMode.UNNECESSARY);
        }
        BigDecimal reached = input.target() == 0
                ? FULL
                : BigDecimal.valueOf(input.value())
                        .multiply(FULL)
                        .divide(BigDecimal.valueOf(input.target()), DECIMALS, RoundingMode.DOWN);
        return reached.min(capOf(component)).setScale(DECIMALS, RoundingMode.UNNECESSARY);
    }

    private static BigDecimal capOf(EvaluationForm.Component component) {
        return component.cap() == null ? FULL : new BigDecimal(component.cap());
    }

    /** The last of the grades that begin at the score or below. */
    static String gradeOf(EvaluationForm formula, BigDecimal score) {
        return formula.grades().stream()
                .filter(grade -> new BigDecimal(grade.from()).compareTo(score) <= 0)
                .reduce((before, grade) -> grade)
                .map(EvaluationForm.Grade::code)
                .orElseThrow();
    }
}
