package cn.dengyun.identity.organization;

import static cn.dengyun.identity.organization.TestEnterprise.decide;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.job.Background;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who stands behind an organisation and what the register says of it: asked, certified, and seen by few. */
@QuarkusTest
class BusinessRegistrationTest {

    private static final String CERTIFY = "CERTIFY";
    private static final String ERASURES = "/api/v1/audit-erasures";
    private static final String TRAIL = "/api/v1/audit-entries";
    private static final List<String> LISTS = List.of("/api/v1/organizations", "/api/v1/certifications");
    private static final List<String> FIELDS = List.of(
            "legalRepresentative",
            "controller",
            "registeredAddress",
            "registeredOn",
            "registeredIndustryCode",
            "deregisteredOn");

    /** Like nobody else's. */
    private final String person = "钱" + UUID.randomUUID().toString().replaceAll("[0-9-]", "");

    @Test
    void whatTheRegisterSaysIsAskedCertifiedAndCertifiedAnewWhenItChanges() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        enterprise.patch(facts()).statusCode(200).body("legalRepresentative", is(person));
        String certification = enterprise.apply();

        SignedIn.as("feixi")
                .get("/api/v1/certifications/" + certification)
                .then()
                .statusCode(200)
                .body("facts.legalRepresentative", is(person))
                .body("facts.controller", is("测试控股有限公司"))
                .body("facts.registeredAddress", is("安徽省合肥市肥西县测试路1号"))
                .body("facts.registeredOn", is("2011-03-18"))
                .body("facts.registeredIndustryCode", is("3451"))
                .body("facts.deregisteredOn", nullValue());
        decide("feixi", certification, Map.of("decision", CERTIFY, "reason", "属实"))
                .statusCode(200);
        own(enterprise).get(enterprise.path()).then().body("certified.isOutdated", is(false));

