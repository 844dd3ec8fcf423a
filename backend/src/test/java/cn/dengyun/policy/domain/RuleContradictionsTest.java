package cn.dengyun.policy.domain;

import static cn.dengyun.policy.domain.PolicyFixture.ratios;
import static cn.dengyun.policy.domain.PolicyFixture.someRules;
import static cn.dengyun.policy.domain.PolicyFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.DocumentPurpose;
import cn.dengyun.shared.EnterpriseSize;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleContradictionsTest {

    private static final LocalDate TODAY = LocalDate.of(2019, 6, 1);

    @Test
    void rulesThatSomebodyCanSatisfyAreTaken() {
        assertThat(RuleContradictions.of(someRules(), "", TODAY)).isEmpty();
        assertThat(RuleContradictions.ofWindow(someRules(), Instant.parse("2019-07-01T01:00:00Z"), null))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @MethodSource("boundaries")
    void whatNobodyCouldSatisfyIsToldAtItsBoundary(String member, Object value, String expected) {
        RuleSet rules = with(someRules(), member, value);

        assertThat(RuleContradictions.of(rules, "/rules", TODAY))
                .extracting(defect -> defect.pointer() + " " + defect.code())
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected));
    }

    static Stream<Arguments> boundaries() {
        return Stream.of(
                arguments("contractsUntil", LocalDate.of(2019, 1, 1), null),
                arguments(
                        "contractsUntil",
                        LocalDate.of(2018, 12, 31),
                        "/rules/contractsUntil/value rule-dates-reversed"),
                arguments("annualCapFen", 10_000L, null),
                arguments("annualCapFen", 9_999L, "/rules/annualCapFen/value rule-cap-below-minimum"),
                arguments("orderCapFen", 9_999L, "/rules/orderCapFen/value rule-cap-below-minimum"),
                arguments("platformCeilingFen", 9_999L, "/rules/platformCeilingFen/value rule-cap-below-minimum"),
                arguments("otherCeilingFen", 9_999L, "/rules/otherCeilingFen/value rule-cap-below-minimum"),
                arguments("ratios", ratios("0.000001", "1", "1"), null),
                arguments("ratios", ratios("0", "1", "1"), "/rules/ratios/value/IAAS rule-ratio-zero"),
                arguments("validUntil", LocalDate.of(2019, 6, 15), null),
                arguments("validUntil", LocalDate.of(2019, 6, 14), "/rules/validUntil/value rule-validity-too-short"),
                arguments("contractsFrom", LocalDate.of(2019, 12, 31), null),
                arguments("noticeWorkingDays", 5, null),
                arguments("noticeWorkingDays", 4, "/rules/noticeWorkingDays/value rule-notice-too-short"),
                arguments(
                        "claimSampleShare",
                        new BigDecimal("0.04"),
                        "/rules/claimSampleShare/value rule-claim-sample-too-small"),
                arguments("claimDays", 59, "/rules/claimDays/value rule-claim-days-unfit"),
                arguments("claimDays", 731, "/rules/claimDays/value rule-claim-days-unfit"),
                arguments("noticeWorkingDays", 0, "/rules/noticeWorkingDays/value rule-notice-too-short"),
                arguments("acceptDays", 336, null),
                arguments("acceptDays", 337, "/rules/acceptDays/value rule-acceptance-after-validity"),
                // Railways and banks have no size classes; car makers have.
                arguments("industries", List.of("53", "J"), "/rules/sizes/value rule-sizes-exclude-all"),
                arguments("industries", List.of("53", "36"), null),
                arguments("industries", List.of("G"), null),
                arguments("industries", List.of("59"), null));
    }

    @Test
    void whatComesWithAContractIsNotDemandedWhereNoneMayBe() {
        RuleSet rules = with(
                someRules(),
                "requiredDocuments",
                List.of(DocumentPurpose.BUSINESS_LICENCE, DocumentPurpose.CONTRACT, DocumentPurpose.INVOICE));

        assertThat(RuleContradictions.of(rules, "/rules", TODAY)).isEmpty();
        assertThat(RuleContradictions.of(with(rules, "contractTiming", ContractTiming.FORBIDDEN), "/rules", TODAY))
                .containsExactly(Defect.at(
                        "/rules/requiredDocuments/value", "rule-documents-before-contract", "CONTRACT, INVOICE"));
    }

    @Test
    void industriesWithoutSizesFitRulesThatAskForNone() {
        RuleSet rules = with(someRules(), "industries", List.of("53"));

        assertThat(RuleContradictions.of(
                        with(rules, "sizes", List.of(EnterpriseSize.SMALL, EnterpriseSize.UNCLASSIFIED)), "", TODAY))
                .isEmpty();
    }

    @Test
    void vouchersThatEndBeforeContractsCountHelpNobody() {
        RuleSet rules = with(with(someRules(), "contractsUntil", null), "contractsFrom", LocalDate.of(2021, 1, 1));

        assertThat(codes(RuleContradictions.of(rules, "", TODAY))).containsExactly("rule-validity-before-contracts");
        assertThat(RuleContradictions.of(with(rules, "contractsFrom", LocalDate.of(2020, 12, 31)), "", TODAY))
                .isEmpty();
    }

    @Test
    void contractsAreNotAskedForWhoseTimeIsOver() {
        RuleSet rules = with(someRules(), "contractTiming", ContractTiming.FORBIDDEN);

        assertThat(codes(RuleContradictions.of(with(rules, "contractsUntil", TODAY.minusDays(1)), "", TODAY)))
                .containsExactly("rule-contracts-over");
        assertThat(RuleContradictions.of(with(rules, "contractsUntil", TODAY), "", TODAY))
                .isEmpty();
    }

    @Test
    void aProgrammeIsOpenWhileSomebodyCanGetAndUseAVoucher() {
        // Valid until 31 December 2020: opened on the 17th the usual hold still fits, on the 18th it does not.
        assertThat(window(someRules(), "2020-12-16T16:00:00Z", null)).isEmpty();
        assertThat(window(someRules(), "2020-12-17T16:00:00Z", null))
                .containsExactly("programme-opening-after-validity");
        RuleSet later = with(someRules(), "contractTiming", ContractTiming.FORBIDDEN);
        assertThat(window(later, "2019-12-31T15:59:59Z", null)).isEmpty();
        assertThat(window(later, "2019-12-31T16:00:00Z", null)).containsExactly("programme-opening-after-contracts");
        RuleSet earlier = with(someRules(), "contractTiming", ContractTiming.REQUIRED);
        assertThat(window(earlier, "2018-10-01T00:00:00Z", "2018-12-31T16:00:00.000001Z"))
                .isEmpty();
        assertThat(window(earlier, "2018-10-01T00:00:00Z", "2018-12-31T16:00:00Z"))
                .containsExactly("programme-closing-before-contracts");
    }

    private static List<String> window(RuleSet rules, String opens, String closes) {
        return codes(RuleContradictions.ofWindow(
                rules, Instant.parse(opens), closes == null ? null : Instant.parse(closes)));
    }

    private static List<String> codes(List<Defect> defects) {
        return defects.stream().map(Defect::code).toList();
    }
}
