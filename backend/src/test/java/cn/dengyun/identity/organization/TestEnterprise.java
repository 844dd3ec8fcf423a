package cn.dengyun.identity.organization;

import static io.restassured.RestAssured.given;

import cn.dengyun.identity.SignedIn;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** An organisation that registered itself for one test, and its first person's token. */
public record TestEnterprise(String id, String token, String creditCode) {

    public static final String PASSWORD = "plum-orchard-7-lanterns";

    private static final String CHECK_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    /** Registered, but not certified. */
    public static TestEnterprise registered(String regionCode) {
        return registered("ENTERPRISE", regionCode);
    }

    public static TestEnterprise registered(String kind, String regionCode) {
        Map<String, Object> request = aRegistration(regionCode);
        request.put("kind", kind);
        String id = register(UUID.randomUUID().toString(), request)
                .statusCode(201)
                .extract()
                .path("id");
        return new TestEnterprise(id, signIn(usernameOf(request)), (String) request.get("creditCode"));
    }

    /** Registered and certified by the demo's account of that authority. */
    public static TestEnterprise certified(String regionCode, String authority) {
        return certified("ENTERPRISE", regionCode, authority);
    }

    public static TestEnterprise certified(String kind, String regionCode, String authority) {
        TestEnterprise enterprise = registered(kind, regionCode);
        enterprise.certifyBy(authority);
        return enterprise;
    }

    /** Complete, with an owner; each part may be changed. */
    public static Map<String, Object> aRegistration(String regionCode) {
        Map<String, Object> request = new HashMap<>();
        request.put("creditCode", aCreditCode());
        request.put("kind", "ENTERPRISE");
        request.put("nameZh", "测试机械有限公司");
        request.put("nameEn", "Test Machinery Co., Ltd.");
        request.put("regionCode", regionCode);
        request.put("industryCode", "34");
        request.put("staffCount", 320);
        request.put("revenueFen", 25_000_000_000L);
        request.put("assetsFen", 18_000_000_000L);
        request.put("tags", List.of("ABOVE_SCALE"));
        request.put("contactName", "王芳");
        request.put("contactPhone", "0551-6" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000));
        request.put("contactEmail", "wang@example.cn");
        request.put("owner", anOwner("p" + UUID.randomUUID().toString().substring(24)));
        return request;
    }

    public static Map<String, Object> anOwner(String username) {
        return new HashMap<>(Map.of(
                "username", username, "displayName", "王芳", "email", username + "@example.cn", "password", PASSWORD));
    }

    @SuppressWarnings("unchecked")
    static String usernameOf(Map<String, Object> registration) {
        return (String) ((Map<String, Object>) registration.get("owner")).get("username");
    }

    static ValidatableResponse register(String key, Map<String, Object> request) {
        return given().header("Idempotency-Key", key)
                .contentType("application/json")
                .body(request)
                .post("/api/v1/organizations")
                .then();
    }

    static String signIn(String username) {
        return given().contentType("application/json")
                .body(Map.of("username", username, "password", PASSWORD))
                .post("/api/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("accessToken");
    }

    public RequestSpecification request() {
        return given().auth().oauth2(token);
    }

    public String path() {
        return "/api/v1/organizations/" + id;
    }

    /** The certification that it submits. */
    public String apply() {
        return apply(false).statusCode(201).extract().path("id");
    }

    ValidatableResponse apply(boolean isDraft) {
        return post(request(), path() + "/certifications", Map.of("draft", isDraft));
    }

    public void certifyBy(String authority) {
        decide(authority, apply(), Map.of("decision", "CERTIFY", "reason", "属实"))
                .statusCode(200);
    }

    public static ValidatableResponse decide(String authority, String certification, Map<String, ?> decision) {
        return post(SignedIn.as(authority), "/api/v1/certifications/" + certification + "/decisions", decision);
    }

    /** A POST with a key of its own; of nothing when {@code body} is null. */
    public static ValidatableResponse post(RequestSpecification caller, String path, Object body) {
        caller.header("Idempotency-Key", UUID.randomUUID().toString());
        if (body != null) {
            caller.contentType("application/json").body(body);
        }
        return caller.post(path).then();
    }

    ValidatableResponse patch(Map<String, ?> patch) {
        return patch(request(), patch);
    }

    ValidatableResponse patch(RequestSpecification caller, Map<String, ?> patch) {
        return caller.contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(Json.encode(patch).getBytes(StandardCharsets.UTF_8))
                .patch(path())
                .then();
    }

    /** Valid, and nobody's. */
    public static String aCreditCode() {
        StringBuilder code = new StringBuilder("91340000");
        for (int i = 0; i < 9; i++) {
            code.append(CHECK_CHARACTERS.charAt(ThreadLocalRandom.current().nextInt(CHECK_CHARACTERS.length())));
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += CHECK_CHARACTERS.indexOf(code.charAt(i)) * WEIGHTS[i];
        }
        return code.append(CHECK_CHARACTERS.charAt((31 - sum % 31) % 31)).toString();
    }
}
