package cn.dengyun.events.webhook;

import cn.dengyun.FreePorts;
import cn.dengyun.Patience;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;

/** A receiver on this machine that checks every signature, and can be killed and started again at its address. */
final class TestReceiver implements AutoCloseable {

    private static final int WORKERS = 32;

    private final int port;
    private final List<Received> received = new ArrayList<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    private volatile String secret;
    private volatile String publicKey;
    private volatile HttpServer server;
    private volatile Function<Received, Reply> behaviour = event -> Reply.of(204);

    /** What came, with the headers it came with. */
    record Received(
            String id, String timestamp, String signatures, String contentType, String body, boolean isGenuine) {

        JsonObject event() {
            return new JsonObject(body);
        }
    }

    /** What is answered; a status of 0 hangs up instead. */
    record Reply(int status, String retryAfter) {

        static Reply of(int status) {
            return new Reply(status, null);
        }
    }

    TestReceiver() {
        port = FreePorts.next();
        server = started();
    }

    String url() {
        return "http://localhost:" + port + "/hook";
    }

    /** The secret and the key that signatures are checked with from now on; null checks nothing. */
    void trust(String newSecret, String newPublicKey) {
        secret = newSecret;
        publicKey = newPublicKey;
    }

    void behave(Function<Received, Reply> newBehaviour) {
        behaviour = newBehaviour;
    }

    /** Ends without a word: connections break, further ones are refused. */
    void kill() {
        server.stop(0);
    }

    void restart() {
        server = started();
    }

    List<Received> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** The first that came and is like this, waiting for it if need be. */
    Received await(Predicate<Received> wanted) throws InterruptedException {
        Instant deadline = Instant.now().plus(Patience.LONG);
        synchronized (received) {
            while (received.stream().noneMatch(wanted)) {
                long left = Duration.between(Instant.now(), deadline).toMillis();
                if (left <= 0) {
                    throw new AssertionError("it did not come, but " + received.size() + " others");
                }
                received.wait(left);
            }
            return received.stream().filter(wanted).findFirst().orElseThrow();
        }
    }

    private HttpServer started() {
        try {
            HttpServer fresh = HttpServer.create(new InetSocketAddress("localhost", port), 1_000);
            fresh.setExecutor(workers);
            fresh.createContext("/", this::receive);
            fresh.start();
            return fresh;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getRequestHeaders();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Received event = new Received(
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    headers.getFirst("content-type"),
                    body,
                    isGenuine(headers, body));
            Reply reply = behaviour.apply(event);
            synchronized (received) {
                received.add(event);
                received.notifyAll();
            }
            if (reply.status() == 0) {
                return;
            }
            if (reply.retryAfter() != null) {
                exchange.getResponseHeaders().add("Retry-After", reply.retryAfter());
            }
            exchange.sendResponseHeaders(reply.status(), -1);
        }
    }

    private boolean isGenuine(Headers headers, String body) {
        if (secret == null) {
            return true;
        }
        String id = headers.getFirst("webhook-id");
        String timestamp = headers.getFirst("webhook-timestamp");
        String signatures = headers.getFirst("webhook-signature");
        try {
            return WebhookVerification.bySecret(secret, id, timestamp, body, signatures)
                    && WebhookVerification.byPublicKey(publicKey, id, timestamp, body, signatures);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void close() {
        kill();
        workers.shutdownNow();
    }
}
