package cn.dengyun.activity.contest;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is wrong with what is sent of a contest, all of it at once. */
final class ContestCheck {

    private static final BigDecimal WHOLE = new BigDecimal(100);

    private ContestCheck() {}

    /** Rejects with {@code invalid-request} (400) and all defects. */
    static void require(ContestForm form) {
        requireNone(defectsOf(form));
    }

    static List<Defect> defectsOf(ContestForm form) {
        List<Defect> defects = new ArrayList<>();
        BigDecimal sum = form.criteria().stream()
                .map(criterion -> new BigDecimal(criterion.weight()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(WHOLE) != 0) {
            defects.add(Defect.at("/criteria", "contest-weights-sum", sum.toPlainString()));
        }
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < form.criteria().size(); i++) {
            ContestForm.Criterion criterion = form.criteria().get(i);
            if (!codes.add(criterion.code())) {
                defects.add(Defect.at("/criteria/" + i + "/code", "contest-criterion-repeated", criterion.code()));
            }
            if (new BigDecimal(criterion.weight()).signum() == 0) {
                defects.add(Defect.at("/criteria/" + i + "/weight", "contest-weight-nothing"));
            }
        }
        if (!form.nominationsUntil().isAfter(form.nominationsFrom())) {
            defects.add(Defect.at("/nominationsUntil", "contest-window-unfit"));
        }
        return defects;
    }

    /** A person where one is selected, who consents, and else none. Rejects with {@code invalid-request} (400). */
    static void require(ContestKind kind, ContestForms.Nomination says) {
        ContestForms.Person person = says.person();
        if (kind == ContestKind.CONTEST) {
            requireNone(person == null ? List.of() : List.of(Defect.at("/person", "contest-person-unfit")));
            return;
        }
        if (person == null) {
            throw Rejection.invalid(List.of(Defect.at("/person", "contest-person-missing")));
        }
        if (!person.consents()) {
            throw Rejection.invalid(List.of(Defect.at("/person/consents", "contest-consent-missing")));
        }
    }

    /** Each criterion once, with points up to its maximum. Rejects with {@code invalid-request} (400). */
    static void require(ContestForm form, List<ContestForms.Points> points) {
        Map<String, Integer> most = form.criteria().stream()
                .collect(Collectors.toMap(ContestForm.Criterion::code, ContestForm.Criterion::maxScore));
        List<Defect> defects = new ArrayList<>();
        Set<String> given = new HashSet<>();
        for (int i = 0; i < points.size(); i++) {
            ContestForms.Points each = points.get(i);
            Integer max = most.get(each.criterion());
            if (max == null || !given.add(each.criterion())) {
                defects.add(
                        Defect.at("/points/" + i + "/criterion", "contest-points-criterion-unfit", each.criterion()));
                continue;
            }
            if (new BigDecimal(each.points()).compareTo(BigDecimal.valueOf(max)) > 0) {
                defects.add(Defect.at("/points/" + i + "/points", "contest-points-unfit", max));
            }
        }
        form.criteria().stream()
                .filter(criterion -> !given.contains(criterion.code()))
                .forEach(criterion -> defects.add(Defect.at("/points", "contest-points-missing", criterion.code())));
        requireNone(defects);
    }

    static void requireNone(List<Defect> defects) {
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }
}
