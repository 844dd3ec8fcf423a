package cn.dengyun.assessment.level;

import static cn.dengyun.assessment.level.TestAssessments.HIGH;
import static cn.dengyun.assessment.level.TestAssessments.PATH;
import static cn.dengyun.assessment.level.TestAssessments.appeal;
import static cn.dengyun.assessment.level.TestAssessments.change;
import static cn.dengyun.assessment.level.TestAssessments.confirm;
import static cn.dengyun.assessment.level.TestAssessments.document;
import static cn.dengyun.assessment.level.TestAssessments.giveBack;
import static cn.dengyun.assessment.level.TestAssessments.object;
import static cn.dengyun.assessment.level.TestAssessments.review;
import static cn.dengyun.assessment.level.TestAssessments.submit;
import static cn.dengyun.assessment.level.TestAssessments.submitted;
import static cn.dengyun.assessment.level.TestExperts.ACCOUNTS;
import static cn.dengyun.assessment.level.TestExperts.DRAWS;
import static cn.dengyun.assessment.level.TestExperts.EXPERTS;
import static cn.dengyun.assessment.level.TestExperts.OPINIONS;
import static cn.dengyun.assessment.level.TestExperts.add;
import static cn.dengyun.assessment.level.TestExperts.added;
import static cn.dengyun.assessment.level.TestExperts.asked;
import static cn.dengyun.assessment.level.TestExperts.askedOf;
import static cn.dengyun.assessment.level.TestExperts.decline;
import static cn.dengyun.assessment.level.TestExperts.draw;
import static cn.dengyun.assessment.level.TestExperts.only;
import static cn.dengyun.assessment.level.TestExperts.state;
import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.identity.organization.TestEnterprise.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.adoption.record.TestAdoption;
import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Draw;
import cn.dengyun.shared.Roles;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Experts are drawn for the highest levels, judge by themselves and in time, and nobody who has a stake in them. */
@QuarkusTest
class AssessmentExpertTest {

    @Inject
    DataSource database;

    private TestEnterprise enterprise;
    private String assessment;

    @BeforeEach
    void begin() {
        TestExperts.clear();
        enterprise = TestEnterprise.certified("340123", "feixi");
        assessment = submitted(enterprise, HIGH);
    }

    @AfterEach
    void clear() {
        TestExperts.clear();
    }

    private static String opinionOf(String expert, String assessment) {
        return askedOf(as(expert), assessment);
    }

    private String stated(String expert, String level) {
        String opinion = opinionOf(expert, assessment);
        state(as(expert), opinion, level).statusCode(200).body("status", is("STATED"));
        return opinion;
    }

    private static void isLate(String opinion) {
        change("UPDATE assessment_opinion SET due_at = now() - interval '1 second' WHERE id = ?", opinion);
    }

    /** Everybody in the draws of the assessment, as the province sees it. */
    private Map<String, String> standing() {
        List<Map<String, String>> all = as("province")
                .queryParam("assessmentId", assessment)
                .queryParam("limit", 200)
                .get(OPINIONS)
                .path("data");
        Map<String, String> standing = new TreeMap<>();
        all.forEach(each -> {
            String bar = each.get("bar");
            standing.merge(
                    each.get("expertName"),
                    bar == null ? each.get("status") : bar,
                    (newer, older) -> older + " " + newer);
        });
        return standing;
    }

    private static String left(List<String> asked, String... of) {
        return Stream.of(of).filter(each -> !asked.contains(each)).findFirst().orElseThrow();
    }

    @Test
    void theProvinceDrawsAndAnybodyWhoSeesTheSeedDrawsAgain() {
        only("wuhu", "application", "platform", "enterprise2");
        draw("hefei", assessment).statusCode(403).body("code", is("not-yours"));
        draw("wuhu", assessment).statusCode(404).body("code", is("assessment-not-found"));
        draw("auditor", assessment).statusCode(403);
        post(enterprise.request(), PATH + "/" + assessment + "/expert-draws", Map.of("reason", "自己抽"))
                .statusCode(403);
        post(as("province"), PATH + "/" + assessment + "/expert-draws?validateOnly=true", Map.of("reason", "试抽"))
                .statusCode(200);

        String draw = draw("province", assessment)
                .statusCode(201)
                .body("wanted", is(2))
                .body("candidates", is(4))
                .body("barred", is(0))
                .body("appealId", nullValue())
                .extract()
                .path("id");
        draw("province2", assessment).statusCode(409).body("code", is("expert-draw-needless"));

        String seed = as("auditor").get(DRAWS + "/" + draw).path("seed");
        Response all = as("province").queryParam("drawId", draw).get(OPINIONS);
        List<String> ids = all.path("data.expertId");
        List<String> byKey = ids.stream()
                .sorted(Comparator.comparing(id -> Draw.key(seed, UUID.fromString(id))))
                .toList();
        List<String> byPlace = all.path("data.sort { it.place }.expertId");
        assertThat(byPlace).isEqualTo(byKey);
        assertThat(all.<List<String>>path("data.findAll { it.status == 'ASKED' }.expertId"))
                .containsExactlyInAnyOrderElementsOf(byKey.subList(0, 2));
        as("hefei").get(DRAWS + "/" + draw).then().statusCode(404);
        as("hefei").queryParam("assessmentId", assessment).get(DRAWS).then().body("data.size()", is(0));
        as("hefei").queryParam("assessmentId", assessment).get(OPINIONS).then().body("data.size()", is(0));
    }

