package cn.dengyun.monitoring.appraisal;

import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything that keeps a formula from being one, each in its place. */
final class EvaluationCheck {

    /** Whoever has so many to mend looks again. */
    private static final int MAX_DEFECTS = 100;

    private static final BigDecimal WHOLE = new BigDecimal(100);
    private static final BigDecimal MAX_CAP = new BigDecimal(150);

    private final EvaluationForm form;
    private final Set<String> indicators;
    private final Set<String> units;
    private final List<Defect> defects = new ArrayList<>();

    private EvaluationCheck(EvaluationForm form, Set<String> indicators, Set<String> units) {
        this.form = form;
        this.indicators = indicators;
        this.units = units;
    }

    /**
     * Rejects with {@code invalid-request} (400) and all defects.
     *
     * @param indicators the public numbers of the statistics
     * @param units that are evaluated
     */
    static void require(EvaluationForm form, Set<String> indicators, Set<String> units) {
        requireNone(defectsOf(form, indicators, units));
    }

    private static void requireNone(List<Defect> defects) {
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    static List<Defect> defectsOf(EvaluationForm form, Set<String> indicators, Set<String> units) {
        EvaluationCheck check = new EvaluationCheck(form, indicators, units);
        check.components();
        check.grades();
        check.typed();
        return check.defects.stream().limit(MAX_DEFECTS).toList();
    }

    /** Rejects with {@code invalid-request} (400) a formula for which something is still to be typed. */
    static void requireTyped(EvaluationForm form, Set<String> units) {
        List<Defect> missing = new ArrayList<>();
        for (EvaluationForm.Component component : form.components()) {
            Set<String> known = new HashSet<>();
            form.typed().stream()
                    .filter(typed -> typed.component().equals(component.code()))
                    .forEach(typed -> known.add(typed.regionCode()));
            List<String> without = units.stream()
                    .filter(unit -> !known.contains(unit))
                    .sorted()
                    .toList();
            if (component.source() == EvaluationSource.TYPED && !without.isEmpty()) {
                missing.add(
                        Defect.at("/typed", "evaluation-points-missing", component.code(), String.join(", ", without)));
            }
        }
        requireNone(missing);
    }

    private void components() {
        BigDecimal sum = form.components().stream()
                .map(component -> new BigDecimal(component.weight()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(WHOLE) != 0) {
            defects.add(Defect.at("/components", "evaluation-weights-sum", sum.toPlainString()));
        }
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < form.components().size(); i++) {
            EvaluationForm.Component component = form.components().get(i);
            String at = "/components/" + i;
            requireNew(codes, at, component.code());
            if (new BigDecimal(component.weight()).signum() == 0) {
                defects.add(Defect.at(at + "/weight", "evaluation-weight-nothing"));
            }
            requireFit(at, component);
        }
    }

    private void requireNew(Set<String> codes, String at, String code) {
        if (!codes.add(code)) {
            defects.add(Defect.at(at + "/code", "evaluation-code-repeated", code));
        }
    }

    private void requireFit(String at, EvaluationForm.Component component) {
        boolean isTyped = component.source() == EvaluationSource.TYPED;
        boolean isCounted = component.source() == EvaluationSource.INDICATOR;
        if (isTyped != (component.indicator() == null)
                || !isTyped && !known(component).contains(component.indicator())) {
            defects.add(Defect.at(
                    at + "/indicator",
                    "evaluation-indicator-unfit",
                    component.source().name()));
        }
        if (isCounted != (component.full() != null)) {
            defects.add(Defect.at(
                    at + "/full", "evaluation-full-unfit", component.source().name()));
        }
        if (component.cap() != null) {
            BigDecimal cap = new BigDecimal(component.cap());
            if (isTyped || cap.signum() == 0 || cap.compareTo(MAX_CAP) > 0) {
                defects.add(Defect.at(at + "/cap", "evaluation-cap-unfit"));
            }
        }
    }

    private Set<String> known(EvaluationForm.Component component) {
        if (component.source() == EvaluationSource.INDICATOR) {
            return indicators;
        }
        Set<String> planned = new HashSet<>();
        Arrays.stream(PlanIndicator.values()).forEach(each -> planned.add(each.name()));
        return planned;
    }

    private void grades() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < form.grades().size(); i++) {
            EvaluationForm.Grade grade = form.grades().get(i);
            requireNew(codes, "/grades/" + i, grade.code());
            BigDecimal from = new BigDecimal(grade.from());
            boolean isInOrder = i == 0
                    ? from.signum() == 0
                    : from.compareTo(new BigDecimal(form.grades().get(i - 1).from())) > 0;
            if (!isInOrder) {
                defects.add(Defect.at("/grades/" + i + "/from", "evaluation-grade-order"));
            }
        }
    }

    private void typed() {
        Set<List<String>> known = new HashSet<>();
        for (int i = 0; i < form.typed().size(); i++) {
            EvaluationForm.Typed typed = form.typed().get(i);
            String at = "/typed/" + i;
            boolean isTyped = form.component(typed.component())
                    .filter(component -> component.source() == EvaluationSource.TYPED)
                    .isPresent();
            if (!isTyped) {
                defects.add(Defect.at(at + "/component", "evaluation-component-unknown", typed.component()));
            }
            if (!units.contains(typed.regionCode())) {
                defects.add(Defect.at(at + "/regionCode", "evaluation-unit-unknown", typed.regionCode()));
            }
            if (!known.add(List.of(typed.component(), typed.regionCode()))) {
                defects.add(Defect.at(at, "evaluation-points-twice", typed.component(), typed.regionCode()));
            }
            if (new BigDecimal(typed.points()).compareTo(WHOLE) > 0) {
                defects.add(Defect.at(at + "/points", "evaluation-points-unfit"));
            }
        }
    }
}
