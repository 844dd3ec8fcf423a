package cn.dengyun.policy.domain;

/**
 * A parameter of a programme's rules with where it stands in the policy document.
 *
 * @param value never null
 * @param clause of the policy document, e.g. {@code 第五条第二款}; every decision that rests on it cites it
 */
public record RuleParameter<T>(T value, String clause) {

    public RuleParameter {
        if (value == null || clause == null || clause.isBlank()) {
            throw new IllegalArgumentException("a rule says something and where it stands");
        }
    }
}
