package cn.dengyun.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.policy.domain.RuleCode;
import cn.dengyun.programme.TestProgramme;
import cn.dengyun.programme.TestRules;
import cn.dengyun.voucher.FenOffering;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EligibilityResourceTest {

    @Inject
    Pool pool;

    private static final String PATH = "/api/v1/eligibility-checks";

    @Test
    void everyRuleIsToldWithTheFace() {
        TestProgramme programme = programme(100_000_000);
        long before = programme.available("340100");

        ValidatableResponse told = check("enterprise", "en", form(programme))
                .statusCode(200)
                .body("verdict", is("ELIGIBLE"))
                .body("maySubmit", is(true))
                .body("mustWait", is(false))
                .body("ruleVersion", is(1))
                .body("rules", hasSize(RuleCode.values().length))
                .body("rules.outcome", not(hasItem("FAILED")))
                .body("rules.find { it.rule == 'ANNUAL_CAP' }.clause", is("第六条"))
                .body("rules.find { it.rule == 'MIN_AGE' }.inputs.name", hasItem("registeredOn"))
                .body("rules.find { it.rule == 'MIN_AGE' }.name", is("It has existed long enough"))
                .body("rules.find { it.rule == 'MIN_AGE' }.code", nullValue())
                .body("face.calculatedFen", is(600_000))
                .body("face.entitledFen", is(600_000))
                .body("face.fen", is(600_000))
                .body("face.lines[0].ratio", is("0.6"))
                .body("face.limits.kind", hasItem("ANNUAL_CAP"));

        assertThat(told.extract().<String>path("programmeId"))
                .isEqualTo(programme.id().toString());
        assertThat(programme.available("340100")).isEqualTo(before);
    }

    @Test
    void whatFailsIsToldInBothLanguagesWithWhatWouldChangeIt() {
        TestProgramme programme = programme(100_000_000);
        Map<String, Object> form = form(programme);
        form.put("registeredOn", "2020-01-01");
        form.put(
                "violations",
                List.of(Instant.now().minus(Duration.ofDays(30)).toString().substring(0, 10)));

        check("enterprise", "en", form)
                .statusCode(200)
                .body("verdict", is("NOT_ELIGIBLE"))
                .body("maySubmit", is(false))
                .body("face.fen", is(0))
                .body("rules.find { it.rule == 'NO_VIOLATION' }.outcome", is("FAILED"))
                .body("rules.find { it.rule == 'NO_VIOLATION' }.clause", is("第四条"))
                .body("rules.find { it.rule == 'NO_VIOLATION' }.detail", containsString("serious fiscal violation"))
                .body("rules.find { it.rule == 'NO_VIOLATION' }.hint", containsString("It qualifies from"))
                .body("rules.find { it.rule == 'NO_VIOLATION' }.counterfactual.relation", notNullValue());
        check("enterprise", "zh", form)
                .statusCode(200)
                .body("rules.find { it.rule == 'NO_VIOLATION' }.detail", not(containsString("violation")));
    }

    @Test
    void whatOnlyReviewersKnowStaysOpen() {
        TestProgramme programme = programme(100_000_000);
        Map<String, Object> form = form(programme);
        form.remove("registeredOn");
        form.remove("violations");

        check("enterprise", "en", form)
                .statusCode(200)
                .body("verdict", is("UNDECIDED"))
                .body("maySubmit", is(true))
                .body("rules.find { it.rule == 'MIN_AGE' }.outcome", is("UNKNOWN"))
                .body("rules.find { it.rule == 'NO_VIOLATION' }.code", is("rule-input-unknown"));
    }

    @Test
    void whatTheApplicantHasToSayIsAskedOfItBeforeItApplies() {
        Map<String, Object> form = form(programme(100_000_000));
        form.remove("otherFiscalMoney");

        check("enterprise", "en", form)
                .statusCode(200)
                .body("verdict", is("UNDECIDED"))
                .body("maySubmit", is(false))
                .body("rules.find { it.rule == 'STACKING' }.code", is("rule-input-unknown"));
    }

    @Test
    void withoutMoneyItWouldWait() {
        check("enterprise", "en", form(programme(100_000)))
                .statusCode(200)
                .body("verdict", is("WAITLIST"))
                .body("mustWait", is(true))
                .body("face.entitledFen", is(600_000))
                .body("rules.find { it.rule == 'QUOTA' }.outcome", is("FAILED"));
    }

    @Test
    void whileOthersWaitItWouldWaitTooAlsoForWhatIsLeft() {
        TestProgramme programme = programme(700_000);
        Map<String, Object> little = form(programme);
        little.put("lines", List.of(line(100_000)));

        assertThat(applied(programme)).isEqualTo("SUBMITTED");
        check("enterprise", "en", little).statusCode(200).body("verdict", is("ELIGIBLE"));
        assertThat(applied(programme)).isEqualTo("WAITLISTED");

        assertThat(programme.available("340100")).isEqualTo(100_000);
        check("enterprise", "en", little)
                .statusCode(200)
                .body("verdict", is("WAITLIST"))
                .body("mustWait", is(true))
                .body("face.entitledFen", is(60_000))
                .body("rules.find { it.rule == 'QUOTA' }.outcome", is("FAILED"));
    }

    @Test
    void anAgentAsksForItsPrincipalWithTheScope() {
        TestProgramme programme = programme(100_000_000);

        asAgent(delegation("vouchers:apply"), form(programme)).statusCode(200).body("verdict", is("ELIGIBLE"));
        asAgent(delegation("vouchers:read"), form(programme))
                .statusCode(403)
                .body("code", is("delegation-scope-missing"));
        check("platform", "en", form(programme)).statusCode(403);
        check("province", "en", form(programme)).statusCode(403);
    }

    @Test
    void whatCannotBeIsRefusedWithAllDefects() {
        TestProgramme programme = programme(100_000_000);
        Map<String, Object> form = form(programme);
        form.put("registeredOn", "1500-01-01");
        form.put("violations", List.of("2015-03-01", "+10000-01-01"));
        check("enterprise", "en", form)
                .statusCode(400)
                .body("errors.pointer", hasItems("/registeredOn", "/violations/1"))
                .body("errors.code", everyItem(is("invalid-plausible-day")));

        form = form(programme);
        form.put(
                "lines",
                List.of(
                        Map.of("offeringId", UUID.randomUUID(), "inclTaxFen", 100, "exTaxFen", 90),
                        Map.of("inclTaxFen", 100, "exTaxFen", 90)));

        check("enterprise", "en", form)
                .statusCode(400)
                .body("errors.pointer", hasItem("/lines/0/offeringId"))
                .body("errors.pointer", hasItem("/lines/1/layer"));
        form = form(programme);
        form.put("programmeId", UUID.randomUUID());
        check("enterprise", "en", form).statusCode(404).body("code", is("programme-not-found"));
        form.put("programmeId", TestProgramme.drafted().id());
        check("enterprise", "en", form).statusCode(404).body("code", is("programme-not-found"));
    }

    @Test
    void anOfferingThatItsProviderHasLongNotConfirmedIsNotAppliedFor() {
        String offering = FenOffering.another();
        Map<String, Object> form = form(programme(100_000_000));
        form.put("lines", List.of(Map.of("offeringId", offering, "inclTaxFen", 100, "exTaxFen", 90)));
        check("enterprise", "en", form).statusCode(200);
        WorkerThread.await(
                pool.preparedQuery("UPDATE offering SET updated_at = now() - interval '121 days' WHERE id = $1")
                        .execute(Tuple.of(UUID.fromString(offering))));

        check("enterprise", "en", form)
                .statusCode(400)
                .body("errors.pointer", hasItem("/lines/0/offeringId"))
                .body("errors.code", hasItem("application-offering-lapsed"));
    }

    /** For everybody's size and industry. */
    private static TestProgramme programme(long fen) {
        ObjectNode rules = TestRules.json();
        ArrayNode sizes = ((ObjectNode) rules.get("sizes")).putArray("value");
        List.of("LARGE", "MEDIUM", "SMALL", "MICRO").forEach(sizes::add);
        rules.remove("industries");
        return TestProgramme.open(rules).appropriated(fen).allocated("340100", fen);
    }

    private static Map<String, Object> form(TestProgramme programme) {
        return new HashMap<>(Map.of(
                "programmeId", programme.id(),
                "registeredOn", "2015-03-01",
                "violations", List.of(),
                "otherFiscalMoney", false,
                "lines", List.of(line(1_000_000))));
    }

    private static Map<String, Object> line(int exTaxFen) {
        return new HashMap<>(Map.of(
                "layer",
                "SAAS",
                "providerId",
                provider(),
                "inclTaxFen",
                exTaxFen + exTaxFen * 6 / 100,
                "exTaxFen",
                exTaxFen));
    }

    /** An enterprise applies for 6,000 yuan; where its application stands then. */
    private static String applied(TestProgramme programme) {
        TestEnterprise enterprise = TestEnterprise.certified("340100", "hefei");
        Map<String, Object> line = line(1_000_000);
        line.put("description", "云 ERP");
        Map<String, Object> wanted =
                Map.of("programmeId", programme.id(), "otherFiscalMoney", false, "lines", List.of(line));
        String path = "/api/v1/voucher-applications";
        String id = TestEnterprise.post(enterprise.request(), path, wanted)
                .statusCode(201)
                .extract()
                .path("id");
        return enterprise
                .request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(path + "/" + id + "/submissions")
                .then()
                .statusCode(200)
                .extract()
                .path("status");
    }

    private static String provider() {
        return RestAssured.given().get("/api/v1/providers").path("data[0].id");
    }

    private static ValidatableResponse check(String person, String language, Object form) {
        return SignedIn.as(person)
                .header("Accept-Language", language)
                .contentType("application/json")
                .body(form)
                .post(PATH)
                .then();
    }

    private static ValidatableResponse asAgent(String delegation, Object form) {
        return SignedIn.as("platform")
                .header("Dengyun-Delegation", delegation)
                .contentType("application/json")
                .body(form)
                .post(PATH)
                .then();
    }

    private static String delegation(String scope) {
        String agent = DemoAccounts.PLATFORM_ORGANIZATION.toString();
        return SignedIn.as("enterprise")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of(
                        "agentOrganizationId", agent,
                        "scopes", List.of(scope),
                        "validFrom", Instant.now().toString(),
                        "validUntil", Instant.now().plus(Duration.ofDays(1)).toString()))
                .post("/api/v1/delegations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
