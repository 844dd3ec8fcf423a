package cn.dengyun.assessment.level;

import static cn.dengyun.assessment.level.TestAssessments.LEVELS;
import static cn.dengyun.assessment.level.TestAssessments.OBJECTIONS;
import static cn.dengyun.assessment.level.TestAssessments.PATH;
import static cn.dengyun.assessment.level.TestAssessments.appeal;
import static cn.dengyun.assessment.level.TestAssessments.change;
import static cn.dengyun.assessment.level.TestAssessments.confirm;
import static cn.dengyun.assessment.level.TestAssessments.decide;
import static cn.dengyun.assessment.level.TestAssessments.downgrade;
import static cn.dengyun.assessment.level.TestAssessments.endNotice;
import static cn.dengyun.assessment.level.TestAssessments.inForce;
import static cn.dengyun.assessment.level.TestAssessments.nearlyAYearLater;
import static cn.dengyun.assessment.level.TestAssessments.object;
import static cn.dengyun.assessment.level.TestAssessments.review;
import static cn.dengyun.assessment.level.TestAssessments.submitted;
import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.identity.organization.TestEnterprise.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.assessment.standard.TestStandards;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A level is shown to everybody before it holds, is certified and confirmed, and what was found can be appealed. */
@QuarkusTest
class AssessedLevelTest {

    private static final String CERTIFICATES = "/api/v1/certificates/";

    private TestEnterprise enterprise;

    @BeforeEach
    void begin() {
        enterprise = TestEnterprise.certified("340123", "feixi");
    }

    private String announced() {
        String id = submitted(enterprise, Map.of());
        confirm("hefei", id, "L2").statusCode(200).body("status", is("PUBLIC_NOTICE"));
        return id;
    }

    private String held() {
        String id = submitted(enterprise, Map.of());
        inForce("hefei", id, "L2");
        return id;
    }

    @Test
    void everybodySeesALevelInItsNoticeAndNobodyACertificate() {
        String id = announced();

        given().queryParam("region", "340123")
                .queryParam("status", "PUBLIC_NOTICE")
                .queryParam("industry", "34")
                .get(LEVELS)
                .then()
                .statusCode(200)
                .body("data.id", hasItem(id));
        given().get(LEVELS + "/" + id)
                .then()
                .body("level", is("L2"))
                .body("validUntil", nullValue())
                .body("availableActions.size()", is(0));
        as("wuhu").get(LEVELS + "/" + id).then().body("availableActions", hasItem("OBJECT"));
        enterprise
                .request()
                .get(PATH + "/" + id + "/certificate")
                .then()
                .statusCode(409)
                .body("code", is("assessment-not-in-force"));
        post(enterprise.request(), LEVELS + "/" + id + "/objections", Map.of("statement", "自己"))
                .statusCode(403)
                .body("code", is("assessment-own"));
    }

    @Test
    void aLevelTakesEffectByItselfAndNotBeforeAnObjectionIsDecided() {
        String id = announced();
        String objection = object("wuhu", id).statusCode(201).extract().path("id");
        object("wuhu", id).statusCode(409).body("code", is("assessment-objection-repeated"));

        endNotice(id);
        as("hefei").get(PATH + "/" + id).then().body("status", is("PUBLIC_NOTICE"));
        object("platform", id).statusCode(409).body("code", is("assessment-notice-over"));

        decide("hefei", objection, "DISMISS").statusCode(403).body("code", is("four-eyes-required"));
        decide("wuhu", objection, "DISMISS").statusCode(403).body("code", is("not-yours"));
        decide("feixi", objection, "DISMISS").statusCode(403).body("code", is("not-yours"));
        enterprise
                .request()
                .get(OBJECTIONS + "/" + objection)
                .then()
                .statusCode(200)
                .body("filedBy", nullValue());
        decide("hefei2", objection, "DISMISS").statusCode(200).body("status", is("DISMISSED"));
        decide("hefei2", objection, "UPHOLD").statusCode(409).body("code", is("transition-not-allowed"));
        Background.settle();

        as("hefei").get(PATH + "/" + id).then().body("status", is("CONFIRMED"));
        given().get(LEVELS + "/" + id).then().body("status", is("CONFIRMED"));
    }

