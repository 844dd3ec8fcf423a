package cn.dengyun.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.FreePorts;
import cn.dengyun.Patience;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged platform on its durable database, killed without any warning while it delivers. Runs after packaging.
 */
@Timeout(900)
class DeliveryCrashIT {

    private static final Path PLATFORM = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final String OFFERINGS =
            "/api/v1/providers/01900000-0000-7000-8000-000000000001/offerings/webhook-crash-";
    private static final int EVENTS = 200;
    private static final int CRASHES = 2;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TestReceiver receiver = new TestReceiver();
    private final AtomicInteger last = new AtomicInteger();
    private final Set<Integer> accepted = new HashSet<>();

    @TempDir
    Path folder;

    private Process platform;
    private int port;
    private String token;

    @AfterEach
    void stop() throws InterruptedException {
        receiver.close();
        if (platform == null) {
            return;
        }
        // Politely, so that its database ends with it.
        platform.destroy();
        platform.waitFor();
    }

    @Test
    void aPlatformThatIsKilledAgainAndAgainDeliversEverythingInOrder() throws Exception {
        start();
        receiver.behave(event -> TestReceiver.Reply.of(503));
        JsonObject made = send(
                "POST",
                "/api/v1/webhook-endpoints",
                new JsonObject().put("url", receiver.url()).put("types", new JsonArray().add("cn.dengyun.catalogue.")),
                201);
        receiver.trust(made.getString("secret"), made.getJsonObject("endpoint").getString("publicKey"));
        for (int i = 0; i < EVENTS; i++) {
            send("PUT", OFFERINGS + i, new JsonObject().put("kind", "SAAS").put("name", "投递检查 " + i), 201);
        }
        int first = receiver.await(event -> true).event().getInteger("sequence");
        last.set(first - 1);
        receiver.behave(this::take);

        for (int crash = 1; crash <= CRASHES; crash++) {
            int enough = EVENTS * crash / (CRASHES + 2);
            receiver.await(event -> count() >= enough);
            platform.destroyForcibly().waitFor();
            assertThat(count()).as("events before the crash").isLessThan(EVENTS);
            start();
        }
        receiver.await(event -> count() == EVENTS);

        assertThat(accepted)
                .containsExactlyInAnyOrderElementsOf(java.util.stream.IntStream.range(first, first + EVENTS)
                        .boxed()
                        .toList());
        assertThat(receiver.received()).allMatch(TestReceiver.Received::isGenuine);
        assertThat(receiver.received().stream()
                        .map(event -> event.id() + event.event().getInteger("sequence"))
                        .distinct())
                .as("one id for each event")
                .hasSize(EVENTS);
    }

    private synchronized int count() {
        return accepted.size();
    }

    private synchronized TestReceiver.Reply take(TestReceiver.Received received) {
        int sequence = received.event().getInteger("sequence");
        assertThat(sequence).as("nothing overtakes").isLessThanOrEqualTo(last.get() + 1);
        last.set(Math.max(last.get(), sequence));
        accepted.add(sequence);
        return TestReceiver.Reply.of(204);
    }

    private void start() throws Exception {
        port = FreePorts.next();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", PLATFORM.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("platform.log").toFile()));
        builder.environment().put("DENGYUN_DATA_DIR", folder.resolve("data").toString());
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.environment().put("QUARKUS_SHUTDOWN_DELAY", "0S");
        builder.environment().put("DENGYUN_QUOTAS_REQUESTS_PER_MINUTE", "1000000");
        builder.environment().put("DENGYUN_WEBHOOKS_ALLOW_PRIVATE_TARGETS", "true");
        platform = builder.start();
        Patience.until("the platform", () -> {
            assertThat(platform.isAlive()).as("the platform runs").isTrue();
            return isReady();
        });
        token = signIn();
    }

    private boolean isReady() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String signIn() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url("/api/v1/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=platform-client&client_secret=platform-secret"))
                .build();
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return new JsonObject(answer).getString("access_token");
    }

    private JsonObject send(String method, String path, JsonObject body, int status) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url(path))
                .timeout(Patience.LONG)
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", method + path.replace('/', '-'))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body());
    }

    private URI url(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
