package cn.dengyun.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.policy.domain.DecisionRecord;
import cn.dengyun.policy.domain.PolicyFixture;
import cn.dengyun.policy.domain.RuleCode;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.policy.domain.ServiceLayer;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is stored of a decision, and that it tells the same again. */
class DecisionRecordsTest {

    @Test
    void aStoredDecisionReproducesItselfThroughItsRules() {
        DecisionRecord decided = decide();

        DecisionRecord stored = DecisionRecords.read(DecisionRecords.toJson(decided));

        assertThat(stored).isEqualTo(decided);
        assertThat(stored.replay(PolicyFixture.someRules())).isEqualTo(decided);
        assertThat(DecisionRecords.toJson(stored)).isEqualTo(DecisionRecords.toJson(decided));
    }

    @Test
    void otherRulesAreFoundOut() {
        RuleSet others = PolicyFixture.with(
                PolicyFixture.someRules(), "ratios", Map.of(ServiceLayer.SAAS, new BigDecimal("0.5999999999")));

        assertThat(decide().replay(others)).isNotEqualTo(decide());
    }

    @Test
    void theRulesThemselvesSurviveStorageToo() {
        RuleSet rules = PolicyFixture.someRules();

        RuleSet stored = DecisionRecords.read(DecisionRecords.toJson(rules), RuleSet.class);

        assertThat(decide().replay(stored)).isEqualTo(decide());
    }

    @Test
    void aRecordIsPlain() {
        String json = DecisionRecords.toJson(decide());

        assertThat(json)
                .contains("\"registeredOn\":\"2015-03-01\"", "\"moment\":\"2019-07-01T01:00:00Z\"")
                .doesNotContain("\"sound\"", "\"reduced\"", "null,null");
        assertThat(decide().evaluation().results()).hasSize(RuleCode.values().length);
    }

    @Test
    void whatItDoesNotKnowIsNotRead() {
        assertThatThrownBy(() -> DecisionRecords.read("{\"engine\":1,\"more\":2}"))
                .isInstanceOf(IllegalStateException.class);
    }

    private static DecisionRecord decide() {
        return DecisionRecord.of(
                PolicyFixture.PROGRAMME,
                3,
                PolicyFixture.someRules(),
                PolicyFixture.anApplicant(),
                PolicyFixture.aRequest(),
                PolicyFixture.aSituation());
    }
}