    @Test
    void anObjectionThatIsRightRejectsTheAssessment() {
        String id = announced();
        String objection = object("platform", id).statusCode(201).extract().path("id");

        decide("hefei2", objection, "UPHOLD").statusCode(200);

        as("hefei").get(PATH + "/" + id).then().body("status", is("REJECTED")).body("level", nullValue());
        given().get(LEVELS + "/" + id).then().statusCode(404).body("code", is("assessed-level-not-found"));
    }

    @Test
    void theStandardOfALevelStaysWhateverIsPublishedInItsNotice() {
        String id = announced();
        int number = given().get(LEVELS + "/" + id).path("standardNumber");

        TestStandards.published();
        endNotice(id);

        given().get(LEVELS + "/" + id).then().body("status", is("CONFIRMED")).body("standardNumber", is(number));
    }

    @Test
    void aLevelDoesNotTakeEffectWhileItsEnterpriseIsFrozen() {
        String id = announced();
        String organization = as("hefei").get(PATH + "/" + id).path("organizationId");
        freeze(organization, "now()", "'核查'");
        endNotice(id);
        as("hefei").get(PATH + "/" + id).then().body("status", is("PUBLIC_NOTICE"));

        freeze(organization, "NULL", "NULL");
        Background.settle();

        as("hefei").get(PATH + "/" + id).then().body("status", is("CONFIRMED"));
    }

    private static void freeze(String organization, String at, String why) {
        change(
                "UPDATE organization SET frozen_at = " + at + ", frozen_reason = " + why + " WHERE id = ?",
                organization);
    }

    @Test
    void aCertificateOfALevelEndsWithTheLevel() throws IOException {
        String id = held();
        Response issued = enterprise.request().get(PATH + "/" + id + "/certificate");
        assertThat(issued.statusCode()).as(issued.asString()).isEqualTo(200);
        String code = issued.path("code");
        JsonObject claims = claims(issued.path("text"));
        assertThat(claims.getString("level")).isEqualTo("L2");
        given().get(CERTIFICATES + code)
                .then()
                .body("subject", is("LEVEL"))
                .body("status", is("VALID"))
                .body("level", is("L2"));
        assertThat(enterprise.request().get(PATH + "/" + id + "/certificate/qr").contentType())
                .isEqualTo("image/png");
        as("wuhu").get(PATH + "/" + id + "/certificate").then().statusCode(404);

        downgrade("hefei", id, "L1").statusCode(200);

        given().get(CERTIFICATES + code).then().body("status", is("LAPSED"));
        Response other = enterprise.request().get(PATH + "/" + id + "/certificate");
        assertThat(other.<String>path("level")).isEqualTo("L1");
        assertThat(other.<String>path("code")).isNotEqualTo(code);
        assertThat(listed(claims(other.path("text")).getInteger("ix"))).isZero();
        assertThat(listed(claims.getInteger("ix"))).isEqualTo(1);
        downgrade("hefei", id, "UNRATED").statusCode(200);
        enterprise.request().get(PATH + "/" + id + "/certificate").then().statusCode(409);
    }

