package cn.dengyun.identity.external;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import cn.dengyun.Patience;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.TestIdentityLimits;
import cn.dengyun.identity.account.PasswordHashing;
import cn.dengyun.identity.organization.TestEnterprise;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People sign in at another issuer, whose tokens are ours then. */
@QuarkusTest
@TestProfile(ExternalIdentityTest.WithIssuer.class)
class ExternalIdentityTest {

    private static final String CREDIT_CODE = "91340000MA2T00058Q";

    @Inject
    DataSource database;

    private final String subject = UUID.randomUUID().toString();

    @Test
    void whoComesForTheFirstTimeGetsAnAccountWithTheMappedRoles() {
        String id = me(claims("cloud-provider", "chief", "unknown-here"))
                .statusCode(200)
                .body("username", is("user-" + subject))
                .body("displayName", is("李四"))
                .body("roles", contains("PROVIDER"))
                .body("organizationId", is(DemoAccounts.PLATFORM_ORGANIZATION.toString()))
                .body("organizationRole", is("OWNER"))
                .extract()
                .path("id");

        me(claims("cloud-provider")).statusCode(200).body("id", is(id)).body("organizationRole", is("VIEWER"));
    }

    @Test
    void rolesAreThoseOfTheLatestToken() {
        me(claims("administrator")).statusCode(200).body("roles", contains("SYSADMIN"));

        me(claims("nothing-that-is-mapped")).statusCode(403).body("code", is("forbidden"));
    }

    @Test
    void onePersonHasOneAccountWithASay() {
        String mobile = TestAccount.aMobile();
        me(claims("administrator").put("phone_number", "+86 " + mobile.substring(0, 3) + "-" + mobile.substring(3)))
                .statusCode(200)
                .body("mobile", is(mobile));

        JsonObject another = claims("administrator")
                .put("sub", "another-" + subject)
                .put("preferred_username", "another-" + subject)
                .put("phone_number", mobile);
        for (String written : List.of(mobile, "0086" + mobile, "tel:+86-" + mobile, "１" + mobile.substring(1))) {
            me(another.copy().put("phone_number", written))
                    .statusCode(401)
                    .body("code", is("person-signed-in-otherwise"));
        }
        me(another.copy().put("phone_number_verified", false)).statusCode(200).body("mobile", nullValue());
        me(another.put("realm_access", new JsonObject().put("roles", new JsonArray(List.of("cloud-provider")))))
                .statusCode(200);
    }

    @Test
    void whatTheIssuerCallsItsGroupsOpensNothing() {
        me(claims("cloud-provider").put("groups", new JsonArray().add("SYSADMIN")))
                .statusCode(200)
                .body("roles", contains("PROVIDER"));
        given().auth()
                .oauth2(sign(claims("cloud-provider").put("groups", new JsonArray().add("SYSADMIN"))))
                .delete("/api/v1/accounts/" + UUID.randomUUID() + "/second-factor")
                .then()
                .statusCode(403)
                .body("code", is("forbidden"));
    }

    @Test
    void whoHasAnAccountIsRecognisedByTheVerifiedAddress() {
        TestAccount account = TestAccount.anAdministrator(database);

        me(claims("administrator").put("email", account.email()).put("email_verified", true))
                .statusCode(200)
                .body("id", is(account.id().toString()))
                .body("username", is(account.username()));
    }

    @Test
    void anAddressThatNobodyVerifiedOpensNobodysAccount() {
        TestAccount account = TestAccount.anAdministrator(database);

        String id = me(claims("administrator").put("email", account.email()))
                .statusCode(200)
                .extract()
                .path("id");

        assertThat(id).isNotEqualTo(account.id().toString());
    }

    @Test
    void aUserNameThatIsTakenIsNotShared() {
        TestAccount account = TestAccount.anAdministrator(database);

        me(claims("administrator").put("preferred_username", account.username()))
                .statusCode(200)
                .body("username", startsWith("external-"));
    }

    @Test
    void anUnknownOrganisationIsNone() {
        me(claims("cloud-provider").put("organization", TestEnterprise.aCreditCode()))
                .statusCode(200)
                .body("organizationId", nullValue())
                .body("organizationRole", nullValue());
    }

