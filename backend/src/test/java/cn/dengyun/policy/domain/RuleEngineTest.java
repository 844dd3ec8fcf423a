package cn.dengyun.policy.domain;

import static cn.dengyun.policy.domain.PolicyFixture.MOMENT;
import static cn.dengyun.policy.domain.PolicyFixture.PROVIDER;
import static cn.dengyun.policy.domain.PolicyFixture.aRequest;
import static cn.dengyun.policy.domain.PolicyFixture.aSituation;
import static cn.dengyun.policy.domain.PolicyFixture.anApplicant;
import static cn.dengyun.policy.domain.PolicyFixture.line;
import static cn.dengyun.policy.domain.PolicyFixture.request;
import static cn.dengyun.policy.domain.PolicyFixture.someRules;
import static cn.dengyun.policy.domain.PolicyFixture.with;
import static cn.dengyun.policy.domain.RuleOutcome.FAILED;
import static cn.dengyun.policy.domain.RuleOutcome.NOT_IN_FORCE;
import static cn.dengyun.policy.domain.RuleOutcome.PASSED;
import static cn.dengyun.policy.domain.RuleOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import cn.dengyun.platform.problem.ProblemTexts;
import cn.dengyun.platform.web.Language;
import cn.dengyun.policy.domain.ApplicantFacts.Standing;
import cn.dengyun.policy.domain.Counterfactual.Relation;
import cn.dengyun.shared.EnterpriseSize;
import cn.dengyun.shared.Fen;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule on both sides of its boundary, and what all together come to. */
class RuleEngineTest {

    @Test
    void whoPassesEveryRuleGetsTheShareOfTheBase() {
        Evaluation evaluation = evaluate();

        assertThat(evaluation.verdict()).isEqualTo(EligibilityVerdict.ELIGIBLE);
        assertThat(evaluation.results()).extracting(RuleResult::rule).containsExactly(RuleCode.values());
        assertThat(evaluation.results()).extracting(RuleResult::outcome).containsOnly(PASSED);
        assertThat(evaluation.face().fen()).isEqualTo(600_000);
        assertThat(evaluation.face().lines().get(0).ratio()).isEqualTo("0.6");
        assertThat(evaluation.mayBeApproved()).isTrue();
        assertThat(evaluation.mustWait()).isFalse();
    }

    @ParameterizedTest(name = "{0} {1}: {2} = {3}")
    @MethodSource("boundaries")
    void eachRuleChangesItsOutcomeAtItsBoundary(RuleCode rule, RuleOutcome expected, String name, Object value) {
        Evaluation evaluation = change(name, value);
        RuleResult result = evaluation.of(rule);

        assertThat(result.outcome()).isEqualTo(expected);
        assertThat(evaluation.results())
                .filteredOn(other -> other.rule() != rule)
                .extracting(RuleResult::outcome)
                .doesNotContain(FAILED);
        if (expected == FAILED) {
            assertThat(result.reason()).isNotNull();
            assertThat(evaluation.verdict())
                    .isEqualTo(rule == RuleCode.QUOTA ? EligibilityVerdict.WAITLIST : EligibilityVerdict.NOT_ELIGIBLE);
            assertThat(evaluation.face().fen()).isZero();
        }
        if (expected == UNKNOWN) {
            assertThat(evaluation.verdict()).isEqualTo(EligibilityVerdict.UNDECIDED);
            assertThat(result.counterfactual().relation()).isEqualTo(Relation.KNOWN);
        }
    }

