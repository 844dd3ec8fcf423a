package cn.dengyun.identity.client;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TokenResourceTest {

    private static final String ALL =
            "catalogue:read catalogue:write events:read orders:write organization:read usage:write"
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
                .post("/api/v1/oauth/token")
                .then()
                .statusCode(400)
                .body("error", is("unsupported_grant_type"));
    }

    @Test
    void aMissingGrantTypeIsAnInvalidRequest() {
        given().formParam("client_id", "platform-client")
                .post("/api/v1/oauth/token")
                .then()
                .statusCode(400)
                .body("error", is("invalid_request"));
    }

    @Test
    void aRepeatedParameterIsAnInvalidRequest() {
        given().formParam("grant_type", "client_credentials", "client_credentials")
                .post("/api/v1/oauth/token")
                .then()
                .statusCode(400)
                .body("error", is("invalid_request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%%%", "grant_type=%", "a=%zz", "=", "=&=&=", "&", "", "grant_type=%ff"})
    void aFormThatIsNoneIsTheCallersFault(String form) {
        given().contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/api/v1/oauth/token")
                .then()
                .statusCode(400);
    }

    @Test
    void aClientIdThatCannotBeStoredIsAnUnknownOne() {
        ask(inForm("a\u0000b", "platform-secret")).statusCode(401).body("error", is("invalid_client"));
        ask(given().auth().preemptive().basic("a\u0000b", "platform-secret"))
                .statusCode(401)
                .body("error", is("invalid_client"));
    }

    private static RequestSpecification inForm(String clientId, String secret) {
        return given().formParam("client_id", clientId).formParam("client_secret", secret);
    }

    private static ValidatableResponse ask(RequestSpecification request) {
        return request.formParam("grant_type", "client_credentials")
                .post("/api/v1/oauth/token")
                .then();
    }
}
