package cn.dengyun.publishing.article;

import static cn.dengyun.provider.TestSupervision.SANCTIONS;
import static cn.dengyun.publishing.article.TestArticles.PATH;
import static cn.dengyun.publishing.article.TestArticles.amended;
import static cn.dengyun.publishing.article.TestArticles.approve;
import static cn.dengyun.publishing.article.TestArticles.drafted;
import static cn.dengyun.publishing.article.TestArticles.form;
import static cn.dengyun.publishing.article.TestArticles.live;
import static cn.dengyun.publishing.article.TestArticles.move;
import static cn.dengyun.publishing.article.TestArticles.patch;
import static cn.dengyun.publishing.article.TestArticles.submitted;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.programme.DemoProgramme;
import cn.dengyun.programme.TestProgramme;
import cn.dengyun.programme.TestRules;
import cn.dengyun.provider.TestSupervision;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rules cite clauses of policies that are published, and the citation leads there. */
@QuarkusTest
class PolicyCitationTest {

    private static final int PARAMETERS = TestRules.json().size() - 1;
    private static final String BOTH = "## 第一条 目的 {#art-1}\n\n甲\n\n## 第二条 补贴 {#art-2}\n\n乙";
    private static final String FIRST = "## 第一条 目的 {#art-1}\n\n甲";

