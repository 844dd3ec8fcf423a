package cn.dengyun.policy.domain;

import cn.dengyun.policy.domain.ApplicantFacts.Standing;
import cn.dengyun.policy.domain.Counterfactual.Relation;
import cn.dengyun.shared.EnterpriseSize;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.RegionCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Whether the programme is open, and for this applicant. */
final class ApplicantRules {

    private static final String ENTERPRISE = "91";
    private static final String INDIVIDUAL = "92";
    /** Longer than any look-back, so that dates stay in range. */
    private static final int MAX_YEARS = 1_000;

    private ApplicantRules() {}

    static void judge(RuleSet rules, ApplicantFacts applicant, Situation situation, List<RuleResult> results) {
        results.add(programmeOpen(situation));
        results.add(certification(applicant, situation));
        results.add(legalForm(rules.individualsAllowed(), applicant));
        results.add(region(applicant, situation));
        results.add(size(rules.sizes(), applicant));
        results.add(industry(rules.industries(), applicant));
        results.add(minAge(rules.minAgeDays(), applicant, situation));
        results.add(minRevenue(rules.minRevenueFen(), applicant));
        results.add(notAProvider(rules.providersExcluded(), applicant));
        results.add(noViolation(rules.violationLookbackYears(), applicant, situation));
    }

    private static RuleResult programmeOpen(Situation situation) {
        Instant opens = situation.opensAt();
        Instant closes = situation.closesAt();
        RuleJudgement judgement = RuleJudgement.of(RuleCode.PROGRAMME_OPEN, null)
                .input("moment", situation.moment())
                .input("opensAt", opens)
                .input("closesAt", closes)
                .input("suspended", situation.suspended());
        if (opens == null) {
            return judgement.unknown("opensAt");
        }
        if (closes != null && !situation.moment().isBefore(closes)) {
            return judgement
                    .passesIf("moment", Relation.BEFORE, closes)
                    .failed("rule-programme-closed", BusinessDays.clock(closes));
        }
        judgement.passesIf("moment", Relation.AT_LEAST, opens);
        if (situation.moment().isBefore(opens)) {
            return judgement.failed("rule-programme-not-open-yet", BusinessDays.clock(opens));
        }
        if (situation.suspended()) {
            return judgement.passesIf("suspended", Relation.IS, false).failed("rule-programme-suspended");
        }
        return judgement.passed();
    }

    private static RuleResult certification(ApplicantFacts applicant, Situation situation) {
        LocalDate until = applicant.certifiedUntil();
        RuleJudgement judgement = RuleJudgement.of(RuleCode.CERTIFICATION, null)
                .input("standing", applicant.standing())
                .input("certifiedUntil", until)
                .input("day", situation.day())
                .passesIf("standing", Relation.IS, Standing.CERTIFIED);
        return switch (applicant.standing()) {
            case CERTIFIED ->
                until != null && until.isBefore(situation.day())
                        ? judgement
                                .passesIf("certifiedUntil", Relation.AT_LEAST, situation.day())
                                .failed("rule-certification-expired", until)
                        : judgement.passed();
            case PENDING -> judgement.unknown("standing");
            case NONE -> judgement.failed("rule-certification-missing");
            case FROZEN -> judgement.failed("rule-certification-frozen");
            case REVOKED -> judgement.failed("rule-certification-revoked");
        };
    }

    private static RuleResult legalForm(RuleParameter<Boolean> individualsAllowed, ApplicantFacts applicant) {
        if (individualsAllowed == null) {
            return RuleJudgement.notInForce(RuleCode.LEGAL_FORM);
        }
        String code = applicant.creditCode();
        String form = code == null || code.length() < 2 ? null : code.substring(0, 2);
        List<String> allowed = individualsAllowed.value() ? List.of(ENTERPRISE, INDIVIDUAL) : List.of(ENTERPRISE);
        RuleJudgement judgement = RuleJudgement.of(RuleCode.LEGAL_FORM, individualsAllowed)
                .input("legalForm", form)
                .input("individualsAllowed", individualsAllowed.value())
                .passesIf("legalForm", Relation.ONE_OF, allowed);
        if (form == null) {
            return judgement.unknown("legalForm");
        }
        return allowed.contains(form)
                ? judgement.passed()
                : judgement.failed("rule-legal-form-excluded", form, allowed);
    }

    private static RuleResult region(ApplicantFacts applicant, Situation situation) {
        String programme = situation.programmeRegion();
        if (!RegionCode.hasForm(programme)) {
            return RuleJudgement.notInForce(RuleCode.REGION);
        }
        String region = applicant.regionCode();
        RuleJudgement judgement = RuleJudgement.of(RuleCode.REGION, null)
                .input("regionCode", region)
                .input("programmeRegion", programme)
                .passesIf("regionCode", Relation.ONE_OF, programme);
        if (!RegionCode.hasForm(region)) {
            return judgement.unknown("regionCode");
        }
        return Oversight.of(programme).covers(region)
                ? judgement.passed()
                : judgement.failed("rule-region-excluded", region, programme);
    }