    static Stream<Arguments> boundaries() {
        LocalDate today = LocalDate.of(2019, 7, 1);
        List<EnterpriseSize> all = List.of(EnterpriseSize.values());
        return Stream.of(
                // The opening belongs to it, the closing does not.
                arguments(RuleCode.PROGRAMME_OPEN, PASSED, "opensAt", MOMENT),
                arguments(RuleCode.PROGRAMME_OPEN, FAILED, "opensAt", MOMENT.plusMillis(1)),
                arguments(RuleCode.PROGRAMME_OPEN, PASSED, "closesAt", MOMENT.plusMillis(1)),
                arguments(RuleCode.PROGRAMME_OPEN, FAILED, "closesAt", MOMENT),
                arguments(RuleCode.PROGRAMME_OPEN, PASSED, "closesAt", null),
                arguments(RuleCode.PROGRAMME_OPEN, UNKNOWN, "opensAt", null),
                arguments(RuleCode.PROGRAMME_OPEN, FAILED, "suspended", true),
                arguments(RuleCode.CERTIFICATION, UNKNOWN, "standing", Standing.PENDING),
                arguments(RuleCode.CERTIFICATION, FAILED, "standing", Standing.NONE),
                arguments(RuleCode.CERTIFICATION, FAILED, "standing", Standing.FROZEN),
                arguments(RuleCode.CERTIFICATION, FAILED, "standing", Standing.REVOKED),
                arguments(RuleCode.CERTIFICATION, PASSED, "certifiedUntil", today),
                arguments(RuleCode.CERTIFICATION, FAILED, "certifiedUntil", today.minusDays(1)),
                arguments(RuleCode.LEGAL_FORM, FAILED, "creditCode", "92340100MA2T00015G"),
                arguments(RuleCode.LEGAL_FORM, FAILED, "creditCode", "12340100MA2T00015G"),
                arguments(RuleCode.LEGAL_FORM, UNKNOWN, "creditCode", null),
                arguments(RuleCode.LEGAL_FORM, PASSED, "individualsAllowed", true),
                arguments(RuleCode.LEGAL_FORM, NOT_IN_FORCE, "individualsAllowed", null),
                arguments(RuleCode.REGION, PASSED, "programmeRegion", "340100"),
                arguments(RuleCode.REGION, PASSED, "programmeRegion", "340104"),
                arguments(RuleCode.REGION, FAILED, "programmeRegion", "340200"),
                arguments(RuleCode.REGION, FAILED, "programmeRegion", "340103"),
                arguments(RuleCode.REGION, FAILED, "regionCode", "350104"),
                arguments(RuleCode.REGION, PASSED, "regionCode", "341822"),
                arguments(RuleCode.REGION, UNKNOWN, "regionCode", null),
                arguments(RuleCode.REGION, NOT_IN_FORCE, "programmeRegion", null),
                arguments(RuleCode.SIZE, PASSED, "size", EnterpriseSize.MEDIUM),
                arguments(RuleCode.SIZE, FAILED, "size", EnterpriseSize.LARGE),
                arguments(RuleCode.SIZE, UNKNOWN, "size", EnterpriseSize.UNCLASSIFIED),
                arguments(RuleCode.SIZE, UNKNOWN, "size", null),
                arguments(RuleCode.SIZE, PASSED, "sizes", all),
                arguments(RuleCode.SIZE, NOT_IN_FORCE, "sizes", null),
                arguments(RuleCode.INDUSTRY, PASSED, "industryCode", "13"),
                arguments(RuleCode.INDUSTRY, FAILED, "industryCode", "12"),
                arguments(RuleCode.INDUSTRY, PASSED, "industryCode", "4390"),
                arguments(RuleCode.INDUSTRY, FAILED, "industryCode", "44"),
                arguments(RuleCode.INDUSTRY, PASSED, "industryCode", "6513"),
                arguments(RuleCode.INDUSTRY, FAILED, "industryCode", "64"),
                arguments(RuleCode.INDUSTRY, UNKNOWN, "industryCode", "I"),
                arguments(RuleCode.INDUSTRY, FAILED, "industryCode", "D"),
                arguments(RuleCode.INDUSTRY, UNKNOWN, "industryCode", null),
                arguments(RuleCode.INDUSTRY, NOT_IN_FORCE, "industries", null),
                arguments(RuleCode.MIN_AGE, PASSED, "registeredOn", today.minusDays(365)),
                arguments(RuleCode.MIN_AGE, FAILED, "registeredOn", today.minusDays(364)),
                arguments(RuleCode.MIN_AGE, UNKNOWN, "registeredOn", null),
                arguments(RuleCode.MIN_AGE, NOT_IN_FORCE, "minAgeDays", null),
                arguments(RuleCode.MIN_REVENUE, PASSED, "revenueFen", 100_000_000L),
                arguments(RuleCode.MIN_REVENUE, FAILED, "revenueFen", 99_999_999L),
                arguments(RuleCode.MIN_REVENUE, UNKNOWN, "revenueFen", null),
                arguments(RuleCode.MIN_REVENUE, NOT_IN_FORCE, "minRevenueFen", null),
                arguments(RuleCode.NOT_A_PROVIDER, FAILED, "provider", true),
                arguments(RuleCode.NOT_A_PROVIDER, NOT_IN_FORCE, "providersExcluded", false),
                arguments(RuleCode.NO_VIOLATION, PASSED, "violations", List.of(today.minusYears(5))),
                arguments(
                        RuleCode.NO_VIOLATION,
                        FAILED,
                        "violations",
                        List.of(today.minusYears(5).plusDays(1))),
                arguments(RuleCode.NO_VIOLATION, UNKNOWN, "violations", null),
                arguments(RuleCode.NO_VIOLATION, NOT_IN_FORCE, "violationLookbackYears", null),
                arguments(RuleCode.CONTRACT_TIMING, PASSED, "contractTiming", ContractTiming.REQUIRED),
                arguments(RuleCode.CONTRACT_TIMING, FAILED, "contractTiming", ContractTiming.FORBIDDEN),
                arguments(RuleCode.CONTRACT_TIMING, PASSED, "contractDate", null),
                arguments(RuleCode.CONTRACT_TIMING, NOT_IN_FORCE, "contractTiming", null),
                arguments(RuleCode.CONTRACTS_FROM, PASSED, "contractDate", LocalDate.of(2019, 1, 1)),
                arguments(RuleCode.CONTRACTS_FROM, FAILED, "contractDate", LocalDate.of(2018, 12, 31)),
                arguments(RuleCode.CONTRACTS_FROM, PASSED, "contractDate", null),
                arguments(RuleCode.CONTRACTS_FROM, NOT_IN_FORCE, "contractsFrom", null),
                arguments(RuleCode.CONTRACTS_UNTIL, PASSED, "contractDate", LocalDate.of(2019, 12, 31)),
                arguments(RuleCode.CONTRACTS_UNTIL, FAILED, "contractDate", LocalDate.of(2020, 1, 1)),
                arguments(RuleCode.CONTRACTS_UNTIL, NOT_IN_FORCE, "contractsUntil", null),
                arguments(RuleCode.SUBSIDISED_LAYERS, FAILED, "layer", ServiceLayer.DEVICE),
                arguments(RuleCode.SUBSIDISED_LAYERS, FAILED, "layer", null),
                arguments(RuleCode.SUBSIDISED_LAYERS, FAILED, "ratios", Map.of()),
                arguments(RuleCode.STACKING, FAILED, "otherFiscalMoney", true),
                arguments(RuleCode.STACKING, UNKNOWN, "otherFiscalMoney", null),
                arguments(RuleCode.STACKING, NOT_IN_FORCE, "stackingAllowed", true),
                arguments(RuleCode.PROVIDER_NAMED, FAILED, "providerId", null),
                arguments(RuleCode.PROVIDER_CEILING, PASSED, "providerLeftFen", 10_000L),
                arguments(RuleCode.PROVIDER_CEILING, FAILED, "providerLeftFen", 9_999L),
                arguments(RuleCode.PROVIDER_CEILING, UNKNOWN, "providerLeftFen", null),
                arguments(RuleCode.PROVIDER_CEILING, NOT_IN_FORCE, "platformCeilingFen", null),
                arguments(RuleCode.ANNUAL_CAP, PASSED, "committedFen", 4_990_000L),
                arguments(RuleCode.ANNUAL_CAP, FAILED, "committedFen", 4_990_001L),
                arguments(RuleCode.ANNUAL_CAP, NOT_IN_FORCE, "annualCapFen", null),
                arguments(RuleCode.ORDER_CAP, PASSED, "orderCapFen", 10_000L),
                arguments(RuleCode.ORDER_CAP, FAILED, "orderCapFen", 9_999L),
                arguments(RuleCode.ORDER_CAP, NOT_IN_FORCE, "orderCapFen", null),
                // 0.6 × 16,667 is 10,000.2 fen, 0.6 × 16,666 is 9,999.6.
                arguments(RuleCode.MIN_FACE, PASSED, "exTaxFen", 16_667L),
                arguments(RuleCode.MIN_FACE, FAILED, "exTaxFen", 16_666L),
                arguments(RuleCode.MIN_FACE, FAILED, "exTaxFen", 0L),
                arguments(RuleCode.VALIDITY, PASSED, "validUntil", today),
                arguments(RuleCode.VALIDITY, FAILED, "validUntil", today.minusDays(1)),
                arguments(RuleCode.VALIDITY, NOT_IN_FORCE, "validUntil", null),
                arguments(RuleCode.QUOTA, PASSED, "quotaLeftFen", 600_000L),
                arguments(RuleCode.QUOTA, FAILED, "quotaLeftFen", 599_999L),
                arguments(RuleCode.QUOTA, UNKNOWN, "quotaLeftFen", null));
    }

