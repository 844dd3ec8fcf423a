package cn.dengyun.policy.domain;

/**
 * What would change the outcome of a rule, all else as it is: a statement about one of its inputs that is true where
 * the rule passed and would have to become true where it did not.
 *
 * @param input name of an input of the rule
 * @param value written like the input; members of a set separated by commas
 */
public record Counterfactual(String input, Relation relation, String value) {

    /** How the input has to stand to the value. */
    public enum Relation {
        IS,
        ONE_OF,
        AT_LEAST,
        AT_MOST,
        BEFORE,
        /** The fact has to be there, whatever it is. */
        KNOWN
    }
}
