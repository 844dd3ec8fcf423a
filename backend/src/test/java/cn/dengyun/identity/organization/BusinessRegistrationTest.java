package cn.dengyun.identity.organization;

import static cn.dengyun.identity.organization.TestEnterprise.decide;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.job.Background;
import io.quarkus.test.junit.QuarkusTest;
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
                        "registeredOn", LocalDate.now(ClockProducer.BUSINESS_ZONE).plusDays(2).toString(),
                        "deregisteredOn", "2018-01-01"))
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
        for (RequestSpecification reader : List.of(
                enterprise.request(), SignedIn.as("feixi"), SignedIn.as("hefei"), SignedIn.as("auditor"))) {
            reader.get(enterprise.path()).then().statusCode(200).body("legalRepresentative", is(person));
        }
        TestProvider provider = TestProvider.aProvider();
        provider.request()
                .get("/api/v1/organizations/" + provider.organizationId())
                .then()
                .statusCode(403)
                .body("code", is("scope-missing"));
    }

    @Test
    void noListIsSearchedFilteredOrSortedByIt() {
        TestEnterprise enterprise = certified();

        for (String list : List.of("/api/v1/organizations", "/api/v1/certifications")) {
            SignedIn.as("feixi")
                    .queryParam("q", person)
                    .get(list)
                    .then()
                    .statusCode(200)
                    .body("data", empty());
            for (String field : FIELDS) {
                for (String parameter : List.of("sort", field)) {
                    int status = SignedIn.as("feixi")
                            .queryParam(parameter, "sort".equals(parameter) ? field : person)
                            .get(list)
                            .statusCode();
                    assertThat(status).as("%s?%s", list, parameter).isIn(200, 400);
                }
            }
        }
        SignedIn.as("wuhu")
                .queryParam("limit", 200)
                .get("/api/v1/organizations")
                .then()
                .body("data.legalRepresentative", everyItem(not(is(person))));
        assertThat(enterprise.id()).isNotNull();
    }

    @Test
    void theTrailKeepsItForAuditorsAndItsOwnersAndEventsDoNotTellIt() {
        TestEnterprise enterprise = certified();
        Background.settle();

        for (RequestSpecification reader : List.of(enterprise.request(), SignedIn.as("auditor"))) {
            reader.queryParam("organizationId", enterprise.id())
                    .get("/api/v1/audit-entries")
                    .then()
                    .statusCode(200)
                    .body(containsString(person));
        }
        for (String stranger : List.of("feixi", "enterprise", "sysadmin")) {
            int status = SignedIn.as(stranger)
                    .queryParam("organizationId", enterprise.id())
                    .get("/api/v1/audit-entries")
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
