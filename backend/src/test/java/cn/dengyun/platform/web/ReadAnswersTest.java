package cn.dengyun.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.Patience;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many requests sent at once over one connection of the running platform, whose answers are read as one pleases. */
@QuarkusTest
class ReadAnswersTest {

    private static final int MANY = 40;

    /** As long as a page of 200 offerings. */
    private static final int PAGE = 62 * 1024;

    /** What finds room between the two sides, in pages; on Linux seven as a rule. */
    private static final int ROOM = 12;

    private static final int RECEIVE_BUFFER = 64 * 1024;
    private static final int UPLOAD = 1024 * 1024;

    /** In which whatever is not held back is carried out, on a busy machine too. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    @Inject
    Pages pages;

    /** What answers as long as a page of a catalogue, and costs nothing; without a proxy, whose fields are others. */
    @Singleton
    static class Pages {

        private final AtomicInteger carriedOut = new AtomicInteger();
        private final AtomicInteger hungUp = new AtomicInteger();

        void register(@Observes Router router) {
            router.get("/pages-of-tests/:number").order(-500).handler(this::answer);
            router.post("/pages-of-tests").order(-500).handler(Pages::measure);
            router.get("/pages-of-tests-that-never-come").order(-500).handler(context -> {
                carriedOut.incrementAndGet();
                context.response().closeHandler(closed -> hungUp.incrementAndGet());
            });
        }

        private void answer(RoutingContext context) {
            carriedOut.incrementAndGet();
            String number = context.pathParam("number");
            context.response().end(number + " ".repeat(PAGE - number.length()));
        }

        /** Begins to read late, as the platform does while it has no place for an upload. */
        private static void measure(RoutingContext context) {
            HttpServerRequest request = context.request().pause();
            context.vertx().setTimer(20, late -> {
                request.body()
                        .onSuccess(body -> context.response().end("read " + body.length()))
                        .onFailure(context::fail);
                request.resume();
            });
        }
    }

    @BeforeEach
    void count() {
        pages.carriedOut.set(0);
        pages.hungUp.set(0);
    }

    @Test
    void whoReadsNothingHasFewOfManyCarriedOutAndAllInOrderOnceItReads() throws IOException {
        try (Socket connection = connected()) {
            send(connection, requestsOf(MANY));

            assertThat(carriedOutInTheEnd()).isBetween(1, ROOM);
            assertThat(numbers(connection.getInputStream(), MANY)).isEqualTo(upTo(MANY));
            assertThat(pages.carriedOut).hasValue(MANY);
        }
    }

    @Test
    void whoReadsSlowlyIsServedAsItReads() throws IOException {
        try (Socket connection = connected()) {
            send(connection, requestsOf(MANY / 2));
            InputStream slow = new Slow(connection.getInputStream());

            for (String number : upTo(MANY / 2)) {
                assertThat(RawHttp.read(slow).body().trim()).isEqualTo(number);
                assertThat(pages.carriedOut.get()).isLessThanOrEqualTo(Integer.parseInt(number) + ROOM);
            }
        }
    }

    /** It is carried out in its turn, and what is behind it too, though none of it is read before. */
    @Test
    void anUploadBehindAnswersThatNobodyReadsIsNotLost() throws IOException {
        try (Socket connection = connected()) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                send(connection, requestsOf(MANY / 2));
                send(connection, "POST /pages-of-tests HTTP/1.1\r\nHost: h\r\nContent-Length: " + UPLOAD + "\r\n\r\n");
                send(connection, "x".repeat(UPLOAD));
                send(connection, requestsOf(MANY / 2));
            });
            assertThat(carriedOutInTheEnd()).isBetween(1, ROOM);

            InputStream answers = connection.getInputStream();
            assertThat(numbers(answers, MANY / 2)).isEqualTo(upTo(MANY / 2));
            assertThat(RawHttp.read(answers).body()).isEqualTo("read " + UPLOAD);
            assertThat(numbers(answers, MANY / 2)).isEqualTo(upTo(MANY / 2));
            sent.join();
        }
    }

    @Test
    void shortAnswersComeInOrderHoweverManyAreAskedForAtOnce() throws IOException {
        String found = "GET /api/v1/regions?limit=1 HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String refused = "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 2\r\n\r\n{}";
        try (Socket connection = connected()) {
            send(connection, (found + refused).repeat(MANY / 2));

            for (int i = 0; i < MANY / 2; i++) {
                assertThat(RawHttp.read(connection.getInputStream()).status()).isEqualTo(200);
                assertThat(RawHttp.read(connection.getInputStream()).status()).isEqualTo(400);
            }
            send(connection, found);
            assertThat(RawHttp.read(connection.getInputStream()).status()).isEqualTo(200);
        }
    }

    /** Its requests are held, which is no reason not to see that nobody waits for the answers. */
    @Test
    void thatTheOtherSideHasHungUpIsSeenWhileItsRequestsAreHeld() throws IOException {
        try (Socket connection = connected()) {
            send(connection, "GET /pages-of-tests-that-never-come HTTP/1.1\r\nHost: h\r\n\r\n" + requestsOf(4));
            Patience.until("the first to be carried out", () -> pages.carriedOut.get() == 1);
        }

        Patience.until("the hanging up to be seen", () -> pages.hungUp.get() == 1);
        assertThat(pages.carriedOut).hasValue(1);
    }

    /** Once no more are carried out. */
    private int carriedOutInTheEnd() {
        int[] last = {0};
        long[] since = {System.nanoTime()};
        Patience.until("nothing more to be carried out", () -> {
            int now = pages.carriedOut.get();
            if (now == 0 || now != last[0]) {
                last[0] = now;
                since[0] = System.nanoTime();
            }
            return System.nanoTime() - since[0] > QUIET_NANOS;
        });
        return last[0];
    }

    private static Socket connected() throws IOException {
        Socket connection = new Socket();
        connection.setReceiveBufferSize(RECEIVE_BUFFER);
        connection.setSoTimeout((int) Patience.LONG.toMillis());
        connection.connect(new InetSocketAddress("localhost", RestAssured.port));
        return connection;
    }

    private static void send(Socket connection, String bytes) {
        try {
            connection.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String requestsOf(int many) {
        StringBuilder requests = new StringBuilder();
        upTo(many)
                .forEach(number ->
                        requests.append("GET /pages-of-tests/").append(number).append(" HTTP/1.1\r\nHost: h\r\n\r\n"));
        return requests.toString();
    }

    private static List<String> numbers(InputStream answers, int many) throws IOException {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            numbers.add(RawHttp.read(answers).body().trim());
        }
        return numbers;
    }

    private static List<String> upTo(int many) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            numbers.add(Integer.toString(i));
        }
        return numbers;
    }

    /** Some megabytes a second. */
    private static final class Slow extends FilterInputStream {

        Slow(InputStream fast) {
            super(fast);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            return super.read(target, offset, Math.min(length, 8 * 1024));
        }
    }
}
