package cn.dengyun.policy.domain.fraud;

import static cn.dengyun.policy.domain.PolicyFixture.with;
import static cn.dengyun.policy.domain.fraud.FraudDisposition.BLOCK;
import static cn.dengyun.policy.domain.fraud.FraudDisposition.CLEAR;
import static cn.dengyun.policy.domain.fraud.FraudDisposition.FLAG;
import static cn.dengyun.policy.domain.fraud.FraudDisposition.HOLD_FOR_REVIEW;
import static cn.dengyun.policy.domain.fraud.FraudDisposition.UNJUDGED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import cn.dengyun.platform.problem.ProblemTexts;
import cn.dengyun.platform.web.Language;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.policy.domain.PolicyFixture;
import cn.dengyun.policy.domain.RuleFailure;
import cn.dengyun.policy.domain.fraud.FraudSignals.Concentration;
import cn.dengyun.policy.domain.fraud.FraudSignals.EvidenceKind;
import cn.dengyun.policy.domain.fraud.FraudSignals.Party;
import cn.dengyun.policy.domain.fraud.FraudSignals.PriorUse;
import cn.dengyun.policy.domain.fraud.FraudSignals.Substance;
import cn.dengyun.policy.domain.fraud.FraudSignals.Traffic;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fraud rule on both sides of its threshold. */
class FraudRulesTest {