    @Test
    void aRequestThatCannotBeTrueIsRefusedWithoutAnotherWord() {
        List<Ask> unsound = List.of(
                request(),
                request(line(ServiceLayer.SAAS, -1)),
                request(with(line(ServiceLayer.SAAS, 100), "inclTaxFen", 99L)),
                request(with(line(ServiceLayer.SAAS, 100), "inclTaxFen", Fen.MAX_AMOUNT + 1)),
                new Ask(Collections.nCopies(201, line(ServiceLayer.SAAS, 100)), false, false));

        assertThat(unsound).allSatisfy(ask -> {
            Evaluation evaluation = RuleEngine.evaluate(someRules(), anApplicant(), ask, aSituation());
            assertThat(evaluation.of(RuleCode.REQUEST).outcome()).isEqualTo(FAILED);
            assertThat(evaluation.verdict()).isEqualTo(EligibilityVerdict.NOT_ELIGIBLE);
            assertThat(evaluation.face().entitledFen()).isZero();
        });
        Ask largest = new Ask(
                Collections.nCopies(200, with(line(ServiceLayer.SAAS, 0), "inclTaxFen", Fen.MAX_AMOUNT)), false, false);
        assertThat(RuleEngine.evaluate(someRules(), anApplicant(), largest, aSituation())
                        .of(RuleCode.REQUEST)
                        .outcome())
                .isEqualTo(PASSED);
    }