    private static JsonObject claims(String text) {
        return new JsonObject(
                new String(Base64.getUrlDecoder().decode(text.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    }

    private static int listed(int place) throws IOException {
        JsonObject list = claims(given().get("/api/v1/certificate-status-list").asString());
        byte[] bits = new InflaterInputStream(new ByteArrayInputStream(Base64.getUrlDecoder()
                        .decode(list.getJsonObject("status_list").getString("lst"))))
                .readAllBytes();
        return bits[place / 4] >> place % 4 * 2 & 3;
    }

    @Test
    void aLevelIsConfirmedAfterAYearOrLapses() {
        String id = held();
        confirmation(id, true).statusCode(409).body("code", is("assessment-confirmation-early"));
        nearlyAYearLater(id);
        change("UPDATE assessment SET acts_at = now() WHERE id = ?", id);
        Background.settle();

        enterprise.request().get(PATH + "/" + id).then().body("availableActions", hasItem("RECONFIRM"));
        confirmation(id, false).statusCode(400).body("errors.code", hasItem("assessment-facts-changed"));
        post(as("enterprise"), PATH + "/" + id + "/confirmations", Map.of("unchanged", true, "pledge", true))
                .statusCode(404);
        confirmation(id, true).statusCode(200);
        enterprise.request().get(PATH + "/" + id).then().body("availableActions", not(hasItem("RECONFIRM")));

        change(
                "UPDATE assessment SET confirmed_until = now() - interval '30 days 1 second',"
                        + " lapses_at = now() - interval '1 second', acts_at = now() WHERE id = ?",
                id);
        confirmation(id, true).statusCode(409).body("code", is("transition-not-allowed"));
        given().get(LEVELS + "/" + id).then().statusCode(404);
        Background.settle();
        enterprise.request().get(PATH + "/" + id).then().body("status", is("LAPSED"));
    }

    private ValidatableResponse confirmation(String id, boolean isUnchanged) {
        return post(
                enterprise.request(),
                PATH + "/" + id + "/confirmations",
                Map.of("unchanged", isUnchanged, "pledge", true));
    }

    @Test
    void aRejectionIsAppealedOnceAndDecidedByTheProvince() {
        String id = submitted(enterprise, Map.of());
        review("hefei", id, Map.of("decision", "REJECT")).statusCode(200);
        String appeal =
                appeal(enterprise.request(), id).statusCode(201).extract().path("id");
        appeal(enterprise.request(), id).statusCode(409).body("code", is("assessment-appeal-late"));

        decideAppeal("hefei2", appeal, "L2").statusCode(403).body("code", is("not-yours"));
        decideAppeal("wuhu", appeal, "L2").statusCode(404);
        decideAppeal("province", appeal, "UNRATED").statusCode(409).body("code", is("assessment-appeal-level-unfit"));
        decideAppeal("province", appeal, "L2").statusCode(200).body("status", is("CHANGED"));

        as("hefei").get(PATH + "/" + id).then().body("status", is("PUBLIC_NOTICE"));
        endNotice(id);
        as("hefei").get(PATH + "/" + id).then().body("status", is("CONFIRMED")).body("level", is("L2"));
    }

    @Test
    void aDowngradeOfTheProvinceIsDecidedByAnotherPersonAndRestoredToNoMoreThanItWas() {
        String id = held();
        downgrade("province", id, "L1").statusCode(200);
        String appeal =
                appeal(enterprise.request(), id).statusCode(201).extract().path("id");

        decideAppeal("province", appeal, "L2").statusCode(403).body("code", is("four-eyes-required"));
        decideAppeal("province2", appeal, "L3").statusCode(409).body("code", is("assessment-appeal-level-unfit"));
        decideAppeal("province2", appeal, "L2").statusCode(200);

        as("hefei").get(PATH + "/" + id).then().body("status", is("CONFIRMED")).body("level", is("L2"));
    }

    @Test
    void aLowerLevelThanTheOwnOneIsAppealedInItsNoticeAndOneSecondAfterTheEndItIsTooLate() {
        String id = announced();
        change("UPDATE assessment SET appeal_until = now() - interval '1 second' WHERE id = ?", id);
        appeal(enterprise.request(), id).statusCode(409).body("code", is("assessment-appeal-late"));
        change("UPDATE assessment SET appeal_until = now() + interval '1 day' WHERE id = ?", id);
        String appeal =
                appeal(enterprise.request(), id).statusCode(201).extract().path("id");
        endNotice(id);
        as("hefei").get(PATH + "/" + id).then().body("status", is("PUBLIC_NOTICE"));

        post(
                        as("province"),
                        TestAssessments.APPEALS + "/" + appeal + "/decisions",
                        Map.of("decision", "UPHOLD", "reason", "维持"))
                .statusCode(200);
        Background.settle();

        as("hefei").get(PATH + "/" + id).then().body("status", is("CONFIRMED"));
    }

    @Test
    void appealsObjectionsAndCertificatesAreShownToThoseConcerned() {
        String appeal = TestAssessments.APPEALS + "/" + TestAssessments.appealOfTheDemo();
        String objection = OBJECTIONS + "/" + TestAssessments.objectionToTheDemo();
        String id = announced();

        as("enterprise").get(appeal).then().statusCode(200).body("status", is("PENDING"));
        as("province").get(appeal).then().statusCode(200);
        enterprise.request().get(appeal).then().statusCode(404);
        enterprise.request().get(objection).then().statusCode(404);
        enterprise
                .request()
                .get(PATH + "/" + id + "/certificate/qr")
                .then()
                .statusCode(409)
                .body("code", is("assessment-not-in-force"));
    }

    private static ValidatableResponse decideAppeal(String account, String appeal, String level) {
        return post(
                as(account),
                TestAssessments.APPEALS + "/" + appeal + "/decisions",
                Map.of("decision", "REVOKE", "reason", "经复核", "level", level));
    }
}
