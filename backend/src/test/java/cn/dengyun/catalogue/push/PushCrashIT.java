package cn.dengyun.catalogue.push;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.PackagedPlatform;
import cn.dengyun.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged platform on its durable database, killed in the middle of a push without any warning, again and again.
 * Runs after packaging; the lease of a dead node runs out after fifteen seconds, which is most of its time.
 */
@Timeout(900)
class PushCrashIT {

    private static final String PROVIDER = "01900000-0000-7000-8000-000000000001";
    private static final int LINES = 30_000;
    private static final int CRASHES = 2;

    @TempDir
    Path folder;

    private PackagedPlatform platform;
    private String token;

    @BeforeEach
    void start() throws Exception {
        platform = new PackagedPlatform(folder);
        startAgain();
    }

    @AfterEach
    void stop() throws InterruptedException {
        platform.stop();
    }

    @Test
    void aPushThatIsKilledAgainAndAgainLosesNothingAndDoublesNothing() throws Exception {
        String cursor = endOfTheFeed();
        String push = push();
        long done = 0;
        for (int crash = 0; crash < CRASHES; crash++) {
            long before = done;
            done = await(push, now -> now.get("done").longValue() > before)
                    .get("done")
                    .longValue();
            assertThat(done).as("lines before the crash").isLessThan(LINES);
            platform.kill();
            startAgain();
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
        AtomicReference<String> cursor = new AtomicReference<>(start);
        Patience.until(
                "the feed",
                () -> {
                    cursor.set(read(cursor.get(), told));
                    return told.size();
                },
                count -> count >= LINES);
        assertThat(told).isEqualTo(offerings);
        JsonNode rest = TestPush.read(get("/api/v1/catalogue/changes?cursor=" + cursor));
        assertThat(rest.get("data")).isEmpty();
    }

    /** Returns how far the feed was there to be read. */
    private String read(String start, Map<String, String> told) throws Exception {
        String cursor = start;
        JsonNode page;
        do {
            page = TestPush.read(get("/api/v1/catalogue/changes?limit=200&cursor=" + cursor));
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
        } while (page.at("/page/hasMore").booleanValue());
        return cursor;
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
        HttpResponse<String> accepted = platform.send(authorized("/api/v1/providers/" + PROVIDER + "/catalogue-pushes")
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", "the-push")
                .POST(HttpRequest.BodyPublishers.ofByteArray(TestPush.bytes(lines)))
                .build());
        assertThat(accepted.statusCode()).isEqualTo(202);
        return TestPush.read(accepted.body()).get("id").textValue();
    }

    private JsonNode await(String push, Predicate<JsonNode> wanted) throws Exception {
        return Patience.until("the push", () -> TestPush.read(get("/api/v1/catalogue-pushes/" + push)), wanted);
    }

    private void startAgain() throws Exception {
        platform.start();
        token = signIn();
    }

    private String signIn() throws Exception {
        HttpRequest request = platform.request("/api/v1/oauth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=platform-client&client_secret=platform-secret"))
                .build();
        return TestPush.read(platform.send(request).body()).get("access_token").textValue();
    }

    private String get(String path) throws Exception {
        HttpResponse<String> answer = platform.send(authorized(path).build());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private HttpRequest.Builder authorized(String path) {
        return platform.request(path).header("Authorization", "Bearer " + token);
    }
}