    @Test
    void aContractThatMustComeFirstIsMissed() {
        RuleSet rules = with(someRules(), "contractTiming", ContractTiming.REQUIRED);
        Ask none = request(with(line(ServiceLayer.SAAS, 100_000), "contractDate", null));
        Ask tomorrow = request(with(line(ServiceLayer.SAAS, 100_000), "contractDate", LocalDate.of(2019, 7, 2)));
        Ask today = request(with(line(ServiceLayer.SAAS, 100_000), "contractDate", LocalDate.of(2019, 7, 1)));

        assertThat(outcome(rules, none, RuleCode.CONTRACT_TIMING)).isEqualTo(FAILED);
        assertThat(outcome(rules, tomorrow, RuleCode.CONTRACT_TIMING)).isEqualTo(FAILED);
        assertThat(outcome(rules, today, RuleCode.CONTRACT_TIMING)).isEqualTo(PASSED);
        assertThat(outcome(with(rules, "contractTiming", ContractTiming.FORBIDDEN), tomorrow, RuleCode.CONTRACT_TIMING))
                .isEqualTo(PASSED);
    }

    @Test
    void whatIsNotBoughtYetIsTooLateAfterTheWindow() {
        RuleSet rules = with(someRules(), "contractsUntil", LocalDate.of(2019, 6, 30));
        Ask none = request(with(line(ServiceLayer.SAAS, 100_000), "contractDate", null));

        assertThat(outcome(rules, none, RuleCode.CONTRACTS_UNTIL)).isEqualTo(FAILED);
        assertThat(outcome(rules, aRequest(), RuleCode.CONTRACTS_UNTIL)).isEqualTo(PASSED);
    }

