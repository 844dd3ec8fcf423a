package cn.dengyun.catalogue.push;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged platform on its durable database, killed in the middle of a push without any warning, again and again.
 * Runs after packaging; the lease of a dead node runs out after fifteen seconds, which is most of its time.
 */
@Timeout(900)
class PushCrashIT {

    private static final Path PLATFORM = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final String PROVIDER = "01900000-0000-7000-8000-000000000001";
    private static final int LINES = 30_000;
    private static final int CRASHES = 2;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    private Process platform;
    private int port;
    private String token;

    @AfterEach
    void stop() throws InterruptedException {
        if (platform == null) {
            return;
        }
        // Politely, so that its database ends with it.
        platform.destroy();
        platform.waitFor();
    }

    @Test
    void aPushThatIsKilledAgainAndAgainLosesNothingAndDoublesNothing() throws Exception {
        start();
        String cursor = endOfTheFeed();
        String push = push();
        long done = 0;
        for (int crash = 0; crash < CRASHES; crash++) {
            long before = done;
            done = await(push, now -> now.get("done").longValue() > before)
                    .get("done")
                    .longValue();
            assertThat(done).as("lines before the crash").isLessThan(LINES);
            platform.destroyForcibly().waitFor();
            start();
        }
        JsonNode ended = await(push, now -> now.get("state").textValue().equals("SUCCEEDED"));

        assertThat(TestPush.counts(ended)).containsExactly((long) LINES, 0L, 0L, 0L, 0L, 0L);
        assertThat(ended.get("done").longValue()).isEqualTo(LINES);
        Map<String, String> offerings = everyLineHasOneResult(push);
        everyOfferingIsToldOnce(offerings, cursor);
    }

    private Map<String, String> everyLineHasOneResult(String push) throws Exception {
        Map<String, String> offerings = new HashMap<>();
        List<Integer> lines = new ArrayList<>();
        get("/api/v1/catalogue-pushes/" + push + "/results")
                .lines()
                .map(TestPush::read)
                .forEach(result -> {
                    assertThat(result.get("outcome").textValue()).isEqualTo("CREATED");
                    assertThat(result.get("version").intValue()).isEqualTo(1);
                    assertThat(result.get("externalId").textValue()).isEqualTo("crash-" + result.get("line"));
                    lines.add(result.get("line").intValue());
                    offerings.put(
                            result.get("offeringId").textValue(),
                            result.get("externalId").textValue());
                });
        assertThat(lines).isEqualTo(IntStream.rangeClosed(1, LINES).boxed().toList());
        assertThat(offerings).as("offerings of their own").hasSize(LINES);
        return offerings;
    }

    /** The feed is what is on record and public: each offering of the push exactly once, in its first version. */
    private void everyOfferingIsToldOnce(Map<String, String> offerings, String start) throws Exception {
        Map<String, String> told = new HashMap<>();
        String cursor = start;
        Instant deadline = Instant.now().plus(Patience.LONG);
        while (told.size() < LINES) {
            assertThat(Instant.now())
                    .as("waiting for the feed, which told " + told.size())
                    .isBefore(deadline);
            JsonNode page = TestPush.read(get("/api/v1/catalogue/changes?limit=200&cursor=" + cursor));
            cursor = page.at("/page/nextCursor").textValue();
            for (JsonNode change : page.get("data")) {
                assertThat(change.get("change").textValue()).isEqualTo("PUBLISHED");
                assertThat(change.get("version").intValue()).isEqualTo(1);
                assertThat(change.get("revision").intValue()).isEqualTo(1);
                String id = change.get("offeringId").textValue();
                assertThat(told.put(id, change.get("externalId").textValue()))
                        .as("told before")
                        .isNull();
            }
        }
        assertThat(told).isEqualTo(offerings);
        JsonNode rest = TestPush.read(get("/api/v1/catalogue/changes?cursor=" + cursor));
        assertThat(rest.get("data")).isEmpty();
    }

    private String endOfTheFeed() throws Exception {
        JsonNode page = TestPush.read(get("/api/v1/catalogue/changes?limit=200"));
        while (page.at("/page/hasMore").booleanValue()) {
            page = TestPush.read(get("/api/v1/catalogue/changes?limit=200&cursor="
                    + page.at("/page/nextCursor").textValue()));
        }
        return page.at("/page/nextCursor").textValue();
    }

    private String push() throws Exception {
        String[] lines = new String[LINES];
        for (int i = 0; i < LINES; i++) {
            lines[i] = "{\"externalId\": \"crash-" + (i + 1) + "\", \"kind\": \"IAAS\", \"name\": \"云服务器第" + i + "号\"}";
        }
        HttpResponse<String> accepted = http.send(
                authorized("/api/v1/providers/" + PROVIDER + "/catalogue-pushes")
                        .header("Content-Type", "application/x-ndjson")
                        .header("Idempotency-Key", "the-push")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(TestPush.bytes(lines)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(accepted.statusCode()).isEqualTo(202);
        return TestPush.read(accepted.body()).get("id").textValue();
    }

    private JsonNode await(String push, Predicate<JsonNode> wanted) throws Exception {
        Instant deadline = Instant.now().plus(Patience.LONG);
        JsonNode now = TestPush.read(get("/api/v1/catalogue-pushes/" + push));
        while (!wanted.test(now)) {
            assertThat(Instant.now())
                    .as("waiting for the push, last seen as " + now)
                    .isBefore(deadline);
            now = TestPush.read(get("/api/v1/catalogue-pushes/" + push));
        }
        return now;
    }

    private void start() throws Exception {
        port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", PLATFORM.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("platform.log").toFile()));
        builder.environment().put("DENGYUN_DATA_DIR", folder.resolve("data").toString());
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.environment().put("QUARKUS_SHUTDOWN_DELAY", "0S");
        // The test asks without a pause, on a fast machine more often than a token may.
        builder.environment().put("DENGYUN_QUOTAS_REQUESTS_PER_MINUTE", "1000000");
        platform = builder.start();
        Instant deadline = Instant.now().plus(Patience.LONG);
        while (!isReady()) {
            assertThat(platform.isAlive()).as("the platform runs").isTrue();
            assertThat(Instant.now()).as("waiting for the platform").isBefore(deadline);
            // The process says nothing that could be waited for, so it is asked; a refused connection costs a moment.
            Thread.onSpinWait();
        }
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
        return TestPush.read(answer).get("access_token").textValue();
    }

    private String get(String path) throws Exception {
        HttpResponse<String> answer =
                http.send(authorized(path).build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(url(path)).timeout(Patience.LONG).header("Authorization", "Bearer " + token);
    }

    private URI url(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
