package cn.dengyun.assessment.standard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What answers come to by a standard. All of it is exact: weights and points have two decimals, so that a score has ten
 * at most and nothing is rounded before a level is found by it. Where a score is shown, it has two decimals and is
 * rounded down, so that what is shown as 60.00 has reached 60.
 */
public final class Scoring {

    /** By how many decimals two weights of a hundred move a sum. */
    private static final int OF_HUNDRED = 2;

    private static final BigDecimal FULL = new BigDecimal(100);

    private Scoring() {}

    /**
     * What answers come to.
     *
     * @param score from 0 to 100
     * @param dimensions their scores from 0 to 100 by code, in the order of the standard
     * @param missed what the level above the one that is reached, or one further up, asks for and is not there, of
     *     levels whose score is reached
     */
    public record Result(
            BigDecimal score,
            Map<String, BigDecimal> dimensions,
            AssessmentLevel level,
            List<StandardForm.Gate> missed) {}

    /**
     * The number that an answer stands for: points, the number, or 1 for {@code YES} and 0 for {@code NO}; empty where
     * it does not answer such an indicator.
     */
    public static Optional<BigDecimal> valueOf(AnswerKind kind, String answer) {
        return switch (kind) {
            case YES_NO ->
                switch (answer) {
                    case "YES" -> Optional.of(BigDecimal.ONE);
                    case "NO" -> Optional.of(BigDecimal.ZERO);
                    default -> Optional.empty();
                };
            case NUMBER -> answer.matches(StandardForm.NUMBER) ? Optional.of(new BigDecimal(answer)) : Optional.empty();
            case SCORE ->
                answer.matches(StandardForm.SHARE)
                        ? Optional.of(new BigDecimal(answer)).filter(points -> points.compareTo(FULL) <= 0)
                        : Optional.empty();
        };
    }

    /** The points from 0 to 100 that a value makes. */
    static BigDecimal pointsOf(StandardForm.Indicator indicator, BigDecimal value) {
        return switch (indicator.answer()) {
            case SCORE -> value;
            case YES_NO -> value.multiply(FULL);
            case NUMBER ->
                indicator.bands().stream()
                        .filter(band -> new BigDecimal(band.from()).compareTo(value) <= 0)
                        .reduce((before, band) -> band)
                        .map(band -> new BigDecimal(band.points()))
                        .orElse(BigDecimal.ZERO);
        };
    }

    /** @param values of all indicators, by code */
    public static Result of(StandardForm standard, Map<String, BigDecimal> values) {
        Map<String, BigDecimal> dimensions = new LinkedHashMap<>();
        BigDecimal score = BigDecimal.ZERO;
        for (StandardForm.Dimension dimension : standard.dimensions()) {
            BigDecimal reached = dimension.indicators().stream()
                    .map(indicator -> new BigDecimal(indicator.weight())
                            .multiply(pointsOf(indicator, values.get(indicator.code())))
                            .movePointLeft(OF_HUNDRED))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            dimensions.put(dimension.code(), reached);
            score = score.add(
                    new BigDecimal(dimension.weight()).multiply(reached).movePointLeft(OF_HUNDRED));
        }
        return levelled(standard, values, score, dimensions);
    }

    private static Result levelled(
            StandardForm standard,
            Map<String, BigDecimal> values,
            BigDecimal score,
            Map<String, BigDecimal> dimensions) {
        AssessmentLevel level = AssessmentLevel.UNRATED;
        List<StandardForm.Gate> missed = new ArrayList<>();
        for (StandardForm.LevelBand band : standard.levels()) {
            if (score.compareTo(new BigDecimal(band.from())) < 0) {
                break;
            }
            standard.gates().stream()
                    .filter(gate -> gate.level() == band.level() && !isPassed(standard, gate, values))
                    .forEach(missed::add);
            level = missed.isEmpty() ? band.level() : level;
        }
        return new Result(score, dimensions, level, missed);
    }

    /**
     * What is missing for a level.
     *
     * @param points 0 where its score is reached
     * @param gates what it asks for and is not there
     */
    public record Missing(AssessmentLevel level, BigDecimal points, List<StandardForm.Gate> gates) {}

    /**
     * What is missing for the level above the one that is reached; empty where there is none above.
     *
     * @param values of all indicators, by code, from which the result is
     */
    public static Optional<Missing> missing(StandardForm standard, Map<String, BigDecimal> values, Result result) {
        return standard.levels().stream()
                .filter(band -> band.level().compareTo(result.level()) > 0)
                .findFirst()
                .map(band -> new Missing(
                        band.level(),
                        new BigDecimal(band.from()).subtract(result.score()).max(BigDecimal.ZERO),
                        standard.gates().stream()
                                .filter(gate -> gate.level() == band.level() && !isPassed(standard, gate, values))
                                .toList()));
    }

    private static boolean isPassed(StandardForm standard, StandardForm.Gate gate, Map<String, BigDecimal> values) {
        BigDecimal asked = standard.indicator(gate.indicator())
                .flatMap(indicator -> valueOf(indicator.answer(), gate.value()))
                .orElseThrow();
        return values.get(gate.indicator()).compareTo(asked) >= 0;
    }

    /** Missing points as they are shown: two decimals, rounded up, so that as many are enough. */
    public static String shownMissing(BigDecimal points) {
        return points.setScale(2, RoundingMode.UP).toPlainString();
    }

    /** A score as it is shown: two decimals, rounded down. */
    public static String shown(BigDecimal score) {
        return score.setScale(2, RoundingMode.DOWN).toPlainString();
    }
}
