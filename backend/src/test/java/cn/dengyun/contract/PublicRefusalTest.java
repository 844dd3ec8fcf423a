package cn.dengyun.contract;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

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

    @Test
    void keysOfVouchersAreJsonOnly() {
        given().accept("text/html")
                .get("/.well-known/voucher-keys.json")
                .then()
                .statusCode(406)
                .body("code", is("not-acceptable"));
    }
}
