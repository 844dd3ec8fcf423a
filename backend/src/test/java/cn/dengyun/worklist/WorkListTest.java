package cn.dengyun.worklist;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.catalogue.hosting.TestHostings;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.TestOrganization;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.programme.TestProgramme;
import cn.dengyun.programme.TestRules;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.provider.payee.TestPayeeAccounts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Who has what to do. Lu'an and its counties are of this test alone. */
@QuarkusTest
class WorkListTest {

    private static final String CITY = "341500";
    private static final String COUNTY = "341502";
    private static final String COUNTY_WITHOUT_PEOPLE = "341523";

    @Inject
    DataSource database;

    @Test
    void whoeverIsNotSignedInHasNoListNorHasASystem() {
        given().get("/api/v1/work-items").then().statusCode(401);
        given().get("/api/v1/work-items/summary").then().statusCode(401);
        SignedIn.asPlatformClient()
                .get("/api/v1/work-items")
                .then()
                .statusCode(403)
                .body("code", is("api-client-not-accepted"));
    }

    @Test
    void aCertificationWaitsForTheAuthorityOfItsRegionUntilItIsDecided() {
        String county = clerk(COUNTY);
        String city = clerk(CITY);
        TestEnterprise enterprise = TestEnterprise.registered(COUNTY);
        String id = enterprise.apply();

        list(county, "CERTIFICATION")
                .body(of(id) + ".title", is("审核单位认证"))
                .body(of(id) + ".subject.path", is("/api/v1/certifications/" + id))
                .body(of(id) + ".subject.name", is("测试机械有限公司"))
                .body(of(id) + ".subject.organizationId", is(enterprise.id()))
                .body(of(id) + ".subject.regionName", is("金安区"))
                .body(of(id) + ".owner.regionCode", is(COUNTY))
                .body(of(id) + ".owner.roles", empty())
                .body(of(id) + ".since", notNullValue())
                .body(of(id) + ".overdue", is(false))
                .body(of(id) + ".raised", is(false));
        given().auth()
                .oauth2(county)
                .header("Accept-Language", "en")
                .get("/api/v1/work-items?limit=200&kind=CERTIFICATION")
                .then()
                .statusCode(200)
                .body(of(id) + ".title", is("Decide on a certification"));
        as(county)
                .get("/api/v1/work-items/summary")
                .then()
                .statusCode(200)
                .body("kinds.find { it.kind == 'CERTIFICATION' }.count.overdue", is(0));
        hasNot(city, id);
        hasNot(clerk("341503"), id);
        hasNot(SignedIn.tokenOf("wuhu"), id);
        hasNot(enterprise.token(), id);
        hasNot(SignedIn.tokenOf("finance"), id);
        hasNot(SignedIn.tokenOf("auditor"), id);

        TestEnterprise.post(as(county), "/api/v1/certifications/" + id + "/decisions", certified())
                .statusCode(200);

        hasNot(county, id);
    }

    @Test
    void whatIsOverdueRisesToThoseAboveAndSaysSo() {
        String county = clerk(COUNTY);
        String city = clerk(CITY);
        String id = TestEnterprise.registered(COUNTY).apply();
        TestAccount.anAdministrator(database)
                .execute(
                        "UPDATE certification SET submitted_at = submitted_at - interval '15 days' WHERE id = ?",
                        UUID.fromString(id));

        list(county, "CERTIFICATION").body(of(id) + ".overdue", is(true)).body(of(id) + ".raised", is(false));
        for (String above : List.of(city, SignedIn.tokenOf("province"))) {
            list(above, "CERTIFICATION")
                    .body(of(id) + ".overdue", is(true))
                    .body(of(id) + ".raised", is(true))
                    .body(of(id) + ".owner.regionCode", is(COUNTY));
        }
        hasNot(SignedIn.tokenOf("hefei"), id);
        as(city).get("/api/v1/work-items?limit=200&overdue=true")
                .then()
                .body("data.subject.id", hasItem(id))
                .body("data.overdue", everyItem(is(true)));
        as(city).get("/api/v1/work-items?limit=200&overdue=false").then().body("data.subject.id", not(hasItem(id)));
        as(city).get("/api/v1/work-items?limit=200&due=" + Instant.now()).then().body("data.subject.id", hasItem(id));
        as(city).get("/api/v1/work-items?limit=200&region=" + COUNTY)
                .then()
                .body("data.subject.id", hasItem(id))
                .body("data.subject.regionCode", everyItem(is(COUNTY)));
        as(city).get("/api/v1/work-items?limit=200&region=340100").then().body("data.subject.id", not(hasItem(id)));

        TestEnterprise.post(as(city), "/api/v1/certifications/" + id + "/decisions", certified())
                .statusCode(200);

        hasNot(county, id);
        hasNot(city, id);
    }

