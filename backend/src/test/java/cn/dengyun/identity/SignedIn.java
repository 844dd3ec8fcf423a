package cn.dengyun.identity;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Requests by the people and systems of the demo, with real tokens. */
public final class SignedIn {

    public static final String PASSWORD = WellKnownSecrets.PASSWORD;

    /** A good deal less than tokens live, whatever a test does to the clock. */
    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(2);

    /** The tokens of the people and systems of the demo; null while each request signs in anew. */
    private static volatile Map<String, Kept> kept;

    private record Kept(String token, long since) {

        boolean isOld() {
            return System.nanoTime() - since > KEPT_NANOS;
        }
    }

    private SignedIn() {}

    /**
     * Whether one session serves all requests of a test: half of what is asked would be signing in. It is begun anew
     * for each test, so that none lives with what another has done to it.
     */
    public static void keepTokens(boolean areKept) {
        kept = areKept ? new ConcurrentHashMap<>() : null;
    }

    /** What is kept may have been revoked. */
    public static void forgetTokens() {
        Map<String, Kept> tokens = kept;
        if (tokens != null) {
            tokens.clear();
        }
    }

    private static String kept(String who, Supplier<String> signingIn) {
        Map<String, Kept> tokens = kept;
        if (tokens == null) {
            return signingIn.get();
        }
        return tokens.compute(
                        who,
                        (any, known) ->
                                known == null || known.isOld() ? new Kept(signingIn.get(), System.nanoTime()) : known)
                .token();
    }

    /** The next request of this account. */
    public static RequestSpecification as(String username) {
        return given().auth().oauth2(tokenOf(username));
    }

    /** The next request of the API client {@code platform-client}. */
    public static RequestSpecification asPlatformClient() {
        return given().auth().oauth2(clientToken("platform-client", WellKnownSecrets.PLATFORM_CLIENT));
    }

    public static String tokenOf(String username) {
        return kept(username, () -> tokenOf(username, PASSWORD));
    }

    /** The same for an account with a password of its own. */
    public static String tokenOf(String username, String password) {
        return given().contentType("application/json")
                .body(Map.of("username", username, "password", password))
                .post("/api/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("accessToken");
    }

    /** Of a new session, which may be ended. */
    public static String newToken(String username) {
        return tokenOf(username, PASSWORD);
    }

    /** A new session of this account. */
    public static Response session(String username) {
        Response begun = given().contentType("application/json")
                .body(Map.of("username", username, "password", PASSWORD))
                .post("/api/v1/sessions");
        begun.then().statusCode(201);
        return begun;
    }

    /** A token of {@code platform-client} with these scopes, spaces between, and no other. */
    public static String narrowToken(String scope) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_id", "platform-client")
                .formParam("client_secret", WellKnownSecrets.PLATFORM_CLIENT)
                .formParam("scope", scope)
                .post("/api/v1/oauth/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    public static String clientToken(String clientId, String secret) {
        boolean isOfDemo = WellKnownSecrets.isClientSecret(secret);
        return isOfDemo ? kept(clientId, () -> newClientToken(clientId, secret)) : newClientToken(clientId, secret);
    }

    private static String newClientToken(String clientId, String secret) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_id", clientId)
                .formParam("client_secret", secret)
                .post("/api/v1/oauth/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}
