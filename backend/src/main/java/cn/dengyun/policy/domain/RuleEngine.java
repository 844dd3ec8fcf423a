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
        Face face = Face.of(rules, applicant, ask, situation);
        List<RuleResult> results = new ArrayList<>(RuleCode.values().length);
        ApplicantRules.judge(rules, applicant, situation, results);
        RequestRules.judge(rules, ask, situation, results);
        MoneyRules.judge(rules, applicant, ask, situation, face, results);
        Verdict verdict = verdict(results, face);
        return new Evaluation(verdict, results, verdict == Verdict.NOT_ELIGIBLE ? face.refused() : face);
    }

    private static Verdict verdict(List<RuleResult> results, Face face) {
        boolean isUnknown = false;
        boolean isQuotaShort = false;
        for (RuleResult result : results) {
            boolean hasFailed = result.outcome() == Outcome.FAILED;
            if (hasFailed && result.rule() != RuleCode.QUOTA) {
                return Verdict.NOT_ELIGIBLE;
            }
            isQuotaShort |= hasFailed;
            isUnknown |= result.outcome() == Outcome.UNKNOWN;
        }
        if (isUnknown) {
            return Verdict.UNDECIDED;
        }
        if (isQuotaShort) {
            return Verdict.WAITLIST;
        }
        return face.isReduced() ? Verdict.ELIGIBLE_REDUCED : Verdict.ELIGIBLE;
    }
}