    private static String tomorrow() {
        return Instant.now()
                .plus(1, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static Map<String, Object> policy(String body) {
        Map<String, Object> form = form("POLICY");
        form.put("body", body);
        return form;
    }

    /** Rules that cite one clause of a policy, each by a name of its own clause. */
    private static ObjectNode rules(String policy, String anchor) {
        ObjectNode rules = TestRules.json();
        rules.fields().forEachRemaining(each -> {
            if (!each.getKey().equals("document")) {
                ((ObjectNode) each.getValue()).put("anchor", anchor);
            }
        });
        ((ObjectNode) rules.get("document")).put("policyId", policy);
        return rules;
    }

    private static ValidatableResponse add(TestProgramme programme, ObjectNode rules, String from) {
        Map<String, Object> body = new HashMap<>(Map.of("rules", rules, "reason", "测试"));
        if (from != null) {
            body.put("effectiveFrom", from);
        }
        return programme.post("province", programme.path() + "/rule-versions", body);
    }

    private static List<String> refused(ObjectNode rules) {
        return add(TestProgramme.drafted(), rules, null)
                .statusCode(400)
                .extract()
                .path("errors.code");
    }

    @Test
    void everyRuleOfTheDemoLeadsToItsClause() {
        Response version = given().get("/api/v1/programmes/" + DemoProgramme.ID + "/rule-versions/1");
        List<Map<String, Object>> citations = version.path("citations");
        Map<String, Object> rules = version.path("rules");
        assertThat(citations).hasSize(rules.size() - 1);
        for (Map<String, Object> each : citations) {
            assertThat(each.get("citation")).as(each.toString()).isNotNull();
            Map<?, ?> link = (Map<?, ?>) each.get("citation");
            String url = link.get("url").toString();
            int mark = url.indexOf('#');
            String address = url.substring(0, mark);
            assertThat(given().get(address).<String>path("bodyHtml"))
                    .contains("id=\"" + url.substring(mark + 1) + "\"");
            assertThat(given().get(address + "/clauses").<List<String>>path("clauses.heading"))
                    .contains(link.get("heading").toString());
        }
    }

    @Test
    void whatNoLiveEditionHasIsRefusedAtOnceWithEveryPlace() {
        String other = live("province", policy(BOTH));
        String id = live("province", policy(FIRST));
        String secret = drafted("wuhu", policy(FIRST));
        String nowhere = UUID.randomUUID().toString();

        assertThat(refused(rules(id, "art-2"))).hasSize(PARAMETERS).containsOnly("rule-anchor-unresolved");
        assertThat(refused(rules(live("province"), "art-1"))).containsOnly("rule-anchor-unresolved");
        // A stranger is told of a draft what he is told of nothing.
        assertThat(refused(rules(secret, "art-1"))).isEqualTo(refused(rules(nowhere, "art-1")));
        move("province", other, "withdrawals", Map.of("explanation", "有误"))
                .then()
                .statusCode(200);
        assertThat(refused(rules(other, "art-1"))).hasSize(PARAMETERS).containsOnly("rule-anchor-unresolved");
    }

    @Test
    void aCitationIsWhole() {
        String id = live("province", policy(BOTH));
        ObjectNode rules = rules(id, "art-1");
        ((ObjectNode) rules.get("payee")).remove("anchor");
        ((ObjectNode) rules.get("industries")).put("anchor", "art-2");
        List<String> places = add(TestProgramme.drafted(), rules, null)
                .statusCode(400)
                .extract()
                .path("errors.collect { it.pointer + ' ' + it.code }");
        assertThat(places)
                .containsExactlyInAnyOrder(
                        "/rules/payee/anchor rule-anchor-missing", "/rules/industries/anchor rule-anchor-ambiguous");

        ObjectNode onPaper = rules(id, "art-1");
        ((ObjectNode) onPaper.get("document")).remove("policyId");
        assertThat(refused(onPaper)).hasSize(PARAMETERS).containsOnly("rule-anchor-without-policy");
        assertThat(refused(rules("none", "art-1"))).containsExactly("rule-policy-unfit");
    }

    @Test
    void theApprovalJudgesAgain() {
        String id = live("province", policy(FIRST));
        TestProgramme programme = TestProgramme.announced(rules(id, "art-1"));
        add(programme, rules(id, "art-1"), null).statusCode(201);
        TestProgramme fresh = TestProgramme.drafted();
        add(fresh, rules(id, "art-1"), null).statusCode(201);
        fresh.simulate(1);

        move("province", id, "withdrawals", Map.of("explanation", "有误")).then().statusCode(200);

        ValidatableResponse refused =
                programme.act("finance", "rule-versions/2/approvals").statusCode(409);
        assertThat(refused.extract().<String>path("code")).isEqualTo("rule-version-uncited");
        assertThat(refused.extract().<List<String>>path("errors.code"))
                .hasSize(PARAMETERS)
                .containsOnly("rule-anchor-unresolved");
        assertThat(fresh.act("finance", "approvals").statusCode(409).extract().<String>path("code"))
                .isEqualTo("rule-version-uncited");
        assertThat(given().get(programme.path() + "/rule-versions/1").<List<Object>>path("citations.citation"))
                .containsOnlyNulls();
    }

    @Test
    void rulesOfTomorrowRestOnTheEditionOfTomorrow() {
        String day = tomorrow();
        String id = submitted("province", policy(FIRST));
        approve("province", id, day).then().statusCode(200);

        add(TestProgramme.drafted(), rules(id, "art-1"), day).statusCode(201);
        assertThat(refused(rules(id, "art-1"))).containsOnly("rule-anchor-unresolved");
    }

    @Test
    void aClauseThatRulesCiteIsNotDropped() {
        String id = live("province", policy(BOTH));
        TestProgramme programme = TestProgramme.open(rules(id, "art-2"));
        String next = amended("province", id);
        Map<String, Object> without =
                Map.of("body", FIRST, "repealed", List.of(Map.of("anchor", "art-2", "reason", "届满")));
        patch("province", next, without).then().statusCode(200);

        Response refused = move("province", next, "submissions", null);
        assertThat(refused.<List<String>>path("errors.code")).containsExactly("article-clause-cited");
        assertThat(refused.<String>path("errors[0].detail")).contains(programme.path());

        add(programme, rules(id, "art-1"), null).statusCode(201);
        programme.act("finance", "rule-versions/2/approvals").statusCode(200);
        move("province", next, "submissions", null).then().statusCode(200);
        approve("province", next, tomorrow()).then().statusCode(200);
        // What an approved edition drops cannot be cited any more.
        assertThat(refused(rules(id, "art-2"))).containsOnly("rule-anchor-dropped");
        assertThat(SignedIn.as("province").get(PATH + "/" + next).<String>path("status"))
                .isEqualTo("SCHEDULED");
    }

    @Test
    void anEditionThatWasSubmittedBeforeIsHeldAgainstTheRulesOfItsMoment() {
        String id = live("province", policy(BOTH));
        String next = amended("province", id);
        patch("province", next, Map.of("body", FIRST, "repealed", List.of(Map.of("anchor", "art-2", "reason", "届满"))))
                .then()
                .statusCode(200);
        move("province", next, "submissions", null).then().statusCode(200);
        TestProgramme.open(rules(id, "art-2"));

        Response refused = approve("province", next, null);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.<String>path("code")).isEqualTo("article-clauses-cited");
        assertThat(refused.<List<String>>path("errors.code")).containsExactly("article-clause-cited");
    }

    private static ValidatableResponse sanction(String provider, String policy, String anchor) {
        return TestSupervision.post(
                "province",
                SANCTIONS,
                Map.of(
                        "securityEvaluationId",
                        TestSupervision.evaluated(provider, "province", "FAILED"),
                        "legalBasis",
                        "工作办法第二条",
                        "clause",
                        Map.of("policyId", policy, "anchor", anchor),
                        "reason",
                        "未通过安全评测"));
    }

    @Test
    void aSanctionLeadsToItsClauseInTheEditionThatWasLiveThen() {
        String id = live("province", policy(BOTH));
        String provider = TestSupervision.aProviderOf("340000");
        String sanction =
                sanction(provider, id, "art-2").statusCode(201).extract().path("id");
        String path = SANCTIONS + "/" + sanction;
        TestSupervision.move("province", SANCTIONS, sanction, "hearings").statusCode(200);
        TestSupervision.set("UPDATE sanction SET hearing_until = now() - interval '1 second' WHERE id = ?", sanction);
        TestSupervision.move("province2", SANCTIONS, sanction, "decisions")
                .statusCode(200)
                .body("sanction.clause.heading", is("第二条 补贴"));

        // Its time is over when the next edition has the clause no more.
        String next = amended("province", id);
        patch("province", next, Map.of("body", FIRST, "repealed", List.of(Map.of("anchor", "art-2", "reason", "届满"))))
                .then()
                .statusCode(200);
        move("province", next, "submissions", null).then().statusCode(200);
        approve("province", next, null).then().statusCode(200);
        Response shown = given().get(path);
        assertThat(shown.<String>path("clause.editionId")).isEqualTo(id);
        assertThat(given().queryParam("providerId", provider).get(SANCTIONS).<List<String>>path("data.clause.url"))
                .containsExactly(PATH + "/" + id + "#art-2");
        String tag = shown.header("ETag");
        move("province", id, "withdrawals", Map.of("explanation", "有误")).then().statusCode(200);

        given().header("If-None-Match", tag)
                .get(path)
                .then()
                .statusCode(200)
                .body("clause", nullValue())
                .body("legalBasis", is("工作办法第二条"));
    }

    @Test
    void aSanctionRestsOnWhatHoldsWhenItIsProposedAndWhenItIsImposed() {
        String id = live("province", policy(FIRST));
        String provider = TestSupervision.aProviderOf("340000");
        String draft = drafted("wuhu", policy(BOTH));
        for (List<String> wrong : List.of(List.of(id, "art-2"), List.of(draft, "art-1"))) {
            sanction(provider, wrong.get(0), wrong.get(1))
                    .statusCode(400)
                    .body("errors.pointer", contains("/clause/anchor"))
                    .body("errors.code", contains("sanction-clause-unresolved"));
        }
        sanction(provider, id, "第一条").statusCode(400).body("errors.pointer", contains("/clause/anchor"));

        String sanction =
                sanction(provider, id, "art-1").statusCode(201).extract().path("id");
        TestSupervision.move("province", SANCTIONS, sanction, "hearings").statusCode(200);
        TestSupervision.set("UPDATE sanction SET hearing_until = now() - interval '1 second' WHERE id = ?", sanction);
        move("province", id, "withdrawals", Map.of("explanation", "有误")).then().statusCode(200);

        TestSupervision.move("province2", SANCTIONS, sanction, "decisions")
                .statusCode(409)
                .body("code", is("sanction-clause-repealed"));
        given().get("/api/v1/providers/" + provider).then().body("status", is("QUALIFIED"));
        TestSupervision.move("province", SANCTIONS, sanction, "withdrawals").statusCode(200);
    }

    @Test
    void everySanctionOfTheDemoLeadsToItsClause() {
        given().queryParam("providerId", DemoAccounts.id(0x3).toString())
                .get(SANCTIONS)
                .then()
                .statusCode(200)
                .body("data.clause.heading", contains("退出"));
    }
}
