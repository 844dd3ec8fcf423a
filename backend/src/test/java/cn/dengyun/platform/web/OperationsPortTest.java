package cn.dengyun.platform.web;

import static io.restassured.RestAssured.given;

import cn.dengyun.platform.problem.Problems;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On servers of its own, since the platform under test has one port. */
@QuarkusTest
class OperationsPortTest {

    @Inject
    Vertx vertx;

    @Inject
    Problems problems;

    private HttpServer server;

    @AfterEach
    void close() {
        if (server == null) {
            return;
        }
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/q/metrics", "/q//metrics", "/q/./metrics/x", "/openapi", "/openapi/index", "/swagger-ui/"})
    void metricsAndDocumentationAreOnThePortOfTheirOwnAlone(String path) {
        listen(false);
        given().port(server.actualPort())
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        close();

        listen(true);
        given().port(server.actualPort())
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(204);
    }

    @Test
    void everythingElseIsOnBoth() {
        listen(false);

        given().port(server.actualPort()).get("/q/health/ready").then().statusCode(204);
        given().port(server.actualPort()).get("/api/anything").then().statusCode(204);
    }

    @Test
    void withoutOneTheyAreOnTheOnlyPort() {
        given().get("/q/metrics").then().statusCode(200);
        given().get("/openapi").then().statusCode(200);
    }

    private void listen(boolean isOperations) {
        Router routes = Router.router(vertx);
        server = vertx.createHttpServer()
                .requestHandler(routes)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        int port = isOperations ? server.actualPort() : server.actualPort() + 1;
        new OperationsPort(() -> OptionalInt.of(port), "localhost", problems, vertx).register(routes);
        routes.route().handler(context -> context.response().setStatusCode(204).end());
    }
}
