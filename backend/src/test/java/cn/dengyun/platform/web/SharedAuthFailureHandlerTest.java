package cn.dengyun.platform.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SharedAuthFailureHandlerTest {

    private static final String UNKNOWN = "019fffff-0000-7000-8000-00000000dead";
    private static final String HEADER = "Template-Known-Early";

    /** Tells what is known of the address template behind the framework's handler. */
    @ApplicationScoped
    static class Probe {

        void register(@Observes Router router) {
            router.route("/api/v1/regions").order(-197).handler(Probe::tell);
        }

        private static void tell(RoutingContext context) {
            if (context.request().headers().contains(HEADER)) {
                context.response().putHeader(HEADER, "" + Vertx.currentContext().getLocal("UrlPathTemplate"));
            }
            context.next();
        }
    }

    @Test
    void nobodyLooksForTheTemplateBeforeTheOperationIsFound() {
        given().get("/api/v1/regions").then().statusCode(200);

        given().header(HEADER, "?")
                .get("/api/v1/regions")
                .then()
                .statusCode(200)
                .header(HEADER, is("null"));
    }

    @Test
    void metricsNameOperationsAndPutWhatReachedNoneTogether() {
        given().get("/api/v1/regions/340100").then().statusCode(200);
        given().header("Authorization", "Bearer nonsense")
                .get("/api/v1/me")
                .then()
                .statusCode(401);
        String tooLong = "/api/v1/regions/" + "9".repeat(HeadLimits.MAX_ADDRESS);
        given().get(tooLong).then().statusCode(414);
        given().contentType("text/plain")
                .body("x")
                .post("/api/v1/providers/" + UNKNOWN + "/catalogue-pushes")
                .then()
                .statusCode(415);

        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("status=\"200\",uri=\"/api/v1/regions/{code}\""),
                        containsString("status=\"401\",uri=\"/api/v1/me\""),
                        containsString("status=\"414\",uri=\"/refused\""),
                        not(containsString("9".repeat(20))),
                        not(containsString(UNKNOWN))));
    }
}
