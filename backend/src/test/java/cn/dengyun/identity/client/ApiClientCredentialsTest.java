package cn.dengyun.identity.client;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ApiClientCredentialsTest {

    private static final String CLIENTS =
            "/api/v1/organizations/" + DemoAccounts.PLATFORM_ORGANIZATION + "/api-clients";
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final PublicJsonWebKey KEY = key("2018-1");

    @Inject
    DataSource database;

    @Test
    void bothSecretsAreGoodUntilTheOldOneEnds() {
        JsonPath client = created(Map.of());
        String old = client.getString("clientSecret");
        String fresh = rotate(id(client), Map.of())
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("client.previousSecretUntil", notNullValue())
                .extract()
                .path("clientSecret");

        bySecret(client, old).statusCode(200);
        bySecret(client, fresh).statusCode(200);

        account()
                .execute(
                        "UPDATE api_client SET previous_secret_until = now() - interval '1 second' WHERE id = ?",
                        UUID.fromString(id(client)));
        bySecret(client, old).statusCode(401).body("error", is("invalid_client"));
        bySecret(client, fresh).statusCode(200);
    }

    @Test
    void theOldSecretMayEndAtOnce() {
        JsonPath client = created(Map.of());
        String fresh = rotate(
                        id(client), Map.of("oldSecretValidUntil", Instant.now().toString()))
                .statusCode(201)
                .extract()
                .path("clientSecret");

        bySecret(client, client.getString("clientSecret")).statusCode(401);
        bySecret(client, fresh).statusCode(200);
    }

    @Test
    void anOverlapHasABound() {
        rotate(
                        id(created(Map.of())),
                        Map.of(
                                "oldSecretValidUntil",
                                Instant.now().plusSeconds(40 * 86_400).toString()))
                .statusCode(400)
                .body("errors.pointer", contains("/oldSecretValidUntil"))
                .body("errors.code", contains("moment-too-far"));
    }

    @Test
    void aRepeatedRotationRotatesOnceAndShowsNothing() {
        JsonPath client = created(Map.of());
        String token = SignedIn.tokenOf("platform");
        String key = UUID.randomUUID().toString();
        String fresh = rotate(token, key, id(client), Map.of())
                .statusCode(201)
                .extract()
                .path("clientSecret");

        rotate(token, key, id(client), Map.of())
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body("clientSecret", nullValue());

        bySecret(client, fresh).statusCode(200);
    }

    @Test
    void aRevokedClientIsNotRotated() {
        String id = id(created(Map.of()));
        SignedIn.as("platform").delete("/api/v1/api-clients/" + id).then().statusCode(204);

        rotate(id, Map.of()).statusCode(409).body("code", is("api-client-revoked"));
    }

    @Test
    void clientsAreForOwners() {
        String handler = TestAccount.aMember(database, "PROVIDER", DemoAccounts.PLATFORM_ORGANIZATION, "HANDLER")
                .token();
        String id = id(created(Map.of()));

        given().auth().oauth2(handler).get("/api/v1/api-clients/" + id).then().statusCode(200);
        rotate(handler, UUID.randomUUID().toString(), id, Map.of())
                .statusCode(403)
                .body("code", is("owner-only"));
        given().auth()
                .oauth2(handler)
                .delete("/api/v1/api-clients/" + id)
                .then()
                .statusCode(403)
                .body("code", is("owner-only"));
        rotate(SignedIn.tokenOf("application"), UUID.randomUUID().toString(), id, Map.of())
                .statusCode(404)
                .body("code", is("api-client-not-found"));
    }

    @Test
    void aClientExpires() {
        JsonPath client =
                created(Map.of("expiresAt", Instant.now().plusSeconds(120).toString()));
        bySecret(client, client.getString("clientSecret")).statusCode(200).body("expires_in", lessThanOrEqualTo(120));

        account()
                .execute(
                        "UPDATE api_client SET expires_at = now() - interval '1 second' WHERE id = ?",
                        UUID.fromString(id(client)));

        bySecret(client, client.getString("clientSecret")).statusCode(401).body("error", is("invalid_client"));
        create(Map.of("expiresAt", Instant.now().minusSeconds(1).toString()))
                .statusCode(400)
                .body("errors.code", contains("moment-past"));
    }

    @Test
    void itsLastUseIsNotedOnceAMinute() {
        JsonPath client = created(Map.of());
        lastUsed(client).body("lastUsedAt", nullValue());
        bySecret(client, client.getString("clientSecret")).statusCode(200);
        String first =
                lastUsed(client).body("lastUsedAt", notNullValue()).extract().path("lastUsedAt");

        bySecret(client, client.getString("clientSecret")).statusCode(200);
        lastUsed(client).body("lastUsedAt", is(first));

        account()
                .execute(
                        "UPDATE api_client SET last_used_at = last_used_at - interval '61 seconds' WHERE id = ?",
                        UUID.fromString(id(client)));
        bySecret(client, client.getString("clientSecret")).statusCode(200);
        lastUsed(client).body("lastUsedAt", not(is(first)));
    }

    @Test
    void aClientSignsInsteadOfSendingASecret() throws JoseException {
        JsonPath client = created(Map.of("jwks", jwks(KEY)));
        org.assertj.core.api.Assertions.assertThat(client.getString("clientSecret"))
                .isNull();

        String token = byAssertion(assertion(client, KEY, claims -> {}))
                .statusCode(200)
                .body("token_type", is("Bearer"))
                .extract()
                .path("access_token");

        given().auth().oauth2(token).get("/api/v1/me").then().statusCode(200).body("kind", is("API_CLIENT"));
    }

    @Test
    void anAssertionIsGoodOnce() throws JoseException {
        JsonPath client = created(Map.of("jwks", jwks(KEY)));
        String assertion = assertion(client, KEY, claims -> {});
        byAssertion(assertion).statusCode(200);

        byAssertion(assertion).statusCode(401).body("error", is("invalid_client"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"audience", "issuer", "subject", "expired", "long-lived", "without-jti", "without-exp"})
    void aWrongAssertionIsRefused(String flaw) throws JoseException {
        JsonPath client = created(Map.of("jwks", jwks(KEY)));

        byAssertion(assertion(client, KEY, claims -> {
                    switch (flaw) {
                        case "audience" -> claims.setAudience("https://elsewhere.example.cn");
                        case "issuer" -> claims.setIssuer("platform-client");
                        case "subject" -> claims.setSubject("platform-client");
                        case "expired" -> claims.setExpirationTimeMinutesInTheFuture(-1);
                        case "long-lived" -> claims.setExpirationTimeMinutesInTheFuture(60);
                        case "without-jti" -> claims.unsetClaim("jti");
                        default -> claims.unsetClaim("exp");
                    }
                }))
                .statusCode(401)
                .body("error", is("invalid_client"));
    }

    @Test
    void anotherKeyOfTheSameNameIsRefused() throws JoseException {
        JsonPath client = created(Map.of("jwks", jwks(KEY)));

        byAssertion(assertion(client, key("2018-1"), claims -> {})).statusCode(401);
        byAssertion("garbage").statusCode(401);
    }

    @Test
    void assertionAndSecretAreNotSentTogether() throws JoseException {
        JsonPath client = created(Map.of("jwks", jwks(KEY)));
        given().formParam("grant_type", "client_credentials")
                .formParam("client_secret", "x")
                .formParam("client_assertion_type", ASSERTION_TYPE)
                .formParam("client_assertion", assertion(client, KEY, claims -> {}))
                .post("/api/v1/oauth/token")
                .then()
                .statusCode(400)
                .body("error", is("invalid_request"));
    }

    @Test
    void keysCanBeReplacedAndStandBesideASecret() throws JoseException {
        JsonPath client = created(Map.of());
        PublicJsonWebKey rsa = RsaJwkGenerator.generateJwk(2048);
        rsa.setKeyId("rsa");
        String path = "/api/v1/api-clients/" + id(client);
        String tag = SignedIn.as("platform").get(path).then().extract().header("ETag");

        put(path, null, jwks(rsa)).statusCode(428).body("code", is("if-match-required"));
        put(path, tag, jwks(rsa)).statusCode(200).body("keys", is(true)).body("secret", is(true));
        put(path, tag, jwks(KEY)).statusCode(412).body("code", is("changed-meanwhile"));

        byAssertion(assertion(client, rsa, claims -> {})).statusCode(200);
        bySecret(client, client.getString("clientSecret")).statusCode(200);
    }

    @Test
    void onlyGoodPublicKeysAreTaken() throws JoseException {
        PublicJsonWebKey weak = RsaJwkGenerator.generateJwk(1024);
        weak.setKeyId("weak");
        PublicJsonWebKey nameless = key(null);
        for (Map<String, Object> bad : List.of(
                jwks(weak),
                jwks(nameless),
                Map.<String, Object>of("keys", List.of(KEY.toParams(OutputControlLevel.INCLUDE_PRIVATE))),
                Map.<String, Object>of("keys", List.of()),
                Map.<String, Object>of("keys", "none"))) {
            create(Map.of("jwks", bad))
                    .statusCode(400)
                    .body("errors.pointer", contains("/jwks"))
                    .body("errors.code", contains("jwks-invalid"));
        }
    }

    @Test
    void aMissingScopeIsRefusedAtTheDoor() {
        JsonPath client = created(Map.of("scopes", List.of("catalogue:read")));
        String token = SignedIn.clientToken(client.getString("client.clientId"), client.getString("clientSecret"));

        // Even a body that nobody could read is not looked at.
        given().auth()
                .oauth2(token)
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body("{}")
                .put("/api/v1/providers/" + UUID.randomUUID() + "/offerings/x")
                .then()
                .statusCode(403)
                .body("code", is("scope-missing"));
    }

    private TestAccount account() {
        return TestAccount.anAdministrator(database);
    }

    private static PublicJsonWebKey key(String id) {
        try {
            PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> jwks(PublicJsonWebKey key) {
        return Map.of("keys", List.of(key.toParams(OutputControlLevel.PUBLIC_ONLY)));
    }

    private static String assertion(JsonPath client, PublicJsonWebKey key, Consumer<JwtClaims> flaw)
            throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(client.getString("client.clientId"));
        claims.setSubject(client.getString("client.clientId"));
        claims.setAudience("dengyun");
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setExpirationTimeMinutesInTheFuture(2);
        flaw.accept(claims);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(key.getKeyType().equals("EC") ? "ES256" : "PS256");
        return signature.getCompactSerialization();
    }

    private static ValidatableResponse byAssertion(String assertion) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_assertion_type", ASSERTION_TYPE)
                .formParam("client_assertion", assertion)
                .post("/api/v1/oauth/token")
                .then();
    }

    private static ValidatableResponse bySecret(JsonPath client, String secret) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_id", client.getString("client.clientId"))
                .formParam("client_secret", secret)
                .post("/api/v1/oauth/token")
                .then();
    }

    private static JsonPath created(Map<String, ?> changes) {
        return create(changes).statusCode(201).extract().jsonPath();
    }

    private static ValidatableResponse create(Map<String, ?> changes) {
        Map<String, Object> request =
                new HashMap<>(Map.of("name", "测试", "scopes", List.of("catalogue:write", "organization:read")));
        request.putAll(changes);
        return SignedIn.as("platform")
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body(request)
                .post(CLIENTS)
                .then();
    }

    private static ValidatableResponse rotate(String id, Map<String, ?> request) {
        return rotate(SignedIn.tokenOf("platform"), UUID.randomUUID().toString(), id, request);
    }

    private static ValidatableResponse rotate(String token, String key, String id, Map<String, ?> request) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(request)
                .post("/api/v1/api-clients/" + id + "/secret-rotations")
                .then();
    }

    private static ValidatableResponse put(String path, String tag, Map<String, Object> jwks) {
        var request = SignedIn.as("platform").contentType("application/json").body(Map.of("jwks", jwks));
        if (tag != null) {
            request.header("If-Match", tag);
        }
        return request.put(path + "/jwks").then();
    }

    private static ValidatableResponse lastUsed(JsonPath client) {
        return SignedIn.as("platform")
                .get("/api/v1/api-clients/" + id(client))
                .then()
                .statusCode(200);
    }

    private static String id(JsonPath client) {
        return client.getString("client.id");
    }
}
