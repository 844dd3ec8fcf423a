package cn.dengyun.trade.provisioning;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A provider's endpoint on this machine. It makes another service at each {@code PUT}, whatever its id, so that whoever
 * asks twice gets two.
 */
final class TestProviderEndpoint implements AutoCloseable {

    private static final String INSTANCES = "/dengyun/v1/service-instances/";

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "test-provider-endpoint");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Asked> asked = new ArrayList<>();
    private final Map<String, List<String>> services = new HashMap<>();
    private final Set<String> secrets = new HashSet<>();
    private int most;
    private volatile Function<Asked, Reply> behaviour = this::serve;

    /** What came. */
    record Asked(
            String method, String path, String instance, String key, String attempt, String operation, String body) {}

    /** What is answered; a status of 0 hangs up, and one of -1 says nothing for ever. */
    record Reply(int status, String body, Map<String, String> headers) {

        static Reply of(int status, String body) {
            return new Reply(status, body, Map.of());
        }

        static Reply hangUp() {
            return of(0, null);
        }

        static Reply hang() {
            return of(-1, null);
        }
    }

    TestProviderEndpoint() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 1_000);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(workers);
        server.createContext("/", this::receive);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/dengyun";
    }

    /** One more secret that signatures may be made with. */
    void trust(String secret) {
        secrets.add(secret.replace("prsec_", ""));
    }

    void distrustAll() {
        secrets.clear();
    }

    void behave(Function<Asked, Reply> newBehaviour) {
        behaviour = newBehaviour;
    }

    void behave() {
        behaviour = this::serve;
    }

    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    synchronized List<Asked> asked(String instance) {
        return asked.stream().filter(each -> each.instance().equals(instance)).toList();
    }

    /** What there is of an instance. */
    synchronized List<String> services(String instance) {
        return List.copyOf(services.getOrDefault(instance, List.of()));
    }

    /** How many services there ever were of one instance at the same time. */
    synchronized int most() {
        return most;
    }

    /** Does what is asked, as naively as it may. */
    synchronized Reply serve(Asked call) {
        List<String> present = services.computeIfAbsent(call.instance(), id -> new ArrayList<>());
        return switch (call.method()) {
            case "PUT" -> {
                present.add(call.key());
                most = Math.max(most, present.size());
                yield Reply.of(
                        201,
                        about(call).put("serviceReference", reference(call)).encode());
            }
            case "DELETE" -> {
                boolean isThere = !present.isEmpty();
                present.clear();
                yield isThere ? Reply.of(200, about(call).encode()) : Reply.of(410, "{}");
            }
            default -> Reply.of(200, about(call).put("state", "SUCCEEDED").encode());
        };
    }

    static JsonObject about(Asked call) {
        return new JsonObject().put("instanceId", call.instance());
    }

    static String reference(Asked call) {
        return "svc-" + call.instance().substring(24);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getRawPath();
            if (!isGenuine(exchange, path, body)) {
                send(exchange, Reply.of(401, "{}"));
                return;
            }
            if (path.endsWith("/v1/status")) {
                send(exchange, Reply.of(200, "{\"protocol\": \"dengyun-provisioning/1\"}"));
                return;
            }
            Asked call = new Asked(
                    exchange.getRequestMethod(),
                    path,
                    path.startsWith(INSTANCES)
                            ? path.substring(INSTANCES.length()).split("/", 2)[0]
                            : "",
                    said(exchange, "idempotency-key"),
                    said(exchange, "dengyun-attempt"),
                    said(exchange, "dengyun-operation"),
                    body);
            synchronized (this) {
                asked.add(call);
            }
            send(exchange, behaviour.apply(call));
        }
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException {
        if (reply.status() == 0) {
            return;
        }
        if (reply.status() < 0) {
            await();
            return;
        }
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        byte[] bytes = reply.body() == null ? new byte[0] : reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isGenuine(HttpExchange exchange, String path, String body) {
        if (secrets.isEmpty()) {
            return true;
        }
        String signatures = exchange.getRequestHeaders().getFirst("dengyun-signature");
        String signed = String.join(
                "\n",
                said(exchange, "idempotency-key"),
                said(exchange, "dengyun-timestamp"),
                said(exchange, "dengyun-attempt"),
                said(exchange, "dengyun-operation"),
                exchange.getRequestMethod(),
                path,
                body);
        return signatures != null
                && Arrays.stream(signatures.split(" "))
                        .anyMatch(each ->
                                secrets.stream().anyMatch(secret -> each.equals("v1," + signature(secret, signed))));
    }

    private static String said(HttpExchange exchange, String header) {
        String value = exchange.getRequestHeaders().getFirst(header);
        return value == null ? "" : value;
    }

    private static String signature(String secret, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        workers.shutdownNow();
    }
}
