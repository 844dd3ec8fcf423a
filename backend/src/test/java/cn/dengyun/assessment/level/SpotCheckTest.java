package cn.dengyun.assessment.level;

import static cn.dengyun.assessment.level.TestSpotChecks.CHECKS;
import static cn.dengyun.assessment.level.TestSpotChecks.DRAWS;
import static cn.dengyun.assessment.level.TestSpotChecks.answer;
import static cn.dengyun.assessment.level.TestSpotChecks.confirm;
import static cn.dengyun.assessment.level.TestSpotChecks.decide;
import static cn.dengyun.assessment.level.TestSpotChecks.draw;
import static cn.dengyun.assessment.level.TestSpotChecks.extend;
import static cn.dengyun.assessment.level.TestSpotChecks.held;
import static cn.dengyun.assessment.level.TestSpotChecks.miss;
import static cn.dengyun.assessment.level.TestSpotChecks.opened;
import static cn.dengyun.assessment.level.TestSpotChecks.propose;
import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.identity.organization.TestEnterprise.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Draw;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Levels that hold are drawn by a seed that is on record, answered for by their enterprises, and checked. */
@QuarkusTest
class SpotCheckTest {

    @Inject
    SpotCheckService checks;

    @Inject
    UnitsOfWork units;

    private TestEnterprise enterprise;
    private String assessment;

    @BeforeEach
    void begin() {
        enterprise = TestEnterprise.certified("340123", "feixi");
        assessment = held(enterprise);
    }

    @Test
    void anybodyDrawsAgainWhatWasDrawn() {
        for (int i = 0; i < 3; i++) {
            held(TestEnterprise.certified("340123", "feixi"));
        }
        String draw = draw("hefei", Map.of("size", 50, "isPercent", true))
                .statusCode(201)
                .extract()
                .path("id");

        Response shown = given().get(DRAWS + "/" + draw);
        String seed = shown.path("seed");
        int drawn = shown.path("drawn");
        List<String> all = new ArrayList<>();
        List<String> chosen = new ArrayList<>();
        String cursor = null;
        do {
            Response page = (cursor == null ? given() : given().queryParam("cursor", cursor))
                    .queryParam("limit", 3)
                    .get(DRAWS + "/" + draw + "/candidates");
            all.addAll(page.path("data.assessmentId"));
            chosen.addAll(page.path("data.findAll { it.isDrawn }.assessmentId"));
            cursor = page.path("page.nextCursor");
        } while (cursor != null);

        assertThat(all).hasSize(shown.path("candidates")).contains(assessment);
        assertThat(drawn).isEqualTo((all.size() + 1) / 2);
        assertThat(chosen)
                .containsExactlyInAnyOrderElementsOf(all.stream()
                        .sorted(Comparator.comparing(id -> Draw.key(seed, UUID.fromString(id))))
                        .limit(drawn)
                        .toList());
        List<String> opened = as("hefei")
                .queryParam("drawId", draw)
                .queryParam("limit", 200)
                .get(CHECKS)
                .path("data.assessmentId");
        assertThat(opened).containsExactlyInAnyOrderElementsOf(chosen);
        given().queryParam("isDrawn", false)
                .queryParam("limit", 200)
                .get(DRAWS + "/" + draw + "/candidates")
                .then()
                .body("data.size()", is(all.size() - drawn));
        given().queryParam("region", "340100")
                .queryParam("period", "2018-Q4")
                .get(DRAWS)
                .then()
                .body("data.id", hasItem(draw));
    }

    @Test
    void nobodyIsDrawnTwiceForAPeriodOrWhileBeingChecked() {
        String check = opened(assessment);

        draw("hefei", Map.of()).statusCode(409).body("code", is("spot-check-nobody"));
        assertThat(candidates("2019-Q1")).doesNotContain(assessment);
        answer(enterprise.request(), check).statusCode(200);
        confirm("hefei", check).statusCode(200);
        draw("hefei", Map.of()).statusCode(409).body("code", is("spot-check-nobody"));
        assertThat(candidates("2019-Q2")).contains(assessment);
    }

