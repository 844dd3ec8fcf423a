package cn.dengyun.platform.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What the page of Swagger UI is told; what a browser makes of it is tried with the packaged platform. */
@QuarkusTest
class SwaggerUiTest {

    @Test
    void operationsAreFilteredAndNothingIsOpenOrReadyToBeSent() {
        String page =
                given().get("/swagger-ui/").then().statusCode(200).extract().asString();

        assertThat(page.replaceAll("\\s+", ""))
                .contains("filter:true", "docExpansion:'none'", "DengyunOperations]")
                .doesNotContain("tryItOutEnabled:true");
    }

    @Test
    void whatThePageIsTaughtIsServedBesideIt() {
        String page = given().get("/swagger-ui/").then().extract().asString();
        assertThat(page).contains("/swagger-ui-operations.js");

        given().get("/swagger-ui-operations.js")
                .then()
                .statusCode(200)
                .contentType(containsString("javascript"))
                .body(containsString("DengyunOperations"));
    }
}
