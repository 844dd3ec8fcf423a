package cn.dengyun.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.PackagedPlatform;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged platform on its durable database, killed without any warning while it delivers. Runs after packaging.
 */
@Timeout(900)
class DeliveryCrashIT {

    private static final String OFFERINGS =
            "/api/v1/providers/01900000-0000-7000-8000-000000000001/offerings/webhook-crash-";
    private static final int EVENTS = 200;
    private static final int CRASHES = 2;

    private final TestReceiver receiver = new TestReceiver();
    private final AtomicInteger last = new AtomicInteger();
    private final Set<Integer> accepted = new HashSet<>();

    @TempDir
    Path folder;

    private PackagedPlatform platform;
    private String token;

    @BeforeEach
    void isLetCallThisMachine() {
        platform = new PackagedPlatform(folder, Map.of("DENGYUN_WEBHOOKS_ALLOW_PRIVATE_TARGETS", "true"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        receiver.close();
        platform.stop();
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
            platform.kill();
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
        platform.start();
        token = signIn();
    }

    private String signIn() throws Exception {
        HttpRequest request = platform.request("/api/v1/oauth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=platform-client&client_secret=platform-secret"))
                .build();
        return new JsonObject(platform.send(request).body()).getString("access_token");
    }

    private JsonObject send(String method, String path, JsonObject body, int status) throws Exception {
        HttpRequest request = platform.request(path)
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", method + path.replace('/', '-'))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
        HttpResponse<String> answer = platform.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body());
    }
}