    /** What Hefei can draw for a period; none where nobody can be. */
    private static List<String> candidates(String period) {
        String draw = draw("hefei", Map.of("period", period)).extract().path("id");
        return draw == null
                ? List.of()
                : given().queryParam("limit", 200)
                        .get(DRAWS + "/" + draw + "/candidates")
                        .path("data.assessmentId");
    }

    @Test
    void whoDrawAtOnceOpenOneSpotCheckOfEachLevel() {
        Actor office =
                new Actor(UUID.randomUUID(), false, UUID.randomUUID(), Set.of(Roles.AUTHORITY), Set.of(), "340100");
        List<Uni<Integer>> draws = Stream.of("2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4", "2021-H1", "2021-H2")
                .map(period -> new SpotCheckForms.NewDraw(
                        period, List.of(AssessmentLevel.L2), "340123", SpotCheckDraw.MAX_DRAWN, false, 10, "抽查"))
                .map(says -> units.carryOut(checks.draw(office, says))
                        .map(made -> 1)
                        .onFailure(Rejection.class)
                        .recoverWithItem(0))
                .toList();

        List<Integer> made = WorkerThread.await(Uni.join().all(draws).andFailFast());

        assertThat(made).contains(1);
        as("hefei").queryParam("assessmentId", assessment).get(CHECKS).then().body("data.status", is(List.of("OPEN")));
    }

    @Test
    void aCityDrawsWhatItFindsItselfAndACountyNothing() {
        draw("feixi", Map.of()).statusCode(403).body("code", is("not-yours"));
        draw("wuhu", Map.of()).statusCode(403).body("code", is("not-yours"));
        draw("hefei", Map.of("levels", List.of("L3", "L4")))
                .statusCode(403)
                .body("code", is("assessment-level-of-province"));
        draw("hefei", Map.of("levels", List.of("L2", "UNRATED"), "size", 150, "isPercent", true))
                .statusCode(400)
                .body("errors.code", hasItems("spot-check-level-unrated", "spot-check-percent-high"));
        draw("hefei", Map.of("period", "2018-Q5")).statusCode(400);
        draw("hefei", Map.of("size", 201)).statusCode(400);
        draw("hefei", Map.of("levels", List.of())).statusCode(201).body("levels", is(List.of("L1", "L2", "L3")));
        post(enterprise.request(), DRAWS, Map.of()).statusCode(403);
    }

    /** So many levels in Chaohu as nobody draws at once, which are taken away again. */
    @Test
    void nobodyDrawsMoreAtOnceThanThereIsTimeFor() {
        TestAssessments.change("""
                INSERT INTO assessment SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(),
                    'organization_id', gen_random_uuid(), 'region_code', '340181'))).*
                FROM assessment a, generate_series(1, 201) WHERE a.id = ?
                """, assessment);
        try {
            Map<String, ?> all = Map.of("region", "340181", "size", 100, "isPercent", true);

            draw("hefei", all).statusCode(409).body("code", is("spot-check-too-many"));
            post(as("hefei"), DRAWS + "?validateOnly=true", TestSpotChecks.body(Map.of("region", "340181")))
                    .statusCode(200)
                    .body("would.candidates", is(201))
                    .body("would.drawn", is(200));
        } finally {
            TestAssessments.change(
                    "DELETE FROM assessment WHERE region_code = '340181' AND credit_code ="
                            + " (SELECT credit_code FROM assessment WHERE id = ?)",
                    assessment);
        }
    }

