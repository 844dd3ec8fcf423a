package cn.dengyun.policy.domain;

import static cn.dengyun.policy.domain.PolicyFixture.aRequest;
import static cn.dengyun.policy.domain.PolicyFixture.aSituation;
import static cn.dengyun.policy.domain.PolicyFixture.anApplicant;
import static cn.dengyun.policy.domain.PolicyFixture.ratios;
import static cn.dengyun.policy.domain.PolicyFixture.request;
import static cn.dengyun.policy.domain.PolicyFixture.someRules;
import static cn.dengyun.policy.domain.PolicyFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import cn.dengyun.shared.EnterpriseSize;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No rule is taken that nothing applies. */
class RuleSetAppliedTest {

    /** What the engine does not judge by, and the test that shows what does. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            // Decides nothing; the clauses of all others stand in it.
            Map.entry("document", "cn.dengyun.programme.RuleSetJsonTest#whatWasWrittenReadsAsTheSame"),
            Map.entry("payee", "cn.dengyun.voucher.rest.VoucherUseTest#theRulesSayWhomTheProgrammeOwesWhatIsCaptured"),
            Map.entry(
                    "validityMonths",
                    "cn.dengyun.application.NoticeServiceTest#aVoucherIsValidAndWaitsToBeAcceptedAsLongAsTheRulesSay"),
            Map.entry(
                    "acceptDays",
                    "cn.dengyun.application.NoticeServiceTest#aVoucherIsValidAndWaitsToBeAcceptedAsLongAsTheRulesSay"),
            Map.entry("carryOver", "cn.dengyun.programme.BudgetResourceTest#rulesThatAllowNoCarryOverSendItBack"),
            Map.entry("noticeWorkingDays", "cn.dengyun.application.NoticeServiceTest#aNoticeRunsItsWorkingDays"),
            Map.entry(
                    "reviewWorkingDays",
                    "cn.dengyun.application.rest.VoucherApplicationResourceTest"
                            + "#aDeadlineIsCountedAroundPublicHolidays"),
            Map.entry(
                    "correctionWorkingDays",
                    "cn.dengyun.application.ReviewServiceTest#whoeverCorrectsHasTheWorkingDaysOfTheRules"),
            Map.entry(
                    "requiredDocuments",
                    "cn.dengyun.application.RequiredDocumentsTest#whatIsMissingIsToldWithEverythingElse"),
            Map.entry("sampleShare", "cn.dengyun.application.domain.ReviewPathTest#aShareIsSampledAndAlwaysTheSame"),
            Map.entry(
                    "claimSampleShare",
                    "cn.dengyun.settlement.claim.ClaimReviewTest#theRulesOfAProgrammeSayHowManyAreLookedAt"),
            Map.entry(
                    "claimDays",
                    "cn.dengyun.settlement.claim.ClaimWindowTest#theRulesSayUntilWhenACaptureMayBeClaimed"),
            Map.entry(
                    "splitThresholdFen",
                    "cn.dengyun.application.domain.ReviewPathTest#largeAmountsGoToTheProvinceToo"));

    @Test
    void everyMemberIsAppliedAndATestShowsIt() {
        Set<String> shown = new HashSet<>(ELSEWHERE.keySet());
        judged().forEach(each -> shown.add((String) each.get()[0]));

        assertThat(Arrays.stream(RuleSet.class.getRecordComponents()).map(RecordComponent::getName))
                .containsExactlyInAnyOrderElementsOf(shown);
        assertThat(ELSEWHERE.values()).allSatisfy(RuleSetAppliedTest::isATest);
    }

    private static void isATest(String name) throws ClassNotFoundException {
        String[] parts = name.split("#", 2);
        Class<?> type = Class.forName(parts[0], false, RuleSetAppliedTest.class.getClassLoader());
        assertThat(Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(method -> method.getName())
                        .collect(Collectors.toSet()))
                .contains(parts[1]);
    }

    /** @param around makes the one thing otherwise that the rule is about; null: nothing */
    @ParameterizedTest(name = "{0}")
    @MethodSource("judged")
    void anotherValueGivesAnotherAnswer(String member, Object other, String around, Object value) {
        RuleSet rules = someRules();

        Evaluation before = judge(rules, around, value);
        Evaluation after = judge(with(rules, member, other), around, value);

        assertThat(after.verdict() + " " + after.face().fen())
                .isNotEqualTo(before.verdict() + " " + before.face().fen());
    }

    static Stream<Arguments> judged() {
        LocalDate violation = LocalDate.of(2016, 1, 1);
        return Stream.of(
                arguments("subsidyBase", SubsidyBase.INCL_TAX, null, null),
                arguments("contractTiming", ContractTiming.FORBIDDEN, null, null),
                arguments("contractsFrom", LocalDate.of(2019, 6, 2), null, null),
                arguments("contractsUntil", LocalDate.of(2019, 5, 31), null, null),
                arguments("individualsAllowed", true, "creditCode", "92340100MA2T00015G"),
                arguments("sizes", List.of(EnterpriseSize.MEDIUM), null, null),
                arguments("industries", List.of("65"), null, null),
                arguments("minAgeDays", 5_000, null, null),
                arguments("minRevenueFen", 500_000_001L, null, null),
                arguments("providersExcluded", false, "provider", true),
                arguments("violationLookbackYears", 2, "violations", List.of(violation)),
                arguments("ratios", ratios("0.4", "0.6", "0.5"), null, null),
                arguments("annualCapFen", 500_000L, null, null),
                arguments("orderCapFen", 500_000L, null, null),
                arguments("minFaceFen", 700_000L, null, null),
                arguments("validUntil", LocalDate.of(2019, 6, 30), null, null),
                arguments("stackingAllowed", true, "otherFiscalMoney", true),
                arguments("platformCeilingFen", null, "providerLeftFen", 500_000L),
                arguments("otherCeilingFen", null, "platformProvider", false));
    }

    private static Evaluation judge(RuleSet rules, String around, Object value) {
        ApplicantFacts applicant = anApplicant();
        Ask ask = aRequest();
        Situation situation = aSituation();
        if ("platformProvider".equals(around)) {
            situation = with(situation, "providerLeftFen", 500_000L);
            ask = request(with(ask.lines().get(0), around, value));
        } else if (has(Ask.class, around)) {
            ask = with(ask, around, value);
        } else if (has(Situation.class, around)) {
            situation = with(situation, around, value);
        } else if (around != null) {
            applicant = with(applicant, around, value);
        }
        return RuleEngine.evaluate(rules, applicant, ask, situation);
    }

    private static boolean has(Class<? extends Record> type, String name) {
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> component.getName().equals(name));
    }
}