    @Test
    void ofTwoDrawsAtOnceOneIsNeedless() {
        only("wuhu", "application", "platform", "enterprise2");

        List<CompletableFuture<Integer>> both = Stream.of("province", "province2")
                .map(each -> CompletableFuture.supplyAsync(
                        () -> draw(each, assessment).extract().statusCode()))
                .toList();

        assertThat(both.stream().map(CompletableFuture::join).toList()).containsExactlyInAnyOrder(201, 409);
        assertThat(asked(assessment)).hasSize(2);
    }

    @Test
    void whoHasAStakeInItIsNotDrawn() {
        TestAccount colleague =
                TestAccount.aMember(database, Roles.ENTERPRISE, UUID.fromString(enterprise.id()), Actor.HANDLER);
        TestAdoption.counted(TestAdoption.line(enterprise.creditCode()));
        change(
                "UPDATE organization SET certified_controller = (SELECT coalesce(o.certified_name_zh, o.name_zh)"
                        + " FROM account a JOIN organization o ON o.id = a.organization_id"
                        + " WHERE a.username = 'application') WHERE id = ?",
                enterprise.id());
        only("wuhu", "application", "platform", "province");
        add("province", colleague.id().toString(), "colleague").statusCode(201);
        post(
                        as("province"),
                        EXPERTS,
                        Map.of(
                                "accountId",
                                ACCOUNTS.get("hefei2"),
                                "name",
                                "hefei2",
                                "statedOrganization",
                                "高校",
                                "industries",
                                List.of("65")))
                .statusCode(201);

        draw("province", assessment).statusCode(201).body("candidates", is(1)).body("barred", is(5));

        assertThat(standing())
                .isEqualTo(Map.of(
                        "wuhu", "ASKED",
                        "application", "LINKED",
                        "platform", "PROVIDER",
                        "province", "INVOLVED",
                        "colleague", "SAME_ORGANIZATION",
                        "hefei2", "OTHER_INDUSTRY"));
        draw("province", assessment).statusCode(409).body("code", is("experts-none"));
        draw("province2", assessment).statusCode(409).body("code", is("experts-none"));
    }

    @Test
    void whoObjectsOrHasDrawnDoesNotJudge() {
        only("wuhu", "application");
        draw("province", assessment).statusCode(201);
        stated("wuhu", "L3");
        stated("application", "L4");
        confirm("province", assessment, "L3").statusCode(200);
        String appealed = appeal(enterprise.request(), assessment)
                .statusCode(201)
                .extract()
                .path("id");
        object("platform", assessment).statusCode(201);
        added("platform");
        added("province");
        added("enterprise2");

        draw("province2", assessment).statusCode(201).body("appealId", is(appealed));

        assertThat(standing())
                .containsEntry("platform", "INVOLVED")
                .containsEntry("province", "INVOLVED")
                .containsEntry("enterprise2", "ASKED")
                .containsEntry("wuhu", "STATED");
    }

