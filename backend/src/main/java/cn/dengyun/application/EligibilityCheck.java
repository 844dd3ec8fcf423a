package cn.dengyun.application;

import cn.dengyun.policy.domain.Evaluation;
import cn.dengyun.policy.domain.RuleOutcome;
import cn.dengyun.policy.domain.RuleResult;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import java.util.List;
import java.util.stream.Stream;

/** Refuses what the rules refuse, with every rule that does. */
final class EligibilityCheck {

    private EligibilityCheck() {}

    /** Rejects with {@code application-not-eligible} (422), every failed rule in it. */
    static void requireSubmittable(Evaluation evaluation) {
        if (!evaluation.maySubmit()) {
            throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "application-not-eligible")
                    .because(failures(evaluation));
        }
    }

    /** A defect for every rule that failed. */
    static List<Defect> failures(Evaluation evaluation) {
        return defects(evaluation.with(RuleOutcome.FAILED).stream());
    }

    /** Rejects with {@code application-not-approvable} (422), every rule in it that failed or is not known. */
    static void requireApprovable(Evaluation evaluation) {
        if (!evaluation.mayBeApproved()) {
            throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "application-not-approvable")
                    .because(defects(Stream.concat(
                            evaluation.with(RuleOutcome.FAILED).stream(),
                            evaluation.with(RuleOutcome.UNKNOWN).stream())));
        }
    }

    private static List<Defect> defects(Stream<RuleResult> results) {
        return results.filter(result -> result.reason() != null)
                .map(result -> new Defect(
                        "", result.reason().code(), List.copyOf(result.reason().arguments())))
                .toList();
    }
}
