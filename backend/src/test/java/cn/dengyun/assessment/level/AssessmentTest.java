package cn.dengyun.assessment.level;

import static cn.dengyun.assessment.level.TestAssessments.LEVELS;
import static cn.dengyun.assessment.level.TestAssessments.PATH;
import static cn.dengyun.assessment.level.TestAssessments.answers;
import static cn.dengyun.assessment.level.TestAssessments.begin;
import static cn.dengyun.assessment.level.TestAssessments.begun;
import static cn.dengyun.assessment.level.TestAssessments.change;
import static cn.dengyun.assessment.level.TestAssessments.confirm;
import static cn.dengyun.assessment.level.TestAssessments.document;
import static cn.dengyun.assessment.level.TestAssessments.downgrade;
import static cn.dengyun.assessment.level.TestAssessments.endNotice;
import static cn.dengyun.assessment.level.TestAssessments.giveBack;
import static cn.dengyun.assessment.level.TestAssessments.inForce;
import static cn.dengyun.assessment.level.TestAssessments.review;
import static cn.dengyun.assessment.level.TestAssessments.submit;
import static cn.dengyun.assessment.level.TestAssessments.submitted;
import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.identity.organization.TestEnterprise.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.assessment.standard.TestStandards;
import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.reference.WorkingCalendar;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.Json;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An enterprise assesses itself, the platform puts what it knows beside that, and an authority finds a level. */
@QuarkusTest
class AssessmentTest {

    private static final String SUMMARY = "/api/v1/assessment-summary";

    @Inject
    AssessmentRounds rounds;

    @Inject
    WorkingCalendar deadlines;

    @Test
    void aCityConfirmsALevelUpToThreeForTwoYears() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = submitted(enterprise, Map.of());

        as("hefei")
                .get(PATH + "/" + id)
                .then()
                .body("status", is("SUBMITTED"))
                .body("score", is("61.22"))
                .body("ownLevel", is("L3"))
                .body("ownerRegionCode", is("340100"))
                .body("availableActions", containsInAnyOrder("RETURN", "APPROVE", "REJECT"));
        as("feixi").get(PATH + "/" + id).then().statusCode(200).body("availableActions", is(List.of()));
        confirm("feixi", id, "L3").statusCode(403).body("code", is("not-yours"));
        confirm("wuhu", id, "L3").statusCode(404).body("code", is("assessment-not-found"));
        confirm("hefei", id, "L4").statusCode(403).body("code", is("assessment-level-of-province"));
        confirm("hefei", id, "UNRATED").statusCode(400).body("errors.code", hasItem("assessment-level-none"));

        confirm("hefei", id, "L2")
                .statusCode(200)
                .body("status", is("PUBLIC_NOTICE"))
                .body("level", is("L2"))
                .body("validUntil", nullValue());

