package cn.dengyun.policy.domain;

/**
 * A parameter of a programme's rules with where it stands in the policy document.
 *
 * @param value never null
 * @param clause of the policy document, e.g. {@code 第五条第二款}; every decision that rests on it cites it
 * @param anchor of that clause where the policy is published, e.g. {@code art-5}; null where the document is on paper
 */
public record RuleParameter<T>(T value, String clause, String anchor) {

    public RuleParameter {
        if (value == null || clause == null || clause.isBlank()) {
            throw new IllegalArgumentException("a rule says something and where it stands");
        }
    }

    /** One of a document on paper. */
    public RuleParameter(T value, String clause) {
        this(value, clause, null);
    }
}