    @Test
    void daysAreThoseOfAnhui() {
        // 16:00 UTC is midnight in Anhui.
        Situation eve = with(aSituation(), "moment", Instant.parse("2019-07-01T15:59:59Z"));
        Situation night = with(aSituation(), "moment", Instant.parse("2019-07-01T16:00:00Z"));
        ApplicantFacts applicant = with(anApplicant(), "registeredOn", LocalDate.of(2018, 7, 2));

        assertThat(RuleEngine.evaluate(someRules(), applicant, aRequest(), eve)
                        .of(RuleCode.MIN_AGE)
                        .outcome())
                .isEqualTo(FAILED);
        assertThat(RuleEngine.evaluate(someRules(), applicant, aRequest(), night)
                        .of(RuleCode.MIN_AGE)
                        .outcome())
                .isEqualTo(PASSED);
    }

    @Test
    void theLastDayOfTheYearEndsInAnhui() {
        RuleSet rules = with(someRules(), "validUntil", LocalDate.of(2019, 12, 31));
        Situation open = with(aSituation(), "closesAt", null);

        assertThat(RuleEngine.evaluate(
                                rules,
                                anApplicant(),
                                aRequest(),
                                with(open, "moment", Instant.parse("2019-12-31T15:59:59Z")))
                        .verdict())
                .isEqualTo(EligibilityVerdict.ELIGIBLE);
        assertThat(RuleEngine.evaluate(
                                rules,
                                anApplicant(),
                                aRequest(),
                                with(open, "moment", Instant.parse("2019-12-31T16:00:00Z")))
                        .of(RuleCode.VALIDITY)
                        .outcome())
                .isEqualTo(FAILED);
    }

    @Test
    void aCityHasNoSayInTheCountiesUnderTheProvince() {
        ApplicantFacts guangde = with(anApplicant(), "regionCode", "341822");

        assertThat(region(guangde, "341800")).isEqualTo(FAILED);
        assertThat(region(guangde, "341822")).isEqualTo(PASSED);
        assertThat(region(guangde, "340000")).isEqualTo(PASSED);
        assertThat(region(with(anApplicant(), "regionCode", "341802"), "341800"))
                .isEqualTo(PASSED);
    }

    @Test
    void onlySubsidisedLinesOfAMixedRequestCount() {
        Ask mixed = request(
                line(ServiceLayer.IAAS, 100_001), line(ServiceLayer.DEVICE, 900_000), line(ServiceLayer.PAAS, 100_001));

        FaceValue face = RuleEngine.evaluate(someRules(), anApplicant(), mixed, aSituation())
                .face();

        assertThat(face.lines()).extracting(FaceValue.Line::fen).containsExactly(40_000L, 0L, 60_000L);
        assertThat(face.fen()).isEqualTo(100_000);
    }

    @Test
    void theBaseIsWhatTheProgrammeSays() {
        RuleSet rules = with(someRules(), "subsidyBase", SubsidyBase.INCL_TAX);
        Ask ask = request(with(line(ServiceLayer.SAAS, 1_000_000), "inclTaxFen", 1_060_000L));

        assertThat(RuleEngine.evaluate(rules, anApplicant(), ask, aSituation())
                        .face()
                        .fen())
                .isEqualTo(636_000);
        assertThat(RuleEngine.evaluate(someRules(), anApplicant(), ask, aSituation())
                        .face()
                        .fen())
                .isEqualTo(600_000);
    }

