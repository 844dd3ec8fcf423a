package cn.dengyun.catalogue.push;

import static cn.dengyun.catalogue.TestProvider.aLine;
import static cn.dengyun.catalogue.TestProvider.aProvider;
import static cn.dengyun.catalogue.push.TestPush.request;
import static cn.dengyun.catalogue.push.TestPush.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import cn.dengyun.EventStream;
import cn.dengyun.Patience;
import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.web.TestStreamLimits;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams that would go on for as long as their job waits. */
@QuarkusTest
class PushStreamsTest {

    private final List<HttpResponse<Stream<String>>> opened = new ArrayList<>();
    private Background background;
    private TestProvider provider;
    private String path;

    @BeforeEach
    void aPushThatWaits() {
        background = Background.paused();
        provider = aProvider();
        String id = send(provider, request(provider), aLine("a", "一")).path("id");
        path = "/api/v1/catalogue-pushes/" + id + "/progress";
    }

    @AfterEach
    void goOn() {
        opened.forEach(stream -> stream.body().close());
        background.close();
        Background.finishJobs();
    }

    @Test
    void aStreamEndsWhenItsClientIsRevoked() throws Exception {
        HttpResponse<Stream<String>> stream = open(provider.token());
        HttpResponse<Stream<String>> another = open(SignedIn.tokenOf("sysadmin"));
        CompletableFuture<Long> end =
                CompletableFuture.supplyAsync(() -> stream.body().count());
        CompletableFuture<Long> endOfAnother =
                CompletableFuture.supplyAsync(() -> another.body().count());

        String clients = "/api/v1/organizations/" + provider.organizationId() + "/api-clients";
        String client = SignedIn.as("sysadmin").get(clients).path("data[0].id");
        SignedIn.as("sysadmin").delete("/api/v1/api-clients/" + client).then().statusCode(204);

        assertThat(end.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isPositive();
        assertThat(endOfAnother).isNotDone();
        provider.request().accept("text/event-stream").get(path).then().statusCode(401);
    }

    @Test
    void aStreamEndsWithTheSessionThatItWasOpenedIn() throws Exception {
        String token = SignedIn.tokenOf("sysadmin");
        HttpResponse<Stream<String>> stream = open(token);
        CompletableFuture<Long> end =
                CompletableFuture.supplyAsync(() -> stream.body().count());

        given().auth().oauth2(token).delete("/api/v1/sessions/current").then().statusCode(204);

        assertThat(end.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isPositive();
    }

    @Test
    void aCallerHasABoundedNumberOfStreamsAndTakesNobodyElsesPlace() {
        for (int i = 0; i < TestStreamLimits.OF_CALLER; i++) {
            open(provider.token());
        }

        provider.request()
                .accept("text/event-stream")
                .get(path)
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", is("10"))
                .body("code", is("too-many-streams"), "retryable", is(true));
        open(SignedIn.tokenOf("auditor"));
        provider.request().get(path.replace("/progress", "")).then().statusCode(200);

        opened.remove(0).body().close();
        Patience.until("a place", () -> {
            HttpResponse<Stream<String>> again = EventStream.of(path, provider.token());
            opened.add(again);
            return again.statusCode() == 200;
        });
    }

    private HttpResponse<Stream<String>> open(String token) {
        HttpResponse<Stream<String>> stream = EventStream.of(path, token);
        opened.add(stream);
        assertThat(stream.statusCode()).isEqualTo(200);
        return stream;
    }
}