    private static RuleResult size(RuleParameter<List<EnterpriseSize>> sizes, ApplicantFacts applicant) {
        if (sizes == null) {
            return RuleJudgement.notInForce(RuleCode.SIZE);
        }
        EnterpriseSize size = applicant.size() == null ? EnterpriseSize.UNCLASSIFIED : applicant.size();
        RuleJudgement judgement = RuleJudgement.of(RuleCode.SIZE, sizes)
                .input("size", size)
                .input("sizes", sizes.value())
                .passesIf("size", Relation.ONE_OF, sizes.value());
        if (sizes.value().contains(size)) {
            return judgement.passed();
        }
        return size == EnterpriseSize.UNCLASSIFIED
                ? judgement.unknown("size")
                : judgement.failed("rule-size-excluded", size, sizes.value());
    }

    private static RuleResult industry(RuleParameter<List<String>> industries, ApplicantFacts applicant) {
        if (industries == null) {
            return RuleJudgement.notInForce(RuleCode.INDUSTRY);
        }
        String code = applicant.industryCode();
        RuleJudgement judgement = RuleJudgement.of(RuleCode.INDUSTRY, industries)
                .input("industryCode", code)
                .input("industries", industries.value())
                .passesIf("industryCode", Relation.ONE_OF, industries.value());
        if (!IndustryTree.hasForm(code) || IndustryTree.isOpen(industries.value(), code)) {
            return judgement.unknown("industryCode");
        }
        return IndustryTree.isWithin(industries.value(), code)
                ? judgement.passed()
                : judgement.failed("rule-industry-excluded", code, industries.value());
    }

    private static RuleResult minAge(RuleParameter<Integer> minAgeDays, ApplicantFacts applicant, Situation situation) {
        if (minAgeDays == null) {
            return RuleJudgement.notInForce(RuleCode.MIN_AGE);
        }
        LocalDate registered = applicant.registeredOn();
        RuleJudgement judgement = RuleJudgement.of(RuleCode.MIN_AGE, minAgeDays)
                .input("registeredOn", registered)
                .input("day", situation.day())
                .input("minAgeDays", minAgeDays.value());
        if (registered == null) {
            return judgement.unknown("registeredOn");
        }
        LocalDate oldEnough = registered.plusDays(minAgeDays.value());
        judgement.passesIf("day", Relation.AT_LEAST, oldEnough);
        return ChronoUnit.DAYS.between(registered, situation.day()) >= minAgeDays.value()
                ? judgement.passed()
                : judgement.failed("rule-age-too-short", registered, minAgeDays.value(), oldEnough);
    }

    private static RuleResult minRevenue(RuleParameter<Long> minRevenueFen, ApplicantFacts applicant) {
        if (minRevenueFen == null) {
            return RuleJudgement.notInForce(RuleCode.MIN_REVENUE);
        }
        Long revenue = applicant.revenueFen();
        RuleJudgement judgement = RuleJudgement.of(RuleCode.MIN_REVENUE, minRevenueFen)
                .input("revenueFen", revenue)
                .input("minRevenueFen", minRevenueFen.value())
                .passesIf("revenueFen", Relation.AT_LEAST, minRevenueFen.value());
        if (revenue == null) {
            return judgement.unknown("revenueFen");
        }
        return revenue >= minRevenueFen.value()
                ? judgement.passed()
                : judgement.failed(
                        "rule-revenue-too-low", RuleJudgement.yuan(revenue), RuleJudgement.yuan(minRevenueFen.value()));
    }

    private static RuleResult notAProvider(RuleParameter<Boolean> providersExcluded, ApplicantFacts applicant) {
        if (providersExcluded == null || !providersExcluded.value()) {
            return RuleJudgement.notInForce(RuleCode.NOT_A_PROVIDER);
        }
        RuleJudgement judgement = RuleJudgement.of(RuleCode.NOT_A_PROVIDER, providersExcluded)
                .input("provider", applicant.provider())
                .passesIf("provider", Relation.IS, false);
        return applicant.provider() ? judgement.failed("rule-provider-excluded") : judgement.passed();
    }

    /** The years are full years from the day of the violation: on that day itself years later it is over. */
    private static RuleResult noViolation(RuleParameter<Integer> years, ApplicantFacts applicant, Situation situation) {
        if (years == null) {
            return RuleJudgement.notInForce(RuleCode.NO_VIOLATION);
        }
        List<LocalDate> violations = applicant.violations();
        RuleJudgement judgement = RuleJudgement.of(RuleCode.NO_VIOLATION, years)
                .input("violations", violations)
                .input("day", situation.day())
                .input("violationLookbackYears", years.value());
        if (violations == null) {
            return judgement.unknown("violations");
        }
        if (violations.isEmpty()) {
            return judgement.passed();
        }
        LocalDate last = violations.get(violations.size() - 1);
        LocalDate over = last.plusYears(Math.min(MAX_YEARS, Math.max(0, years.value())));
        judgement.passesIf("day", Relation.AT_LEAST, over);
        return situation.day().isBefore(over)
                ? judgement.failed("rule-violation-too-recent", last, over)
                : judgement.passed();
    }
}
