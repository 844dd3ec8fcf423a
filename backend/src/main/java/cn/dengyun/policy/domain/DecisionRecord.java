package cn.dengyun.policy.domain;

import java.util.UUID;

/**
 * A decision with all that it rests on. Replaying it through its version of the rules gives an equal record; if not,
 * either the rules or the engine are not what they were.
 *
 * @param engine {@link RuleEngine#VERSION} by which it was made
 */
public record DecisionRecord(
        int engine,
        UUID programmeId,
        int ruleVersion,
        ApplicantFacts applicant,
        Ask ask,
        Situation situation,
        Evaluation evaluation) {

    /** Decides. */
    public static DecisionRecord of(
            UUID programmeId, int ruleVersion, RuleSet rules, ApplicantFacts applicant, Ask ask, Situation situation) {
        Evaluation evaluation = RuleEngine.evaluate(rules, applicant, ask, situation);
        return new DecisionRecord(RuleEngine.VERSION, programmeId, ruleVersion, applicant, ask, situation, evaluation);
    }

    /** The decision that these rules give on the same inputs. */
    public DecisionRecord replay(RuleSet rules) {
        return of(programmeId, ruleVersion, rules, applicant, ask, situation);
    }
}
