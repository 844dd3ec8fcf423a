package cn.dengyun.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.policy.domain.ServiceLayer;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.EnterpriseSize;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetJsonTest {

    private static final List<String> OPTIONAL = List.of(
            "contractsFrom",
            "contractsUntil",
            "industries",
            "minAgeDays",
            "minRevenueFen",
            "violationLookbackYears",
            "orderCapFen",
            "acceptDays",
            "platformCeilingFen",
            "otherCeilingFen",
            "sampleShare",
            "splitThresholdFen");

    @Test
    void whatWasWrittenReadsAsTheSame() {
        RuleSet rules = TestRules.rules();

        assertThat(RuleSetJson.read(RuleSetJson.write(rules))).isEqualTo(rules);
        assertThat(rules.ratios().value()).containsEntry(ServiceLayer.SAAS, new BigDecimal("0.6"));
        assertThat(rules.sizes().value())
                .containsExactly(EnterpriseSize.MEDIUM, EnterpriseSize.SMALL, EnterpriseSize.MICRO);
        assertThat(rules.annualCapFen().clause()).isEqualTo("第六条");
    }

    @Test
    void equalRulesHaveOneTextHoweverTheyAreSent() {
        ObjectNode sent = TestRules.json();
        List<String> names = new ArrayList<>();
        sent.fieldNames().forEachRemaining(names::add);
        Collections.reverse(names);
        ObjectNode shuffled = JsonNodeFactory.instance.objectNode();
        names.forEach(name -> shuffled.set(name, sent.get(name)));
        ((ObjectNode) shuffled.at("/ratios/value")).put("PAAS", "0.60");

        RuleSet rules = RuleSetJson.parse(shuffled, "", code -> true, TestRules.DAY);

        assertThat(RuleSetJson.write(rules)).isEqualTo(RuleSetJson.write(TestRules.rules()));
        assertThat(RuleSetJson.hash(rules)).isEqualTo(RuleSetJson.hash(TestRules.rules()));
    }

    @Test
    void otherRulesHaveAnotherHash() {
        ObjectNode other = TestRules.json();
        ((ObjectNode) other.get("annualCapFen")).put("clause", "第六条第二款");

        assertThat(RuleSetJson.hash(RuleSetJson.parse(other, "", code -> true, TestRules.DAY)))
                .isNotEqualTo(RuleSetJson.hash(TestRules.rules()));
    }

    @Test
    void whatIsNotInForceIsAbsent() {
        ObjectNode sent = TestRules.json();
        sent.remove(OPTIONAL);

        RuleSet rules = RuleSetJson.parse(sent, "", code -> true, TestRules.DAY);

        assertThat(rules.orderCapFen()).isNull();
        assertThat(rules.isProviderBound()).isFalse();
        assertThat(RuleSetJson.write(rules)).doesNotContain("orderCapFen").doesNotContain("null");
    }

    @Test
    void everyOtherRuleIsRequired() {
        ObjectNode sent = JsonNodeFactory.instance.objectNode();
        List<String> required = new ArrayList<>();
        TestRules.json().fieldNames().forEachRemaining(required::add);
        required.removeAll(OPTIONAL);

        assertThat(defects(sent))
                .extracting(Defect::pointer, Defect::code)
                .containsExactlyInAnyOrderElementsOf(required.stream()
                        .map(name -> org.assertj.core.groups.Tuple.tuple("/rules/" + name, "required"))
                        .toList());
    }

    @Test
    void allDefectsAreToldAtOnceWithTheirPlaces() {
        ObjectNode sent = TestRules.json();
        sent.put("anualCapFen", 1);
        ((ObjectNode) sent.get("document")).put("issuedOn", "2018/1/1").put("author", "x");
        ((ObjectNode) sent.get("payee")).put("value", "BANK");
        ((ObjectNode) sent.get("sizes")).putArray("value").add("SMALL").add("TINY");
        ((ObjectNode) sent.get("industries")).putArray("value").add("Z9");
        ((ObjectNode) sent.get("minAgeDays")).put("value", "365");
        ((ObjectNode) sent.get("ratios")).putObject("value").put("IAAS", "1.1").put("GPU", "0.5");
        ((ObjectNode) sent.get("annualCapFen")).put("value", 100.5);
        ((ObjectNode) sent.get("minFaceFen")).put("clause", " ").put("note", "?");
        sent.put("carryOver", true);
        ((ObjectNode) sent.get("sampleShare")).put("value", 0.05);
        sent.remove("validUntil");

        assertThat(defects(sent))
                .extracting(defect -> defect.pointer() + " " + defect.code())
                .containsExactlyInAnyOrder(
                        "/rules/anualCapFen unknown-field",
                        "/rules/document/author unknown-field",
                        "/rules/document/issuedOn wrong-type-date",
                        "/rules/payee/value unknown-choice",
                        "/rules/sizes/value/1 unknown-choice",
                        "/rules/industries/value/0 unknown-code",
                        "/rules/minAgeDays/value wrong-type-number",
                        "/rules/ratios/value/IAAS number-out-of-range",
                        "/rules/ratios/value/GPU unknown-field",
                        "/rules/annualCapFen/value wrong-type-number",
                        "/rules/minFaceFen/clause required",
                        "/rules/minFaceFen/note unknown-field",
                        "/rules/carryOver wrong-type-object",
                        "/rules/sampleShare/value wrong-type-decimal",
                        "/rules/validUntil required");
    }

    @Test
    void aShareOfClaimsIsOfWholeHundredths() {
        ObjectNode sent = TestRules.json();
        sent.putObject("claimSampleShare").put("value", "0.055").put("clause", "第十四条");

        assertThat(defects(sent))
                .extracting(defect -> defect.pointer() + " " + defect.code())
                .containsExactly("/rules/claimSampleShare/value wrong-type-decimal");
        assertThat(TestRules.with("claimSampleShare", "0.10").claimSamplePercent())
                .contains(10);
        assertThat(TestRules.rules().claimSamplePercent()).isEmpty();
    }

    @Test
    void rulesThatContradictEachOtherAreRefused() {
        ObjectNode sent = TestRules.json();
        ((ObjectNode) sent.get("contractsUntil")).put("value", "2017-12-31");
        ((ObjectNode) sent.get("orderCapFen")).put("value", 9_999);

        assertThat(defects(sent))
                .extracting(defect -> defect.pointer() + " " + defect.code())
                .containsExactlyInAnyOrder(
                        "/rules/contractsUntil/value rule-dates-reversed",
                        "/rules/orderCapFen/value rule-cap-below-minimum");
    }

    @Test
    void whatIsStoredStaysAsItIsAndIsNotTakenAnyMore() {
        ObjectNode stored = TestRules.json();
        ((ObjectNode) stored.get("noticeWorkingDays")).put("value", 0);
        stored.putObject("minPaidShare").put("value", "0.9").put("clause", "第八条");
        stored.putObject("minUseDays").put("value", 30).put("clause", "第八条");

        assertThat(RuleSetJson.read(stored.toString()).noticeWorkingDays().value())
                .isZero();
        assertThat(defects(stored))
                .extracting(defect -> defect.pointer() + " " + defect.code())
                .containsExactlyInAnyOrder(
                        "/rules/minPaidShare unknown-field",
                        "/rules/minUseDays unknown-field",
                        "/rules/noticeWorkingDays/value rule-notice-too-short");
    }

    @Test
    void whatIsNoObjectIsRefused() {
        assertThat(defects(JsonNodeFactory.instance.textNode("rules")))
                .extracting(Defect::pointer, Defect::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/rules", "wrong-type-object"));
    }

    private static List<Defect> defects(JsonNode sent) {
        List<Defect> defects = new ArrayList<>();
        assertThatThrownBy(() -> RuleSetJson.parse(sent, "/rules", code -> code.length() == 1, TestRules.DAY))
                .isInstanceOfSatisfying(Rejection.class, rejection -> defects.addAll(rejection.defects()));
        return defects;
    }
}