    @Test
    void theNextIsAskedForWhoDeclinesOrIsLate() {
        only("wuhu", "application", "platform", "enterprise2");
        draw("province", assessment).statusCode(201);
        List<String> first = asked(assessment);
        String declining = opinionOf(first.get(0), assessment);
        String late = opinionOf(first.get(1), assessment);

        as(first.get(0))
                .get(OPINIONS + "/" + declining)
                .then()
                .body("availableActions", contains("STATE", "DECLINE"))
                .body("expertName", nullValue())
                .body("drawId", nullValue());
        decline(as(first.get(1)), declining).statusCode(404).body("code", is("assessment-opinion-not-found"));
        decline(as("province"), declining).statusCode(403).body("code", is("not-yours"));
        state(as("province"), declining, "L4").statusCode(403).body("code", is("not-yours"));
        decline(as(first.get(0)), declining).statusCode(200).body("status", is("DECLINED"));
        decline(as(first.get(0)), declining).statusCode(409).body("code", is("transition-not-allowed"));
        state(as(first.get(0)), declining, "L4").statusCode(409).body("code", is("transition-not-allowed"));
        assertThat(asked(assessment)).hasSize(2).contains(first.get(1)).doesNotContain(first.get(0));

        try (Background paused = Background.paused()) {
            isLate(late);
            as(first.get(1)).get(OPINIONS + "/" + late).then().body("availableActions.size()", is(0));
            state(as(first.get(1)), late, "L4").statusCode(409).body("code", is("expert-opinion-late"));
            decline(as(first.get(1)), late).statusCode(409).body("code", is("expert-opinion-late"));
        }
        Background.settle();

        as("province").get(OPINIONS + "/" + late).then().body("status", is("MISSED"));
        List<String> second = asked(assessment);
        assertThat(second).hasSize(2).doesNotContainAnyElementsOf(first);
        second.forEach(each -> decline(as(each), opinionOf(each, assessment)).statusCode(200));
        assertThat(asked(assessment)).isEmpty();
        draw("province", assessment).statusCode(409).body("code", is("experts-none"));
    }

    @Test
    void whoWasAskedByAnotherDrawIsNotAskedAgain() {
        only("wuhu");
        draw("province", assessment).statusCode(201).body("wanted", is(2)).body("candidates", is(1));
        added("application");
        added("platform");
        draw("province", assessment).statusCode(201).body("wanted", is(1)).body("candidates", is(2));
        String second = asked(assessment).stream()
                .filter(each -> !each.equals("wuhu"))
                .findFirst()
                .orElseThrow();
        String third = left(List.of(second), "application", "platform");

        decline(as("wuhu"), opinionOf("wuhu", assessment)).statusCode(200);
        assertThat(asked(assessment)).containsExactly(second);
        draw("province", assessment).statusCode(201).body("candidates", is(1));
        assertThat(asked(assessment)).containsExactlyInAnyOrder(second, third);
        decline(as(second), opinionOf(second, assessment)).statusCode(200);

        assertThat(asked(assessment)).containsExactly(third);
    }

    @Test
    void whoWasTakenOffTheListSinceIsPassedOver() {
        only("wuhu", "application", "platform");
        draw("province", assessment).statusCode(201);
        List<String> first = asked(assessment);
        String reserve = left(first, "wuhu", "application", "platform");
        Response list = as("province").queryParam("isInForce", true).get(EXPERTS);
        for (String each : List.of(reserve, first.get(0))) {
            String entry = list.path("data.find { it.name == '" + each + "' }.id");
            post(as("province"), EXPERTS + "/" + entry + "/endings", Map.of("reason", "本人申请退出"))
                    .statusCode(200);
        }

        stated(first.get(0), "L4");
        decline(as(first.get(1)), opinionOf(first.get(1), assessment)).statusCode(200);

        assertThat(standing()).isEqualTo(Map.of(first.get(0), "STATED", first.get(1), "DECLINED", reserve, "ENDED"));
    }

    @Test
    void whoIsLinkedSinceStatesNothing() {
        only("platform", "wuhu");
        draw("province", assessment).statusCode(201);
        String opinion = opinionOf("platform", assessment);
        TestAdoption.counted(TestAdoption.line(enterprise.creditCode()));

        state(as("platform"), opinion, "L4").statusCode(403).body("code", is("expert-conflict"));
        decline(as("platform"), opinion).statusCode(200);
    }

    @Test
    void anExpertReadsWhatHeJudgesUntilHeHasStatedAnOpinion() {
        only("application", "platform");
        String document =
                as("province").get(PATH + "/" + assessment + "/documents").path("data[0].id");
        as("application").get(PATH + "/" + assessment).then().statusCode(404);
        draw("province", assessment).statusCode(201);

        as("application").get(PATH + "/" + assessment).then().statusCode(200).body("availableActions.size()", is(0));
        as("application")
                .get(PATH + "/" + assessment + "/documents")
                .then()
                .statusCode(200)
                .body("data.id", hasItem(document));
        String file = as("province").get(PATH + "/" + assessment + "/documents").path("data[0].attachmentId");
        as("application").get("/api/v1/documents/" + document).then().statusCode(200);
        as("application").get("/api/v1/attachments/" + file + "/content").then().statusCode(200);
        as("enterprise2").get("/api/v1/attachments/" + file + "/content").then().statusCode(404);
        as("application").get(PATH).then().statusCode(403);
        post(as("application"), PATH + "/" + assessment + "/documents", Map.of())
                .statusCode(403);
        as("enterprise2").get(PATH + "/" + assessment).then().statusCode(404);

        stated("application", "L4");
        as("application").get(PATH + "/" + assessment).then().statusCode(404);
        as("application").get(PATH + "/" + assessment + "/documents").then().statusCode(404);
        as("application").get(OPINIONS).then().body("data.status", hasItem("STATED"));
    }