    @Test
    void whatIsNotThereIsNotFound() {
        String missing = UUID.randomUUID().toString();

        given().get(DRAWS + "/" + missing).then().statusCode(404).body("code", is("spot-check-draw-not-found"));
        given().get(DRAWS + "/" + missing + "/candidates").then().statusCode(404);
        given().queryParam("period", "2018-Q5").get(DRAWS).then().statusCode(400);
        as("hefei").get(CHECKS + "/" + missing).then().statusCode(404).body("code", is("spot-check-not-found"));
        as("hefei").get(CHECKS + "/" + missing + "/documents").then().statusCode(404);
        as("hefei").queryParam("region", "x").get(CHECKS).then().statusCode(400);
    }

    @Test
    void theProvinceDrawsLevelsOfCitiesTooAndChecksThem() {
        draw("province", Map.of("period", "2018-H2")).statusCode(201).body("regionCode", is("340000"));
        String check = TestSpotChecks.of(assessment);
        answer(enterprise.request(), check).statusCode(200);

        confirm("hefei", check).statusCode(403).body("code", is("not-yours"));
        confirm("province", check).statusCode(200).body("status", is("CONFIRMED"));
    }

    @Test
    void anEnterpriseAnswersInTimeWithDocumentsOfTheSpotCheck() {
        String check = opened(assessment);
        String other = TestAssessments.document(
                enterprise::request, TestAssessments.begun(enterprise, Map.of()), TestDocuments.aPdf());
        String file = TestDocuments.sent(enterprise.request(), "合同.pdf", "application/pdf", TestDocuments.aPdf());
        String document = post(
                        enterprise.request(),
                        CHECKS + "/" + check + "/documents",
                        TestDocuments.of(file, "CONTRACT", "RECORD"))
                .statusCode(201)
                .extract()
                .path("id");

        confirm("hefei", check).statusCode(409).body("code", is("transition-not-allowed"));
        answer(enterprise.request(), check, document, other)
                .statusCode(400)
                .body("errors.code", is(List.of("spot-check-document-unknown")));
        answer(as("enterprise"), check).statusCode(404);
        answer(enterprise.request(), check, document)
                .statusCode(200)
                .body("status", is("ANSWERED"))
                .body("documentIds", is(List.of(document)));
        answer(enterprise.request(), check).statusCode(409).body("code", is("transition-not-allowed"));
        as("hefei").get(CHECKS + "/" + check + "/documents").then().body("data.id", hasItem(document));
        as("wuhu").get(CHECKS + "/" + check).then().statusCode(404).body("code", is("spot-check-not-found"));
        String late = TestDocuments.sent(enterprise.request(), "合同.pdf", "application/pdf", TestDocuments.aPdf());
        post(enterprise.request(), CHECKS + "/" + check + "/documents", TestDocuments.of(late, "CONTRACT", "RECORD"))
                .statusCode(409)
                .body("code", is("document-record-closed"));
    }

    @Test
    void whoHasReviewedDoesNotCheck() {
        String check = opened(assessment);
        answer(enterprise.request(), check).statusCode(200);

        confirm("hefei2", check).statusCode(403).body("code", is("four-eyes-required"));
        propose("hefei2", check, "L1").statusCode(403).body("code", is("four-eyes-required"));
        confirm("feixi", check).statusCode(403).body("code", is("not-yours"));
        confirm("wuhu", check).statusCode(404);
        as("hefei2").get(CHECKS + "/" + check).then().body("availableActions", is(List.of()));
        as("hefei").get(CHECKS + "/" + check).then().body("availableActions", is(List.of("CONFIRM", "PROPOSE")));
        as("hefei")
                .queryParam("kind", "SPOT_CHECK_RESULT")
                .get("/api/v1/work-items")
                .then()
                .body("data.kind", hasItem("SPOT_CHECK_RESULT"));
        confirm("hefei", check)
                .statusCode(200)
                .body("status", is("CONFIRMED"))
                .body("dueAt", nullValue())
                .body("findings", is("核心系统在云上运行"));
        confirm("hefei", check).statusCode(409).body("code", is("transition-not-allowed"));
        as("hefei").get(TestAssessments.PATH + "/" + assessment).then().body("status", is("CONFIRMED"));
    }

