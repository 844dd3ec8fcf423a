package cn.dengyun.application.domain;

import cn.dengyun.policy.domain.Evaluation;
import cn.dengyun.policy.domain.RuleOutcome;

/** What a programme holds for an enterprise, as its rules say to the most that it could ask for. */
public enum ProgrammeFit {
    /** Nothing speaks against it, and there is money. */
    FITS,
    /** Nothing speaks against it, but it would wait until more money is left. */
    WAITS,
    /** Nothing speaks against it; what is not known of the enterprise decides. */
    UNDECIDED,
    /** A rule does. */
    NOT_NOW;

    public static ProgrammeFit of(Evaluation most) {
        if (!most.mayHold()) {
            return NOT_NOW;
        }
        if (most.mustWait()) {
            return WAITS;
        }
        return most.with(RuleOutcome.UNKNOWN).isEmpty() ? FITS : UNDECIDED;
    }
}