        enterprise.patch(Map.of("controller", "另一控股有限公司")).statusCode(200);
        own(enterprise).get(enterprise.path()).then().body("certified.isOutdated", is(true));
        String second = enterprise.apply();
        own(enterprise)
                .get("/api/v1/certifications/" + second)
                .then()
                .body("facts.controller", is("另一控股有限公司"))
                .body("facts.legalRepresentative", is(person));
    }

    @Test
    void nobodyHasToSayItAndEachPartMayBeTakenBack() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        Map<String, Object> nothing = new HashMap<>();
        FIELDS.forEach(field -> nothing.put(field, null));

        enterprise.patch(facts()).statusCode(200);
        enterprise.patch(nothing).statusCode(200).body("legalRepresentative", nullValue());
        own(enterprise).get(enterprise.path()).then().body("certified.isOutdated", is(false));
    }

    @Test
    void itIsSaidWhenSomebodyRegistersToo() {
        Map<String, Object> request = TestEnterprise.aRegistration("340123");
        request.putAll(facts());
        String id = TestEnterprise.register(UUID.randomUUID().toString(), request)
                .statusCode(201)
                .body("legalRepresentative", is(person))
                .extract()
                .path("id");
        SignedIn.as("feixi").get("/api/v1/organizations/" + id).then().body("legalRepresentative", is(person));

        Map<String, Object> wrong = TestEnterprise.aRegistration("340123");
        wrong.putAll(wrong());
        TestEnterprise.register(UUID.randomUUID().toString(), wrong).statusCode(400);
    }

    @Test
    void numbersOfDocumentsAndImpossibleDaysAreRefusedAllAtOnce() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");

        enterprise
                .patch(wrong())
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/legalRepresentative", "/registeredIndustryCode"));
        enterprise
                .patch(Map.of("legalRepresentative", "１２３４５６７８"))
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/legalRepresentative"));
        enterprise
                .patch(Map.of(
                        "registeredOn",
                        LocalDate.now(ClockProducer.BUSINESS_ZONE).plusDays(2).toString(),
                        "deregisteredOn",
                        "2018-01-01"))
                .statusCode(400)
                .body(
                        "errors.code",
                        containsInAnyOrder("organization-registered-later", "organization-deregistered-earlier"));
        enterprise.patch(Map.of("registeredOn", "1018-01-01")).statusCode(400);
        enterprise
                .patch(Map.of("registeredOn", "2018-01-01", "deregisteredOn", "2018-01-01"))
                .statusCode(200);
    }

    @Test
    void aRivalAnotherCountyFinanceAndWhoeverRunsThePlatformSeeNoneOfIt() {
        TestEnterprise enterprise = certified();

        for (RequestSpecification stranger : List.of(
                given(),
                SignedIn.as("enterprise"),
                SignedIn.as("platform"),
                SignedIn.as("wuhu"),
                SignedIn.as("finance"),
                SignedIn.as("sysadmin"))) {
            Map<String, Object> seen = stranger.get(enterprise.path())
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("$");
            assertThat(seen).containsKeys(FIELDS.toArray(String[]::new)).doesNotContainValue(person);
            FIELDS.forEach(field -> assertThat(seen.get(field)).as(field).isNull());
        }
        for (RequestSpecification reader :
                List.of(enterprise.request(), SignedIn.as("feixi"), SignedIn.as("hefei"), SignedIn.as("auditor"))) {
            reader.get(enterprise.path()).then().statusCode(200).body("legalRepresentative", is(person));
        }
    }

    @Test
    void aSystemOfTheOrganisationSeesItOnlyWithTheScope() {
        TestEnterprise enterprise = certified();

        ownSystem(enterprise, "catalogue:read")
                .get(enterprise.path())
                .then()
                .statusCode(200)
                .body("legalRepresentative", nullValue())
                .body("staffCount", nullValue());
        ownSystem(enterprise, "organization:read")
                .get(enterprise.path())
                .then()
                .statusCode(200)
                .body("legalRepresentative", is(person));
    }

    private static RequestSpecification ownSystem(TestEnterprise enterprise, String scope) {
        Response client = SignedIn.as("sysadmin")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("name", "财务系统", "scopes", List.of(scope)))
                .post(enterprise.path() + "/api-clients");
        return given().auth().oauth2(SignedIn.clientToken(client.path("client.clientId"), client.path("clientSecret")));
    }

    @Test
    void noListIsSearchedByIt() {
        certified();

        for (String list : LISTS) {
            for (String searched : List.of(person, "测试控股有限公司", "测试路1号")) {
                SignedIn.as("feixi")
                        .queryParam("q", searched)
                        .get(list)
                        .then()
                        .statusCode(200)
                        .body("data", empty());
            }
        }
    }

    @Test
    void noListIsFilteredOrSortedByItWhateverIsAsked() {
        Map<String, Object> known = facts();
        certified();

        for (String list : LISTS) {
            List<String> all = ids(SignedIn.as("feixi"), list);
            for (String field : FIELDS) {
                for (Object value : List.of(known.getOrDefault(field, "2031-12-31"), "X", "")) {
                    requireNoDifference(list, all, SignedIn.as("feixi").queryParam(field, value));
                }
                for (String order : List.of(field, "-" + field, "certified." + field)) {
                    requireNoDifference(list, all, SignedIn.as("feixi").queryParam("sort", order));
                }
            }
        }
        SignedIn.as("wuhu")
                .queryParam("limit", 200)
                .get("/api/v1/organizations")
                .then()
                .body("data.legalRepresentative", everyItem(not(is(person))));
    }

    @Test
    void whoeverRunsThePlatformLearnsNothingFromWhatIsRefused() {
        TestEnterprise enterprise = certified();

        enterprise
                .patch(SignedIn.as("sysadmin"), Map.of("deregisteredOn", "1900-01-01"))
                .statusCode(400)
                .body("errors.code", containsInAnyOrder("organization-deregistered-earlier"))
                .body(not(containsString("2011-03-18")));
        enterprise
                .patch(SignedIn.as("sysadmin"), Map.of("nameEn", "Other Name Co., Ltd."))
                .statusCode(200)
                .body("legalRepresentative", nullValue())
                .body("registeredOn", nullValue());
        own(enterprise).get(enterprise.path()).then().body("legalRepresentative", is(person));
    }

    @Test
    void aNameThatIsVeryLongIsRefusedLikeAnyOther() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");

        enterprise
                .patch(Map.of("legalRepresentative", "王1".repeat(20_000), "controller", "王".repeat(201)))
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/legalRepresentative", "/controller"));
        enterprise
                .patch(Map.of("legalRepresentative", "  ", "controller", " 登云控股有限公司 "))
                .statusCode(200)
                .body("legalRepresentative", nullValue())
                .body("controller", is("登云控股有限公司"));
    }

    @Test
    void whatTheTrailKeepsOfItIsErasedForGood() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        enterprise.patch(facts()).statusCode(200);
        String certification = enterprise.apply();
        decide("feixi", certification, Map.of("decision", CERTIFY, "reason", "属实"))
                .statusCode(200);
        SignedIn.as("auditor")
                .queryParam("organizationId", enterprise.id())
                .get(TRAIL)
                .then()
                .body(containsString(person));

        erase(enterprise.path());
        erase("/api/v1/certifications/" + certification);

        for (RequestSpecification reader : List.of(SignedIn.as("auditor"), enterprise.request())) {
            reader.queryParam("organizationId", enterprise.id())
                    .queryParam("limit", 200)
                    .get(TRAIL)
                    .then()
                    .statusCode(200)
                    .body("data.action", hasItems("organization.changed", "certification.certified"))
                    .body(not(containsString(person)))
                    .body(not(containsString("测试控股有限公司")))
                    .body(not(containsString("测试路1号")));
        }
        // What it says of itself is its own, and stays.
        own(enterprise).get(enterprise.path()).then().body("legalRepresentative", is(person));
    }

    @Test
    void theTrailKeepsItForAuditorsAndItsOwnersAndEventsDoNotTellIt() {
        TestEnterprise enterprise = certified();
        Background.settle();

        for (RequestSpecification reader : List.of(enterprise.request(), SignedIn.as("auditor"))) {
            reader.queryParam("organizationId", enterprise.id())
                    .get(TRAIL)
                    .then()
                    .statusCode(200)
                    .body(containsString(person));
        }
        for (String stranger : List.of("feixi", "enterprise", "sysadmin")) {
            int status = SignedIn.as(stranger)
                    .queryParam("organizationId", enterprise.id())
                    .get(TRAIL)
                    .statusCode();
            assertThat(status).as(stranger).isIn(403, 404);
        }
        SignedIn.as("auditor")
                .queryParam("organizationId", enterprise.id())
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .body(not(containsString(person)));
    }

    private static void erase(String subject) {
        String id = TestEnterprise.post(SignedIn.as("sysadmin"), ERASURES, Map.of("subject", subject, "reason", "本人申请"))
                .statusCode(201)
                .extract()
                .path("id");
        TestEnterprise.post(SignedIn.as("auditor"), ERASURES + "/" + id + "/approvals", Map.of("reason", "已核实"))
                .statusCode(200)
                .body("erased", greaterThan(0))
                .body("hasMore", is(false));
    }

    /** Refused, or answered as if nothing had been asked. */
    private static void requireNoDifference(String list, List<String> all, RequestSpecification asked) {
        Response answer = asked.queryParam("limit", 200).get(list);
        assertThat(answer.statusCode()).as(list).isIn(200, 400);
        if (answer.statusCode() == 200) {
            assertThat(answer.jsonPath().getList("data.id", String.class)).isEqualTo(all);
        }
    }

    private static List<String> ids(RequestSpecification caller, String list) {
        return caller.queryParam("limit", 200).get(list).jsonPath().getList("data.id", String.class);
    }

    private TestEnterprise certified() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        enterprise.patch(facts()).statusCode(200);
        enterprise.certifyBy("feixi");
        return enterprise;
    }

    private Map<String, Object> facts() {
        return Map.of(
                "legalRepresentative", person,
                "controller", "测试控股有限公司",
                "registeredAddress", "安徽省合肥市肥西县测试路1号",
                "registeredOn", "2011-03-18",
                "registeredIndustryCode", "3451");
    }

    private static Map<String, Object> wrong() {
        return Map.of("legalRepresentative", "王登云 340102198001011234", "registeredIndustryCode", "98");
    }

    private static RequestSpecification own(TestEnterprise enterprise) {
        return enterprise.request();
    }
}
