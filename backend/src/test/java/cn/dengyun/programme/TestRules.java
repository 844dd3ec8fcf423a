package cn.dengyun.programme;

import cn.dengyun.policy.domain.RuleSet;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;

/** Rules of a programme that nobody has ever made, complete and sound. */
public final class TestRules {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = """
            {
              "document": {"title": "云服务券测试办法", "number": "测试〔2018〕1号", "issuedOn": "2018-01-01"},
              "payee": {"value": "PROVIDER", "clause": "第一条"},
              "subsidyBase": {"value": "EX_TAX", "clause": "第二条"},
              "contractTiming": {"value": "ALLOWED", "clause": "第三条"},
              "contractsFrom": {"value": "2018-01-01", "clause": "第三条"},
              "contractsUntil": {"value": "2099-12-31", "clause": "第三条"},
              "individualsAllowed": {"value": false, "clause": "第四条"},
              "sizes": {"value": ["MEDIUM", "SMALL", "MICRO"], "clause": "第四条"},
              "industries": {"value": ["C", "B"], "clause": "第四条"},
              "minAgeDays": {"value": 365, "clause": "第四条"},
              "minRevenueFen": {"value": 0, "clause": "第四条"},
              "providersExcluded": {"value": true, "clause": "第四条"},
              "violationLookbackYears": {"value": 5, "clause": "第四条"},
              "ratios": {"value": {"SAAS": "0.60", "IAAS": "0.4", "PAAS": "0.6"}, "clause": "第五条"},
              "annualCapFen": {"value": 5000000, "clause": "第六条"},
              "orderCapFen": {"value": 3000000, "clause": "第六条"},
              "minFaceFen": {"value": 10000, "clause": "第六条"},
              "validityMonths": {"value": 12, "clause": "第七条"},
              "validUntil": {"value": "2099-12-31", "clause": "第七条"},
              "acceptDays": {"value": 30, "clause": "第七条"},
              "stackingAllowed": {"value": false, "clause": "第九条"},
              "platformCeilingFen": {"value": 800000000, "clause": "第十条"},
              "otherCeilingFen": {"value": 500000000, "clause": "第十条"},
              "carryOver": {"value": true, "clause": "第十一条"},
              "noticeWorkingDays": {"value": 5, "clause": "第十二条"},
              "reviewWorkingDays": {"value": 5, "clause": "第十二条"},
              "correctionWorkingDays": {"value": 10, "clause": "第十二条"},
              "sampleShare": {"value": "0.05", "clause": "第十三条"},
              "splitThresholdFen": {"value": 2000000, "clause": "第十三条"}
            }
            """;

    /** On which they are written. */
    static final LocalDate DAY = LocalDate.of(2018, 6, 1);

    private TestRules() {}

    /** As a request has them. */
    public static ObjectNode json() {
        try {
            return (ObjectNode) JSON.readTree(TEXT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same with one more rule, or with another value of one. */
    public static RuleSet with(String rule, Object value) {
        ObjectNode rules = json();
        rules.putObject(rule).put("clause", "第十四条").set("value", JSON.valueToTree(value));
        return RuleSetJson.parse(rules, "", code -> true, DAY);
    }

    public static RuleSet rules() {
        return RuleSetJson.parse(json(), "", code -> true, DAY);
    }
}
