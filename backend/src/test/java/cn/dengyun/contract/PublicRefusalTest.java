package cn.dengyun.contract;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The refusals of operations that have hardly anything to refuse. */
@QuarkusTest
class PublicRefusalTest {

    @Test
    void theKeysForVerifyingTokensAreNotServedAsAPicture() {
        given().accept("image/png")
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("code", is("not-acceptable"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/voucher-keys.json",
                "/.well-known/certificate-keys.json",
                "/api/v1/certificate-status-list",
            })
    void keysAndStatusListsAreNotPages(String address) {
        given().accept("text/html").get(address).then().statusCode(406).body("code", is("not-acceptable"));
    }
}
