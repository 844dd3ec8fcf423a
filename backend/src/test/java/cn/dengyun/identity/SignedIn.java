package cn.dengyun.identity;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** Requests by the people and systems of the demo, with real tokens. */
public final class SignedIn {

    public static final String PASSWORD = WellKnownSecrets.PASSWORD;

    private SignedIn() {}

    /** The next request of this account. */
    public static RequestSpecification as(String username) {
        return given().auth().oauth2(tokenOf(username));
    }

    /** The next request of the API client {@code platform-client}. */
    public static RequestSpecification asPlatformClient() {
        return given().auth().oauth2(clientToken("platform-client", WellKnownSecrets.PLATFORM_CLIENT));
    }

    public static String tokenOf(String username) {
        return tokenOf(username, PASSWORD);
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
