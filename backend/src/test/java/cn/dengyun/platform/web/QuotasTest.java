package cn.dengyun.platform.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.WellKnownSecrets;
import cn.dengyun.platform.problem.Problems;
import cn.dengyun.platform.security.TokenVerifier;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.github.bucket4j.TimeMeter;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a server of its own, since the quotas of the platform under test are as good as none. */
@QuarkusTest
class QuotasTest {

    /** Of a person. */
    private static final int REQUESTS = 3;

    private static final int OF_AN_ADDRESS = 5 * REQUESTS;
    private static final int OF_A_SYSTEM = 10 * REQUESTS;

    /** However long the test takes, nothing comes back meanwhile. */
    private static final TimeMeter STOPPED = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return 0;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    @Inject
    Vertx vertx;

    @Inject
    Problems problems;

    @Inject
    TokenVerifier tokens;

    private Quotas quotas;
    private HttpServer server;

    @BeforeEach
    void listen() {
        quotas = new Quotas(() -> REQUESTS, tokens, problems, STOPPED);
        Router router = Router.router(vertx);
        quotas.register(router);
        router.route().handler(context -> context.response().setStatusCode(204).end());
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void everyAnswerSaysHowMuchThereIsAndHowMuchIsLeft() {
        nobody().get("/api/anything")
                .then()
                .statusCode(204)
                .header("RateLimit-Policy", is("\"requests\";q=15;w=60, \"rows\";q=5000000;w=3600"))
                .header("RateLimit", startsWith("\"requests\";r=14;t="));
    }

    @Test
    void whoHasAskedTooOftenIsToldWhenToComeAgainAndHindersNobodyElse() {
        for (int i = 0; i < OF_AN_ADDRESS; i++) {
            nobody().get("/api/anything").then().statusCode(204);
        }

        nobody().get("/api/anything")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("RateLimit", startsWith("\"requests\";r=0;t="))
                .header("Retry-After", Integer::parseInt, greaterThanOrEqualTo(1))
                .body("code", is("quota-exceeded"), "retryable", is(true));
        nobody().auth()
                .oauth2(verified("enterprise"))
                .get("/api/anything")
                .then()
                .statusCode(204);
        nobody().auth().oauth2(verified("platform")).get("/api/anything").then().statusCode(204);
        nobody().get("/q/openapi").then().statusCode(429);
        nobody().get("/q/health/ready").then().statusCode(204);
    }

    @Test
    void whoClaimsToBeSomebodyIsCountedByHisAddressUntilItIsVerified() {
        for (int i = 0; i < OF_AN_ADDRESS; i++) {
            nobody().auth().oauth2("made-up-" + i).get("/api/anything").then().statusCode(204);
        }

        nobody().auth().oauth2("made-up").get("/api/anything").then().statusCode(429);
        nobody().auth().basic("somebody", "secret").get("/api/anything").then().statusCode(429);
    }

    @Test
    void severalTokensOfOneCallerShareItsQuota() {
        for (int i = 0; i < REQUESTS; i++) {
            nobody().auth()
                    .oauth2(verified("enterprise"))
                    .get("/api/anything")
                    .then()
                    .statusCode(204);
        }

        nobody().auth()
                .oauth2(verified("enterprise"))
                .get("/api/anything")
                .then()
                .statusCode(429);
    }

    @Test
    void theSystemsOfAnOrganisationMayAskTenTimesAsOftenAsAPerson() {
        String token = verifiedToken(SignedIn.clientToken("platform-client", WellKnownSecrets.PLATFORM_CLIENT));
        for (int i = 0; i < OF_A_SYSTEM; i++) {
            nobody().auth().oauth2(token).get("/api/anything").then().statusCode(204);
        }

        nobody().auth().oauth2(token).get("/api/anything").then().statusCode(429);
        nobody().auth().oauth2(anotherSystem()).get("/api/anything").then().statusCode(429);
        nobody().auth().oauth2(verified("platform")).get("/api/anything").then().statusCode(204);
    }

    /** Of the same organisation. */
    private static String anotherSystem() {
        JsonPath made = SignedIn.as("platform")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body("{\"name\":\"第二个系统\",\"scopes\":[\"organization:read\"]}")
                .post("/api/v1/organizations/" + DemoAccounts.PLATFORM_ORGANIZATION + "/api-clients")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return verifiedToken(SignedIn.clientToken(made.getString("client.clientId"), made.getString("clientSecret")));
    }

    private static String verified(String username) {
        return verifiedToken(SignedIn.tokenOf(username));
    }

    private static String verifiedToken(String token) {
        given().auth().oauth2(token).get("/api/v1/me").then().statusCode(200);
        return token;
    }

    @Test
    void rowsHaveAQuotaOfTheirOwnForEachOrganisation() {
        UUID organization = Ids.next();
        quotas.takeRows(organization, (int) Quotas.ROWS_PER_HOUR);
        quotas.takeRows(organization, 0);

        assertThatThrownBy(() -> quotas.takeRows(organization, 1))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo("row-quota-exceeded"));
        quotas.takeRows(Ids.next(), 1);
    }

    private RequestSpecification nobody() {
        return given().port(server.actualPort());
    }
}