    @Test
    void whoBelongsToNobodyReachesNobodysThings() throws SQLException {
        String client = given().auth()
                .oauth2(sign(claims("administrator", "chief")))
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body(Map.of("name", "推送", "scopes", List.of("catalogue:read")))
                .post("/api/v1/organizations/" + DemoAccounts.PLATFORM_ORGANIZATION + "/api-clients")
                .then()
                .statusCode(201)
                .extract()
                .path("client.id");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO delegation (id, principal_organization_id, agent_organization_id, scopes,"
                    + " valid_from, valid_until, created_at, created_by) SELECT gen_random_uuid(), min(id::text)::uuid,"
                    + " max(id::text)::uuid, ARRAY['vouchers:read'], now(), now() + interval '1 day', now(),"
                    + " min(id::text)::uuid FROM organization");
        }
        String stranger = sign(claims("cloud-provider").put("organization", TestEnterprise.aCreditCode()));

        with(stranger).get("/api/v1/delegations").then().statusCode(200).body("data", hasSize(0));
        with(stranger).get("/api/v1/api-clients/" + client).then().statusCode(404);
        with(stranger).delete("/api/v1/api-clients/" + client).then().statusCode(404);
        with(sign(claims("administrator")))
                .get("/api/v1/api-clients/" + client)
                .then()
                .statusCode(200)
                .body("revokedAt", nullValue());
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token);
    }

    @Test
    void ofManyFirstRequestsAtOnceOneMakesTheAccountAndAllGetIn() throws SQLException {
        JsonObject claims = claims("administrator").put("name", "同时 " + subject);
        List<String> tokens = IntStream.range(0, 8)
                .mapToObj(
                        each -> sign(claims.copy().put("jti", UUID.randomUUID().toString())))
                .toList();

        List<CompletableFuture<String>> answers = tokens.stream()
                .map(token -> CompletableFuture.supplyAsync(
                        () -> meWith(token).statusCode(200).extract().<String>path("id")))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(count("SELECT count(*) FROM account WHERE display_name = ?", "同时 " + subject))
                .isOne();
    }

    @Test
    void whoComesForTheFirstTimeHasNoPasswordHere() throws SQLException {
        me(claims("administrator")).statusCode(200);

        assertThat(count(
                        "SELECT count(*) FROM account WHERE username = ? AND password_hash = '"
                                + PasswordHashing.NO_PASSWORD + "'",
                        "user-" + subject))
                .isOne();
    }

    @Test
    void anAccountOfOnePersonIsNotOpenedByAnother() {
        TestAccount account = TestAccount.anAdministrator(database);
        JsonObject claims =
                claims("administrator").put("email", account.email()).put("email_verified", true);
        me(claims).statusCode(200).body("id", is(account.id().toString()));

        me(claims.copy().put("sub", UUID.randomUUID().toString()))
                .statusCode(401)
                .header("WWW-Authenticate", containsString("invalid_token"))
                .body("code", is("account-linked-elsewhere"));
    }

    @Test
    void fromOneAddressComeSoManyNewcomersAndWhoIsKnownPasses() throws Exception {
        for (int i = 0; i < TestIdentityLimits.NEWCOMERS; i++) {
            assertThat(fromElsewhere(aNewcomer())).startsWith("HTTP/1.1 200");
        }
        JsonObject refused = aNewcomer();

        assertThat(fromElsewhere(refused))
                .startsWith("HTTP/1.1 429")
                .contains("quota-exceeded")
                .containsPattern("(?i)retry-after: [1-9]");
        assertThat(count("SELECT count(*) FROM external_identity WHERE subject = ?", refused.getString("sub")))
                .isZero();
        me(claims("administrator")).statusCode(200);
        assertThat(fromElsewhere(claims("administrator"))).startsWith("HTTP/1.1 200");
    }

    private JsonObject aNewcomer() {
        String other = UUID.randomUUID().toString();
        return claims("administrator").put("sub", other).put("preferred_username", "user-" + other);
    }

    /** The answer to a request from an address that no other test comes from. */
    private static String fromElsewhere(JsonObject claims) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getByName("127.0.0.1"), RestAssured.port, InetAddress.getByName("127.0.0.2"), 0)) {
            String request = "GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                    + sign(claims) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private long count(String sql, String parameter) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @Test
    void anAccountThatIsDisabledHereStaysOut() {
        String id = me(claims("administrator")).statusCode(200).extract().path("id");
        TestAccount.anAdministrator(database)
                .execute("UPDATE account SET disabled_at = now() WHERE id = ?", UUID.fromString(id));

        me(claims("administrator")).statusCode(401).body("code", is("token-invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"audience", "issuer", "expired", "long-lived", "without-exp", "without-sub"})
    void aWrongTokenIsRefused(String flaw) {
        JsonObject claims = claims("administrator");
        long now = Instant.now().getEpochSecond();
        switch (flaw) {
            case "audience" -> claims.put("aud", "account");
            case "issuer" -> claims.put("iss", "https://elsewhere.example.cn");
            case "expired" -> claims.put("exp", now - 60);
            case "long-lived" -> claims.put("exp", now + 86_400);
            case "without-exp" -> claims.remove("exp");
            default -> claims.remove("sub");
        }

        me(claims)
                .statusCode(401)
                .header("WWW-Authenticate", containsString("invalid_token"))
                .body("code", is("token-invalid"));
    }

    @Test
    void aTokenWithAChangedClaimIsRefused() {
        String[] parts = sign(claims("cloud-provider")).split("\\.", -1);
        String other = sign(claims("administrator")).split("\\.", -1)[1];

        meWith(parts[0] + "." + other + "." + parts[2]).statusCode(401);
    }

    @Test
    void anotherKeyOfTheIssuerIsFound() {
        me(claims("administrator")).statusCode(200);
        ask("/rotate", "");

        String token = sign(claims("administrator"));
        // The keys are read anew every ten seconds at most.
        Patience.until(
                "the other key to be found", () -> meWith(token).extract().statusCode(), status -> status == 200);
    }

    @Test
    void publicOperationsAndSystemsWorkAsBefore() {
        given().get("/api/v1/providers").then().statusCode(200);
        given().auth()
                .oauth2(sign(claims("administrator")))
                .get("/api/v1/providers")
                .then()
                .statusCode(200);
        SignedIn.asPlatformClient().get("/api/v1/me").then().statusCode(200).body("kind", is("API_CLIENT"));
    }

    @Test
    void bodiesOfRequestsArriveWhole() {
        given().auth()
                .oauth2(sign(claims("administrator", "chief")))
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body(Map.of("name", "推送", "scopes", List.of("catalogue:read")))
                .post("/api/v1/organizations/" + DemoAccounts.PLATFORM_ORGANIZATION + "/api-clients")
                .then()
                .statusCode(201);
    }

    @Test
    void theBuiltInSignInIsOffAndSaysWhereToGo() {
        refused("/api/v1/sessions", Map.of("username", "platform", "password", SignedIn.PASSWORD));
        refused("/api/v1/sessions/refresh", Map.of("refreshToken", "x"));
        refused("/api/v1/password-resets", Map.of("username", "platform"));
        refused(
                "/api/v1/password-resets/" + UUID.randomUUID() + "/completions",
                Map.of("token", "x", "newPassword", "seven green lamps under water"));
    }

    private static void refused(String path, Map<String, ?> body) {
        given().contentType("application/json")
                .body(body)
                .post(path)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", is("sign-in-elsewhere"))
                .body("detail", containsString(issuer()));
    }

    private JsonObject claims(String... roles) {
        long now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", issuer())
                .put("aud", new JsonArray().add("dengyun-api").add("account"))
                .put("sub", subject)
                .put("jti", UUID.randomUUID().toString())
                .put("iat", now)
                .put("exp", now + 300)
                .put("name", "李四")
                .put("preferred_username", "user-" + subject)
                .put("organization", CREDIT_CODE)
                .put("realm_access", new JsonObject().put("roles", new JsonArray(List.of(roles))));
    }

    private static ValidatableResponse me(JsonObject claims) {
        return meWith(sign(claims));
    }

    private static ValidatableResponse meWith(String token) {
        return given().auth().oauth2(token).get("/api/v1/me").then();
    }

    private static String sign(JsonObject claims) {
        return ask("/sign", claims.encode());
    }

    private static String ask(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String issuer() {
        return ConfigProvider.getConfig().getValue("dengyun.oidc.issuer", String.class);
    }

    /** With an issuer of its own. */
    public static final class WithIssuer implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TestIssuer.class));
        }
    }
}