    @Test
    void theLeastLimitIsTheFaceAndSaysSo() {
        assertThat(bindingOf(change("committedFen", 4_500_000L))).containsExactly(FaceValue.LimitKind.ANNUAL_CAP);
        assertThat(bindingOf(change("orderCapFen", 500_000L))).containsExactly(FaceValue.LimitKind.ORDER_CAP);
        assertThat(bindingOf(change("providerLeftFen", 500_000L)))
                .containsExactly(FaceValue.LimitKind.PROVIDER_CEILING);
        assertThat(bindingOf(evaluate())).containsExactly(FaceValue.LimitKind.CALCULATED);
        assertThat(change("orderCapFen", 500_000L).verdict()).isEqualTo(EligibilityVerdict.ELIGIBLE_REDUCED);
        assertThat(change("orderCapFen", 500_000L).face().fen()).isEqualTo(500_000);
    }

    @Test
    void whoTakesLessGetsWhatIsLeftAndWhoDoesNotWaits() {
        Situation little = with(aSituation(), "quotaLeftFen", 10_000L);
        Situation tooLittle = with(aSituation(), "quotaLeftFen", 9_999L);
        Ask modest = with(aRequest(), "acceptsLess", true);

        Evaluation waiting = RuleEngine.evaluate(someRules(), anApplicant(), aRequest(), little);
        Evaluation reduced = RuleEngine.evaluate(someRules(), anApplicant(), modest, little);
        Evaluation nothing = RuleEngine.evaluate(someRules(), anApplicant(), modest, tooLittle);

        assertThat(waiting.verdict()).isEqualTo(EligibilityVerdict.WAITLIST);
        assertThat(waiting.mustWait()).isTrue();
        assertThat(waiting.face().entitledFen()).isEqualTo(600_000);
        assertThat(waiting.face().isQuotaShort()).isTrue();
        assertThat(reduced.verdict()).isEqualTo(EligibilityVerdict.ELIGIBLE_REDUCED);
        assertThat(reduced.face().fen()).isEqualTo(10_000);
        assertThat(nothing.verdict()).isEqualTo(EligibilityVerdict.WAITLIST);
    }

    @Test
    void whoIsNotCertifiedYetMayApplyButIsNotApproved() {
        Evaluation evaluation = change("standing", Standing.PENDING);

        assertThat(evaluation.maySubmit()).isTrue();
        assertThat(evaluation.mayBeApproved()).isFalse();
        assertThat(evaluation.face().fen()).isEqualTo(600_000);
    }

    @Test
    void aCheaperPriceLowersTheFaceAndADearerOneDoesNotRaiseIt() {
        FaceValue issued = evaluate().face();

        assertThat(issued.recompute(someRules(), request(line(ServiceLayer.SAAS, 500_000)))
                        .fen())
                .isEqualTo(300_000);
        assertThat(issued.recompute(someRules(), request(line(ServiceLayer.SAAS, 2_000_000)))
                        .fen())
                .isEqualTo(600_000);
        assertThat(issued.recompute(someRules(), request(line(ServiceLayer.SAAS, 16_666)))
                        .fen())
                .isZero();
        assertThat(issued.recompute(someRules(), request()).fen()).isZero();
    }

    @Test
    void oneProviderIsNamedWhereProvidersHaveCeilings() {
        Ask two = request(
                line(ServiceLayer.SAAS, 100_000),
                with(
                        line(ServiceLayer.SAAS, 100_000),
                        "providerId",
                        UUID.fromString("01912d68-783e-7000-8000-00000000000a")));
        RuleSet unbound = with(with(someRules(), "platformCeilingFen", null), "otherCeilingFen", null);

        assertThat(outcome(someRules(), two, RuleCode.PROVIDER_NAMED)).isEqualTo(FAILED);
        assertThat(outcome(unbound, two, RuleCode.PROVIDER_NAMED)).isEqualTo(NOT_IN_FORCE);
        assertThat(two.lines().get(0).providerId()).isEqualTo(PROVIDER);
    }

