package cn.dengyun.policy.domain;

import java.util.List;

/**
 * Why a rule did not pass. In the problem catalogue the detail of the code says what is wrong and the hint what would
 * change it, so that it can be told as a defect.
 *
 * @param arguments fill the placeholders of both
 */
public record RuleFailure(String code, List<String> arguments) {

    public RuleFailure {
        arguments = List.copyOf(arguments);
    }
}
