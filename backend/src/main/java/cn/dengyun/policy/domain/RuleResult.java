package cn.dengyun.policy.domain;

import java.util.List;

/**
 * One rule in one evaluation.
 *
 * @param clause of the policy document that the rule stands in; null for what is not in the document but in the
 *     programme's announcement or in the platform
 * @param inputs all that the outcome rests on
 * @param counterfactual null where the rule is not in force, or where nothing that the applicant or time can do changes
 *     the outcome
 * @param reason null unless it failed or is unknown
 */
public record RuleResult(
        RuleCode rule,
        RuleOutcome outcome,
        String clause,
        List<Input> inputs,
        Counterfactual counterfactual,
        RuleFailure reason) {

    public RuleResult {
        inputs = List.copyOf(inputs);
    }

    /**
     * A fact or a parameter as the rule saw it.
     *
     * @param value amounts in fen, dates and moments in ISO 8601, sets separated by commas; null when not known
     */
    public record Input(String name, String value) {}
}