    @Test
    void whereNobodyWorksTheNextAuthorityAboveHasIt() {
        String city = clerk(CITY);
        String id = TestEnterprise.registered(COUNTY_WITHOUT_PEOPLE).apply();

        list(city, "CERTIFICATION").body(of(id) + ".raised", is(false)).body(of(id) + ".overdue", is(false));
        hasNot(SignedIn.tokenOf("province"), id);
        hasNot(clerk(COUNTY), id);
    }

    @Test
    void whatWasReturnedWaitsForTheEnterpriseAlone() {
        String county = clerk(COUNTY);
        TestEnterprise enterprise = TestEnterprise.registered(COUNTY);
        String id = enterprise.apply();
        UUID organization = UUID.fromString(enterprise.id());
        String viewer = TestAccount.aMember(database, "ENTERPRISE", organization, "VIEWER")
                .token();
        TestEnterprise.post(
                        as(county),
                        "/api/v1/certifications/" + id + "/decisions",
                        Map.of(
                                "decision",
                                "RETURN",
                                "reason",
                                "请补正",
                                "defects",
                                List.of(Map.of("pointer", "/industryCode", "code", "INDUSTRY_WRONG"))))
                .statusCode(200);

        list(enterprise.token(), "CERTIFICATION_CORRECTION")
                .body("data.subject.id", contains(id))
                .body("data[0].owner.organizationId", is(enterprise.id()))
                .body("data[0].owner.regionCode", nullValue());
        as(enterprise.token())
                .get("/api/v1/work-items/summary")
                .then()
                .body("total.open", is(1))
                .body("kinds.kind", contains("CERTIFICATION_CORRECTION"));
        hasNot(viewer, id);
        hasNot(county, id);
        hasNot(SignedIn.tokenOf("enterprise"), id);

        TestEnterprise.post(SignedIn.as("province"), enterprise.path() + "/freezes", Map.of("reason", "核查"))
                .statusCode(200);

        hasNot(enterprise.token(), id);
    }

    @Test
    void nobodyIsAskedToApproveWhatHeAskedFor() {
        TestProgramme programme = TestProgramme.drafted();
        String appropriation = programme.propose("appropriations", Map.of("amountFen", 100, "document", "测试〔2018〕1号"));

        hasNot(SignedIn.tokenOf("finance"), appropriation);
        list(SignedIn.tokenOf("finance2"), "BUDGET_MOVEMENT")
                .body(of(appropriation) + ".subject.detail", is("拨付"))
                .body(of(appropriation) + ".owner.roles", contains("FINANCE"));
        hasNot(SignedIn.tokenOf("province"), appropriation);
        hasNot(SignedIn.tokenOf("hefei"), appropriation);

        programme.reject("finance", appropriation).statusCode(200);

        hasNot(SignedIn.tokenOf("finance2"), appropriation);
    }

    @Test
    void aProgrammeWaitsForFinanceAndAnotherPersonOfItsOwner() {
        TestProgramme programme = TestProgramme.drafted();
        programme.addRules(TestRules.json()).statusCode(201);
        programme.simulate(1);
        String id = programme.id().toString();

        list(SignedIn.tokenOf("finance"), "PROGRAMME_APPROVAL").body("data.subject.id", hasItem(id));
        list(SignedIn.tokenOf("province2"), "PROGRAMME_APPROVAL")
                .body(of(id) + ".owner.regionCode", is("340000"))
                .body(of(id) + ".owner.roles", contains("FINANCE"));
        hasNot(SignedIn.tokenOf("province"), id);
        hasNot(SignedIn.tokenOf("hefei"), id);

        programme.act("finance", "approvals").statusCode(200);

        hasNot(SignedIn.tokenOf("province2"), id);
    }