    @Test
    void anHonestRequestIsClearedByEveryRule() {
        List<FraudFinding> findings = judge(honest());

        assertThat(findings).extracting(FraudFinding::rule).containsExactly(FraudRule.values());
        assertThat(findings).extracting(FraudFinding::disposition).containsOnly(CLEAR);
        assertThat(FraudRules.worst(findings)).isEqualTo(CLEAR);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("thresholds")
    void eachRuleFindsWhatItIsForAndNothingElse(FraudRule rule, FraudDisposition expected, FraudSignals signals) {
        List<FraudFinding> findings = judge(signals);

        assertThat(findings.get(rule.ordinal()).disposition()).isEqualTo(expected);
        assertThat(findings)
                .filteredOn(finding -> finding.rule() != rule)
                .extracting(FraudFinding::disposition)
                .noneMatch(FraudDisposition::isHit);
        assertThat(FraudRules.worst(findings)).isEqualTo(expected);
    }

    static Stream<Arguments> thresholds() {
        Substance substance = honest().substance();
        LocalDate day = substance.day();
        return Stream.of(
                arguments(
                        FraudRule.EVIDENCE_USED_BEFORE,
                        HOLD_FOR_REVIEW,
                        with(
                                honest(),
                                "priorUses",
                                List.of(new PriorUse(EvidenceKind.INVOICE, "3400182130-1", PolicyFixture.APPLICANT)))),
                arguments(FraudRule.EVIDENCE_USED_BEFORE, UNJUDGED, with(honest(), "priorUses", null)),
                arguments(FraudRule.RELATED_PARTIES, HOLD_FOR_REVIEW, provider("legalRepresentative", " 王 登云")),
                arguments(FraudRule.RELATED_PARTIES, CLEAR, provider("legalRepresentative", "王登运")),
                arguments(FraudRule.RELATED_PARTIES, UNJUDGED, provider("legalRepresentative", " ")),
                arguments(FraudRule.RELATED_PARTIES, HOLD_FOR_REVIEW, provider("controller", "王登云")),
                arguments(
                        FraudRule.RELATED_PARTIES,
                        HOLD_FOR_REVIEW,
                        with(provider("legalRepresentative", null), "linked", true)),
                arguments(
                        FraudRule.RELATED_PARTIES,
                        BLOCK,
                        with(
                                honest(),
                                "provider",
                                with(
                                        with(honest().provider(), "legalRepresentative", "王登云"),
                                        "phone",
                                        "+86 551 1234567"))),
                arguments(
                        FraudRule.RELATED_PARTIES,
                        BLOCK,
                        with(
                                honest(),
                                "provider",
                                with(with(honest().provider(), "legalRepresentative", "王登云"), "controller", "登云控股"))),
                // One person on one side in two places is one name.
                arguments(
                        FraudRule.RELATED_PARTIES,
                        HOLD_FOR_REVIEW,
                        with(
                                with(honest(), "applicant", with(honest().applicant(), "controller", "王登云")),
                                "provider",
                                with(with(honest().provider(), "legalRepresentative", "王登云"), "controller", "王登云"))),
                // The State, and a park without a house, are those of many.
                arguments(
                        FraudRule.RELATED_PARTIES,
                        HOLD_FOR_REVIEW,
                        both(Map.of("controller", "合肥市国资委", "address", "合肥市望江路1号"))),
                arguments(
                        FraudRule.RELATED_PARTIES,
                        HOLD_FOR_REVIEW,
                        both(Map.of("legalRepresentative", "王伟", "address", "合肥市高新区创新产业园"))),
                arguments(
                        FraudRule.RELATED_PARTIES,
                        BLOCK,
                        both(Map.of("legalRepresentative", "王伟", "address", "合肥市高新区创新产业园2栋"))),
                arguments(FraudRule.RELATED_PARTIES, CLEAR, both(Map.of("controller", "无", "phone", "0000-0000"))),
                arguments(FraudRule.RELATED_PARTIES, BLOCK, provider("controller", "登云 机械")),
                arguments(
                        FraudRule.RELATED_PARTIES,
                        BLOCK,
                        with(honest(), "applicant", with(honest().applicant(), "controller", "云平软件"))),
                arguments(FraudRule.RELATED_PARTIES, BLOCK, provider("bankAccount", "６２２２ 0000")),
                arguments(FraudRule.RELATED_PARTIES, HOLD_FOR_REVIEW, provider("controller", "登云控股")),
                arguments(FraudRule.RELATED_PARTIES, HOLD_FOR_REVIEW, provider("phone", "0551-123 4567")),
                arguments(FraudRule.RELATED_PARTIES, HOLD_FOR_REVIEW, provider("address", "合肥市蜀山区望江路 1 号")),
                arguments(FraudRule.RELATED_PARTIES, CLEAR, with(honest(), "crossHoldingBasisPoints", 2_499)),
                arguments(FraudRule.RELATED_PARTIES, BLOCK, with(honest(), "crossHoldingBasisPoints", 2_500)),
                arguments(FraudRule.RELATED_PARTIES, HOLD_FOR_REVIEW, with(honest(), "linked", true)),
                arguments(FraudRule.RELATED_PARTIES, UNJUDGED, with(honest(), "provider", null)),
                arguments(FraudRule.PROVIDER_AS_BENEFICIARY, BLOCK, with(honest(), "applicantIsProvider", true)),
                arguments(
                        FraudRule.PROVIDER_AS_BENEFICIARY,
                        HOLD_FOR_REVIEW,
                        with(honest(), "providersOfItsGroup", List.of(PolicyFixture.PROVIDER))),
                arguments(FraudRule.PROVIDER_AS_BENEFICIARY, UNJUDGED, with(honest(), "providersOfItsGroup", null)),
                arguments(FraudRule.PROXY_APPLICATIONS, CLEAR, traffic(4, 4, 4, 5)),
                arguments(FraudRule.PROXY_APPLICATIONS, HOLD_FOR_REVIEW, traffic(5, 1, 1, 1)),
                arguments(FraudRule.PROXY_APPLICATIONS, HOLD_FOR_REVIEW, traffic(1, 5, 1, 1)),
                arguments(FraudRule.PROXY_APPLICATIONS, HOLD_FOR_REVIEW, traffic(1, 1, 5, 1)),
                arguments(FraudRule.PROXY_APPLICATIONS, HOLD_FOR_REVIEW, traffic(null, null, null, 6)),
                arguments(FraudRule.PROXY_APPLICATIONS, FLAG, traffic(9, null, null, 9, 4, 5)),
                arguments(FraudRule.PROXY_APPLICATIONS, HOLD_FOR_REVIEW, traffic(9, null, null, 1, 5, 1)),
                arguments(FraudRule.PROXY_APPLICATIONS, HOLD_FOR_REVIEW, traffic(1, null, null, 9, 1, 6)),
                arguments(FraudRule.PROXY_APPLICATIONS, HOLD_FOR_REVIEW, traffic(1, 5, null, 1, 1, 1)),
                arguments(FraudRule.PROXY_APPLICATIONS, UNJUDGED, traffic(null, null, null, null)),
                // Half of a revenue of 2,000,000 is 1,000,000; 50,000 yuan a head.
                arguments(FraudRule.DISPROPORTIONATE_AMOUNT, CLEAR, substance("revenueFen", 2_000_000L)),
                arguments(FraudRule.DISPROPORTIONATE_AMOUNT, HOLD_FOR_REVIEW, substance("revenueFen", 1_999_999L)),
                arguments(
                        FraudRule.DISPROPORTIONATE_AMOUNT,
                        CLEAR,
                        with(substance("staffCount", 1L), "amountFen", 5_000_000L)),
                arguments(
                        FraudRule.DISPROPORTIONATE_AMOUNT,
                        FLAG,
                        with(substance("staffCount", 1L), "amountFen", 5_000_001L)),
                arguments(
                        FraudRule.DISPROPORTIONATE_AMOUNT,
                        UNJUDGED,
                        with(
                                honest(),
                                "substance",
                                new Substance(LocalDate.of(2015, 1, 1), day, null, null, null, "36", "36", null, day))),
                arguments(FraudRule.SHELL, CLEAR, substance("registeredOn", day.minusDays(365))),
                arguments(FraudRule.SHELL, FLAG, substance("registeredOn", day.minusDays(364))),
                arguments(FraudRule.SHELL, UNJUDGED, substance("registeredOn", null)),
                arguments(FraudRule.SHELL, HOLD_FOR_REVIEW, substance("deregisteredOn", day)),
                arguments(FraudRule.SHELL, CLEAR, substance("deregisteredOn", day.plusDays(1))),
                arguments(
                        FraudRule.SHELL,
                        HOLD_FOR_REVIEW,
                        with(
                                with(honest(), "splitThresholdFen", null),
                                "substance",
                                with(with(substance, "deregisteredOn", day.plusDays(1)), "judgedOn", day.plusDays(1)))),
                arguments(
                        FraudRule.SHELL,
                        HOLD_FOR_REVIEW,
                        with(
                                with(honest(), "amountFen", 0L),
                                "substance",
                                with(with(substance, "staffCount", 0L), "revenueFen", 0L))),
                // 103 people and 157,350,000 yuan: medium as a software house, small as a factory (domain.md §4, F7).
                arguments(FraudRule.DECLARED_INDUSTRY, HOLD_FOR_REVIEW, industries("39", "65")),
                arguments(FraudRule.DECLARED_INDUSTRY, FLAG, industries("65", "39")),
                arguments(FraudRule.DECLARED_INDUSTRY, FLAG, industries("38", "39")),
                arguments(FraudRule.DECLARED_INDUSTRY, CLEAR, industries("3911", "39")),
                arguments(FraudRule.DECLARED_INDUSTRY, CLEAR, industries("C", "3911")),
                arguments(FraudRule.DECLARED_INDUSTRY, CLEAR, industries("39", "C")),
                arguments(FraudRule.DECLARED_INDUSTRY, FLAG, industries("B", "39")),
                arguments(FraudRule.DECLARED_INDUSTRY, UNJUDGED, industries("39", null)),
                arguments(FraudRule.PROVIDER_CONCENTRATION, CLEAR, concentration(9, 9, 9, 9L)),
                arguments(FraudRule.PROVIDER_CONCENTRATION, CLEAR, concentration(10, 6, 6, 6L)),
                arguments(FraudRule.PROVIDER_CONCENTRATION, FLAG, concentration(10, 7, 1, null)),
                arguments(FraudRule.PROVIDER_CONCENTRATION, FLAG, concentration(10, 1, 7, 1L)),
                arguments(FraudRule.PROVIDER_CONCENTRATION, HOLD_FOR_REVIEW, concentration(10, 1, 1, 7L)),
                arguments(FraudRule.PROVIDER_CONCENTRATION, UNJUDGED, with(honest(), "concentration", null)),
                arguments(FraudRule.SPLIT_CONTRACTS, CLEAR, split(999_999L)),
                arguments(FraudRule.SPLIT_CONTRACTS, HOLD_FOR_REVIEW, split(500_000L, 500_000L)),
                arguments(FraudRule.SPLIT_CONTRACTS, FLAG, with(honest(), "amountFen", 1_900_000L)),
                arguments(FraudRule.SPLIT_CONTRACTS, CLEAR, with(honest(), "amountFen", 1_899_999L)),
                arguments(FraudRule.SPLIT_CONTRACTS, CLEAR, with(honest(), "amountFen", 2_000_000L)),
                arguments(
                        FraudRule.SPLIT_CONTRACTS,
                        CLEAR,
                        with(with(honest(), "amountFen", 1_999_999L), "splitThresholdFen", null)),
                arguments(FraudRule.SPLIT_CONTRACTS, UNJUDGED, with(honest(), "recentAmountsFen", null)));
    }

    @Test
    void oneRelatedProviderAmongSeveralIsFoundWhereverItStands() {
        FraudSignals related = provider("bankAccount", "62220000");
        FraudSignals silent = provider("legalRepresentative", null);
        FraudSignals none = with(honest(), "provider", null);

        assertThat(related(honest(), related)).isEqualTo(BLOCK);
        assertThat(related(related, honest(), none)).isEqualTo(BLOCK);
        assertThat(related(honest(), provider("phone", "05511234567"), none)).isEqualTo(HOLD_FOR_REVIEW);
        assertThat(related(honest(), silent)).isEqualTo(UNJUDGED);
        assertThat(related(honest(), none)).isEqualTo(UNJUDGED);
        assertThat(related(honest(), honest())).isEqualTo(CLEAR);
        assertThat(FraudRules.judge(List.of(honest(), related), FraudThresholds.standard()))
                .extracting(FraudFinding::rule)
                .containsExactly(FraudRule.values());
    }

    @Test
    void findingsNameTheirVersionsAndNeverTheTraitsOfPeople() {
        FraudFinding finding = judge(provider("legalRepresentative", "王登云")).get(FraudRule.RELATED_PARTIES.ordinal());

        assertThat(finding.version()).isEqualTo(FraudRules.VERSION);
        assertThat(finding.thresholds()).isEqualTo(1);
        assertThat(finding.inputs()).extracting(input -> input.value()).contains("legalRepresentative");
        assertThat(DecisionRecords.toJson(finding)).doesNotContain("王登云");
        assertThat(DecisionRecords.read(DecisionRecords.toJson(finding), FraudFinding.class))
                .isEqualTo(finding);
    }

    @Test
    void largeAmountsDoNotWrapAround() {
        FraudSignals vast = with(
                with(honest(), "amountFen", Long.MAX_VALUE),
                "substance",
                with(honest().substance(), "staffCount", Long.MAX_VALUE));

        assertThat(judge(vast).get(FraudRule.DISPROPORTIONATE_AMOUNT.ordinal()).reasons())
                .extracting(RuleFailure::code)
                .containsExactly("fraud-amount-beyond-revenue");
    }

    @Test
    void nothingKnownIsNothingHeldAgainstAnybody() {
        FraudSignals nothing =
                new FraudSignals(null, null, null, null, false, false, null, null, null, null, 0, null, 1L);

        assertThat(judge(nothing)).extracting(FraudFinding::disposition).containsOnly(UNJUDGED);
    }

    @ParameterizedTest
    @EnumSource(FraudRule.class)
    void everyRuleHasANameAndSaysWhatToDo(FraudRule rule) {
        for (Language language : Language.values()) {
            assertThat(ProblemTexts.title(rule.code(), language)).isNotEmpty();
            assertThat(ProblemTexts.hint(rule.code(), List.of(), language)).isNotEmpty();
        }
    }

    @Test
    void everyReasonIsToldInBothLanguages() {
        Set<RuleFailure> reasons = new HashSet<>();
        thresholds()
                .forEach(each ->
                        judge((FraudSignals) each.get()[2]).forEach(finding -> reasons.addAll(finding.reasons())));

        assertThat(reasons).hasSizeGreaterThan(20);
        for (RuleFailure reason : reasons) {
            for (Language language : Language.values()) {
                assertThat(ProblemTexts.detail(reason.code(), new ArrayList<>(reason.arguments()), language))
                        .as(reason.code())
                        .isNotEmpty()
                        .doesNotContain("{");
            }
        }
    }

    private static List<FraudFinding> judge(FraudSignals signals) {
        return FraudRules.judge(signals, FraudThresholds.standard());
    }

    private static FraudDisposition related(FraudSignals... byProvider) {
        return FraudRules.judge(List.of(byProvider), FraudThresholds.standard())
                .get(FraudRule.RELATED_PARTIES.ordinal())
                .disposition();
    }

    private static FraudSignals honest() {
        return new FraudSignals(
                List.of(),
                new Party("王登云", "05511234567", "合肥市蜀山区望江路1号", "62220000", "登云控股", "登云机械"),
                new Party("李云平", "05517654321", "芜湖市镜湖区2号", "62229999", null, "云平软件"),
                null,
                false,
                false,
                List.of(),
                new Traffic(1, 1, 1, 1),
                new Substance(
                        LocalDate.of(2015, 1, 1),
                        LocalDate.of(2019, 7, 1),
                        103L,
                        15_735_000_000L,
                        20_000_000_000L,
                        "39",
                        "3911",
                        null,
                        LocalDate.of(2019, 7, 1)),
                new Concentration(3, 3, 3, 3L),
                1_000_000,
                List.of(),
                2_000_000L);
    }

    private static FraudSignals provider(String trait, String value) {
        return with(honest(), "provider", with(honest().provider(), trait, value));
    }

    /** Where both sides have the same of these traits. */
    private static FraudSignals both(Map<String, String> traits) {
        Party applicant = honest().applicant();
        Party provider = honest().provider();
        for (Map.Entry<String, String> trait : traits.entrySet()) {
            applicant = with(applicant, trait.getKey(), trait.getValue());
            provider = with(provider, trait.getKey(), trait.getValue());
        }
        return with(with(honest(), "applicant", applicant), "provider", provider);
    }

    private static FraudSignals substance(String name, Object value) {
        return with(with(honest(), "splitThresholdFen", null), "substance", with(honest().substance(), name, value));
    }

    private static FraudSignals industries(String declared, String registered) {
        return with(
                honest(),
                "substance",
                with(with(honest().substance(), "declaredIndustry", declared), "registeredIndustry", registered));
    }

    private static FraudSignals traffic(Integer net, Integer device, Integer postal, Integer contact) {
        return with(honest(), "traffic", new Traffic(net, device, postal, contact));
    }

    private static FraudSignals traffic(
            Integer net, Integer device, Integer postal, Integer contact, Integer netToProvider, Integer toProvider) {
        return with(honest(), "traffic", new Traffic(net, device, postal, contact, netToProvider, toProvider));
    }

    private static FraudSignals concentration(long vouchers, long city, long week, Long agent) {
        return with(honest(), "concentration", new Concentration(vouchers, city, week, agent));
    }

    /** A request over 10,000 yuan after others, where 20,000 are the threshold. */
    private static FraudSignals split(Long... recent) {
        return with(honest(), "recentAmountsFen", List.of(recent));
    }
}
