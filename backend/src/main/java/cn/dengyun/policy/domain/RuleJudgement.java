package cn.dengyun.policy.domain;

import cn.dengyun.policy.domain.Counterfactual.Relation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** One rule while it is being judged. */
final class RuleJudgement {

    private final RuleCode rule;
    private final String clause;
    private final List<RuleResult.Input> inputs = new ArrayList<>(4);
    private Counterfactual counterfactual;

    private RuleJudgement(RuleCode rule, String clause) {
        this.rule = rule;
        this.clause = clause;
    }

    /** @param parameter that the rule is made of; null where it stands in no policy document */
    static RuleJudgement of(RuleCode rule, RuleParameter<?> parameter) {
        return new RuleJudgement(rule, parameter == null ? null : parameter.clause());
    }

    static RuleResult notInForce(RuleCode rule) {
        return new RuleResult(rule, RuleOutcome.NOT_IN_FORCE, null, List.of(), null, null);
    }

    RuleJudgement input(String name, Object value) {
        inputs.add(new RuleResult.Input(name, text(value)));
        return this;
    }

    /** Passes as long as, or as soon as, this is so. */
    RuleJudgement passesIf(String input, Relation relation, Object value) {
        counterfactual = new Counterfactual(input, relation, text(value));
        return this;
    }

    RuleResult passed() {
        return new RuleResult(rule, RuleOutcome.PASSED, clause, inputs, counterfactual, null);
    }

    RuleResult failed(String code, Object... arguments) {
        List<String> texts = new ArrayList<>(arguments.length);
        for (Object argument : arguments) {
            texts.add(argument == null ? "–" : text(argument));
        }
        return new RuleResult(rule, RuleOutcome.FAILED, clause, inputs, counterfactual, new RuleFailure(code, texts));
    }

    /** @param input that is not known, or not exactly enough */
    RuleResult unknown(String input) {
        RuleFailure reason = new RuleFailure("rule-input-unknown", List.of(input));
        return new RuleResult(
                rule, RuleOutcome.UNKNOWN, clause, inputs, new Counterfactual(input, Relation.KNOWN, null), reason);
    }

    /** An amount as people read it. */
    static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    private static String text(Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        return value == null ? null : value.toString();
    }
}
