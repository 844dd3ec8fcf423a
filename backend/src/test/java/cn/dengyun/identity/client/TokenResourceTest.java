package cn.dengyun.identity.client;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TokenResourceTest {

    private static final String TOKEN = "/api/v1/oauth/token";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ALL =
            "adoption:read adoption:write catalogue:read catalogue:write events:read orders:read orders:write"
                    + " organization:read settlement:read settlement:write usage:read usage:witness usage:write"
                    + " vouchers:apply vouchers:read vouchers:redeem";

    @Test
    void aClientGetsATokenWithBasicCredentials() {
        ask(given().auth().preemptive().basic("platform-client", "platform-secret"))
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .body("access_token", notNullValue())
                .body("token_type", is("Bearer"))
                .body("expires_in", is(900))
                .body("scope", is(ALL));
    }

    @Test
    void aClientGetsATokenWithCredentialsInTheForm() {
        ask(inForm("platform-client", "platform-secret")).statusCode(200).body("scope", is(ALL));
    }

    @Test
    void aClientMayAskForLessThanItWasGranted() {
        ask(inForm("platform-client", "platform-secret").formParam("scope", "catalogue:read  catalogue:write"))
                .statusCode(200)
                .body("scope", is("catalogue:read catalogue:write"));
    }

    @Test
    void aScopeThatWasNotGrantedIsInvalid() {
        ask(inForm("platform-client", "platform-secret").formParam("scope", "catalogue:write money:print"))
                .statusCode(400)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("error", is("invalid_scope"));
    }

    @Test
    void aWrongSecretInTheFormIsAnInvalidClient() {
        ask(inForm("platform-client", "platform-secre"))
                .statusCode(401)
                .contentType("application/json")
                .body("error", is("invalid_client"));
    }

    @Test
    void aWrongSecretInTheHeaderIsAnsweredWithTheSameScheme() {
        ask(given().auth().preemptive().basic("platform-client", "wrong"))
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Basic"))
                .body("error", is("invalid_client"));
    }

    @Test
    void anUnknownClientIsAnsweredLikeAWrongSecret() {
        ask(inForm("nobody", "platform-secret")).statusCode(401).body("error", is("invalid_client"));
    }

    @Test
    void missingCredentialsAreAnInvalidClient() {
        ask(given()).statusCode(401).body("error", is("invalid_client"));
    }

    @Test
    void malformedBasicCredentialsAreAnInvalidClient() {
        ask(given().header("Authorization", "Basic %%%")).statusCode(401).body("error", is("invalid_client"));
        ask(given().header("Authorization", "Basic bm9jb2xvbg=="))
                .statusCode(401)
                .body("error", is("invalid_client"));
    }

    @Test
    void credentialsInBothPlacesAreAnInvalidRequest() {
        ask(inForm("platform-client", "platform-secret")
                        .auth()
                        .preemptive()
                        .basic("platform-client", "platform-secret"))
                .statusCode(400)
                .body("error", is("invalid_request"));
    }

    @Test
    void otherGrantTypesAreNotSupported() {
        given().formParam("grant_type", "password")
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("error", is("unsupported_grant_type"));
    }

    @Test
    void aMissingGrantTypeIsAnInvalidRequest() {
        given().formParam("client_id", "platform-client")
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("error", is("invalid_request"));
    }

    @Test
    void aRepeatedParameterIsAnInvalidRequest() {
        given().formParam("grant_type", "client_credentials", "client_credentials")
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("error", is("invalid_request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%%%", "grant_type=%", "a=%zz", "=", "=&=&=", "&", "", "grant_type=%ff"})
    void aFormThatIsNoneIsTheCallersFault(String form) {
        given().contentType(FORM).body(form).post(TOKEN).then().statusCode(400);
    }

    @Test
    void aClientIdThatCannotBeStoredIsAnUnknownOne() {
        ask(inForm("a\u0000b", "platform-secret")).statusCode(401).body("error", is("invalid_client"));
        ask(given().auth().preemptive().basic("a\u0000b", "platform-secret"))
                .statusCode(401)
                .body("error", is("invalid_client"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id=platform-client", "a=1&a=2", "%22%5C\u4E91=%E4%BA%91", "a"})
    void aQueryIsAnInvalidRequestWhateverTheFormSays(String query) {
        inForm("platform-client", "platform-secret")
                .formParam("grant_type", "client_credentials")
                .urlEncodingEnabled(false)
                .post("/api/v1/oauth/token?" + query)
                .then()
                .statusCode(400)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("error", is("invalid_request"))
                .body("error_description", matchesPattern("There is no query parameter [!#-\\[\\]-~]+\\."));
    }

    /** RFC 6749 knows 400 and 401 alone; who is refused with anything else gets the problem that everybody gets. */
    @Test
    void whatIsNoAnswerOfOAuthIsAProblem() {
        RequestSpecification plain = given().contentType(FORM);
        refused(plain.body("a=b").get(TOKEN), 405, "method-not-allowed");
        refused(given().contentType("application/json").body("{}").post(TOKEN), 415, "unsupported-media-type");
        refused(inForm("a", "b").accept("text/html").post(TOKEN), 406, "not-acceptable");
        refused(inForm("a", "b".repeat(3_000_000)).post(TOKEN), 413, "body-too-large");
        refused(inForm("a", "b").post(TOKEN + "?" + "a".repeat(20_000)), 414, "uri-too-long");
        refused(inForm("a", "b").header("X-Long", "a".repeat(60_000)).post(TOKEN), 431, "headers-too-large");
        refused(inForm("a", "b").post(TOKEN + ";a=b"), 404, "path-not-found");
        refused(
                inForm("platform-client", "platform-secret")
                        .formParam("grant_type", "client_credentials")
                        .header("Dengyun-Delegation", "01900000-0000-7000-8000-000000000001")
                        .post(TOKEN),
                403,
                "delegation-not-accepted");
        refused(inForm("a", "b").header("Content-Encoding", "br").post(TOKEN), 415, "unsupported-media-type");
    }

    @Test
    void aTokenThatIsNoneIsNoCredentialsHere() {
        ask(inForm("platform-client", "platform-secret").header("Authorization", "Bearer nonsense"))
                .statusCode(200);
        ask(given().header("Authorization", "Bearer nonsense")).statusCode(401).body("error", is("invalid_client"));
    }

    private static void refused(Response answer, int status, String code) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", is(code))
                .body("status", is(status));
    }

    private static RequestSpecification inForm(String clientId, String secret) {
        return given().formParam("client_id", clientId).formParam("client_secret", secret);
    }

    private static ValidatableResponse ask(RequestSpecification request) {
        return request.formParam("grant_type", "client_credentials").post(TOKEN).then();
    }
}
