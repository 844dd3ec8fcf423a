package cn.dengyun.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refusal that was written beforehand is that which is written for the request. */
@QuarkusTest
class StandingRefusalTest {

    private static final Rejection OVERLOADED = Rejection.of(Rejection.Kind.UNAVAILABLE, "overloaded");
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String STANDING = "Standing";
    private static final String SECONDS = "Seconds";

    @Inject
    Vertx vertx;

    @Inject
    Problems problems;

    private StandingRefusal standing;
    private HttpServer server;
    private HttpClient client;

    /** What a caller gets. */
    private record Answer(int status, Map<String, String> headers, String body) {}

    @BeforeEach
    void listen() {
        standing = problems.standing(OVERLOADED);
        Router router = Router.router(vertx);
        router.route().handler(this::refuse);
        server = joined(vertx.createHttpServer().requestHandler(router).listen(0, "localhost"));
        client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("localhost").setDefaultPort(server.actualPort()));
    }

    @AfterEach
    void close() {
        joined(client.close());
        joined(server.close());
    }

    private void refuse(RoutingContext context) {
        boolean isStanding = context.request().headers().contains(STANDING);
        String seconds = context.request().getHeader(SECONDS);
        if (isStanding && seconds == null) {
            standing.send(context);
        } else if (isStanding) {
            standing.send(context, Long.parseLong(seconds));
        } else if (seconds == null) {
            problems.send(context, OVERLOADED);
        } else {
            problems.send(context, OVERLOADED, Long.parseLong(seconds));
        }
    }

    @ParameterizedTest
    @CsvSource({"en,/api/v1/vouchers,", "zh,/api/v1/vouchers/1?x=y,7", "en,/a%22b/%5C,1", "zh,/trace-id/instance,"})
    void bothSayTheSame(String language, String path, String seconds) {
        Answer written = ask(path, language, seconds, false);

        assertThat(ask(path, language, seconds, true)).isEqualTo(written);
        assertThat(written.status()).isEqualTo(503);
        assertThat(written.headers()).containsEntry("retry-after", seconds == null ? "1" : seconds);
        assertThat(written.body()).contains("\"traceId\":\"" + TRACE + "\"");
    }

    /** Which the door does not let in; should it ever, the answer is JSON still. */
    @Test
    void aPathThatJsonEscapesIsEscaped() {
        String path = "/a\"b\\c";

        assertThat(ask(path, "en", null, true)).isEqualTo(ask(path, "en", null, false));
    }

    /** On one event loop throughout: whoever asks for a body from elsewhere may come when it has passed. */
    private Answer ask(String path, String language, String seconds, boolean isStanding) {
        Promise<Answer> answer = Promise.promise();
        vertx.getOrCreateContext()
                .runOnContext(ignored -> client.request(HttpMethod.GET, path)
                        .compose(request -> {
                            request.putHeader("Accept-Language", language)
                                    .putHeader("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
                            if (isStanding) {
                                request.putHeader(STANDING, "yes");
                            }
                            if (seconds != null) {
                                request.putHeader(SECONDS, seconds);
                            }
                            return request.send();
                        })
                        .compose(StandingRefusalTest::read)
                        .onComplete(answer));
        return joined(answer.future());
    }

    private static Future<Answer> read(HttpClientResponse response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return response.body().map(body -> new Answer(response.statusCode(), headers, body.toString()));
    }

    private static <T> T joined(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