    @Test
    void aLowerLevelIsProposedByOneAndDecidedByAnother() {
        String check = opened(assessment);
        answer(enterprise.request(), check).statusCode(200);

        propose("hefei", check, "L2").statusCode(409).body("code", is("assessment-level-not-lower"));
        decide("province", check, "ACCEPT").statusCode(409).body("code", is("transition-not-allowed"));
        propose("hefei", check, "L1").statusCode(200).body("status", is("PROPOSED"));
        decide("hefei", check, "ACCEPT").statusCode(403).body("code", is("four-eyes-required"));
        decide("hefei2", check, "DECLINE").statusCode(403).body("code", is("four-eyes-required"));
        as("hefei").get(TestAssessments.PATH + "/" + assessment).then().body("level", is("L2"));
        decide("province", check, "ACCEPT").statusCode(200).body("status", is("DOWNGRADED"));

        as("hefei")
                .get(TestAssessments.PATH + "/" + assessment)
                .then()
                .body("status", is("DOWNGRADED"))
                .body("level", is("L1"));
        String appeal = TestAssessments.appeal(enterprise.request(), assessment)
                .statusCode(201)
                .extract()
                .path("id");
        post(
                        as("province"),
                        TestAssessments.APPEALS + "/" + appeal + "/decisions",
                        Map.of("decision", "UPHOLD", "reason", "维持"))
                .statusCode(403)
                .body("code", is("four-eyes-required"));
    }

    @Test
    void aProposalThatIsDeclinedLetsTheLevelStand() {
        String check = opened(assessment);
        answer(enterprise.request(), check).statusCode(200);
        propose("hefei", check, "UNRATED").statusCode(200);

        decide("province", check, "DECLINE").statusCode(200).body("status", is("CONFIRMED"));

        as("hefei")
                .get(TestAssessments.PATH + "/" + assessment)
                .then()
                .body("status", is("CONFIRMED"))
                .body("level", is("L2"));
    }

    @Test
    void whoHasNotAnsweredIsToldAndWaitsForTheOffice() {
        String check = opened(assessment);
        extend("hefei", check).statusCode(409).body("code", is("transition-not-allowed"));
        miss(check);
        enterprise
                .request()
                .get(CHECKS + "/" + check)
                .then()
                .body("status", is("UNANSWERED"))
                .body("availableActions", is(List.of()));
        enterprise.request().queryParam("status", "OPEN").get(CHECKS).then().body("data.id", not(hasItem(check)));
        answer(enterprise.request(), check).statusCode(409).body("code", is("spot-check-answer-late"));
        Background.settle();

        as("hefei")
                .get(CHECKS + "/" + check)
                .then()
                .body("status", is("UNANSWERED"))
                .body("dueAt", notNullValue());
        enterprise
                .request()
                .get("/api/v1/notifications")
                .then()
                .body("data.occasion", hasItems("SPOT_CHECK_OPENED", "SPOT_CHECK_UNANSWERED"));
        extend("hefei2", check).statusCode(403).body("code", is("four-eyes-required"));
        extend("hefei", check).statusCode(200).body("status", is("OPEN"));
        answer(enterprise.request(), check).statusCode(200).body("status", is("ANSWERED"));
    }

    @Test
    void aLevelThatEndsTakesItsSpotCheckWithIt() {
        String check = opened(assessment);

        TestAssessments.downgrade("hefei", assessment, "UNRATED").statusCode(200);

        enterprise.request().get(CHECKS + "/" + check).then().body("status", is("CLOSED"));
        answer(enterprise.request(), check).statusCode(409).body("code", is("transition-not-allowed"));
    }

    @Test
    void aDryRunDrawsNothing() {
        post(as("hefei"), DRAWS + "?validateOnly=true", TestSpotChecks.body(Map.of()))
                .statusCode(200);

        assertThat(TestSpotChecks.of(assessment)).isNull();
    }
}