    @Test
    void everyParameterOfEligibilityIsCitedByItsClause() {
        for (RuleCode rule : RuleCode.values()) {
            RuleResult result = evaluate().of(rule);
            boolean isOfThePlatform = Set.of(
                            RuleCode.PROGRAMME_OPEN,
                            RuleCode.CERTIFICATION,
                            RuleCode.REGION,
                            RuleCode.REQUEST,
                            RuleCode.QUOTA)
                    .contains(rule);
            if (isOfThePlatform) {
                assertThat(result.clause()).as(rule.name()).isNull();
            } else {
                assertThat(result.clause()).as(rule.name()).startsWith("第");
            }
            assertThat(result.inputs()).as(rule.name()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(RuleCode.class)
    void everyRuleHasANameInBothLanguages(RuleCode rule) {
        for (Language language : Language.values()) {
            assertThat(ProblemTexts.title(rule.code(), language)).isNotEmpty();
        }
    }

    @Test
    void everyReasonSaysWhatIsWrongAndWhatWouldChangeIt() {
        Set<RuleFailure> reasons = new HashSet<>();
        Set<String> codes = new TreeSet<>();
        boundaries().forEach(boundary -> {
            Object[] arguments = boundary.get();
            RuleFailure reason = change((String) arguments[2], arguments[3])
                    .of((RuleCode) arguments[0])
                    .reason();
            if (reason != null) {
                reasons.add(reason);
                codes.add(reason.code());
            }
        });

        assertThat(codes).hasSizeGreaterThan(25);
        for (RuleFailure reason : reasons) {
            List<Object> arguments = new ArrayList<>(reason.arguments());
            for (Language language : Language.values()) {
                assertThat(ProblemTexts.detail(reason.code(), arguments, language))
                        .as(reason.code())
                        .isNotEmpty()
                        .doesNotContain("{");
                assertThat(ProblemTexts.hint(reason.code(), arguments, language))
                        .as(reason.code())
                        .isNotEmpty()
                        .doesNotContain("{");
            }
        }
    }

    @Test
    void ratiosOutsideOfNothingAndEverythingSubsidiseNothing() {
        RuleSet rules = with(someRules(), "ratios", Map.of(ServiceLayer.SAAS, new BigDecimal("1.01")));

        assertThat(outcome(rules, aRequest(), RuleCode.SUBSIDISED_LAYERS)).isEqualTo(FAILED);
    }

    @Test
    void factsThatNobodyMeansAreRefusedWhereTheyAreMade() {
        assertThatThrownBy(() -> with(anApplicant(), "registeredOn", LocalDate.MAX))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> with(aSituation(), "moment", Instant.MAX))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    private static Evaluation evaluate() {
        return RuleEngine.evaluate(someRules(), anApplicant(), aRequest(), aSituation());
    }

    /** The request that passes everything, with one thing changed, wherever it belongs. */
    private static Evaluation change(String name, Object value) {
        RuleSet rules = has(RuleSet.class, name) ? with(someRules(), name, value) : someRules();
        ApplicantFacts applicant = has(ApplicantFacts.class, name) ? with(anApplicant(), name, value) : anApplicant();
        Ask ask = has(Ask.class, name) ? with(aRequest(), name, value) : aRequest();
        if (has(Ask.Line.class, name)) {
            ask = request(with(line(ServiceLayer.SAAS, 1_000_000), name, value));
        }
        Situation situation = has(Situation.class, name) ? with(aSituation(), name, value) : aSituation();
        return RuleEngine.evaluate(rules, applicant, ask, situation);
    }

    private static boolean has(Class<? extends Record> type, String name) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .anyMatch(name::equals);
    }

    private static RuleOutcome outcome(RuleSet rules, Ask ask, RuleCode rule) {
        return RuleEngine.evaluate(rules, anApplicant(), ask, aSituation())
                .of(rule)
                .outcome();
    }

    private static RuleOutcome region(ApplicantFacts applicant, String programme) {
        return RuleEngine.evaluate(someRules(), applicant, aRequest(), with(aSituation(), "programmeRegion", programme))
                .of(RuleCode.REGION)
                .outcome();
    }

    private static List<FaceValue.LimitKind> bindingOf(Evaluation evaluation) {
        return evaluation.face().limits().stream()
                .filter(FaceValue.Limit::binding)
                .map(FaceValue.Limit::kind)
                .toList();
    }
}
