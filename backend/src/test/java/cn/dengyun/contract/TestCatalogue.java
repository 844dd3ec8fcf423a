package cn.dengyun.contract;

import static io.restassured.RestAssured.given;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.provider.TestRegister;
import cn.dengyun.shared.CreditCode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The catalogue of a provider that was registered for one test.
 *
 * @param token of the provider's own API client
 */
record TestCatalogue(String providerId, String token) {

    private static final String CHECK_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    static TestCatalogue anEmptyCatalogue() {
        String organizationId = create(
                        "/api/v1/organizations",
                        Map.of(
                                "creditCode",
                                aCreditCode(),
                                "kind",
                                "PROVIDER",
                                "nameZh",
                                "契约测试公司",
                                "regionCode",
                                "340000"))
                .path("id");
        String providerId = TestRegister.provider(organizationId, "契约测试云", ProviderKind.CLOUD_PLATFORM);
        Response client = create(
                "/api/v1/organizations/" + organizationId + "/api-clients",
                Map.of("name", "推送", "scopes", List.of("catalogue:write", "catalogue:read")));
        return new TestCatalogue(
                providerId, SignedIn.clientToken(client.path("client.clientId"), client.path("clientSecret")));
    }

    /** The next request of the provider's API client. */
    RequestSpecification request() {
        return given().auth().oauth2(token);
    }

    String offerings() {
        return "/api/v1/providers/" + providerId + "/offerings";
    }

    String pushes() {
        return "/api/v1/providers/" + providerId + "/catalogue-pushes";
    }

    /** Declares an offering. */
    Response put(String key) {
        return request()
                .contentType("application/json")
                .body("{\"kind\": \"SAAS\", \"name\": \"契约检查服务\"}")
                .put(offerings() + "/" + key);
    }

    private static Response create(String path, Map<String, Object> body) {
        return SignedIn.as("sysadmin")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    private static String aCreditCode() {
        String begin = "91340000MA" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
        return CHECK_CHARACTERS
                .chars()
                .mapToObj(check -> begin + (char) check)
                .filter(code -> CreditCode.defectsOf("", code).isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
