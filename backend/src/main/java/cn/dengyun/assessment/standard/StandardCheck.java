package cn.dengyun.assessment.standard;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Everything that keeps a standard from being one, each in its place. */
final class StandardCheck {

    /** Whoever has so many to mend looks again. */
    private static final int MAX_DEFECTS = 100;

    private static final BigDecimal WHOLE = new BigDecimal(100);

    private final StandardForm form;
    private final List<Defect> defects = new ArrayList<>();
    private final Set<String> codes = new HashSet<>();

    private StandardCheck(StandardForm form) {
        this.form = form;
    }

    /** Rejects with {@code invalid-request} (400) and all defects. */
    static void require(StandardForm form) {
        List<Defect> defects = defectsOf(form);
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    static List<Defect> defectsOf(StandardForm form) {
        StandardCheck check = new StandardCheck(form);
        check.dimensions();
        check.levels();
        check.gates();
        return check.defects.stream().limit(MAX_DEFECTS).toList();
    }

    private void dimensions() {
        requireWhole("/dimensions", form.dimensions(), StandardForm.Dimension::weight);
        for (int i = 0; i < form.dimensions().size(); i++) {
            StandardForm.Dimension dimension = form.dimensions().get(i);
            String at = "/dimensions/" + i;
            requireNew(at + "/code", dimension.code());
            requireWeight(at + "/weight", dimension.weight());
            requireWhole(at + "/indicators", dimension.indicators(), StandardForm.Indicator::weight);
            for (int j = 0; j < dimension.indicators().size(); j++) {
                indicator(at + "/indicators/" + j, dimension.indicators().get(j));
            }
        }
    }

    private <T> void requireWhole(String at, List<T> parts, Function<T, String> weight) {
        BigDecimal sum = parts.stream().map(weight).map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(WHOLE) != 0) {
            defects.add(Defect.at(at, "assessment-weights-sum", sum.toPlainString()));
        }
    }

    private void requireNew(String at, String code) {
        if (!codes.add(code)) {
            defects.add(Defect.at(at, "assessment-code-repeated", code));
        }
    }

    private void requireWeight(String at, String weight) {
        if (new BigDecimal(weight).signum() == 0) {
            defects.add(Defect.at(at, "assessment-weight-nothing"));
        }
    }

    private void indicator(String at, StandardForm.Indicator indicator) {
        requireNew(at + "/code", indicator.code());
        requireWeight(at + "/weight", indicator.weight());
        boolean isNumber = indicator.answer() == AnswerKind.NUMBER;
        if (isNumber && indicator.bands() == null) {
            defects.add(Defect.at(at + "/bands", "assessment-bands-missing"));
        }
        if (!isNumber && indicator.bands() != null) {
            defects.add(Defect.at(at + "/bands", "assessment-bands-unfit"));
        }
        if (indicator.answer() == AnswerKind.SCORE && indicator.figure() != null) {
            defects.add(Defect.at(at + "/figure", "assessment-figure-unfit"));
        }
        if (indicator.bands() == null) {
            return;
        }
        requireRising(at + "/bands", indicator.bands(), StandardForm.PointBand::from);
        for (int i = 0; i < indicator.bands().size(); i++) {
            requireInWhole(
                    at + "/bands/" + i + "/points", indicator.bands().get(i).points());
        }
    }

    private <T> void requireRising(String at, List<T> bands, Function<T, String> from) {
        for (int i = 1; i < bands.size(); i++) {
            BigDecimal before = new BigDecimal(from.apply(bands.get(i - 1)));
            if (new BigDecimal(from.apply(bands.get(i))).compareTo(before) <= 0) {
                defects.add(Defect.at(at + "/" + i + "/from", "assessment-band-order", before.toPlainString()));
            }
        }
    }

    private void requireInWhole(String at, String share) {
        if (new BigDecimal(share).compareTo(WHOLE) > 0) {
            defects.add(Defect.at(at, "assessment-above-hundred"));
        }
    }

    private void levels() {
        List<AssessmentLevel> named =
                form.levels().stream().map(StandardForm.LevelBand::level).toList();
        List<AssessmentLevel> wanted = List.of(AssessmentLevel.values()).subList(1, AssessmentLevel.values().length);
        if (!named.equals(wanted)) {
            defects.add(Defect.at("/levels", "assessment-levels-incomplete"));
        }
        requireRising("/levels", form.levels(), StandardForm.LevelBand::from);
        for (int i = 0; i < form.levels().size(); i++) {
            requireInWhole("/levels/" + i + "/from", form.levels().get(i).from());
        }
    }

    private void gates() {
        for (int i = 0; i < form.gates().size(); i++) {
            StandardForm.Gate gate = form.gates().get(i);
            String at = "/gates/" + i;
            if (gate.level() == AssessmentLevel.UNRATED) {
                defects.add(Defect.at(at + "/level", "assessment-gate-of-none"));
            }
            form.indicator(gate.indicator())
                    .ifPresentOrElse(
                            indicator -> {
                                if (Scoring.valueOf(indicator.answer(), gate.value())
                                        .isEmpty()) {
                                    defects.add(Defect.at(
                                            at + "/value",
                                            "assessment-value-unfit",
                                            indicator.answer().name()));
                                }
                            },
                            () -> defects.add(
                                    Defect.at(at + "/indicator", "assessment-indicator-unknown", gate.indicator())));
        }
    }
}
