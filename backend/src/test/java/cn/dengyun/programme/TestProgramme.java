package cn.dengyun.programme;

import static io.restassured.RestAssured.given;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.Arc;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A programme of the province that the demo's people make for one test. */
public final class TestProgramme {

    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final String id;

    private TestProgramme(int fiscalYear) {
        id = post("province", "/api/v1/programmes", aDraft(fiscalYear))
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static TestProgramme drafted() {
        return new TestProgramme(2026);
    }

    public static TestProgramme drafted(int fiscalYear) {
        return new TestProgramme(fiscalYear);
    }

    /** With these rules, approved and announced without a time. */
    public static TestProgramme announced(JsonNode rules) {
        TestProgramme programme = drafted();
        programme.addRules(rules).statusCode(201);
        programme.simulate(1);
        programme.act("finance", "approvals").statusCode(200);
        programme.act("province", "announcements").statusCode(200);
        return programme;
    }

    public static TestProgramme open() {
        return open(TestRules.json());
    }

    public static TestProgramme open(JsonNode rules) {
        TestProgramme programme = announced(rules);
        programme.act("province", "openings").statusCode(200);
        return programme;
    }

    static Map<String, Object> aDraft(int fiscalYear) {
        return new HashMap<>(Map.of("nameZh", "测试项目", "nameEn", "Test", "fiscalYear", fiscalYear, "reason", "测试"));
    }

    public UUID id() {
        return UUID.fromString(id);
    }

    public String path() {
        return "/api/v1/programmes/" + id;
    }

    public RequestSpecification as(String person) {
        return given().auth().oauth2(tokens.computeIfAbsent(person, SignedIn::tokenOf));
    }

    public ValidatableResponse post(String person, String path, Object body) {
        return post(person, path, body, UUID.randomUUID().toString());
    }

    public ValidatableResponse post(String person, String path, Object body, String key) {
        return as(person)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    /** A move that needs nothing but a reason. */
    public ValidatableResponse act(String person, String noun) {
        return post(person, path() + "/" + noun, Map.of("reason", "测试"));
    }

    public ValidatableResponse addRules(JsonNode rules) {
        return post("province", path() + "/rule-versions", Map.of("rules", rules, "reason", "测试"));
    }

    /** Records that a version of the rules was tried, as whoever simulates does. */
    public void simulate(int version) {
        Actor actor = new Actor(Ids.next(), false, null, Set.of(Roles.AUTHORITY), Set.of(), "340000");
        ProgrammeLifecycle lifecycle =
                Arc.container().instance(ProgrammeLifecycle.class).get();
        UnitsOfWork units = Arc.container().instance(UnitsOfWork.class).get();
        WorkerThread.await(units.carryOut(lifecycle.simulated(actor, id(), version, Ids.next(), "{}")));
    }

    public ValidatableResponse get(String person) {
        return as(person).get(path()).then();
    }

    /** A movement that finance asks for; its id. */
    public String propose(String noun, Map<String, ?> form) {
        return ask("finance", noun, form).statusCode(201).extract().path("id");
    }

    public ValidatableResponse ask(String person, String noun, Map<String, ?> form) {
        Map<String, Object> body = new HashMap<>(form);
        body.putIfAbsent("reason", "测试");
        return post(person, path() + "/" + noun, body);
    }

    public ValidatableResponse approve(String person, String movement) {
        return post(person, "/api/v1/budget-movements/" + movement + "/approvals", Map.of("reason", "同意"));
    }

    public ValidatableResponse reject(String person, String movement) {
        return post(person, "/api/v1/budget-movements/" + movement + "/rejections", Map.of("reason", "不同意"));
    }

    public TestProgramme appropriated(long fen) {
        approve("finance2", propose("appropriations", Map.of("amountFen", fen, "document", "测试〔2018〕1号")))
                .statusCode(200);
        return this;
    }

    public TestProgramme allocated(String region, long fen) {
        approve("finance2", propose("allocations", Map.of("regionCode", region, "amountFen", fen)))
                .statusCode(200);
        return this;
    }

    public long available(String region) {
        Number found = given().get(path() + "/budgets")
                .then()
                .statusCode(200)
                .extract()
                .path("data.find { it.regionCode == '" + region + "' }.availableFen");
        return found == null ? -1 : found.longValue();
    }

    /** Rules that allow what is left to be carried over, or not. */
    static ObjectNode rules(boolean carryOver) {
        ObjectNode rules = TestRules.json();
        ((ObjectNode) rules.get("carryOver")).put("value", carryOver);
        return rules;
    }
}
