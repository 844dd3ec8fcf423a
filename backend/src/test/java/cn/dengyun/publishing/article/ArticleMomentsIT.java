package cn.dengyun.publishing.article;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.PackagedPlatform;
import cn.dengyun.Patience;
import cn.dengyun.identity.SignedIn;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An article that is approved for later begins and expires within a second of its moments, by the clock of the
 * database, on each of two packaged nodes: as itself, in lists and in feeds, also for those who ask whether what they
 * have is still so. Runs after packaging.
 *
 * <p>An answer says how it was at some time between its request and its arrival, so it is judged by both: however busy
 * the machine is, none is wrong because it took long. Where all took so long that a phase of the article was not seen,
 * another one is watched that has more time.
 */
@Timeout(900)
class ArticleMomentsIT {

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final int FIRST_SECONDS = 6;
    private static final int MAX_SECONDS = 48;

    private static final String REASON = "内容属实，同意发布";

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    Path folder;

    private PackagedPlatform one;
    private PackagedPlatform other;

    @BeforeEach
    void startBoth() throws Exception {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        one = new PackagedPlatform(
                Files.createDirectory(folder.resolve("one")),
                Map.of("DENGYUN_KEY_ENCRYPTION_KEY", Base64.getEncoder().encodeToString(key)));
        one.start();
        other = one.beside(Files.createDirectory(folder.resolve("other")));
        other.start();
    }

    @AfterEach
    void stopBoth() throws InterruptedException {
        if (other != null) {
            other.stop();
        }
        if (one != null) {
            one.stop();
        }
    }

    /** @param from when it is live, until when */
    private record Scheduled(String id, String topic, Instant from, Instant until) {

        /** Where it can be seen. */
        List<String> outlets() {
            return List.of(
                    TestArticles.PATH + "/" + id,
                    TestArticles.PATH + "?topic=" + topic,
                    "/api/v1/feeds/articles.json?topic=" + topic,
                    "/api/v1/feeds/articles.atom?topic=" + topic);
        }
    }

    /** What a request was answered: times of the database before it was sent and after its answer was there. */
    private record Seen(String outlet, boolean isShown, Instant sent, Instant answered) {

        boolean isBefore(Scheduled article) {
            return answered.isBefore(article.from());
        }

        boolean isWithin(Scheduled article) {
            return !sent.isBefore(article.from().plus(GRACE)) && answered.isBefore(article.until());
        }

        boolean isBehind(Scheduled article) {
            return !sent.isBefore(article.until().plus(GRACE));
        }

        boolean isWrong(Scheduled article) {
            return isShown ? isBefore(article) || isBehind(article) : isWithin(article);
        }
    }

    @Test
    void anArticleBeginsAndExpiresInTimeOnBothNodes() throws Exception {
        String writer = tokenOf("hefei");
        String reviewer = tokenOf("hefei2");
        boolean isSeen = false;
        for (int seconds = FIRST_SECONDS; !isSeen; seconds *= 2) {
            assertThat(seconds).as("seconds that were not enough").isLessThanOrEqualTo(MAX_SECONDS);
            Optional<Scheduled> scheduled = scheduled(writer, reviewer, seconds);
            isSeen = scheduled.isPresent() && isSeenThroughout(scheduled.get());
        }
    }

    /** One that begins so many seconds from now and is live for about as many; empty when that took too long. */
    private Optional<Scheduled> scheduled(String writer, String reviewer, int seconds) throws Exception {
        try (Connection database = one.database()) {
            String topic = "t" + UUID.randomUUID().toString().replace("-", "");
            Instant until = now(database).plusSeconds(2L * seconds);
            Map<String, Object> form = TestArticles.form("NOTICE");
            form.put("topics", List.of(topic));
            form.put("expiresAt", until.toString());
            HttpResponse<String> made = post(writer, TestArticles.PATH, form);
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            String id = json.readTree(made.body()).get("id").textValue();
            Instant from = now(database).plusSeconds(seconds);
            HttpResponse<String> submission = post(writer, TestArticles.PATH + "/" + id + "/submissions", null);
            // Its moments may be over by now, or by the review.
            assertThat(submission.statusCode()).as(submission.body()).isIn(200, 400);
            HttpResponse<String> review = post(
                    reviewer,
                    TestArticles.PATH + "/" + id + "/reviews",
                    Map.of("verdict", "APPROVE", "reason", REASON, "publishAt", from.toString()));
            assertThat(review.statusCode()).as(review.body()).isIn(200, 400, 409);
            return review.statusCode() == 200 && from.plus(GRACE).isBefore(until)
                    ? Optional.of(new Scheduled(id, topic, from, until))
                    : Optional.empty();
        }
    }

