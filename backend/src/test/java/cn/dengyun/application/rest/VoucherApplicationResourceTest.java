package cn.dengyun.application.rest;

import static cn.dengyun.identity.organization.TestEnterprise.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.EventStream;
import cn.dengyun.Patience;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.programme.DemoProgramme;
import cn.dengyun.programme.TestProgramme;
import cn.dengyun.programme.TestRules;
import cn.dengyun.shared.WorkingDays;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.Json;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

/** From the draft to the voucher, in the programme of the demo, by enterprises of Feixi and their authorities. */
@QuarkusTest
class VoucherApplicationResourceTest {

    private static final String APPLICATIONS = "/api/v1/voucher-applications";
    private static final Map<String, Object> FACTS = Map.of("registeredOn", "2012-03-01", "violations", List.of());

    @Inject
    DataSource database;

    @Test
    void fromTheDraftToTheVoucher() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = draft(enterprise, 1_000_000);
        enterprise
                .request()
                .get(APPLICATIONS + "/" + id)
                .then()
                .statusCode(200)
                .body("status", is("DRAFT"))
                .body("sequence", nullValue())
                .body("owner.kind", is("APPLICANT"))
                .body("availableActions", hasItems("EDIT", "SUBMIT", "WITHDRAW"));

        submit(enterprise, id)
                .statusCode(200)
                .body("status", is("SUBMITTED"))
                .body("heldFen", is(600_000))
                .body("sequence", greaterThan(0))
                .body("owner.kind", is("AUTHORITY"))
                .body("owner.regionCode", is("340123"))
                .body("dueAt", notNullValue())
                .body("stages.stage", hasItems("COUNTY", "CITY"));
        review("feixi", id, "TAKE_UP").statusCode(200).body("status", is("COUNTY_REVIEW"));
        review("feixi", id, "PASS").statusCode(200).body("status", is("CITY_REVIEW"));
        review("feixi", id, "PASS").statusCode(403).body("code", is("review-not-yours"));
        String status = pass("hefei", id).path("status");
        if (status.equals("PROVINCE_REVIEW")) {
            status = pass("province", id).path("status");
        }
        assertThat(status).isEqualTo("APPROVED");
        enterprise
                .request()
                .get(APPLICATIONS + "/" + id + "/steps")
                .then()
                .body("data.move", hasItems("SUBMIT", "TAKE_UP_BY_COUNTY", "PASS_TO_CITY", "APPROVE"));
        enterprise
                .request()
                .get(APPLICATIONS + "/" + id + "/decisions")
                .then()
                .body("data.occasion", contains("SUBMISSION", "APPROVAL"))
                .body("data[1].verdict", is("ELIGIBLE"))
                .body("data[1].rules", hasSize(greaterThan(20)));

