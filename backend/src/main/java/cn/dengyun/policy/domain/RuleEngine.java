package cn.dengyun.policy.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges a request by the rules of a programme. Total and pure: the same four arguments always give the same answer,
 * and every combination of them has one.
 */
public final class RuleEngine {

    /** Rises with every change that could make a decision come out differently. */
    public static final int VERSION = 1;

    private RuleEngine() {}

    public static Evaluation evaluate(RuleSet rules, ApplicantFacts applicant, Ask ask, Situation situation) {
        FaceValue face = FaceValue.of(rules, applicant, ask, situation);
        List<RuleResult> results = new ArrayList<>(RuleCode.values().length);
        ApplicantRules.judge(rules, applicant, situation, results);
        RequestRules.judge(rules, ask, situation, results);
        MoneyRules.judge(rules, applicant, ask, situation, face, results);
        EligibilityVerdict verdict = verdict(results, face);
        return new Evaluation(verdict, results, verdict == EligibilityVerdict.NOT_ELIGIBLE ? face.refused() : face);
    }

    private static EligibilityVerdict verdict(List<RuleResult> results, FaceValue face) {
        boolean isUnknown = false;
        boolean isQuotaShort = false;
        for (RuleResult result : results) {
            boolean hasFailed = result.outcome() == RuleOutcome.FAILED;
            if (hasFailed && result.rule() != RuleCode.QUOTA) {
                return EligibilityVerdict.NOT_ELIGIBLE;
            }
            isQuotaShort |= hasFailed;
            isUnknown |= result.outcome() == RuleOutcome.UNKNOWN;
        }
        if (isUnknown) {
            return EligibilityVerdict.UNDECIDED;
        }
        if (isQuotaShort) {
            return EligibilityVerdict.WAITLIST;
        }
        return face.isReduced() ? EligibilityVerdict.ELIGIBLE_REDUCED : EligibilityVerdict.ELIGIBLE;
    }
}