    @Test
    void aSanctionWaitsForItsProviderAndThenForAnotherPersonThanHasProposedIt() {
        TestProvider provider = TestProvider.aProvider();
        String member = TestAccount.aMember(database, "PROVIDER", UUID.fromString(provider.organizationId()), "HANDLER")
                .token();
        String id = TestSupervision.proposed(provider.id(), "province");

        list(SignedIn.tokenOf("province"), "SANCTION").body(of(id) + ".subject.detail", is("已提出"));
        hasNot(SignedIn.tokenOf("hefei"), id);
        hasNot(member, id);

        TestSupervision.move("province", TestSupervision.SANCTIONS, id, "hearings")
                .statusCode(200);

        list(member, "SANCTION_STATEMENT")
                .body("data.subject.id", contains(id))
                .body("data[0].title", is("对拟作出的处罚陈述申辩"))
                .body("data[0].owner.organizationId", is(provider.organizationId()));
        hasNot(SignedIn.tokenOf("province2"), id);

        TestSupervision.set("UPDATE sanction SET hearing_until = now() - interval '1 second' WHERE id = ?", id);

        hasNot(member, id);
        hasNot(SignedIn.tokenOf("province"), id);
        list(SignedIn.tokenOf("province2"), "SANCTION")
                .body(of(id) + ".subject.detail", is("陈述申辩中"))
                .body(of(id) + ".owner.regionCode", is("340000"));

        TestSupervision.move("province2", TestSupervision.SANCTIONS, id, "decisions")
                .statusCode(200);
        hasNot(SignedIn.tokenOf("province2"), id);
        TestEnterprise.post(as(member), TestSupervision.SANCTIONS + "/" + id + "/appeals", Map.of("grounds", "评测报告已更正"))
                .statusCode(201);

        hasNot(SignedIn.tokenOf("province"), id);
        hasNot(SignedIn.tokenOf("province2"), id);
        list(clerk("340000"), "SANCTION_APPEAL").body("data.subject.id", hasItem(id));
    }

    @Test
    void aSecurityIncidentIsDecidedByAnotherPersonThanHasRecordedIt() {
        String id = TestSupervision.recorded(TestProvider.aProvider().id(), "province");

        list(SignedIn.tokenOf("province"), "SECURITY_INCIDENT").body("data.subject.id", hasItem(id));

        TestSupervision.move("province", TestSupervision.INCIDENTS, id, "investigations")
                .statusCode(200);

        hasNot(SignedIn.tokenOf("province"), id);
        hasNot(SignedIn.tokenOf("hefei"), id);
        list(SignedIn.tokenOf("province2"), "SECURITY_INCIDENT").body("data.subject.id", hasItem(id));
        TestSupervision.post(
                        "province",
                        TestSupervision.INCIDENTS + "/" + id + "/suspensions",
                        Map.of("days", 3, "reason", "核查期间"))
                .statusCode(200);
        list(SignedIn.tokenOf("province"), "INTERIM_SUSPENSION").body("data.subject.id", hasItem(id));

        TestSupervision.move("province2", TestSupervision.INCIDENTS, id, "dismissals")
                .statusCode(200);

        hasNot(SignedIn.tokenOf("province"), id);
        hasNot(SignedIn.tokenOf("province2"), id);
    }

    @Test
    void whatTheOnlyPersonOfAnOfficeMayNotDoIsForTheNextAboveAtOnce() {
        String provider = TestProvider.aProvider().id();
        TestSupervision.set(
                "UPDATE organization SET region_code = '341700', certified_region_code = nullif('341700',"
                        + " CASE WHEN certified_region_code IS NULL THEN '341700' END) WHERE id ="
                        + " (SELECT organization_id FROM provider WHERE id = ?)",
                provider);
        String clerk = clerk("341700");
        String id = TestEnterprise.post(as(clerk), TestSupervision.INCIDENTS, TestSupervision.anIncident(provider))
                .statusCode(201)
                .extract()
                .path("id");

        list(clerk, "SECURITY_INCIDENT").body("data.subject.id", hasItem(id));
        hasNot(SignedIn.tokenOf("province"), id);

        TestEnterprise.post(as(clerk), TestSupervision.INCIDENTS + "/" + id + "/investigations", Map.of("reason", "核查"))
                .statusCode(200);

        hasNot(clerk, id);
        list(SignedIn.tokenOf("province"), "SECURITY_INCIDENT").body("data.subject.id", hasItem(id));

        String colleague = clerk("341700");

        list(colleague, "SECURITY_INCIDENT").body("data.subject.id", hasItem(id));
        hasNot(SignedIn.tokenOf("province"), id);
    }

