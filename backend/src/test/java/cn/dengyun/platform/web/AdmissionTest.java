package cn.dengyun.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.Patience;
import cn.dengyun.platform.problem.Problems;
import cn.dengyun.platform.security.TokenVerifier;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a server of its own, whose requests are answered when the test says so. */
@QuarkusTest
class AdmissionTest {

    private static final int PLACES = 256;
    private static final int CONNECTIONS = 1_000;
    private static final long PLENTY = 1_000_000;
    /** More bytes than are kept for a request that is not read. */
    private static final int LARGE = 1_024 * 1_024;
    /** After which the pace is counted, in nanoseconds. */
    private static final long MOMENT = 100_000_000;

    @Inject
    Vertx vertx;

    @Inject
    TokenVerifier tokens;

    private final CountingMapper json = new CountingMapper();
    private final AtomicInteger passed = new AtomicInteger();

    private final AtomicLong nanos = new AtomicLong();
    private final Queue<RoutingContext> inside = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private HttpClient client;

    /** How often a problem is written. */
    private static final class CountingMapper extends ObjectMapper {

        private static final long serialVersionUID = 1;

        private final AtomicInteger written = new AtomicInteger();

        @Override
        public String writeValueAsString(Object value) throws JsonProcessingException {
            written.incrementAndGet();
            return super.writeValueAsString(value);
        }
    }

