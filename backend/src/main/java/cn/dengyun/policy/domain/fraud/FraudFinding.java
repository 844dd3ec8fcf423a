package cn.dengyun.policy.domain.fraud;

import cn.dengyun.policy.domain.RuleFailure;
import cn.dengyun.policy.domain.RuleResult;
import java.util.List;

/**
 * What one rule says about a request.
 *
 * @param version {@link FraudRules#VERSION} of the rules
 * @param thresholds version of the thresholds
 * @param inputs counts, amounts and the names of traits; never the traits of people themselves
 * @param reasons what was found, in words of the problem catalogue; empty unless it is a hit
 */
public record FraudFinding(
        FraudRule rule,
        int version,
        int thresholds,
        FraudDisposition disposition,
        List<RuleResult.Input> inputs,
        List<RuleFailure> reasons) {

    static final String USED_FOR = "usedFor";

    public FraudFinding {
        inputs = List.copyOf(inputs);
        reasons = List.copyOf(reasons);
    }

    /** What the evidence was used for that was used before; empty for other rules. */
    public List<String> uses() {
        return inputs.stream()
                .filter(input -> input.name().equals(USED_FOR))
                .map(RuleResult.Input::value)
                .distinct()
                .toList();
    }
}