    @Test
    void theProvinceFindsNothingHigherAndTheEnterpriseIsNotToldWhoHasJudged() {
        only("province3", "platform");
        draw("province", assessment).statusCode(201);
        confirm("province", assessment, "L4")
                .statusCode(409)
                .body("code", is("expert-opinions-missing"))
                .body("detail", notNullValue());
        post(
                        as("platform"),
                        OPINIONS + "/" + opinionOf("platform", assessment) + "/statements",
                        Map.of(
                                "level",
                                "UNRATED",
                                "reason",
                                "不可评",
                                "remarks",
                                List.of(Map.of("dimension", "ZZ", "text", "没有这个维度"))))
                .statusCode(400);
        post(
                        as("platform"),
                        OPINIONS + "/" + opinionOf("platform", assessment) + "/statements",
                        Map.of(
                                "level",
                                "L4",
                                "reason",
                                "属实",
                                "remarks",
                                List.of(Map.of("dimension", "ZZ", "text", "无"))))
                .statusCode(400)
                .body("errors.code", contains("expert-dimension-unknown"));
        stated("province3", "L3");
        confirm("province", assessment, "L4").statusCode(409).body("code", is("expert-opinions-missing"));
        as("platform").get(OPINIONS).then().body("data.findAll { it.level == 'L3' }.size()", is(0));
        String opinion = stated("platform", "L4");

        enterprise.request().get(OPINIONS).then().body("data.size()", is(0));
        enterprise.request().get(OPINIONS + "/" + opinion).then().statusCode(404);
        confirm("province", assessment, "L5").statusCode(409).body("code", is("expert-level-exceeded"));
        confirm("province3", assessment, "L4").statusCode(403).body("code", is("four-eyes-required"));
        review("province3", assessment, Map.of("decision", "REJECT"))
                .statusCode(403)
                .body("code", is("four-eyes-required"));
        confirm("province", assessment, "L4").statusCode(200);

        enterprise
                .request()
                .get(OPINIONS)
                .then()
                .body("data.level", containsInAnyOrder("L3", "L4"))
                .body("data.expertName", everyItem(nullValue()))
                .body("data.expertId", everyItem(nullValue()))
                .body("data.drawId", everyItem(nullValue()))
                .body("data.key", everyItem(nullValue()))
                .body("data.reason", hasItem("材料充分"));
        as("enterprise2").get(OPINIONS + "/" + opinion).then().statusCode(404);
        as("auditor").get(OPINIONS + "/" + opinion).then().body("expertName", is("platform"));
    }

    @Test
    void whatIsReturnedIsJudgedAnewAndWhatIsWithdrawnByNobody() {
        only("wuhu", "application");
        draw("province", assessment).statusCode(201);
        String closed = opinionOf("wuhu", assessment);
        stated("application", "L4");
        giveBack("province", assessment).statusCode(200);

        state(as("wuhu"), closed, "L4").statusCode(409).body("code", is("transition-not-allowed"));
        as("wuhu").get(OPINIONS + "/" + closed).then().body("status", is("CLOSED"));
        enterprise.request().get(OPINIONS).then().body("data.size()", is(0));
        draw("province", assessment).statusCode(409).body("code", is("expert-draw-needless"));

        submit(enterprise.request(), assessment, true, document(enterprise::request, assessment, TestDocuments.aPdf()))
                .statusCode(200);
        confirm("province", assessment, "L4").statusCode(409).body("code", is("expert-opinions-missing"));
        draw("province", assessment).statusCode(201).body("wanted", is(2));
        String opinion = opinionOf("wuhu", assessment);
        post(enterprise.request(), PATH + "/" + assessment + "/withdrawals", Map.of("reason", "重新填报"))
                .statusCode(200);
        as("wuhu").get(OPINIONS + "/" + opinion).then().body("status", is("CLOSED"));
        enterprise.request().get(OPINIONS).then().body("data.size()", is(0));
    }