    @BeforeEach
    void listen() {
        Problems problems = new Problems(json);
        Router router = Router.router(vertx);
        CostlyOperation capture =
                new CostlyOperation(CostlyOperation.Cost.FOLLOW_UP, "POST", "/api/holds/{id}/captures");
        new Quotas(() -> PLENTY, tokens, problems).register(router);
        Admission admission = new Admission(problems, List.of(capture), nanos::get);
        admission.register(router);
        router.route().order(Admission.BEFORE_ALL + 1).handler(context -> {
            context.next();
            // After it: who is counted has his place or waits.
            passed.incrementAndGet();
        });
        router.route("/api/bodies").order(1).handler(context -> {
            context.put(RequestFacts.TAKES_BODY, true);
            context.next();
        });
        router.route("/api/holds/:id/captures").order(1).handler(context -> {
            context.put(RequestFacts.TAKES_BODY, true);
            context.next();
        });
        // In the place of the reader of bodies, where one is there.
        router.route("/api/holds/:id/captures").order(9).handler(context -> {
            admission.admitWithBody(context);
            context.next();
        });
        router.route().order(10).handler(inside::add);
        server = joined(vertx.createHttpServer().requestHandler(router).listen(0, "localhost"));
        client = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost("localhost")
                .setDefaultPort(server.actualPort())
                .setMaxPoolSize(CONNECTIONS));
    }

    @AfterEach
    void close() {
        joined(client.close());
        joined(server.close());
    }

    @Test
    void whoComesTooLateWaitsAndWhoComesWhenTooManyWaitIsRefusedAtOnce() {
        List<Future<Integer>> first = ask(PLACES, HttpMethod.GET, "/api/anything");
        Patience.until("all places to be taken", () -> inside.size() == PLACES);
        List<Future<Integer>> later = ask(Lane.MIN_WAITING + 1, HttpMethod.GET, "/api/anything");
        Patience.until("the one who is too many", () -> statuses(later).contains(503));
        List<Future<Integer>> captures = ask(1, HttpMethod.POST, "/api/holds/1/captures");

        assertThat(inside).hasSize(PLACES);
        Patience.until("all to be answered", () -> {
            answerAll();
            return isOver(first) && isOver(later) && isOver(captures);
        });
        assertThat(statuses(first)).containsOnly(200);
        assertThat(statuses(captures)).containsOnly(200);
        assertThat(statuses(later))
                .containsOnly(200, 503)
                .filteredOn(status -> status == 503)
                .hasSize(1);
    }

    /** Forms, and what comes without saying what: nobody can be asked when their bodies are there. */
    @ParameterizedTest
    @ValueSource(
            strings = {"application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded; charset=utf-8", ""})
    void whatIsReadUnseenTakesItsPlaceByItsHead(String type) {
        List<Future<Integer>> first = ask(PLACES, HttpMethod.POST, "/api/bodies", type);
        Patience.until("all places to be taken", () -> inside.size() == PLACES);
        List<Future<Integer>> later = ask(Lane.MIN_WAITING + 1, HttpMethod.GET, "/api/anything");

        Patience.until("the one who is too many", () -> statuses(later).contains(503));
        Patience.until("all to be answered", () -> {
            answerAll();
            return isOver(first) && isOver(later);
        });
    }

    @Test
    void aBodyTakesNoPlaceBeforeItIsThere() {
        List<Future<Integer>> all = ask(PLACES + 1, HttpMethod.POST, "/api/bodies", "application/json");

        Patience.until("all to have begun", () -> inside.size() == PLACES + 1);
        Patience.until("all to be answered", () -> {
            answerAll();
            return isOver(all);
        });
    }

    /** Whether they take their places by their heads or when their bodies are there. */
    @ParameterizedTest
    @ValueSource(strings = {"", "application/json"})
    void capturesThatTakeAllPlacesLetNobodyElseWaitForLong(String type) {
        List<Future<Integer>> captures = ask(2 * PLACES, HttpMethod.POST, "/api/holds/1/captures", type);
        Patience.until("all places to be taken", () -> inside.size() == PLACES);
        // So many in a moment that by their pace a thousand others might wait, and nobody who comes in their places.
        for (int place = 0; place < PLACES; place++) {
            answer(inside.remove());
        }
        Patience.until("the next to have their places", () -> inside.size() == PLACES);
        nanos.addAndGet(MOMENT);
        answer(inside.poll());
        Patience.until(
                "one to be through",
                () -> captures.stream().filter(Future::isComplete).count() == PLACES + 1);
        List<Future<Integer>> first = ask(1, HttpMethod.GET, "/api/anything");
        Patience.until("the place to be taken", () -> inside.size() == PLACES);
        List<Future<Integer>> others = ask(Lane.MIN_WAITING + 1, HttpMethod.GET, "/api/anything");

        Patience.until("the one who is too many", () -> statuses(others).contains(503));
        Patience.until("all to be answered", () -> {
            answerAll();
            return isOver(captures) && isOver(first) && isOver(others);
        });
        assertThat(statuses(captures)).containsOnly(200).hasSize(2 * PLACES);
        assertThat(statuses(others)).filteredOn(status -> status == 503).hasSize(1);
    }

    /** What a crowd costs is taken from those who have their places. */
    @Test
    void whoIsRefusedComesNoFurtherThanTheQuotasAndNoProblemIsWritten() {
        List<Future<Integer>> first = ask(PLACES, HttpMethod.GET, "/api/anything");
        Patience.until("all places to be taken", () -> inside.size() == PLACES);
        List<Future<Integer>> waiting = ask(Lane.MIN_WAITING, HttpMethod.GET, "/api/anything");
        Patience.until("the line to be full", () -> passed.get() == PLACES + Lane.MIN_WAITING);
        int written = json.written.get();

        List<Future<Integer>> refused = ask(100, HttpMethod.POST, "/api/bodies", "application/json");
        Patience.until("all of them to be refused", () -> isOver(refused));
        assertThat(statuses(refused)).containsOnly(503);
        assertThat(passed).hasValue(PLACES + Lane.MIN_WAITING);
        assertThat(json.written).hasValue(written);

        List<Future<Integer>> captures = ask(1, HttpMethod.POST, "/api/holds/1/captures", "application/json");
        Patience.until("all to be answered", () -> {
            answerAll();
            return isOver(first) && isOver(waiting) && isOver(captures);
        });
        assertThat(statuses(captures)).containsOnly(200);
    }

    /** The framework makes ready to find out who somebody is, which is for those who are let in. */
    @Test
    void itIsKnownWhoIsRefusedBeforeTheFrameworkBeginsWithARequest() {
        assertThat(Admission.BEFORE_ALL).isLessThan(-SecurityHandlerPriorities.AUTHENTICATION);
    }

    @Test
    void aRefusalSaysWhetherTheRestOfABodyIsRead() {
        List<Future<Integer>> first = ask(PLACES, HttpMethod.GET, "/api/anything");
        Patience.until("all places to be taken", () -> inside.size() == PLACES);
        List<Future<Integer>> waiting = ask(Lane.MIN_WAITING, HttpMethod.GET, "/api/anything");
        Patience.until("the line to be full", () -> passed.get() == PLACES + Lane.MIN_WAITING);

        HttpClientResponse toShort = send(client, 99_999);
        HttpClientResponse toLong = send(client, 100_000);

        assertThat(toShort.statusCode()).isEqualTo(503);
        assertThat(toShort.getHeader("Connection")).isNull();
        assertThat(toLong.statusCode()).isEqualTo(503);
        assertThat(toLong.getHeader("Connection")).isEqualTo("close");
        Patience.until("all to be answered", () -> {
            answerAll();
            return isOver(first) && isOver(waiting);
        });
    }

    /** What it sent meanwhile stood in its way until the connection was idle for too long. */
    @Test
    void whoWasRefusedWithALargeBodyIsServedOnTheSameConnection() {
        List<Future<Integer>> first = ask(PLACES, HttpMethod.GET, "/api/anything");
        Patience.until("all places to be taken", () -> inside.size() == PLACES);
        HttpClient alone = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost("localhost")
                .setDefaultPort(server.actualPort())
                .setMaxPoolSize(1));
        Future<Integer> large = body(alone, LARGE).map(HttpClientResponse::statusCode);
        Patience.until("it to wait", () -> passed.get() == PLACES + 1);

        nanos.addAndGet(Lane.LOST + 1);
        answer(inside.poll());
        Patience.until("it to be refused", large::isComplete);
        assertThat(large.result()).isEqualTo(503);
        Future<Integer> next = alone.request(HttpMethod.GET, "/api/anything")
                .compose(HttpClientRequest::send)
                .map(HttpClientResponse::statusCode);
        Patience.until("all to be answered", () -> {
            answerAll();
            return isOver(first) && next.isComplete();
        });
        assertThat(next.result()).isEqualTo(200);
        joined(alone.close());
    }

    private static HttpClientResponse send(HttpClient client, int bytes) {
        return joined(body(client, bytes));
    }

    private static Future<HttpClientResponse> body(HttpClient client, int bytes) {
        return client.request(HttpMethod.POST, "/api/bodies")
                .map(request -> request.putHeader("Content-Type", "application/json"))
                .compose(request -> request.send(Buffer.buffer(new byte[bytes])));
    }

    private void answerAll() {
        for (RoutingContext next = inside.poll(); next != null; next = inside.poll()) {
            answer(next);
        }
    }

    private void answer(RoutingContext request) {
        HttpServerResponse response = request.response();
        vertx.runOnContext(turn -> response.end());
    }

    private List<Future<Integer>> ask(int times, HttpMethod method, String path) {
        return ask(times, method, path, "");
    }

    private List<Future<Integer>> ask(int times, HttpMethod method, String path, String type) {
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(client.request(method, path)
                    .map(request -> type.isEmpty() ? request : request.putHeader("Content-Type", type))
                    .compose(HttpClientRequest::send)
                    .map(HttpClientResponse::statusCode));
        }
        return answers;
    }

    private static boolean isOver(List<Future<Integer>> answers) {
        return answers.stream().allMatch(Future::isComplete);
    }

    private static List<Integer> statuses(List<Future<Integer>> answers) {
        return answers.stream().filter(Future::succeeded).map(Future::result).toList();
    }

    private static <T> T joined(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