    /** Whether each outlet of both nodes was seen before, within and behind its time; never where it should not be. */
    private boolean isSeenThroughout(Scheduled article) throws Exception {
        ExecutorService watchers = Executors.newFixedThreadPool(2);
        try {
            List<Future<List<Seen>>> both =
                    watchers.invokeAll(List.of(() -> watched(one, article), () -> watched(other, article)));
            boolean isSeen = true;
            for (Future<List<Seen>> node : both) {
                List<Seen> all = node.get();
                assertThat(all.stream().filter(seen -> seen.isWrong(article)))
                        .as("answers that are not as they should be of %s", article)
                        .isEmpty();
                isSeen &= article.outlets().stream().allMatch(outlet -> isSeenThroughout(article, outlet, all));
            }
            return isSeen;
        } finally {
            watchers.shutdownNow();
        }
    }

    private static boolean isSeenThroughout(Scheduled article, String outlet, List<Seen> all) {
        List<Seen> ofOutlet =
                all.stream().filter(seen -> seen.outlet().equals(outlet)).toList();
        return Stream.of(
                        ofOutlet.stream().filter(seen -> seen.isBefore(article)),
                        ofOutlet.stream().filter(seen -> seen.isWithin(article)),
                        ofOutlet.stream().filter(seen -> seen.isBehind(article)))
                .allMatch(phase -> phase.findAny().isPresent());
    }

    /** What a node answers until the article is over, at each outlet again and again. */
    private List<Seen> watched(PackagedPlatform node, Scheduled article) throws Exception {
        List<Seen> all = new ArrayList<>();
        Map<String, String> tags = new HashMap<>();
        Map<String, Boolean> shown = new HashMap<>();
        try (Connection database = one.database()) {
            Patience.until(
                    "the end of an article",
                    () -> {
                        Instant begin = now(database);
                        for (String outlet : article.outlets()) {
                            all.add(look(node, database, outlet, article.id(), tags, shown));
                        }
                        return begin;
                    },
                    begin -> !begin.isBefore(article.until().plus(GRACE)));
        }
        return all;
    }

    /** Asks as a reader does that keeps what it was told: whether that is still so. */
    private static Seen look(
            PackagedPlatform node,
            Connection database,
            String outlet,
            String id,
            Map<String, String> tags,
            Map<String, Boolean> shown)
            throws Exception {
        HttpRequest.Builder request = node.request(outlet);
        if (tags.containsKey(outlet)) {
            request.header("If-None-Match", tags.get(outlet));
        }
        Instant sent = now(database);
        HttpResponse<String> answer = node.send(request.GET().build());
        Instant answered = now(database);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 304, 404);
        assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                .as("nobody may show what has ended without having asked")
                .doesNotContain("max-age");
        if (answer.statusCode() != 304) {
            tags.remove(outlet);
            answer.headers().firstValue("ETag").ifPresent(tag -> tags.put(outlet, tag));
            shown.put(outlet, answer.statusCode() == 200 && answer.body().contains(id));
        }
        return new Seen(outlet, shown.get(outlet), sent, answered);
    }

    private static Instant now(Connection database) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement("SELECT clock_timestamp()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private String tokenOf(String username) throws Exception {
        HttpResponse<String> answer = one.send(one.request("/api/v1/sessions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        json.writeValueAsString(Map.of("username", username, "password", SignedIn.PASSWORD))))
                .build());
        return json.readTree(answer.body()).get("accessToken").textValue();
    }

    /** @param body null for none */
    private HttpResponse<String> post(String token, String path, Map<String, ?> body) throws Exception {
        HttpRequest.Builder request = one.request(path)
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "*");
        return one.send(
                body == null
                        ? request.POST(HttpRequest.BodyPublishers.noBody()).build()
                        : request.header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                                .build());
    }
}
