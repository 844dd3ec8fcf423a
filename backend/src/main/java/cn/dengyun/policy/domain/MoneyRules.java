package cn.dengyun.policy.domain;

import cn.dengyun.policy.domain.Counterfactual.Relation;
import java.time.LocalDate;
import java.util.List;

/**
 * Whether there is money for it. Each limit is judged by itself against the least face: all pass exactly when the least
 * of them is enough.
 */
final class MoneyRules {

    private MoneyRules() {}

    static void judge(
            RuleSet rules,
            ApplicantFacts applicant,
            Ask ask,
            Situation situation,
            FaceValue face,
            List<RuleResult> results) {
        results.add(providerCeiling(rules, ask, situation, face));
        results.add(annualCap(rules, applicant, face));
        results.add(orderCap(rules.orderCapFen(), face));
        results.add(minFace(rules.minFaceFen(), face));
        results.add(validity(rules.validUntil(), situation));
        results.add(quota(ask, situation, face));
    }

    private static RuleResult providerCeiling(RuleSet rules, Ask ask, Situation situation, FaceValue face) {
        RuleParameter<Long> ceiling = FaceValue.ceiling(rules, ask);
        if (ceiling == null) {
            return RuleJudgement.notInForce(RuleCode.PROVIDER_CEILING);
        }
        Long left = situation.providerLeftFen();
        RuleJudgement judgement = RuleJudgement.of(RuleCode.PROVIDER_CEILING, ceiling)
                .input("providerId", ask.lines().get(0).providerId())
                .input("providerLeftFen", left)
                .input("ceilingFen", ceiling.value())
                .input("leastFen", face.leastFen())
                .passesIf("providerLeftFen", Relation.AT_LEAST, face.leastFen());
        if (left == null) {
            return judgement.unknown("providerLeftFen");
        }
        return left >= face.leastFen()
                ? judgement.passed()
                : judgement.failed("rule-provider-ceiling-reached", RuleJudgement.yuan(left));
    }

    private static RuleResult annualCap(RuleSet rules, ApplicantFacts applicant, FaceValue face) {
        Long left = FaceValue.annualLeft(rules, applicant);
        if (left == null) {
            return RuleJudgement.notInForce(RuleCode.ANNUAL_CAP);
        }
        long cap = rules.annualCapFen().value();
        RuleJudgement judgement = RuleJudgement.of(RuleCode.ANNUAL_CAP, rules.annualCapFen())
                .input("committedFen", applicant.committedFen())
                .input("annualCapFen", cap)
                .input("leastFen", face.leastFen());
        if (cap >= face.leastFen()) {
            judgement.passesIf("committedFen", Relation.AT_MOST, cap - face.leastFen());
        }
        return left >= face.leastFen()
                ? judgement.passed()
                : judgement.failed(
                        "rule-annual-cap-used", RuleJudgement.yuan(applicant.committedFen()), RuleJudgement.yuan(cap));
    }

    private static RuleResult orderCap(RuleParameter<Long> cap, FaceValue face) {
        if (cap == null) {
            return RuleJudgement.notInForce(RuleCode.ORDER_CAP);
        }
        RuleJudgement judgement = RuleJudgement.of(RuleCode.ORDER_CAP, cap)
                .input("orderCapFen", cap.value())
                .input("leastFen", face.leastFen())
                .input("calculatedFen", face.calculatedFen());
        return cap.value() >= face.leastFen()
                ? judgement.passed()
                : judgement.failed(
                        "rule-order-cap-below-least",
                        RuleJudgement.yuan(cap.value()),
                        RuleJudgement.yuan(face.leastFen()));
    }

    private static RuleResult minFace(RuleParameter<Long> minFace, FaceValue face) {
        long calculated = face.calculatedFen();
        RuleJudgement judgement = RuleJudgement.of(RuleCode.MIN_FACE, minFace)
                .input("calculatedFen", calculated)
                .input("leastFen", face.leastFen())
                .passesIf("calculatedFen", Relation.AT_LEAST, face.leastFen());
        boolean isSubsidised = face.lines().stream().anyMatch(line -> line.ratio() != null);
        if (!isSubsidised) {
            return judgement.unknown("calculatedFen");
        }
        return calculated >= face.leastFen()
                ? judgement.passed()
                : judgement.failed(
                        "rule-face-below-least", RuleJudgement.yuan(calculated), RuleJudgement.yuan(face.leastFen()));
    }

    private static RuleResult validity(RuleParameter<LocalDate> validUntil, Situation situation) {
        if (validUntil == null) {
            return RuleJudgement.notInForce(RuleCode.VALIDITY);
        }
        RuleJudgement judgement = RuleJudgement.of(RuleCode.VALIDITY, validUntil)
                .input("day", situation.day())
                .input("validUntil", validUntil.value())
                .passesIf("day", Relation.AT_MOST, validUntil.value());
        return situation.day().isAfter(validUntil.value())
                ? judgement.failed("rule-validity-over", validUntil.value())
                : judgement.passed();
    }

    private static RuleResult quota(Ask ask, Situation situation, FaceValue face) {
        Long left = situation.quotaLeftFen();
        long needed = ask.acceptsLess() ? face.leastFen() : Math.max(face.leastFen(), face.entitledFen());
        RuleJudgement judgement = RuleJudgement.of(RuleCode.QUOTA, null)
                .input("quotaLeftFen", left)
                .input("neededFen", needed)
                .input("acceptsLess", ask.acceptsLess())
                .passesIf("quotaLeftFen", Relation.AT_LEAST, needed);
        if (left == null) {
            return judgement.unknown("quotaLeftFen");
        }
        return left >= needed
                ? judgement.passed()
                : judgement.failed("rule-quota-insufficient", RuleJudgement.yuan(left), RuleJudgement.yuan(needed));
    }
}
