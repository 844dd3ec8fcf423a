package cn.dengyun.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.programme.TestProgramme;
import cn.dengyun.programme.TestRules;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an enterprise can get, by the same engine that judges its applications. */
@QuarkusTest
class ProgrammeMatchTest {

    private static final String PATH = "/api/v1/programme-matches";

    @Test
    void theMostThatAnybodyCouldGetIsBoundedByTheCapsAndByWhatIsLeft() {
        TestProgramme ample = open(rules(), 900_000_000);
        TestProgramme scarce = open(rules(), 700_000);

        matches("enterprise", "en")
                .statusCode(200)
                .body(of(ample) + ".fit", is("UNDECIDED"))
                .body(of(ample) + ".status", is("OPEN"))
                .body(of(ample) + ".mostFen", is(cap(ample)))
                .body(of(ample) + ".openRules.rule", containsInAnyOrder("MIN_AGE", "NO_VIOLATION"))
                .body(of(ample) + ".openRules.outcome", everyItem(is("UNKNOWN")))
                .body(of(scarce) + ".mostFen", is(700_000));
    }

    @Test
    void whatNobodyHasToLookUpIsDecided() {
        ObjectNode rules = rules();
        rules.remove(List.of("minAgeDays", "violationLookbackYears"));
        TestProgramme programme = open(rules, 900_000_000);
        TestProgramme empty = open(rules, 0);

        matches("enterprise", "zh")
                .body(of(programme) + ".fit", is("FITS"))
                .body(of(programme) + ".openRules", is(empty()))
                .body(of(programme) + ".programmeName", is("测试项目"))
                .body(of(empty) + ".fit", is("WAITS"))
                .body(of(empty) + ".mostFen", is(0))
                .body(of(empty) + ".openRules.rule", is(List.of("QUOTA")));
    }

    @Test
    void whatSpeaksAgainstItIsToldWithWhatWouldChangeIt() {
        ObjectNode rules = rules();
        ((ObjectNode) rules.get("sizes")).putArray("value").add("LARGE");
        TestProgramme programme = open(rules, 900_000_000);

        matches("enterprise", "en")
                .body(of(programme) + ".fit", is("NOT_NOW"))
                .body(of(programme) + ".mostFen", is(0))
                .body(of(programme) + ".openRules.find { it.rule == 'SIZE' }.outcome", is("FAILED"))
                .body(of(programme) + ".openRules.find { it.rule == 'SIZE' }.counterfactual.value", is("LARGE"));
        TestEnterprise newcomer = TestEnterprise.registered("340100");
        list(newcomer.request(), "en")
                .body(of(programme) + ".fit", is("NOT_NOW"))
                .body(of(programme) + ".openRules.rule", hasItem("CERTIFICATION"));
    }

    @Test
    void programmesOfOtherCitiesAndThoseThatWereNotAnnouncedAreNoneOfIt() {
        TestProgramme draft = TestProgramme.drafted();
        TestProgramme announced = TestProgramme.announced(rules());
        List<String> around = List.of("340000", "340100", "340123", "340104");

        matches("enterprise", "en")
                .body("data.regionCode", everyItem(is(in(around))))
                .body("data.programmeId", not(hasItem(draft.id().toString())))
                .body("data.programmeId", not(hasItem(announced.id().toString())));
        SignedIn.as("enterprise")
                .queryParam("announced", true)
                .queryParam("limit", 50)
                .get(PATH)
                .then()
                .statusCode(200)
                .body(of(announced) + ".status", is("ANNOUNCED"))
                .body(of(announced) + ".openRules.rule", hasItem("PROGRAMME_OPEN"));
    }

    @Test
    void pagesGoOnWhereTheOneBeforeEnded() {
        TestProgramme older = open(rules(), 0);
        TestProgramme newer = open(rules(), 0);

        ValidatableResponse first = SignedIn.as("enterprise")
                .queryParam("limit", 1)
                .get(PATH)
                .then()
                .statusCode(200);
        String cursor = first.extract().path("page.nextCursor");
        String second = SignedIn.as("enterprise")
                .queryParam("limit", 1)
                .queryParam("cursor", cursor)
                .get(PATH)
                .path("data[0].programmeId");

        assertThat(first.extract().<String>path("data[0].programmeId"))
                .isGreaterThanOrEqualTo(newer.id().toString());
        assertThat(second)
                .isLessThan(first.extract().path("data[0].programmeId"))
                .isGreaterThanOrEqualTo(older.id().toString());
        SignedIn.as("enterprise").queryParam("cursor", "x").get(PATH).then().statusCode(400);
        SignedIn.as("enterprise").queryParam("limit", 51).get(PATH).then().statusCode(400);
    }

    @Test
    void itIsForEnterprisesAlone() {
        RestAssured.given().get(PATH).then().statusCode(401);
        matches("platform", "en").statusCode(403);
        matches("province", "en").statusCode(403);
    }

    private static String of(TestProgramme programme) {
        return "data.find { it.programmeId == '" + programme.id() + "' }";
    }

    private static int cap(TestProgramme programme) {
        Map<String, ?> rules = programme
                .as("province")
                .get(programme.path() + "/rule-versions/1")
                .path("rules");
        return List.of("annualCapFen", "orderCapFen", "otherCeilingFen").stream()
                .filter(rules::containsKey)
                .mapToInt(rule -> ((Number) ((Map<?, ?>) rules.get(rule)).get("value")).intValue())
                .min()
                .orElseThrow();
    }

    /** For everybody's size and industry. */
    private static ObjectNode rules() {
        ObjectNode rules = TestRules.json();
        ArrayNode sizes = ((ObjectNode) rules.get("sizes")).putArray("value");
        List.of("LARGE", "MEDIUM", "SMALL", "MICRO").forEach(sizes::add);
        rules.remove("industries");
        return rules;
    }

    private static TestProgramme open(ObjectNode rules, long fen) {
        TestProgramme programme = TestProgramme.open(rules);
        return fen == 0 ? programme : programme.appropriated(fen).allocated("340100", fen);
    }

    private static ValidatableResponse matches(String person, String language) {
        return list(SignedIn.as(person), language);
    }

    private static ValidatableResponse list(RequestSpecification caller, String language) {
        return caller.header("Accept-Language", language)
                .queryParam("limit", 50)
                .get(PATH)
                .then();
    }
}