    @Test
    void aPayeeAccountWaitsForFinanceAndTheAuthorityUnlessItsOrganizationIsFrozen() {
        String county = clerk(COUNTY);
        TestEnterprise enterprise = TestEnterprise.registered(COUNTY);
        String number = "10237" + ThreadLocalRandom.current().nextLong(10_000_000_000_000L, 100_000_000_000_000L);
        String id = TestEnterprise.post(
                        as(enterprise.token()),
                        "/api/v1/payee-accounts",
                        Map.of(
                                "holder", "测试机械有限公司",
                                "bankName", "徽商银行测试支行",
                                "bankCode", "319361000013",
                                "number", number,
                                "documentId", TestPayeeAccounts.document(as(enterprise.token()))))
                .statusCode(201)
                .extract()
                .path("id");

        for (String checker : List.of(county, SignedIn.tokenOf("finance"))) {
            list(checker, "PAYEE_ACCOUNT")
                    .body(of(id) + ".owner.regionCode", is(COUNTY))
                    .body(of(id) + ".owner.roles", contains("FINANCE"));
        }
        hasNot(SignedIn.tokenOf("hefei"), id);
        hasNot(SignedIn.tokenOf("province"), id);
        hasNot(enterprise.token(), id);

        Map<String, String> why = Map.of("reason", "核查");
        TestEnterprise.post(SignedIn.as("province"), enterprise.path() + "/freezes", why)
                .statusCode(200);
        hasNot(county, id);
        TestEnterprise.post(SignedIn.as("province"), enterprise.path() + "/unfreezes", why)
                .statusCode(200);
        list(county, "PAYEE_ACCOUNT").body("data.subject.id", hasItem(id));
        TestEnterprise.post(
                        as(county),
                        "/api/v1/payee-accounts/" + id + "/verifications",
                        Map.of("number", number, "reason", "一致"))
                .statusCode(200);

        hasNot(county, id);
        hasNot(SignedIn.tokenOf("finance"), id);
    }

    @Test
    void aHostingWaitsForTheOtherSide() {
        String id = TestHostings.proposedTo("application");

        list(SignedIn.tokenOf("application"), "HOSTING").body("data.subject.id", hasItem(id));
        hasNot(SignedIn.tokenOf("platform"), id);
        hasNot(SignedIn.tokenOf("wuhu"), id);

        TestEnterprise.post(
                        SignedIn.as("application"), "/api/v1/hostings/" + id + "/rejections", Map.of("reason", "未上线"))
                .statusCode(200);

        hasNot(SignedIn.tokenOf("application"), id);
    }

    @Test
    void pagesGoOnWhereTheyEndedAndNowhereElse() {
        String county = clerk(COUNTY);
        for (int i = 0; i < 3; i++) {
            TestEnterprise.registered(COUNTY).apply();
        }
        String first = as(county)
                .get("/api/v1/work-items?limit=1&kind=CERTIFICATION")
                .then()
                .statusCode(200)
                .header("Link", containsString("rel=\"next\""))
                .body("data.size()", equalTo(1))
                .extract()
                .path("page.nextCursor");
        String id =
                as(county).get("/api/v1/work-items?limit=1&kind=CERTIFICATION").path("data[0].subject.id");

        as(county)
                .get("/api/v1/work-items?limit=200&kind=CERTIFICATION&cursor=" + first)
                .then()
                .statusCode(200)
                .body("data.subject.id", not(hasItem(id)))
                .body("data", not(empty()));
        as(county)
                .get("/api/v1/work-items?limit=1&cursor=" + first)
                .then()
                .statusCode(400)
                .body("code", is("cursor-invalid"));
        as(clerk(CITY))
                .get("/api/v1/work-items?limit=1&kind=CERTIFICATION&cursor=" + first)
                .then()
                .statusCode(400)
                .body("code", is("cursor-invalid"));
    }

    @Test
    void whatThereCannotBeIsRefused() {
        SignedIn.as("province")
                .get("/api/v1/work-items?kind=NONSENSE")
                .then()
                .statusCode(400)
                .body("errors.code", contains("work-kind-unknown"))
                .body("errors[0].hint", containsString("APPLICATION_REVIEW"));
        SignedIn.as("province").get("/api/v1/work-items?region=34").then().statusCode(400);
        SignedIn.as("province").get("/api/v1/work-items?due=tomorrow").then().statusCode(400);
    }

    private static Map<String, String> certified() {
        return Map.of("decision", "CERTIFY", "reason", "属实");
    }

    /** The item about something. */
    private static String of(String id) {
        return "data.find { it.subject.id == '" + id + "' }";
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    private static ValidatableResponse list(String token, String kind) {
        return as(token).get("/api/v1/work-items?limit=200&kind=" + kind).then().statusCode(200);
    }

    /** Whoever has more than a page has it by due time: what is looked for may be anywhere. */
    private static void hasNot(String token, String id) {
        String cursor = "";
        while (cursor != null) {
            cursor = as(token)
                    .get("/api/v1/work-items?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .then()
                    .statusCode(200)
                    .body("data.subject.id", not(hasItem(id)))
                    .extract()
                    .path("page.nextCursor");
        }
    }

    /** Somebody of the authority of a region. */
    private String clerk(String region) {
        UUID office = TestOrganization.of(database, "AUTHORITY");
        TestAccount clerk = TestAccount.aMember(database, "AUTHORITY", office, "HANDLER");
        clerk.execute("UPDATE organization SET region_code = '" + region + "' WHERE id = ?", office);
        return clerk.token();
    }
}