        String notice = published();
        given().get("/api/v1/public-notices").then().statusCode(200).body("data.id", hasItem(notice));
        given().get("/api/v1/public-notices/" + notice)
                .then()
                .statusCode(200)
                .body("notice.over", is(false))
                .body("issue", nullValue());
        given().get("/api/v1/public-notices/" + notice + "/items?limit=200")
                .then()
                .body("data.applicationId", hasItem(id))
                .body("data.organizationName", hasItem("测试机械有限公司"));
        issue("hefei", notice).statusCode(409).body("code", is("notice-still-running"));
        issue("wuhu", notice).statusCode(403).body("code", is("notice-not-yours"));
        requireOffered(given(), notice);
        requireOffered(enterprise.request(), notice, "OBJECT");
        end(notice);
        requireOffered(enterprise.request(), notice);
        requireOffered(SignedIn.as("province"), notice);
        requireOffered(SignedIn.as("wuhu"), notice);
        requireOffered(SignedIn.as("hefei"), notice, "ISSUE");
        issue("hefei", notice).statusCode(202).body("noticeId", is(notice));
        ended(notice, "SUCCEEDED");
        requireOffered(SignedIn.as("hefei"), notice);
        enterprise
                .request()
                .get(APPLICATIONS + "/" + id)
                .then()
                .body("status", is("ISSUED"))
                .body("voucherId", notNullValue())
                .body("heldFen", is(0))
                .body("availableActions", empty());
        aLowerPriceLowersTheVoucherAndAHigherOneNever(enterprise, id);
    }

    private static void requireOffered(RequestSpecification caller, String notice, String... actions) {
        caller.get("/api/v1/public-notices/" + notice).then().body("availableActions", is(List.of(actions)));
    }

    private static void aLowerPriceLowersTheVoucherAndAHigherOneNever(TestEnterprise enterprise, String id) {
        SignedIn.as("hefei").get(APPLICATIONS + "/" + id).then().body("availableActions", contains("CUT_PRICE"));
        cutPrice("hefei", id, 1_000_000).statusCode(409).body("code", is("price-cut-without-effect"));
        cutPrice("wuhu", id, 500_000).statusCode(404);
        cutPrice("hefei", id, 500_000, 500_000).statusCode(400).body("errors.code", contains("price-cut-lines-unfit"));

        String voucher = enterprise.request().get(APPLICATIONS + "/" + id).path("voucherId");
        aPriceCutTakesTwoPeople(enterprise, id, voucher);
        decidePriceCut("feixi", id, "approvals")
                .statusCode(200)
                .body("voucherId", is(voucher))
                .body("worthFen", is(300_000))
                .body("takenBackFen", is(300_000))
                .body("availableFen", is(300_000))
                .body("exceedingFen", is(0))
                .body("carriedOut", is(true));
        decidePriceCut("province", id, "approvals")
                .statusCode(409)
                .body("code", is("application-transition-not-allowed"));
        decidePriceCut("province", id, "rejections").statusCode(409);
        Background.settle();
        assertThat((String) enterprise
                        .request()
                        .get("/api/v1/notifications")
                        .path("data.find { it.occasion == 'VOUCHER_REDUCED' }.text"))
                .contains("3,000.00 元", "理由：");

        cutPrice("hefei", id, 2_000_000).statusCode(409).body("code", is("price-cut-without-effect"));
        enterprise
                .request()
                .get("/api/v1/vouchers/" + voucher)
                .then()
                .body("faceFen", is(600_000))
                .body("availableFen", is(300_000))
                .body("voidFen", is(300_000));
        enterprise
                .request()
                .get(APPLICATIONS + "/" + id + "/decisions")
                .then()
                .body("data.occasion", contains("SUBMISSION", "APPROVAL", "PRICE_CUT"));
    }

    private static void aPriceCutTakesTwoPeople(TestEnterprise enterprise, String id, String voucher) {
        cutPrice("hefei", id, 1).statusCode(200).body("carriedOut", is(false));
        decidePriceCut("hefei", id, "approvals").statusCode(403).body("code", is("four-eyes-required"));
        decidePriceCut("wuhu", id, "approvals").statusCode(404);
        decidePriceCut("wuhu", id, "rejections").statusCode(404);
        post(enterprise.request(), APPLICATIONS + "/" + id + "/price-cut-approvals", Map.of("reason", "不"))
                .statusCode(403);
        cutPrice("feixi", id, 500_000).statusCode(409).body("code", is("price-cut-open"));
        enterprise
                .request()
                .get("/api/v1/vouchers/" + voucher)
                .then()
                .body("availableFen", is(600_000))
                .body("voidFen", is(0));

        SignedIn.as("hefei").get(APPLICATIONS + "/" + id).then().body("availableActions", contains("REJECT_PRICE_CUT"));
        SignedIn.as("feixi")
                .get(APPLICATIONS + "/" + id)
                .then()
                .body("availableActions", contains("APPROVE_PRICE_CUT", "REJECT_PRICE_CUT"))
                .body("priceCut.prices.inclTaxFen", contains(1))
                .body("priceCut.reason", is("服务商降价"));
        requireListed("feixi", "actionable", enterprise, 1);
        requireListed("hefei", "actionable", enterprise, 0);
        decidePriceCut("hefei", id, "rejections")
                .statusCode(200)
                .body("priceCut", nullValue())
                .body("availableActions", contains("CUT_PRICE"));

        cutPrice("hefei", id, 500_000)
                .statusCode(200)
                .body("worthFen", is(300_000))
                .body("takenBackFen", is(300_000))
                .body("carriedOut", is(false));
    }

    private static ValidatableResponse decidePriceCut(String authority, String id, String what) {
        return post(
                SignedIn.as(authority), APPLICATIONS + "/" + id + "/price-cut-" + what, Map.of("reason", "已核对变更后的合同"));
    }

    @Test
    void anIssueIsEndedAndItsVouchersStay() throws SQLException {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = approvedByTheCity(enterprise);
        String notice = published();
        end(notice);
        cancel("hefei", notice).statusCode(409).body("code", is("notice-issue-not-running"));
        assertThat(SignedIn.as("hefei").get(progressOf(notice)).asString()).isEmpty();
        SignedIn.as("hefei")
                .get(progressOf(UUID.randomUUID().toString()))
                .then()
                .statusCode(404)
                .body("code", is("notice-not-found"));
        cancel("wuhu", notice).statusCode(403).body("code", is("notice-not-yours"));
        cancel("hefei", UUID.randomUUID().toString()).statusCode(404).body("code", is("notice-not-found"));

        HttpResponse<Stream<String>> watched;
        try (Connection held = hold(id)) {
            issue("hefei", notice).statusCode(202);
            Patience.until("the issue to run", () -> stateOfIssue(notice), "RUNNING"::equals);
            watched = EventStream.of(progressOf(notice), SignedIn.tokenOf("hefei"));
            cancel("hefei", notice)
                    .statusCode(200)
                    .body("state", is("RUNNING"))
                    .body("total", is(1))
                    .body("finishedAt", nullValue());
            held.rollback();
        }
        ended(notice, "CANCELLED");
        List<String> events =
                watched.body().filter(line -> line.startsWith("data:")).toList();
        assertThat(events).first(STRING).contains("\"state\":\"RUNNING\"", "\"issued\":0");
        assertThat(events).last(STRING).contains("\"state\":\"CANCELLED\"", "\"issued\":1");
        given().get("/api/v1/public-notices/" + notice)
                .then()
                .body("issue.done", is(1))
                .body("issue.issued", is(1))
                .body("issue.eta", is(0))
                .body("issue.failureCode", nullValue())
                .body("issue.finishedAt", notNullValue());
        SignedIn.as("hefei").get(progressOf(notice)).then().statusCode(200).body(containsString("CANCELLED"));
        enterprise.request().get(APPLICATIONS + "/" + id).then().body("status", is("ISSUED"));
    }

    @Test
    void aTrialHandsNothingIn() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = draft(enterprise, 1_000_000);

        tryOut(enterprise, id)
                .statusCode(200)
                .header("ETag", nullValue())
                .body("dryRun", is(true))
                .body("would.status", is("SUBMITTED"))
                .body("would.heldFen", is(600_000));
        enterprise
                .request()
                .get(APPLICATIONS + "/" + id)
                .then()
                .body("status", is("DRAFT"))
                .body("sequence", nullValue());

        submit(enterprise, id).statusCode(200);
        tryOut(enterprise, id)
                .statusCode(200)
                .body("would", nullValue())
                .body("refusals.code", contains("application-transition-not-allowed"));
        Map<String, Object> defect = Map.of("pointer", "/lines/0/contractNumber", "code", "CONTRACT_UNCLEAR");
        post(
                        SignedIn.as("feixi"),
                        APPLICATIONS + "/" + id + "/reviews",
                        Map.of("decision", "RETURN", "reason", "请补正", "defects", List.of(defect)))
                .statusCode(200);
        patch(enterprise, id, "*", Map.of("lines", List.of(line(500_000)))).statusCode(200);
        tryOut(enterprise, id)
                .statusCode(200)
                .body("would.status", is("SUBMITTED"))
                .body("would.heldFen", is(300_000));
        enterprise
                .request()
                .get(APPLICATIONS + "/" + id)
                .then()
                .body("status", is("RETURNED"))
                .body("heldFen", is(600_000));
        submit(enterprise, id).statusCode(200).body("heldFen", is(300_000));
    }

    @Test
    void whatWasReturnedIsCorrectedAndHandedInAgain() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = draft(enterprise, 1_000_000);
        submit(enterprise, id).statusCode(200);
        Map<String, Object> wrong = new HashMap<>(Map.of("decision", "RETURN", "reason", "请补正"));
        post(SignedIn.as("feixi"), APPLICATIONS + "/" + id + "/reviews", wrong)
                .statusCode(400)
                .body("errors.code", contains("variant-member-missing"));
        wrong.put("defects", List.of(Map.of("pointer", "/lines/0/contractNumber", "code", "CONTRACT_UNCLEAR")));
        post(SignedIn.as("feixi"), APPLICATIONS + "/" + id + "/reviews", wrong)
                .statusCode(200)
                .body("status", is("RETURNED"))
                .body("correctionsLeft", is(1))
                .body("owner.kind", is("APPLICANT"));
        assertThat(told(enterprise, id, "APPLICATION_RETURNED")).contains("6,000.00 元", "理由：请补正", "前重新提交");

        patch(enterprise, id, "*", Map.of("lines", List.of())).statusCode(400);
        patch(enterprise, id, "\"0\"", Map.of("acceptsLess", true)).statusCode(412);
        patch(enterprise, id, "*", Map.of("lines", List.of(line(500_000)))).statusCode(200);
        submit(enterprise, id).statusCode(200).body("status", is("SUBMITTED")).body("heldFen", is(300_000));
        patch(enterprise, id, "*", Map.of("acceptsLess", true))
                .statusCode(409)
                .body("code", is("application-not-editable"));

        post(enterprise.request(), APPLICATIONS + "/" + id + "/withdrawals", Map.of("reason", "项目取消"))
                .statusCode(200)
                .body("status", is("WITHDRAWN"));
        post(enterprise.request(), APPLICATIONS + "/" + id + "/withdrawals", Map.of())
                .statusCode(409)
                .body("code", is("application-transition-not-allowed"));
    }

    @Test
    void aRefusalSaysWhyAndIsAppealedAgainst() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = draft(enterprise, 1_000_000);
        submit(enterprise, id).statusCode(200);
        appeal(enterprise, id).statusCode(409).body("code", is("application-not-appealable"));
        post(
                        SignedIn.as("feixi"),
                        APPLICATIONS + "/" + id + "/reviews",
                        Map.of(
                                "decision", "REJECT",
                                "reason", "合同与申领内容不符",
                                "reasonCode", "NOT_ELIGIBLE",
                                "clause", "演示办法第三条",
                                "remedy", "可在十个工作日内申诉"))
                .statusCode(200)
                .body("status", is("REJECTED"))
                .body("review.clause", is("演示办法第三条"));
        assertThat(told(enterprise, id, "APPLICATION_REJECTED")).contains("6,000.00 元", "理由：合同与申领内容不符", "前申诉");
        enterprise.request().get(APPLICATIONS + "/" + id).then().body("availableActions", contains("APPEAL"));

        appeal(enterprise, id).statusCode(201);
        decideAppeal("feixi", id).statusCode(403).body("code", is("appeal-same-reviewer"));
        decideAppeal("hefei", id).statusCode(200).body("status", is("SUBMITTED"));
        decideAppeal("hefei", id).statusCode(403);
        enterprise
                .request()
                .get(APPLICATIONS + "/" + id + "/appeals")
                .then()
                .statusCode(200)
                .body("data.outcome", contains("UPHELD"));
    }

    @Test
    void aHitIsClearedBySomebodyElseAndTheApplicantNeverSeesIt() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        submit(enterprise, draft(enterprise, 1_300_000)).statusCode(200);
        String id = draft(enterprise, 1_300_000);
        submit(enterprise, id).statusCode(200);

        review("feixi", id, "TAKE_UP").body("signals.find { it.id == 'F12' }.disposition", is("HOLD_FOR_REVIEW"));
        review("feixi", id, "PASS").statusCode(409).body("code", is("fraud-signal-open"));
        dispose("feixi", id).statusCode(403).body("code", is("fraud-signal-own"));
        dispose("hefei", id).statusCode(200);
        review("feixi", id, "PASS").statusCode(200);
        enterprise.request().get(APPLICATIONS + "/" + id).then().body("signals", empty());
    }

    @Test
    void theSameContractIsNotPaidForTwiceWhateverTheCity() {
        TestEnterprise first = TestEnterprise.certified("340123", "feixi");
        TestEnterprise second = TestEnterprise.certified("340200", "wuhu");
        String number = UUID.randomUUID().toString();
        String used = draft(first, contract(number));
        submit(first, used).statusCode(200);
        String again = draft(second, contract(number.toUpperCase(Locale.ROOT).replace("-", " ")));
        submit(second, again).statusCode(200);

        review("wuhu", again, "TAKE_UP").body("signals.find { it.id == 'F1' }.disposition", is("HOLD_FOR_REVIEW"));
        review("wuhu", again, "PASS").statusCode(409).body("code", is("fraud-signal-open"));
        dispose("wuhu", again).statusCode(403);
        review("feixi", used, "TAKE_UP").body("signals.find { it.id == 'F1' }.disposition", is("CLEAR"));
        review("feixi", used, "PASS").statusCode(200);
    }

    @Test
    void anotherCityFindsNothingAndNobodyChecksHimself() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = draft(enterprise, 100_000);
        submit(enterprise, id).statusCode(200);

        SignedIn.as("wuhu").get(APPLICATIONS + "/" + id).then().statusCode(404);
        SignedIn.as("wuhu")
                .get(APPLICATIONS + "?limit=200")
                .then()
                .statusCode(200)
                .body("data.id", not(hasItem(id)));
        review("wuhu", id, "TAKE_UP").statusCode(404);
        post(enterprise.request(), APPLICATIONS + "/" + id + "/reviews", Map.of("decision", "PASS", "reason", "自己"))
                .statusCode(403);
        review("hefei", id, "PASS")
                .statusCode(409)
                .body("code", is("review-not-overdue"))
                .body("detail", containsString("340123"));
        requireListed("feixi", "actionable", enterprise, 1);
        requireListed("hefei", "actionable", enterprise, 0);
        requireListed("feixi", "overdue", enterprise, 0);

        execute(
                "UPDATE voucher_application SET due_at = now() - interval '1 second' WHERE id = ?",
                UUID.fromString(id));
        requireListed("hefei", "actionable", enterprise, 1);
        requireListed("hefei", "overdue", enterprise, 1);
        pass("hefei", id);
        review("hefei", id, "PASS").statusCode(403).body("code", is("review-consecutive"));
        enterprise
                .request()
                .get(APPLICATIONS + "/" + id + "/steps")
                .then()
                .body("data.inPlaceOf", contains(null, "340123", "340123"));
    }

    @Test
    void draftsAreMadeBeforeTheOpeningAndTakenFromItOn() {
        ObjectNode rules = TestRules.json();
        rules.remove(List.of("platformCeilingFen", "otherCeilingFen"));
        TestProgramme programme =
                TestProgramme.announced(rules).appropriated(1_000_000).allocated("340100", 1_000_000);
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = draft(enterprise, programme.id(), line(1_000_000));

        String late = draft(enterprise, programme.id(), line(1_000_000));
        requireOffered(enterprise, id, not(hasItem("SUBMIT")));
        submit(enterprise, id).statusCode(409).body("code", is("programme-not-open"));
        execute("UPDATE programme SET opens_at = now() + interval '1 hour' WHERE id = ?", programme.id());
        requireOffered(enterprise, id, not(hasItem("SUBMIT")));
        submit(enterprise, id).statusCode(409).body("code", is("programme-opens-later"));
        execute("UPDATE programme SET opens_at = now() WHERE id = ?", programme.id());
        requireOffered(enterprise, id, hasItem("SUBMIT"));
        submit(enterprise, id).statusCode(200).body("status", is("SUBMITTED")).body("sequence", is(1));

        execute("UPDATE programme SET closes_at = now() WHERE id = ?", programme.id());
        requireOffered(enterprise, late, not(hasItem("SUBMIT")));
        patch(enterprise, late, "*", Map.of("acceptsLess", true))
                .statusCode(200)
                .body("availableActions", not(hasItem("SUBMIT")));
        submit(enterprise, late).statusCode(409).body("code", is("programme-closed"));
    }

    /** By itself and in a list. */
    private static void requireOffered(
            TestEnterprise enterprise, String id, Matcher<Iterable<? super String>> actions) {
        enterprise.request().get(APPLICATIONS + "/" + id).then().body("availableActions", actions);
        enterprise
                .request()
                .get(APPLICATIONS)
                .then()
                .body("data.find { it.id == '" + id + "' }.availableActions", actions);
    }

    @Test
    void aDeadlineIsCountedAroundPublicHolidays() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        // Three of them are still to come if midnight is just now, and one of three is no weekend.
        List<LocalDate> nextDays = List.of(today.plusDays(1), today.plusDays(2), today.plusDays(3), today.plusDays(4));
        int year = today.plusDays(4).getYear();
        int days = given().get("/api/v1/programmes/" + DemoProgramme.ID + "/rule-versions/1")
                .path("rules.reviewWorkingDays.value");
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = draft(enterprise, 100_000);
        holidays(year, nextDays);
        try {
            ValidatableResponse submitted = submit(enterprise, id).statusCode(200);

            Instant at = Instant.parse(submitted.extract().path("submittedAt"));
            Instant due = Instant.parse(submitted.extract().path("dueAt"));
            assertThat(due)
                    .isEqualTo(new WorkingDays(Set.copyOf(nextDays), Set.of()).after(at, days))
                    .isAfter(WorkingDays.WEEKDAYS.after(at, days));
        } finally {
            holidays(year, List.of());
        }
    }

    @Test
    void anObjectionIsDecided() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = approvedByTheCity(enterprise);
        String notice = published();
        String objections = "/api/v1/public-notices/" + notice + "/objections";
        Map<String, Object> statement = Map.of("applicationId", id, "statement", "该企业已停产");

        post(SignedIn.as("wuhu"), objections, Map.of("applicationId", UUID.randomUUID(), "statement", "无"))
                .statusCode(422)
                .body("code", is("objection-not-in-notice"));
        String objection = post(SignedIn.as("enterprise2"), objections, statement)
                .statusCode(201)
                .extract()
                .path("id");
        post(SignedIn.as("enterprise2"), objections, statement).statusCode(409).body("code", is("objection-repeated"));
        SignedIn.as("province").get(objections).then().statusCode(200).body("data.id", contains(objection));
        SignedIn.as("wuhu").get(objections).then().statusCode(200).body("data", empty());
        SignedIn.as("enterprise").get(objections).then().statusCode(403);

        String decisions = "/api/v1/notice-objections/" + objection + "/decisions";
        Map<String, Object> dismissed = Map.of("outcome", "DISMISSED", "reason", "经核查，企业经营正常");
        post(SignedIn.as("wuhu"), decisions, dismissed).statusCode(404);
        post(SignedIn.as("hefei"), decisions, dismissed).statusCode(403).body("code", is("appeal-same-reviewer"));
        post(SignedIn.as("province"), decisions, Map.of("outcome", "UPHELD", "reason", "属实"))
                .statusCode(400)
                .body("errors.code", everyItem(is("variant-member-missing")));
        post(SignedIn.as("province"), decisions, dismissed).statusCode(200).body("outcome", is("DISMISSED"));
        post(SignedIn.as("province"), decisions, dismissed)
                .statusCode(409)
                .body("code", is("objection-decided-already"));
    }

    @Test
    void objectionsOnTheSameGroundAreDecidedTogetherAndAnUpheldOneDecidesAll() {
        String id = approvedByTheCity(TestEnterprise.certified("340123", "feixi"));
        String other = approvedByTheCity(TestEnterprise.certified("340123", "feixi"));
        String objections = "/api/v1/public-notices/" + published() + "/objections";
        String first = objection("enterprise2", objections, id);
        String second = objection("wuhu", objections, id);
        String third = objection("platform", objections, id);
        String elsewhere = objection("enterprise2", objections, other);
        SignedIn.as("province")
                .queryParam("applicationId", other)
                .get(objections)
                .then()
                .body("data.id", contains(elsewhere));

        String decisions = "/api/v1/notice-objections/" + first + "/decisions";
        post(SignedIn.as("province"), decisions, dismissed(second, elsewhere))
                .statusCode(422)
                .body("code", is("objection-not-together"));
        assertThat(open(objections, id)).isEqualTo(3);
        post(SignedIn.as("province"), decisions, dismissed(second, first)).statusCode(200);
        assertThat(open(objections, id)).isOne();
        post(SignedIn.as("province"), "/api/v1/notice-objections/" + third + "/decisions", dismissed(second))
                .statusCode(422);
        objection("application", objections, id);
        post(
                        SignedIn.as("province"),
                        "/api/v1/notice-objections/" + third + "/decisions",
                        Map.of("outcome", "UPHELD", "reason", "属实", "clause", "第四条", "remedy", "可以申诉"))
                .statusCode(200);

        assertThat(open(objections, id)).isZero();
        assertThat(open(objections, other)).isOne();
    }

    private static String objection(String account, String objections, String application) {
        return post(SignedIn.as(account), objections, Map.of("applicationId", application, "statement", "该企业已停产"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, Object> dismissed(String... others) {
        return Map.of("outcome", "DISMISSED", "reason", "经核查，企业经营正常", "togetherWith", List.of(others));
    }

    private static long open(String objections, String application) {
        List<String> outcomes = SignedIn.as("province")
                .queryParam("applicationId", application)
                .get(objections)
                .path("data.outcome");
        return outcomes.stream().filter(Objects::isNull).count();
    }

    @Test
    void manyAreDecidedAtOnceAndTheLogShowsTheirPlaces() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = draft(enterprise, 100_000);
        Map<String, Object> decision = Map.of(
                "applicationIds",
                List.of(id, UUID.randomUUID().toString()),
                "review",
                Map.of("decision", "PASS", "reason", "材料齐全"));
        int place = submit(enterprise, id).extract().path("sequence");

        post(SignedIn.as("feixi"), "/api/v1/voucher-application-decisions", decision)
                .statusCode(200)
                .body("decided", is(1))
                .body("refused", is(1))
                .body("outcomes.status", contains("CITY_REVIEW", null))
                .body("outcomes.code", contains(null, "application-not-found"));
        post(SignedIn.as("feixi"), "/api/v1/voucher-application-decisions", Map.of("applicationIds", List.of()))
                .statusCode(400);
        assertThat(place).isPositive();
        given().get("/api/v1/programmes/" + DemoProgramme.ID + "/intake-log?regionCode=340100&limit=200")
                .then()
                .statusCode(200)
                .body("data.regionCode", everyItem(is("340100")))
                .body("data.heldFen", hasItem(60_000))
                .body("data[0]", not(containsString("organization")));
        given().get("/api/v1/programmes/" + UUID.randomUUID() + "/intake-log")
                .then()
                .statusCode(404);
    }

    @Test
    void whoeverTriesToDecideOnManyStandsInTheAuditTrailThoughNothingComesOfIt() {
        String id = draft(TestEnterprise.certified("340123", "feixi"), 100_000);
        String reason = "材料齐全 " + UUID.randomUUID();

        post(
                        SignedIn.as("feixi"),
                        "/api/v1/voucher-application-decisions",
                        Map.of(
                                "applicationIds",
                                List.of(id, UUID.randomUUID().toString()),
                                "review",
                                Map.of("decision", "PASS", "reason", reason)))
                .statusCode(200)
                .body("decided", is(0));
        Background.settle();

        SignedIn.as("auditor")
                .queryParam("subject", "/api/v1/voucher-application-decisions")
                .get("/api/v1/audit-entries")
                .then()
                .statusCode(200)
                .rootPath("data.find { it.reason == '" + reason + "' }")
                .body("action", is("voucher-application.review-refused"))
                .body("after.refused.applicationId", hasItem(id));
    }

    @Test
    void moneyIsHeldOnlyWhileTheEnterpriseIsCertified() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        String certification = enterprise.apply();
        String id = draft(enterprise, 1_000_000);
        tryOut(enterprise, id)
                .statusCode(200)
                .body("would.status", is("WAITLISTED"))
                .body("would.awaitsCertification", is(true));
        int place = submit(enterprise, id)
                .statusCode(200)
                .body("status", is("WAITLISTED"))
                .body("heldFen", is(0))
                .body("owner.kind", is("APPLICANT"))
                .body("availableActions", contains("WITHDRAW"))
                .extract()
                .path("sequence");
        review("feixi", id, "PASS").statusCode(409);
        given().get("/api/v1/programmes/" + DemoProgramme.ID + "/intake-log?regionCode=340100&limit=200")
                .then()
                .body("data.awaitsCertification", hasItem(true));

        TestEnterprise.decide("feixi", certification, Map.of("decision", "CERTIFY", "reason", "属实"))
                .statusCode(200);
        requireHeld(enterprise, id, place);

        post(SignedIn.as("feixi"), enterprise.path() + "/revocations", Map.of("reason", "核查"))
                .statusCode(200);
        requireSetAside(enterprise, id, place);
        Map<String, String> refusal = Map.of("decision", "REJECT", "reason", "不在支持范围", "clause", "实施方案第三条");
        TestEnterprise.decide("feixi", enterprise.apply(), refusal).statusCode(200);
        requireSetAside(enterprise, id, place);

        enterprise.certifyBy("hefei");
        requireHeld(enterprise, id, place);
        post(SignedIn.as("hefei"), enterprise.path() + "/freezes", Map.of("reason", "核查"))
                .statusCode(200);
        requireSetAside(enterprise, id, place);
        SignedIn.as("feixi")
                .get(APPLICATIONS + "/" + id + "/steps")
                .then()
                .body("data.move", contains("QUEUE", "SERVE", "SET_ASIDE", "SERVE", "SET_ASIDE"));
    }

    private static void requireHeld(TestEnterprise enterprise, String id, int place) {
        enterprise
                .request()
                .get(APPLICATIONS + "/" + id)
                .then()
                .body("status", is("SUBMITTED"))
                .body("awaitsCertification", is(false))
                .body("heldFen", is(600_000))
                .body("sequence", is(place));
    }

    private static void requireSetAside(TestEnterprise enterprise, String id, int place) {
        enterprise
                .request()
                .get(APPLICATIONS + "/" + id)
                .then()
                .body("status", is("WAITLISTED"))
                .body("awaitsCertification", is(true))
                .body("heldFen", is(0))
                .body("sequence", is(place));
    }

    @Test
    void refusalsSayWhatIsWrong() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        post(enterprise.request(), APPLICATIONS, Map.of("programmeId", DemoProgramme.ID.toString()))
                .statusCode(400);
        post(
                        enterprise.request(),
                        APPLICATIONS,
                        Map.of("programmeId", UUID.randomUUID().toString(), "lines", List.of(line(1_000_000))))
                .statusCode(404)
                .body("code", is("programme-not-found"));
        Map<String, Object> bad = new HashMap<>(line(1_000_000));
        bad.remove("layer");
        bad.put("exTaxFen", 2_000_000);
        bad.put("providerId", UUID.randomUUID().toString());
        post(
                        enterprise.request(),
                        APPLICATIONS,
                        Map.of("programmeId", DemoProgramme.ID.toString(), "lines", List.of(bad)))
                .statusCode(400)
                .body("errors.pointer", hasItems("/lines/0/layer", "/lines/0/exTaxFen", "/lines/0/providerId"));
        String id = draft(enterprise, 1_000_000);
        submit(enterprise, id)
                .statusCode(422)
                .body("code", is("application-not-eligible"))
                .body("errors.code", hasItem(containsString("certif")));
        tryOut(enterprise, id)
                .statusCode(200)
                .body("would", nullValue())
                .body("refusals[0].errors.code", hasItem(containsString("certif")));
        SignedIn.as("enterprise").get(APPLICATIONS + "/" + id).then().statusCode(404);
        SignedIn.as("hefei").get(APPLICATIONS + "/" + id).then().statusCode(404);
        SignedIn.as("enterprise").get(APPLICATIONS + "/" + id + "/steps").then().statusCode(404);
        SignedIn.as("enterprise")
                .get(APPLICATIONS + "/" + id + "/decisions")
                .then()
                .statusCode(404);
        SignedIn.as("enterprise")
                .get(APPLICATIONS + "/" + id + "/appeals")
                .then()
                .statusCode(404);
        enterprise.request().get(APPLICATIONS + "?limit=0").then().statusCode(400);
        enterprise.request().get(APPLICATIONS).then().statusCode(200).body("data.id", contains(id));
        given().get("/api/v1/public-notices/" + UUID.randomUUID()).then().statusCode(404);
        given().get("/api/v1/public-notices/" + UUID.randomUUID() + "/items")
                .then()
                .statusCode(404);
        given().get("/api/v1/public-notices?limit=0").then().statusCode(400);
        post(SignedIn.as("wuhu"), "/api/v1/public-notices", aNotice("340100"))
                .statusCode(403)
                .body("code", is("notice-not-yours"));
    }

    private static void holidays(int year, List<LocalDate> daysOff) {
        Map<String, Object> form = Map.of(
                "year",
                year,
                "daysOff",
                daysOff.stream().map(LocalDate::toString).toList(),
                "makeUpDays",
                List.of(),
                "document",
                "测试通知");
        post(SignedIn.as("sysadmin"), "/api/v1/holiday-arrangements", form).statusCode(201);
    }

    private static Map<String, Object> contract(String number) {
        Map<String, Object> line = new HashMap<>(line(100_000));
        line.put("contractNumber", number);
        line.put("contractDate", LocalDate.now(ZoneId.of("Asia/Shanghai")).toString());
        return line;
    }

    private static ValidatableResponse cutPrice(String authority, String id, long... prices) {
        List<Map<String, Long>> lines = Arrays.stream(prices)
                .mapToObj(price -> Map.of("inclTaxFen", price, "exTaxFen", price))
                .toList();
        return post(
                SignedIn.as(authority),
                APPLICATIONS + "/" + id + "/price-cuts",
                Map.of("prices", lines, "reason", "服务商降价"));
    }

    private static String draft(TestEnterprise enterprise, long exTaxFen) {
        return draft(enterprise, line(exTaxFen));
    }

    private static String draft(TestEnterprise enterprise, Map<String, Object> line) {
        return draft(enterprise, DemoProgramme.ID, line);
    }

    private static String draft(TestEnterprise enterprise, UUID programme, Map<String, Object> line) {
        Map<String, Object> wanted = Map.of(
                "programmeId", programme.toString(),
                "otherFiscalMoney", false,
                "lines", List.of(line));
        return post(enterprise.request(), APPLICATIONS, wanted)
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void requireListed(String reviewer, String filter, TestEnterprise enterprise, int count) {
        SignedIn.as(reviewer)
                .queryParam(filter, true)
                .queryParam("organizationId", enterprise.id())
                .get(APPLICATIONS)
                .then()
                .statusCode(200)
                .body("data", hasSize(count))
                .body("data.organizationName", everyItem(is("测试机械有限公司")));
    }

    private static Map<String, Object> line(long exTaxFen) {
        return Map.of("description", "云 ERP", "layer", "SAAS", "inclTaxFen", exTaxFen, "exTaxFen", exTaxFen);
    }

    private static ValidatableResponse submit(TestEnterprise enterprise, String id) {
        return enterprise
                .request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(APPLICATIONS + "/" + id + "/submissions")
                .then();
    }

    private static ValidatableResponse tryOut(TestEnterprise enterprise, String id) {
        return enterprise
                .request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .queryParam("validateOnly", true)
                .post(APPLICATIONS + "/" + id + "/submissions")
                .then();
    }

    private static ValidatableResponse patch(TestEnterprise enterprise, String id, String tag, Map<String, ?> patch) {
        return enterprise
                .request()
                .contentType("application/merge-patch+json")
                .header("If-Match", tag)
                .body(Json.encode(patch).getBytes(StandardCharsets.UTF_8))
                .patch(APPLICATIONS + "/" + id)
                .then();
    }

    private static ValidatableResponse review(String reviewer, String id, String decision) {
        return post(
                SignedIn.as(reviewer),
                APPLICATIONS + "/" + id + "/reviews",
                Map.of("decision", decision, "reason", "材料齐全"));
    }

    private static io.restassured.response.ExtractableResponse<io.restassured.response.Response> pass(
            String reviewer, String id) {
        return post(
                        SignedIn.as(reviewer),
                        APPLICATIONS + "/" + id + "/reviews",
                        Map.of("decision", "PASS", "reason", "材料齐全", "facts", FACTS))
                .statusCode(200)
                .extract();
    }

    /** Not one of those that the province looks at by chance, so that somebody is left who has decided nothing. */
    private static String approvedByTheCity(TestEnterprise enterprise) {
        while (true) {
            String id = draft(enterprise, 100_000);
            submit(enterprise, id).statusCode(200);
            pass("feixi", id);
            if (pass("hefei", id).path("status").equals("APPROVED")) {
                return id;
            }
            post(enterprise.request(), APPLICATIONS + "/" + id + "/withdrawals", Map.of())
                    .statusCode(200);
        }
    }

    private static String told(TestEnterprise enterprise, String id, String occasion) {
        Background.settle();
        return enterprise
                .request()
                .get("/api/v1/notifications")
                .path("data.find { it.subject == '" + APPLICATIONS + "/" + id + "' && it.occasion == '" + occasion
                        + "' }.text");
    }

    private static ValidatableResponse appeal(TestEnterprise enterprise, String id) {
        return post(enterprise.request(), APPLICATIONS + "/" + id + "/appeals", Map.of("reason", "合同已补充盖章页"));
    }

    private static ValidatableResponse decideAppeal(String reviewer, String id) {
        return post(
                SignedIn.as(reviewer),
                APPLICATIONS + "/" + id + "/appeal-decisions",
                Map.of("outcome", "UPHELD", "reason", "原决定有误"));
    }

    private static ValidatableResponse dispose(String reviewer, String id) {
        return post(
                SignedIn.as(reviewer),
                APPLICATIONS + "/" + id + "/dispositions",
                Map.of("rule", "SPLIT_CONTRACTS", "cleared", true, "reason", "两份合同内容不同"));
    }

    private static Map<String, Object> aNotice(String region) {
        return Map.of(
                "programmeId", DemoProgramme.ID.toString(), "regionCode", region, "title", "测试公示", "reason", "审核完毕");
    }

    private static String published() {
        return post(SignedIn.as("province"), "/api/v1/public-notices", aNotice("340100"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ValidatableResponse issue(String authority, String notice) {
        return post(SignedIn.as(authority), "/api/v1/public-notices/" + notice + "/issues", Map.of("reason", "公示无异议"));
    }

    private void end(String notice) {
        execute(
                "UPDATE public_notice SET published_at = now() - interval '9 days',"
                        + " ends_at = now() - interval '1 day' WHERE id = ?",
                UUID.fromString(notice));
    }

    private void execute(String sql, UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ValidatableResponse cancel(String authority, String notice) {
        return post(
                SignedIn.as(authority),
                "/api/v1/public-notices/" + notice + "/issue-cancellations",
                Map.of("reason", "名单有误"));
    }

    private static String progressOf(String notice) {
        return "/api/v1/public-notices/" + notice + "/issue-progress";
    }

    /** Keeps an application locked, so that an issue waits for it. */
    private Connection hold(String id) throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        try (PreparedStatement patience =
                        connection.prepareStatement("SET LOCAL idle_in_transaction_session_timeout = 0");
                PreparedStatement statement =
                        connection.prepareStatement("SELECT id FROM voucher_application WHERE id = ? FOR UPDATE")) {
            patience.execute();
            statement.setObject(1, UUID.fromString(id));
            statement.execute();
        }
        return connection;
    }

    private static void ended(String notice, String state) {
        Background.finishJobs();
        assertThat(stateOfIssue(notice)).isEqualTo(state);
    }

    private static String stateOfIssue(String notice) {
        return given().get("/api/v1/public-notices/" + notice).path("issue.state");
    }
}
