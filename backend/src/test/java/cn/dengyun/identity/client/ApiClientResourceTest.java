package cn.dengyun.identity.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestOrganization;
import cn.dengyun.identity.token.IssuerTrust;
import cn.dengyun.identity.token.RevocationStore;
import cn.dengyun.identity.token.SigningKeyStore;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ApiClientResourceTest {

    private static final String PLATFORM = DemoAccounts.PLATFORM_ORGANIZATION.toString();
    private static final String APPLICATION = DemoAccounts.APPLICATION_ORGANIZATION.toString();
    private static final Map<String, Object> REQUEST =
            Map.of("name", "测试推送", "scopes", List.of("catalogue:write", "catalogue:read", "organization:read"));

    @Inject
    SigningKeyStore keys;

    @Inject
    RevocationStore revocations;

    @Inject
    Vertx vertx;

    @Inject
    DataSource database;

    @Test
    void aProviderMakesAClientThatGetsTokensWithItsSecret() {
        JsonPath made = create(SignedIn.as("platform"), PLATFORM, REQUEST)
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("client.scopes", contains("catalogue:read", "catalogue:write", "organization:read"))
                .body("client.revokedAt", nullValue())
                .extract()
                .jsonPath();

        assertThat(Base64.getUrlDecoder().decode(made.getString("clientSecret")))
                .hasSize(32);
        SignedIn.clientToken(made.getString("client.clientId"), made.getString("clientSecret"));
    }

    @Test
    void theSecretIsNeitherShownNorStoredAgain() {
        String key = UUID.randomUUID().toString();
        String token = SignedIn.tokenOf("platform");
        String id = create(given().auth().oauth2(token), key, PLATFORM, REQUEST)
                .statusCode(201)
                .body("clientSecret", notNullValue())
                .extract()
                .path("client.id");

        create(given().auth().oauth2(token), key, PLATFORM, REQUEST)
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body("client.id", is(id))
                .body("clientSecret", nullValue());
        given().auth()
                .oauth2(token)
                .get("/api/v1/api-clients/" + id)
                .then()
                .statusCode(200)
                .body("id", is(id))
                .body("clientSecret", nullValue());
    }

    @Test
    void aRevokedClientGetsNoTokenAndItsTokensEnd() {
        JsonPath made = create(SignedIn.as("platform"), PLATFORM, REQUEST)
                .statusCode(201)
                .extract()
                .jsonPath();
        String token = SignedIn.clientToken(made.getString("client.clientId"), made.getString("clientSecret"));
        given().auth().oauth2(token).get("/api/v1/me").then().statusCode(200);

        revoke("platform", made.getString("client.id")).statusCode(204);

        given().auth().oauth2(token).get("/api/v1/me").then().statusCode(401);
        given().formParam("grant_type", "client_credentials")
                .formParam("client_id", made.getString("client.clientId"))
                .formParam("client_secret", made.getString("clientSecret"))
                .post("/api/v1/oauth/token")
                .then()
                .statusCode(401);
        revoke("platform", made.getString("client.id")).statusCode(204);
    }

    @Test
    void anotherNodeLearnsOfARevocationWithItsNextRefresh() throws SQLException {
        JsonPath made = create(SignedIn.as("platform"), PLATFORM, REQUEST)
                .statusCode(201)
                .extract()
                .jsonPath();
        UUID id = made.getUUID("client.id");
        Instant issued = Instant.now().minusSeconds(1);
        revoke("platform", id.toString()).statusCode(204);

        IssuerTrust otherNode = anotherNode();
        assertThat(otherNode.isRevoked(id, issued)).isFalse();
        otherNode.refresh();

        assertThat(otherNode.isRevoked(id, issued)).isTrue();
        assertThat(otherNode.published()).isNotEmpty();
    }

    private IssuerTrust anotherNode() {
        return new IssuerTrust(keys, revocations, vertx, Clock.systemUTC());
    }

    @Test
    void theListHoldsTheClientsOfTheOrganisation() {
        SignedIn.as("sysadmin")
                .queryParam("limit", 200)
                .get("/api/v1/organizations/" + PLATFORM + "/api-clients")
                .then()
                .statusCode(200)
                .body("data.clientId", hasItem("platform-client"));
    }

    @Test
    void unknownScopesAreRefusedWithTheirPlace() {
        create(
                        SignedIn.as("platform"),
                        PLATFORM,
                        Map.of("name", "测试推送", "scopes", List.of("catalogue:read", "money:print")))
                .statusCode(400)
                .body("errors.pointer", contains("/scopes/1"))
                .body("errors.code", contains("scope-unknown"));
    }

    @Test
    void anOrganisationHasSoManyThatWork() throws SQLException {
        UUID organization = TestOrganization.of(database, "PROVIDER");
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO api_client (id, client_id, organization_id, name, secret_hash, scopes, created_at,
                            created_by, revoked_at, revoked_by)
                        SELECT id, id::text, ?, '旧系统', sha256('x'), '{}', now(), id, CASE WHEN n > 100 THEN now() END,
                            CASE WHEN n > 100 THEN id END
                        FROM (SELECT gen_random_uuid() AS id, n FROM generate_series(1, 102) n) AS made
                        """)) {
            insert.setObject(1, organization);
            insert.executeUpdate();
        }

        ValidatableResponse refused = create(SignedIn.as("sysadmin"), organization.toString(), REQUEST);

        refused.statusCode(409).body("code", is("api-client-limit"));
    }

    @Test
    void anAuthorityHasNoClientsYet() {
        create(SignedIn.as("sysadmin"), "01900000-0000-7000-8000-000000000105", REQUEST)
                .statusCode(422)
                .body("code", is("api-clients-not-for-kind"));
    }

    @ParameterizedTest(name = "{0} in the other organisation: {1}")
    @CsvSource({
        "sysadmin, 201",
        "platform, 404",
        "province, 403",
        "hefei, 403",
        "finance, 403",
        "auditor, 403",
        "enterprise, 403"
    })
    void whoMakesAndListsClients(String username, int status) {
        create(SignedIn.as(username), APPLICATION, REQUEST).statusCode(status);
        SignedIn.as(username)
                .get("/api/v1/organizations/" + APPLICATION + "/api-clients")
                .then()
                .statusCode(status == 201 ? 200 : status);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"platform, 404", "province, 403", "auditor, 403", "enterprise, 403"})
    void whoMayNotRevokeTheClientOfAnother(String username, int status) {
        String id = "01900000-0000-7000-8000-000000000302";
        SignedIn.as(username).get("/api/v1/api-clients/" + id).then().statusCode(status);
        revoke(username, id).statusCode(status);
        SignedIn.clientToken("application-client", "application-secret");
    }

    @Test
    void aSystemMakesNoSystems() {
        create(SignedIn.asPlatformClient(), PLATFORM, REQUEST).statusCode(403);
        SignedIn.asPlatformClient()
                .delete("/api/v1/api-clients/01900000-0000-7000-8000-000000000301")
                .then()
                .statusCode(403);
    }

    @Test
    void nobodyIsToldAnything() {
        String path = "/api/v1/organizations/" + PLATFORM + "/api-clients";
        given().get(path).then().statusCode(401);
        given().contentType("application/json").body(REQUEST).post(path).then().statusCode(401);
        given().delete("/api/v1/api-clients/" + UUID.randomUUID()).then().statusCode(401);
    }

    private static ValidatableResponse revoke(String username, String id) {
        return SignedIn.as(username).delete("/api/v1/api-clients/" + id).then();
    }

    private static ValidatableResponse create(RequestSpecification as, String organization, Map<String, ?> request) {
        return create(as, UUID.randomUUID().toString(), organization, request);
    }

    private static ValidatableResponse create(
            RequestSpecification as, String key, String organization, Map<String, ?> request) {
        return as.header("Idempotency-Key", key)
                .contentType("application/json")
                .body(request)
                .post("/api/v1/organizations/" + organization + "/api-clients")
                .then();
    }
}