    @Test
    void anAppealIsJudgedByOthers() {
        only("wuhu", "application");
        draw("province", assessment).statusCode(201);
        stated("wuhu", "L3");
        stated("application", "L3");
        confirm("province", assessment, "L3").statusCode(200);
        draw("province", assessment).statusCode(409).body("code", is("expert-draw-needless"));
        String appeal = appeal(enterprise.request(), assessment)
                .statusCode(201)
                .extract()
                .path("id");
        draw("province2", assessment).statusCode(409).body("code", is("experts-none"));
        added("platform");
        added("enterprise2");

        decided("province2", appeal).statusCode(409).body("code", is("expert-opinions-missing"));
        draw("province2", assessment)
                .statusCode(201)
                .body("appealId", is(appeal))
                .body("wanted", is(2))
                .body("candidates", is(2));
        assertThat(asked(assessment)).containsExactlyInAnyOrder("platform", "enterprise2");
        stated("platform", "L4");
        String last = stated("enterprise2", "L4");
        enterprise.request().get(OPINIONS + "/" + last).then().statusCode(404);
        decided("province2", appeal).statusCode(200).body("status", is("CHANGED"));

        as("province").get(PATH + "/" + assessment).then().body("level", is("L4"));
        enterprise.request().get(OPINIONS + "/" + last).then().statusCode(200).body("appealId", is(appeal));
    }

    private static ValidatableResponse decided(String account, String appeal) {
        return post(
                as(account),
                "/api/v1/assessment-appeals/" + appeal + "/decisions",
                Map.of("decision", "REVOKE", "reason", "经复核", "level", "L4"));
    }

    @Test
    void theCityReviewsWithoutExperts() {
        only("wuhu", "application");
        TestEnterprise other = TestEnterprise.certified("340123", "feixi");
        String low = submitted(other, Map.of());

        draw("province", low).statusCode(409).body("code", is("expert-draw-needless"));
        confirm("hefei", low, "L2").statusCode(200);
    }

    @Test
    void theListIsTheProvinces() {
        String id = added("wuhu");

        add("province", ACCOUNTS.get("wuhu"), "wuhu").statusCode(409).body("code", is("expert-repeated"));
        add("hefei", ACCOUNTS.get("application"), "application").statusCode(403).body("code", is("not-yours"));
        add("enterprise", ACCOUNTS.get("application"), "application").statusCode(403);
        String auditor = as("auditor").get("/api/v1/me").path("id");
        for (String unfit : List.of(auditor, UUID.randomUUID().toString())) {
            add("province", unfit, "无").statusCode(400).body("errors.code", contains("expert-unfit"));
        }
        as("hefei").get(EXPERTS).then().statusCode(200).body("data.size()", is(0));
        as("wuhu").get(EXPERTS + "/" + id).then().statusCode(404);
        as("platform").get(EXPERTS).then().statusCode(403);
        as("auditor").get(EXPERTS + "/" + id).then().statusCode(200).body("availableActions.size()", is(0));
        as("auditor").queryParam("isInForce", true).get(EXPERTS).then().body("data.id", contains(id));

        post(as("hefei"), EXPERTS + "/" + id + "/endings", Map.of("reason", "换届"))
                .statusCode(404);
        post(as("province"), EXPERTS + "/" + id + "/endings", Map.of("reason", "换届"))
                .statusCode(200)
                .body("endReason", is("换届"))
                .body("availableActions.size()", is(0));
        post(as("province"), EXPERTS + "/" + id + "/endings", Map.of("reason", "换届"))
                .statusCode(409)
                .body("code", is("expert-ended"));
        String again = added("wuhu");
        as("province")
                .queryParam("isInForce", false)
                .queryParam("limit", 200)
                .get(EXPERTS)
                .then()
                .body("data.id", hasItem(id))
                .body("data.id", not(hasItem(again)));
    }

    @Test
    void theListHasAnEnd() {
        change(
                "INSERT INTO assessment_expert (id, version, organization_id, region_code, account_id, name,"
                        + " stated_organization, industries, added_by, added_at) SELECT gen_random_uuid(), 0, o.id,"
                        + " '340000', gen_random_uuid(), '专家', '高校', '{}', o.id, now() FROM organization o,"
                        + " generate_series(1, 500) WHERE o.id = ?",
                enterprise.id());

        add("province", ACCOUNTS.get("wuhu"), "wuhu").statusCode(409).body("code", is("experts-full"));
        draw("province", assessment).statusCode(409).body("code", is("experts-none"));
    }
}
