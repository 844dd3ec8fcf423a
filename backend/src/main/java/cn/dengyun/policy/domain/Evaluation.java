package cn.dengyun.policy.domain;

import java.util.List;

/**
 * The answer of the {@link RuleEngine}.
 *
 * @param results one for every {@link RuleCode}, in its order
 * @param face with nothing granted when not eligible; what would be granted when undecided
 */
public record Evaluation(EligibilityVerdict verdict, List<RuleResult> results, FaceValue face) {

    public Evaluation {
        results = List.copyOf(results);
    }

    public RuleResult of(RuleCode rule) {
        return results.get(rule.ordinal());
    }

    /** Rules with an outcome. */
    public List<RuleResult> with(RuleOutcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).toList();
    }

    /** Whether money may be held for it: its face, or none yet when it {@link #mustWait waits}. */
    public boolean mayHold() {
        return verdict != EligibilityVerdict.NOT_ELIGIBLE;
    }

    /** Whether it may be submitted: it may hold money, and the applicant has answered what only he can. */
    public boolean maySubmit() {
        return mayHold() && unanswered().isEmpty();
    }

    /** Rules that wait for an answer that only the applicant has; facts that are certified or looked up are no such. */
    public List<RuleResult> unanswered() {
        return with(RuleOutcome.UNKNOWN).stream()
                .filter(result -> result.rule() == RuleCode.STACKING)
                .toList();
    }

    /** Whether it may hold money, but has to wait until more of the quota is left. */
    public boolean mustWait() {
        return mayHold() && of(RuleCode.QUOTA).outcome() == RuleOutcome.FAILED;
    }

    /** Whether it may be approved: everything is known, nothing failed, and the face is there. */
    public boolean mayBeApproved() {
        return verdict == EligibilityVerdict.ELIGIBLE || verdict == EligibilityVerdict.ELIGIBLE_REDUCED;
    }
}
