package cn.dengyun.identity.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.shared.Roles;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TokenVerificationTest {

    private static final String ACCOUNT = "01900000-0000-7000-8000-00000000020b";

    @Inject
    IssuerTrust trust;

    @Inject
    MeterRegistry meters;

    @Test
    void aTokenLikeTheIssuersOwnIsAccepted() throws JoseException {
        me(signed(claims())).statusCode(200).body("username", is("platform"));
    }

    @Test
    void aTokenWithoutSignatureIsRefused() throws JoseException {
        JsonWebSignature none = unsigned(claims());
        none.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        none.setAlgorithmHeaderValue("none");
        refused(none.getCompactSerialization());
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASharedSecretIsRefused() throws JoseException {
        JsonWebSignature confused = unsigned(claims());
        confused.setAlgorithmHeaderValue("HS256");
        confused.setKey(new HmacKey(trust.active().publicKey().getEncoded()));
        refused(confused.getCompactSerialization());
    }

    @Test
    void anotherAlgorithmOfTheSameKeyIsRefused() throws JoseException {
        JsonWebSignature other = unsigned(claims());
        other.setAlgorithmHeaderValue("RS512");
        other.setKey(trust.active().privateKey());
        refused(other.getCompactSerialization());
    }

    @Test
    void anExpiredTokenIsRefused() throws JoseException {
        JwtClaims claims = claims();
        claims.setIssuedAt(NumericDate.fromSeconds(Instant.now().getEpochSecond() - 1_000));
        claims.setExpirationTime(NumericDate.fromSeconds(Instant.now().getEpochSecond() - 100));
        refused(signed(claims));
    }

    @Test
    void aTokenWithoutExpiryIsRefused() throws JoseException {
        JwtClaims claims = claims();
        claims.unsetClaim("exp");
        refused(signed(claims));
    }

    @Test
    void aTokenThatLivesLongerThanOursIsRefused() throws JoseException {
        JwtClaims claims = claims();
        claims.setExpirationTimeMinutesInTheFuture(60);
        refused(signed(claims));
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() throws JoseException {
        JwtClaims claims = claims();
        claims.setAudience("somebody-else");
        refused(signed(claims));
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() throws JoseException {
        JwtClaims claims = claims();
        claims.setIssuer("https://elsewhere.example.cn");
        refused(signed(claims));
    }

    @Test
    void aTokenWhoseSubjectIsNoIdIsRefused() throws JoseException {
        JwtClaims claims = claims();
        claims.setSubject("platform");
        refused(signed(claims));
    }

    @Test
    void aTokenSignedWithAnUnknownKeyIsRefused() throws JoseException {
        SigningKey foreign = SigningKey.generate(UUID.randomUUID().toString(), Instant.now());
        refused(signed(claims(), foreign.kid(), foreign.privateKey()));
    }

    @Test
    void aForeignKeyUnderAKnownKidIsRefused() throws JoseException {
        SigningKey foreign = SigningKey.generate("foreign", Instant.now());
        refused(signed(claims(), trust.active().kid(), foreign.privateKey()));
    }

    @Test
    void aTokenWithoutKidIsRefused() throws JoseException {
        refused(signed(claims(), null, trust.active().privateKey()));
    }

    @Test
    void garbageIsRefused() {
        refused("garbage");
        refused("a.b.c");
        refused("x".repeat(9_000));
    }

    @Test
    void aTokenWithAChangedLetterIsRefused() throws JoseException {
        String token = signed(claims());
        char changed = token.charAt(token.length() - 10) == 'A' ? 'B' : 'A';
        refused(token.substring(0, token.length() - 10) + changed + token.substring(token.length() - 9));
    }

    @Test
    void aPublicOperationNeedsNoTokenAndMindsNone() throws JoseException {
        given().get("/.well-known/jwks.json").then().statusCode(200);
        given().auth().oauth2(signed(claims())).get("/api/v1/providers").then().statusCode(200);
        given().auth().oauth2("garbage").get("/api/v1/providers").then().statusCode(200);
    }

    @Test
    void aTokenIsVerifiedOnceAndNotWithEachRequest() throws JoseException {
        String token = signed(claims());
        double before = verifications();
        for (int i = 0; i < 20; i++) {
            me(token).statusCode(200);
        }
        assertThat(verifications() - before).isEqualTo(1);
    }

    @Test
    void theTokensOfARevokedSubjectAreRefusedAlthoughTheyWereVerified() throws JoseException {
        JwtClaims claims = claims();
        UUID subject = UUID.randomUUID();
        claims.setSubject(subject.toString());
        String token = signed(claims);
        given().auth().oauth2(token).get("/api/v1/organizations").then().statusCode(200);

        trust.revoke(subject, Instant.now());

        given().auth().oauth2(token).get("/api/v1/organizations").then().statusCode(401);
    }

    @Test
    void theTokensOfAnEndedSessionAreRefusedAndThoseOfTheSameAccountsOtherSessionsAreNot() throws JoseException {
        UUID ended = UUID.randomUUID();
        String refused = signed(claimsOf(ended));
        String other = signed(claimsOf(UUID.randomUUID()));

        trust.revoke(ended, Instant.now());

        me(refused).statusCode(401);
        me(other).statusCode(200);
    }

    @Test
    void aTokenWhoseSessionIsNoIdIsRefused() throws JoseException {
        JwtClaims claims = claims();
        claims.setClaim("sid", "mine");
        refused(signed(claims));
    }

    @Test
    void thePublishedKeysVerifyATokenWithPlainJava() throws Exception {
        String token = SignedIn.tokenOf("platform");
        String[] parts = token.split("\\.", 3);
        String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
        JsonPath keys = given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("max-age"))
                .contentType("application/json")
                .extract()
                .jsonPath();
        Map<String, String> key =
                keys.getMap("keys.find { it.kid == '" + JsonPath.from(header).getString("kid") + "' }");

        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(publicKey(key));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));

        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        assertThat(JsonPath.from(header).getString("alg")).isEqualTo("RS256");
        assertThat(new BigInteger(1, Base64.getUrlDecoder().decode(key.get("n"))).bitLength())
                .isGreaterThanOrEqualTo(2048);
        assertThat(key).doesNotContainKeys("d", "p", "q");
    }

    private static PublicKey publicKey(Map<String, String> key) throws Exception {
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        new BigInteger(1, Base64.getUrlDecoder().decode(key.get("n"))),
                        new BigInteger(1, Base64.getUrlDecoder().decode(key.get("e")))));
    }

    private double verifications() {
        return meters.get("dengyun.token.verifications").counter().count();
    }

    private static ValidatableResponse me(String token) {
        return given().auth().oauth2(token).get("/api/v1/me").then();
    }

    private static void refused(String token) {
        me(token)
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                .body("code", is("token-invalid"));
    }

    private static JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("dengyun");
        claims.setAudience("dengyun-api");
        claims.setSubject(ACCOUNT);
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(10);
        claims.setStringListClaim("groups", List.of(Roles.PROVIDER));
        claims.setClaim("org", DemoAccounts.PLATFORM_ORGANIZATION.toString());
        return claims;
    }

    private static JwtClaims claimsOf(UUID session) {
        JwtClaims claims = claims();
        claims.setClaim("sid", session.toString());
        return claims;
    }

    private String signed(JwtClaims claims) throws JoseException {
        return signed(claims, trust.active().kid(), trust.active().privateKey());
    }

    private static String signed(JwtClaims claims, String kid, PrivateKey key) throws JoseException {
        JsonWebSignature signature = unsigned(claims);
        signature.setAlgorithmHeaderValue("RS256");
        signature.setKey(key);
        if (kid == null) {
            signature.getHeaders().setObjectHeaderValue("kid", null);
        } else {
            signature.setKeyIdHeaderValue(kid);
        }
        return signature.getCompactSerialization();
    }

    private static JsonWebSignature unsigned(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKeyIdHeaderValue("dengyun");
        signature.setDoKeyValidation(false);
        return signature;
    }
}
