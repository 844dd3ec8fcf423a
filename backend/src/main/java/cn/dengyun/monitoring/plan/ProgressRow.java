package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.domain.Forecast;
import cn.dengyun.monitoring.plan.domain.TargetOutlook;
import java.math.BigDecimal;
import java.util.List;

/**
 * How far a region is with a target.
 *
 * @param regionCodes one, or more where parts of the plan have become one; empty for what is counted in none of them
 * @param target null for what is counted in none
 * @param actual null where nobody counts it
 * @param expected what it should have come to by the day if it went evenly; null as the target is
 * @param completion the share of the target that is reached, rounded down to four decimals; null without a target, or
 *     where that is nothing
 * @param rankByActual 1 for the most; as many have the same as are equal; null where it is not ranked
 * @param rankByCompletion the same of the share
 */
record ProgressRow(
        List<String> regionCodes,
        Long target,
        Long actual,
        Long expected,
        BigDecimal completion,
        Forecast forecast,
        TargetOutlook outlook,
        Integer rankByActual,
        Integer rankByCompletion) {

    ProgressRow ranked(Integer byActual, Integer byCompletion) {
        return new ProgressRow(
                regionCodes, target, actual, expected, completion, forecast, outlook, byActual, byCompletion);
    }
}
