package cn.dengyun.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.Patience;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of an answer, and how little a server that means harm can take. */
class OutboundCallsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final HostResolver HERE = name -> List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    private static final int MOST = OutboundCalls.MAX_ANSWER_BYTES;

    /** Of a server that does not answer in time: nobody else is waited for so shortly. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static NetServer server;
    private static volatile String answer;
    private static volatile boolean isClosedBehind;
    private static volatile CompletableFuture<Void> gone;
    private static volatile String received;

    private OutboundCalls calls;

    @BeforeAll
    static void listen() {
        server = join(VERTX.createNetServer()
                .connectHandler(OutboundCallsTest::serve)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture());
    }

    @AfterAll
    static void closeVertx() {
        join(VERTX.close().toCompletionStage().toCompletableFuture());
    }

    @BeforeEach
    void begin() {
        calls = calls(HERE, Patience.LONG);
        isClosedBehind = false;
        gone = new CompletableFuture<>();
        received = "";
    }

    @AfterEach
    void close() {
        calls.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0, '', false",
        "4, 0123, false",
        "9, 012345678, false",
        "10, 0123456789, true",
        "65536, 0123456789, true"
    })
    void theBodyIsKeptAsFarAsItIsWanted(int wanted, String kept, boolean isWhole) {
        answer = "HTTP/1.1 200 OK\r\nX-Kept: yes\r\nContent-Length: 10\r\n\r\n0123456789";

        OutboundAnswer found = made(calls, get(wanted));

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.failure()).isNull();
        assertThat(found.headers().get("x-kept")).isEqualTo("yes");
        assertThat(found.body().toString()).isEqualTo(kept);
        assertThat(found.isWhole()).isEqualTo(isWhole);
    }

    @Test
    void nothingIsWholeWhenNothingIsAllThereIs() {
        answer = "HTTP/1.1 204 No Content\r\n\r\n";

        assertThat(made(calls, get(0)).isWhole()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false"})
    void aBodyOfTheBoundIsWholeAndOneByteMoreIsNot(int more, boolean isWhole) {
        answer = "HTTP/1.1 200 OK\r\nContent-Length: " + (MOST + more) + "\r\n\r\n" + "x".repeat(MOST + more);

        OutboundAnswer found = made(calls, get(MOST));

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body().length()).isEqualTo(MOST);
        assertThat(found.isWhole()).isEqualTo(isWhole);
    }

    @Test
    void aBodyThatComesTooSlowlyIsKeptAsFarAsItCameAndTheConnectionIsGivenUp() {
        answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbegin\r\n";
        OutboundCalls hurried = calls(HERE, SHORT);
        try {
            OutboundAnswer found = made(hurried, get(MOST));

            assertThat(found.status()).isEqualTo(200);
            assertThat(found.body().toString()).isEqualTo("begin");
            assertThat(found.isWhole()).isFalse();
            join(gone);
        } finally {
            hurried.close();
        }
    }

    @Test
    void whoNeverAnswersIsGivenUp() {
        answer = "";
        OutboundCalls hurried = calls(HERE, SHORT);
        try {
            OutboundAnswer found = made(hurried, get(MOST));

            assertThat(found.failure()).isEqualTo(OutboundFailure.TIMEOUT);
            assertThat(found.isSent()).isTrue();
            assertThat(found.status()).isNull();
            assertThat(found.body().length()).isZero();
            assertThat(found.headers()).isEmpty();
            assertThat(found.isWhole()).isFalse();
            join(gone);
        } finally {
            hurried.close();
        }
    }

    @Test
    void aBodyThatBreaksOffIsNotWhole() {
        answer = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin";
        isClosedBehind = true;

        OutboundAnswer found = made(calls, get(MOST));

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body().toString()).isEqualTo("begin");
        assertThat(found.isWhole()).isFalse();
    }

    @Test
    void aHeadWithoutEndIsNoAnswer() {
        answer = "HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(64 * 1_024) + "\r\n\r\n";

        OutboundAnswer found = made(calls, get(MOST));

        assertThat(found.failure()).isEqualTo(OutboundFailure.CONNECTION);
        assertThat(found.status()).isNull();
    }

    @Test
    void whatIsPackedIsNotUnpacked() {
        answer = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 6\r\n\r\npacked";

        OutboundAnswer found = made(calls, get(MOST));

        assertThat(found.body().toString()).isEqualTo("packed");
        assertThat(received).doesNotContainIgnoringCase("accept-encoding");
    }

    @Test
    void methodHeaderFieldsAndBodyArriveAsTheyWereGiven() {
        answer = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";

        OutboundAnswer found =
                made(calls, new OutboundCall("PUT", url("/a?b=c"), 0, Map.of("Authorization", "Bearer t"), "{}", 0));

        assertThat(found.status()).isEqualTo(201);
        assertThat(received)
                .startsWith("PUT /a?b=c HTTP/1.1\r\n")
                .containsIgnoringCase("authorization: Bearer t\r\n")
                .containsIgnoringCase("host: provider.example:" + server.actualPort() + "\r\n")
                .endsWith("\r\n\r\n{}");
    }

    @Test
    void aCallAlwaysHasAnOutcome() {
        for (String url : new String[] {null, "", "no address", "ftp://provider.example/"}) {
            OutboundAnswer found = made(calls, new OutboundCall("GET", url, 0, Map.of(), null, 0));

            assertThat(found.failure()).as(url).isEqualTo(OutboundFailure.REFUSED);
        }
    }

    @Test
    void slowNamesDoNotTakeTheTurnsOfOthersOnceNobodyWaits() {
        answer = "HTTP/1.1 204 No Content\r\n\r\n";
        CountDownLatch held = new CountDownLatch(1);
        List<String> resolved = Collections.synchronizedList(new ArrayList<>());
        OutboundCalls hurried = calls(
                name -> {
                    resolved.add(name);
                    if (name.startsWith("slow")) {
                        await(held);
                    }
                    return HERE.resolve(name);
                },
                SHORT);
        try {
            List<CompletableFuture<OutboundAnswer>> slow = new ArrayList<>();
            for (int i = 0; i < OutboundCalls.RESOLVING_AT_ONCE; i++) {
                slow.add(asked(hurried, call("slow" + i + ".example")));
            }
            Patience.until("every turn is taken", () -> resolved.size() == OutboundCalls.RESOLVING_AT_ONCE);
            CompletableFuture<OutboundAnswer> late = asked(hurried, call("late.example"));

            assertThat(asked(calls, OutboundPurpose.PROVISIONING, call("other.example"))
                            .thenApply(OutboundAnswer::status))
                    .as("of another purpose")
                    .succeedsWithin(Patience.LONG)
                    .isEqualTo(204);
            assertThat(join(late).failure()).isEqualTo(OutboundFailure.TIMEOUT);
            assertThat(join(late).isSent()).isFalse();
            assertThat(join(late).isTried()).as("its turn never came").isFalse();
            slow.forEach(each -> {
                assertThat(join(each).failure()).isEqualTo(OutboundFailure.TIMEOUT);
                assertThat(join(each).isTried()).isTrue();
            });
            held.countDown();
            assertThat(made(calls, call("next.example")).status()).isEqualTo(204);
            assertThat(resolved).doesNotContain("late.example");
        } finally {
            held.countDown();
            hurried.close();
        }
    }

    @Test
    void aSlowNameHoldsUpThoseAloneWhoCallItsHost() {
        answer = "HTTP/1.1 204 No Content\r\n\r\n";
        CountDownLatch held = new CountDownLatch(1);
        List<String> resolved = Collections.synchronizedList(new ArrayList<>());
        OutboundCalls by = calls(
                name -> {
                    resolved.add(name);
                    if (name.startsWith("slow")) {
                        await(held);
                    }
                    return HERE.resolve(name);
                },
                Patience.LONG);
        try {
            List<CompletableFuture<OutboundAnswer>> slow = new ArrayList<>();
            for (int i = 0; i < 2 * OutboundCalls.RESOLVING_AT_ONCE; i++) {
                slow.add(asked(by, call("slow.example")));
            }

            assertThat(made(by, call("other.example")).status()).isEqualTo(204);
            assertThat(resolved).containsExactlyInAnyOrder("slow.example", "other.example");
            held.countDown();
            slow.forEach(each -> assertThat(join(each).status()).isEqualTo(204));
        } finally {
            held.countDown();
            by.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"t\r\nHost: 127.0.0.1", "t\nx: y", "t\u0000", "密钥", "t\u007f"})
    void aHeaderFieldDoesNotEndEarlyAndIsNotRepeated(String value) {
        assertThatThrownBy(() -> new OutboundCall("GET", url("/"), 0, Map.of("Authorization", value), null, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unfit for a call: value of a header field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "a\r\nb", "Host", "content-LENGTH", "Transfer-Encoding", "Connection"})
    void nobodySaysByHeaderFieldsHowTheConnectionIsUsed(String name) {
        assertThatThrownBy(() -> new OutboundCall("GET", url("/"), 0, Map.of(name, "x"), null, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCallIsWithinItsBounds() {
        for (int kept : new int[] {-1, MOST + 1}) {
            assertThatThrownBy(() -> new OutboundCall("GET", url("/"), 0, Map.of(), null, kept))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new OutboundCall("GET", url("/"), -1, Map.of(), null, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OutboundCall("GET / HTTP/1.1\r\n", url("/"), 0, Map.of(), null, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsLoggedOfACallHoldsNoSecret() {
        answer = "HTTP/1.1 200 OK\r\nSet-Cookie: secret\r\nContent-Length: 6\r\n\r\nsecret";
        OutboundCall call =
                new OutboundCall("POST", url("/secret?t=secret"), 1, Map.of("Authorization", "secret"), "secret", MOST);

        assertThat(call.toString()).isEqualTo("POST call, attempt 1");
        assertThat(made(calls, call).toString()).startsWith("status 200 after ").doesNotContain("secret");
        assertThat(OutboundAnswer.none(OutboundFailure.TLS, true, true, 3).toString())
                .isEqualTo("TLS after 3 ms");
    }

    private static OutboundCalls calls(HostResolver resolver, Duration timeout) {
        return new OutboundCalls(
                new TargetGuard(resolver, TestOutboundRules.everything()), VERTX, new HttpClientOptions(), timeout);
    }

    private static OutboundCall get(int kept) {
        return new OutboundCall("GET", url("/"), 0, Map.of(), null, kept);
    }

    private static OutboundCall call(String host) {
        return new OutboundCall("GET", "http://" + host + ":" + server.actualPort() + "/", 0, Map.of(), null, 0);
    }

    private static String url(String path) {
        return "http://provider.example:" + server.actualPort() + path;
    }

    private static OutboundAnswer made(OutboundCalls by, OutboundCall call) {
        return join(asked(by, call));
    }

    private static CompletableFuture<OutboundAnswer> asked(OutboundCalls by, OutboundCall call) {
        return by.make(call).subscribeAsCompletionStage();
    }

    private static CompletableFuture<OutboundAnswer> asked(
            OutboundCalls by, OutboundPurpose purpose, OutboundCall call) {
        return by.make(purpose, call).subscribeAsCompletionStage();
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(Patience.LONG.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says its answer as soon as the request is there. */
    private static void serve(NetSocket socket) {
        CompletableFuture<Void> closed = gone;
        socket.exceptionHandler(failure -> socket.close());
        socket.closeHandler(nothing -> closed.complete(null));
        Buffer request = Buffer.buffer();
        socket.handler(part -> {
            request.appendBuffer(part);
            String text = request.toString();
            boolean isThere = text.contains("\r\n\r\n") && (!text.startsWith("PUT") || text.endsWith("{}"));
            if (isThere) {
                received = text;
                socket.write(answer).onSuccess(written -> {
                    if (isClosedBehind) {
                        socket.close();
                    }
                });
            }
        });
    }
}