        endNotice(id);
        confirm("hefei", id, "L2").statusCode(409).body("code", is("transition-not-allowed"));
        as("hefei")
                .queryParam("level", "L2")
                .queryParam("region", "340123")
                .queryParam("industry", "34")
                .queryParam("status", "CONFIRMED")
                .get(PATH)
                .then()
                .body("data.id", hasItem(id));
        as("hefei").queryParam("level", "L3").get(PATH).then().body("data.id", not(hasItem(id)));
    }

    @Test
    void anAssessmentAndItsDocumentsAreTheEnterprisesAndItsAuthoritiesAlone() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        TestEnterprise other = TestEnterprise.certified("340123", "feixi");
        String id = submitted(enterprise, Map.of());
        String documents = PATH + "/" + id + "/documents";

        enterprise.request().get(documents).then().statusCode(200).body("data.size()", is(1));
        as("hefei").get(documents).then().statusCode(200).body("data.size()", is(1));
        other.request().get(documents).then().statusCode(404).body("code", is("assessment-not-found"));
        as("wuhu").get(documents).then().statusCode(404);
        patch(other, id, answers(Map.of("S-1", "1"))).statusCode(404).body("code", is("assessment-not-found"));
        patch(enterprise, id, answers(Map.of("S-1", "1"))).statusCode(409).body("code", is("transition-not-allowed"));
        String file = TestDocuments.sent(other.request(), "合同.pdf", "application/pdf", TestDocuments.aPdf());
        post(other.request(), documents, TestDocuments.of(file, "CONTRACT", "RECORD"))
                .statusCode(404);
    }

    @Test
    void theProvinceFindsTheHighestLevels() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = submitted(enterprise, TestAssessments.HIGH);

        as("hefei").get(PATH + "/" + id).then().body("ownLevel", is("L4")).body("ownerRegionCode", is("340000"));
        confirm("hefei", id, "L3").statusCode(403).body("code", is("not-yours"));

        confirm("province", id, "L4").statusCode(409).body("code", is("expert-opinions-missing"));
        TestExperts.judged(id, "L4");
        inForce("province", id, "L4");

        downgrade("hefei", id, "L2").statusCode(403);
        downgrade("province", id, "L4").statusCode(409).body("code", is("assessment-level-not-lower"));
        downgrade("province", id, "L2")
                .statusCode(200)
                .body("status", is("DOWNGRADED"))
                .body("level", is("L2"));
        downgrade("hefei", id, "L1").statusCode(403).body("code", is("not-yours"));
        downgrade("province", id, "UNRATED").statusCode(200);
    }

    @Test
    void whatIsMissingIsToldAtOnce() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = post(enterprise.request(), PATH, Map.of("answers", List.of()))
                .statusCode(201)
                .extract()
                .path("id");

        submit(enterprise.request(), id, false, UUID.randomUUID().toString())
                .statusCode(400)
                .body("errors.findAll { it.code == 'assessment-answer-missing' }.size()", is(12))
                .body("errors.code", hasItem("assessment-pledge-missing"))
                .body("errors.code", hasItem("assessment-document-unknown"));
        as("hefei").get(PATH + "/" + id).then().statusCode(404);
        as("hefei").get(PATH).then().body("data.id", not(hasItem(id)));
    }

    @Test
    void answersThatAreNoneAreRefused() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");

        begin(enterprise.request(), Map.of("Q-9", "1", "A-1", "1", "I-1", "100.01"))
                .statusCode(400)
                .body(
                        "errors.code",
                        containsInAnyOrder(
                                "assessment-indicator-unknown", "assessment-value-unfit", "assessment-value-unfit"));
        begun(enterprise, Map.of());
        begin(enterprise.request(), Map.of()).statusCode(409).body("code", is("assessment-open"));
        begin(TestEnterprise.registered("340123").request(), Map.of())
                .statusCode(409)
                .body("code", is("assessment-not-certified"));
    }

    @Test
    void whatReachesNoLevelIsNotSubmitted() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = begun(
                enterprise,
                Map.of("I-1", "0", "P-1", "NO", "P-2", "0", "S-1", "0", "S-2", "0", "S-3", "0", "E-1", "0"));

        submit(enterprise.request(), id, true, document(enterprise::request, id, TestDocuments.aPdf()))
                .statusCode(409)
                .body("code", is("assessment-not-rated"));
    }

    @Test
    void itIsReturnedTwiceAtMostWithEverythingThatHasToBeMended() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = submitted(enterprise, Map.of());
        String document = as("hefei").get(PATH + "/" + id).path("documentIds[0]");

        for (int round = 1; round <= 2; round++) {
            giveBack("hefei", id)
                    .statusCode(200)
                    .body("returns", is(round))
                    .body("defects.detail", contains("请补充合同", "请补充说明"));
            patch(enterprise, id, answers(Map.of("S-1", "1"))).statusCode(200);
            submit(enterprise.request(), id, true, document).statusCode(200);
        }

        as("hefei").get(PATH + "/" + id).then().body("availableActions", containsInAnyOrder("APPROVE", "REJECT"));
        giveBack("hefei", id).statusCode(409).body("code", is("assessment-rounds-used"));
        review("hefei", id, Map.of("decision", "RETURN")).statusCode(400);
        review("hefei", id, Map.of("decision", "REJECT")).statusCode(200).body("status", is("REJECTED"));
        post(enterprise.request(), PATH + "/" + id + "/withdrawals", Map.of("reason", "不再申请"))
                .statusCode(409);
    }

    @Test
    void aStandardThatIsPublishedMeanwhileChangesNothing() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = begun(enterprise, Map.of());
        int number = as("auditor").get(PATH + "/" + id).path("standardNumber");

        TestStandards.published();

        submit(enterprise.request(), id, true, document(enterprise::request, id, TestDocuments.aPdf()))
                .statusCode(200)
                .body("standardNumber", is(number))
                .body("score", is("61.22"));
        TestStandards.published();
        confirm("hefei", id, "L3").statusCode(200).body("standardNumber", is(number));
    }

    @Test
    void whatThePlatformKnowsStandsBesideTheAnswer() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = submitted(enterprise, Map.of());

        as("hefei")
                .get(PATH + "/" + id)
                .then()
                .body("hasContradiction", is(true))
                .body("findings.figures.indicator", contains("S-2", "E-2"))
                .body("findings.figures.known", contains(0, 0))
                .body("findings.figures.isContradiction", contains(true, true));
    }

    @Test
    void theSameDocumentOfTwoEnterprisesIsShownToTheReviewer() {
        byte[] content = TestDocuments.aPdf();
        TestEnterprise first = TestEnterprise.certified("340123", "feixi");
        TestEnterprise second = TestEnterprise.certified("340123", "feixi");
        String one = begun(first, Map.of());
        submit(first.request(), one, true, document(first::request, one, content))
                .statusCode(200);
        String two = begun(second, Map.of());

        submit(second.request(), two, true, document(second::request, two, content))
                .statusCode(200)
                .body("repeatedDocuments", nullValue());

        as("hefei").get(PATH + "/" + one).then().body("repeatedDocuments", is(0));
        as("hefei").get(PATH + "/" + two).then().body("repeatedDocuments", is(1));
    }

    @Test
    void aLaterLevelTakesThePlaceOfTheOneBeforeAndIsCountedOnce() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String first = submitted(enterprise, Map.of());
        inForce("hefei", first, "L1");
        int before = as("hefei").get(SUMMARY).path("total");
        String second = submitted(enterprise, Map.of());

        inForce("hefei", second, "L3");

        as("hefei").get(PATH + "/" + first).then().body("status", is("LAPSED"));
        as("hefei").get(SUMMARY).then().body("total", is(before));
        as("feixi").get(SUMMARY).then().body("counts.regionCode.toSet()", contains("340123"));
        as("wuhu").queryParam("region", "340123").get(SUMMARY).then().body("total", is(0));
        enterprise.request().get(SUMMARY).then().statusCode(403);
    }

    @Test
    void anEnterpriseSeesWhereItStandsAmongLevelsThatHold() {
        TestEnterprise lower = TestEnterprise.certified("340123", "feixi");
        inForce("hefei", submitted(lower, Map.of()), "L1");
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = begun(enterprise, Map.of());
        compared(enterprise.request(), id).body("level", nullValue()).body("groups.lower", everyItem(nullValue()));
        submit(enterprise.request(), id, true, document(enterprise::request, id, TestDocuments.aPdf()))
                .statusCode(200);

        inForce("hefei", id, "L2");

        JsonPath shown = compared(enterprise.request(), id)
                .body("level", is("L2"))
                .body("groups.regionCode", contains("340000", "340100", "340000", "340100"))
                .body("groups.industryCode", contains(null, null, "34", "34"))
                .extract()
                .jsonPath();
        for (int group = 0; group < 4; group++) {
            String path = "groups[" + group + "]";
            Map<String, Object> filter =
                    new HashMap<>(Map.of("region", shown.getString(path + ".regionCode"), "limit", 200));
            String industry = shown.getString(path + ".industryCode");
            if (industry != null) {
                filter.put("industry", industry);
            }
            // The same as anybody counts in the list of levels, of which there is one page here.
            List<String> held = given().queryParams(filter)
                    .get(LEVELS)
                    .path("data.findAll { it.status != 'PUBLIC_NOTICE' && it.level != 'UNRATED' }.level");
            assertThat(shown.getInt(path + ".total")).isEqualTo(held.size());
            assertThat(shown.getInt(path + ".lower")).isEqualTo(Collections.frequency(held, "L1"));
            assertThat(shown.getList(path + ".counts.level", String.class))
                    .containsExactlyElementsOf(new TreeSet<>(held));
        }
        compared(as("hefei"), id).body("groups.size()", is(4));
        as("wuhu").get(PATH + "/" + id + "/comparison").then().statusCode(404);
        lower.request().get(PATH + "/" + id + "/comparison").then().statusCode(404);
        given().get(PATH + "/" + id + "/comparison").then().statusCode(401);
    }

    private static ValidatableResponse compared(RequestSpecification caller, String id) {
        return caller.get(PATH + "/" + id + "/comparison").then().statusCode(200);
    }

    @Test
    void ofTwoReviewersOneIsTooLate() {
        String id = submitted(TestEnterprise.certified("340123", "feixi"), Map.of());

        List<Integer> answers = List.of("hefei", "hefei2", "province").stream()
                .map(account -> CompletableFuture.supplyAsync(
                        () -> confirm(account, id, "L2").extract().statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).containsExactlyInAnyOrder(200, 409, 409);
    }

    @Test
    void aLevelLapsesAfterTwoYears() {
        String id = submitted(TestEnterprise.certified("340123", "feixi"), Map.of());
        inForce("hefei", id, "L2");
        change(
                "UPDATE assessment SET valid_until = now(), confirmed_until = now(), lapses_at = now(), acts_at = now()"
                        + " WHERE id = ?",
                id);
        as("hefei").get(PATH + "/" + id).then().body("status", is("LAPSED"));
        downgrade("hefei", id, "L1").statusCode(409).body("code", is("transition-not-allowed"));

        WorkerThread.await(rounds.round());

        as("hefei").queryParam("status", "LAPSED").get(PATH).then().body("data.id", hasItem(id));
    }

    @Test
    void aNoticeIsAsLongAsTheStandardSaysThatWasPublishedAtFirst() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        TestStandards.published(TestStandards.form().put("noticeWorkingDays", 9));
        String id = begun(enterprise, Map.of());
        TestStandards.published();
        submit(enterprise.request(), id, true, document(enterprise::request, id, TestDocuments.aPdf()))
                .statusCode(200);
        Instant before = Instant.now();

        confirm("hefei", id, "L2").statusCode(200);

        String until = as("hefei").get(PATH + "/" + id).path("noticeUntil");
        assertThat(Instant.parse(until))
                .isBetween(deadlines.after(before, 9), deadlines.after(Instant.now(), 9))
                .isAfter(deadlines.after(Instant.now(), 5));
    }

    private static ValidatableResponse patch(TestEnterprise enterprise, String id, Map<String, ?> patch) {
        String tag = enterprise.request().get(PATH + "/" + id).header("ETag");
        return enterprise
                .request()
                .contentType("application/merge-patch+json")
                .header("If-Match", tag == null ? "*" : tag)
                .body(Json.encode(patch).getBytes(StandardCharsets.UTF_8))
                .patch(PATH + "/" + id)
                .then();
    }
}
