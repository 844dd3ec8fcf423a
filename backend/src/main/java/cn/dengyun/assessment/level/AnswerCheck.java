package cn.dengyun.assessment.level;

import cn.dengyun.adoption.enterprise.KnownUse;
import cn.dengyun.assessment.standard.AnswerKind;
import cn.dengyun.assessment.standard.PlatformFigure;
import cn.dengyun.assessment.standard.Scoring;
import cn.dengyun.assessment.standard.StandardForm;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What answers are by a standard, and beside what the platform knows. */
final class AnswerCheck {

    /** Whoever has so many to mend looks again. */
    private static final int MAX_DEFECTS = 100;

    private AnswerCheck() {}

    /** What is wrong with answers, of which some may still be missing. */
    static List<Defect> defectsOf(StandardForm standard, AssessmentForms.Answers says) {
        List<Defect> defects = new ArrayList<>();
        Set<String> answered = new HashSet<>();
        for (int i = 0; i < says.answers().size(); i++) {
            AssessmentForms.Answer answer = says.answers().get(i);
            String at = "/answers/" + i;
            Optional<StandardForm.Indicator> indicator = standard.indicator(answer.indicator());
            if (indicator.isEmpty()) {
                defects.add(Defect.at(at + "/indicator", "assessment-indicator-unknown", answer.indicator()));
                continue;
            }
            if (!answered.add(answer.indicator())) {
                defects.add(Defect.at(at + "/indicator", "assessment-answer-repeated", answer.indicator()));
            }
            AnswerKind kind = indicator.get().answer();
            if (Scoring.valueOf(kind, answer.value()).isEmpty()) {
                defects.add(Defect.at(at + "/value", "assessment-value-unfit", kind.name()));
            }
        }
        return defects.stream().limit(MAX_DEFECTS).toList();
    }

    /** Rejects with {@code invalid-request} (400) and all defects. */
    static void require(StandardForm standard, AssessmentForms.Answers says) {
        List<Defect> defects = defectsOf(standard, says);
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /** Indicators without an answer, each as a defect. */
    static List<Defect> missingOf(StandardForm standard, AssessmentForms.Answers says) {
        Map<String, String> answers = byIndicator(says);
        return standard.dimensions().stream()
                .flatMap(dimension -> dimension.indicators().stream())
                .filter(indicator -> !answers.containsKey(indicator.code()))
                .map(indicator -> Defect.at("/answers", "assessment-answer-missing", indicator.code()))
                .limit(MAX_DEFECTS)
                .toList();
    }

    /** The numbers that answers stand for, which are fit. */
    static Map<String, BigDecimal> valuesOf(StandardForm standard, AssessmentForms.Answers says) {
        Map<String, BigDecimal> values = new HashMap<>();
        byIndicator(says)
                .forEach((code, answer) -> values.put(
                        code,
                        standard.indicator(code)
                                .flatMap(indicator -> Scoring.valueOf(indicator.answer(), answer))
                                .orElseThrow()));
        return values;
    }

    private static Map<String, String> byIndicator(AssessmentForms.Answers says) {
        Map<String, String> answers = new HashMap<>();
        says.answers().forEach(answer -> answers.put(answer.indicator(), answer.value()));
        return answers;
    }

    /** Answers beside what the platform knows, of the indicators that name a figure. */
    static List<AssessmentFindings.FigureFinding> figuresOf(
            StandardForm standard, AssessmentForms.Answers says, KnownUse known) {
        Map<String, String> answers = byIndicator(says);
        Map<String, BigDecimal> values = valuesOf(standard, says);
        return standard.dimensions().stream()
                .flatMap(dimension -> dimension.indicators().stream())
                .filter(indicator -> indicator.figure() != null)
                .map(indicator -> {
                    long figure = figureOf(indicator.figure(), known);
                    return new AssessmentFindings.FigureFinding(
                            indicator.code(),
                            indicator.figure(),
                            answers.get(indicator.code()),
                            figure,
                            values.get(indicator.code()).compareTo(BigDecimal.valueOf(figure)) > 0);
                })
                .toList();
    }

    /** What the platform knows as the answer of an indicator that names a figure. */
    static BigDecimal knownOf(StandardForm.Indicator indicator, KnownUse known) {
        long figure = figureOf(indicator.figure(), known);
        return BigDecimal.valueOf(indicator.answer() == AnswerKind.YES_NO ? Math.min(figure, 1) : figure);
    }

    private static long figureOf(PlatformFigure figure, KnownUse known) {
        return switch (figure) {
            case ORDERED_SERVICES -> known.orderedServices();
            case SERVICE_KINDS -> known.serviceKinds();
            case ADOPTED -> known.isAdopted() ? 1 : 0;
            case DEEPLY_CONNECTED -> known.isDeep() ? 1 : 0;
        };
    }
}
