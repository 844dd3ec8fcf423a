package cn.dengyun.catalogue;

import static io.restassured.RestAssured.given;

import cn.dengyun.EventStream;
import cn.dengyun.Patience;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.provider.TestRegister;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** A provider with an empty catalogue and an API client of its own, so that no test meets another's offerings. */
public final class TestProvider {

    private static final String CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] CODE_WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Patience.LONG)
            .build();

    private final String id;
    private final String organizationId;
    private final String token;

    private TestProvider(String id, String organizationId, String token) {
        this.id = id;
        this.organizationId = organizationId;
        this.token = token;
    }

    public static TestProvider aProvider() {
        String administrator = SignedIn.tokenOf("sysadmin");
        String organization = create(
                        administrator,
                        "/api/v1/organizations",
                        Map.of(
                                "creditCode",
                                aCreditCode(),
                                "kind",
                                "PROVIDER",
                                "nameZh",
                                "安徽测试云服务有限公司",
                                "regionCode",
                                "340000"))
                .path("id");
        String provider = TestRegister.provider(organization, "测试云", ProviderKind.CLOUD_PLATFORM);
        Response client = create(
                administrator,
                "/api/v1/organizations/" + organization + "/api-clients",
                Map.of("name", "推送", "scopes", List.of("catalogue:write", "catalogue:read", "events:read")));
        String token = SignedIn.clientToken(client.path("client.clientId"), client.path("clientSecret"));
        return new TestProvider(provider, organization, token);
    }

    private static Response create(String token, String path, Map<String, Object> body) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    /** A random code with the check character of GB 32100-2015. */
    private static String aCreditCode() {
        StringBuilder code = new StringBuilder("91340000MA2");
        while (code.length() < 17) {
            code.append(CODE_CHARACTERS.charAt(ThreadLocalRandom.current().nextInt(CODE_CHARACTERS.length())));
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += CODE_CHARACTERS.indexOf(code.charAt(i)) * CODE_WEIGHTS[i];
        }
        return code.append(CODE_CHARACTERS.charAt((31 - sum % 31) % 31)).toString();
    }

    public String id() {
        return id;
    }

    public String organizationId() {
        return organizationId;
    }

    public String token() {
        return token;
    }

    /** The next request of its API client. */
    public RequestSpecification request() {
        return given().auth().oauth2(token);
    }

    public Response put(String key, String body) {
        return request().contentType("application/json").body(body).put(path(), key);
    }

    /** Creates a published offering and gives the platform's id of it. */
    public String published(String key) {
        return put(key, anOffering(key)).then().statusCode(201).extract().path("id");
    }

    public Response patch(String key, String ifMatch, String patch) {
        RequestSpecification request = request().contentType("application/merge-patch+json; charset=UTF-8");
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.body(patch).patch(path(), key);
    }

    public Response delete(String key, String ifMatch) {
        RequestSpecification request = request();
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.delete(path(), key);
    }

    public Response get(String key) {
        return request().get(path(), key);
    }

    /** The address of an offering, its key a path parameter. */
    public String path() {
        return "/api/v1/providers/" + id + "/offerings/{key}";
    }

    /** Many at once: an unfinished PUT. */
    public CompletableFuture<HttpResponse<String>> putSoon(String key, String body) {
        return soon(requestOf(key)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Many at once: an unfinished PATCH. */
    public CompletableFuture<HttpResponse<String>> patchSoon(String key, String ifMatch, String patch) {
        return soon(requestOf(key)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", ifMatch)
                .method("PATCH", HttpRequest.BodyPublishers.ofString(patch)));
    }

    private HttpRequest.Builder requestOf(String key) {
        return HttpRequest.newBuilder(url("/api/v1/providers/" + id + "/offerings/"
                + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20")));
    }

    private CompletableFuture<HttpResponse<String>> soon(HttpRequest.Builder request) {
        return HTTP.sendAsync(
                request.header("Authorization", "Bearer " + token)
                        .timeout(Patience.LONG)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A stream of server-sent events, line by line until it ends. */
    public HttpResponse<Stream<String>> events(String path) {
        return EventStream.of(path, token);
    }

    private static URI url(String path) {
        return URI.create("http://localhost:" + RestAssured.port + path);
    }

    /** A small complete declaration, without its key. */
    public static String anOffering(String name) {
        return "{\"kind\": \"IAAS\", \"name\": \"" + name.replace("\"", "\\\"") + "\", \"categoryCode\": \"I-1\"}";
    }

    /** The same as a line of a push. */
    public static String aLine(String key, String name) {
        return "{\"externalId\": \"" + key + "\", \"kind\": \"IAAS\", \"name\": \"" + name + "\"}";
    }
}
