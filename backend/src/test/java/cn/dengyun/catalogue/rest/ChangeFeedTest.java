package cn.dengyun.catalogue.rest;

import static cn.dengyun.catalogue.TestProvider.anOffering;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The feed that mirrors live on: whoever follows it has exactly the public catalogue. */
@QuarkusTest
class ChangeFeedTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WRITERS = 8;
    private static final int EDITS = 25;

    /** Where the feed ended when it was last read to its end; other tests fill it with many changes. */
    private static String end;

    @Test
    void aMirrorEqualsThePublicCatalogueAfterEightWritersHaveWritten() {
        TestProvider provider = TestProvider.aProvider();
        String beginning = now();
        Mirror mirror = new Mirror(provider.id(), beginning);
        List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> write(provider)))
                .toList();

        while (!writers.stream().allMatch(CompletableFuture::isDone)) {
            mirror.follow();
        }
        writers.forEach(CompletableFuture::join);
        Map<String, Integer> published = published(provider);
        Background.settle();
        mirror.follow();

        assertThat(published).isNotEmpty();
        assertThat(mirror.versions()).isEqualTo(published);
        assertThat(mirror.disorder)
                .as("changes of an offering that came out of order or twice")
                .isEmpty();
        Mirror fromTheBeginning = new Mirror(provider.id(), beginning);
        fromTheBeginning.follow();
        assertThat(mirror.versions()).isEqualTo(published);
        assertThat(fromTheBeginning.versions()).isEqualTo(published);
        assertThat(fromTheBeginning.seen).isEqualTo(mirror.seen);
    }

    /** Twenty-five random edits of twelve offerings that all writers share. */
    private static void write(TestProvider provider) {
        for (int i = 0; i < EDITS; i++) {
            String key = "k" + ThreadLocalRandom.current().nextInt(12);
            if (ThreadLocalRandom.current().nextInt(5) == 0) {
                int status = provider.delete(key, "*").statusCode();
                assertThat(status).isIn(204, 404, 409, 412);
            } else {
                int status = provider.put(
                                key,
                                anOffering("名" + ThreadLocalRandom.current().nextInt(1_000)))
                        .statusCode();
                assertThat(status).isIn(200, 201, 412);
            }
        }
    }

    private static Map<String, Integer> published(TestProvider provider) {
        JsonPath page = provider.request()
                .queryParam("limit", 200)
                .queryParam("status", "PUBLISHED")
                .get("/api/v1/providers/{id}/offerings", provider.id())
                .jsonPath();
        List<String> ids = page.getList("data.id");
        List<Integer> versions = page.getList("data.version");
        Map<String, Integer> published = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            published.put(ids.get(i), versions.get(i));
        }
        return published;
    }

    @Test
    void everyPublicMoveIsToldOnceAndPrivateOnesAreNot() {
        TestProvider provider = TestProvider.aProvider();
        Mirror mirror = new Mirror(provider.id(), now());

        provider.put("a", "{\"kind\": \"IAAS\", \"name\": \"稿\", \"draft\": true}")
                .then()
                .statusCode(201);
        provider.put("a", "{\"kind\": \"IAAS\", \"name\": \"稿二\", \"draft\": true}")
                .then()
                .statusCode(200);
        String id = provider.put("a", anOffering("公开"))
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        provider.put("a", anOffering("公开")).then().header("Outcome", "UNCHANGED");
        provider.put("a", anOffering("更新")).then().statusCode(200);
        move(id, "suspensions");
        provider.put("a", anOffering("暂停中更正")).then().statusCode(200);
        move(id, "reinstatements");
        provider.delete("a", "*").then().statusCode(204);

        assertThat(mirror.told(5))
                .containsExactly(
                        "PUBLISHED 3 公开", "UPDATED 4 更新", "SUSPENDED 4 更新", "REINSTATED 5 暂停中更正", "RETIRED 5 暂停中更正");
    }

    private static void move(String id, String what) {
        SignedIn.as("province")
                .contentType("application/json")
                .body("{\"reason\": \"检查\"}")
                .post("/api/v1/offerings/{id}/" + what, id)
                .then()
                .statusCode(200);
    }

    @Test
    void aForgedCursorIsRefused() {
        String genuine = page(null).getString("page.nextCursor");
        for (String cursor : List.of(
                "forged", "%", "AAAA", genuine.substring(1), genuine + "A", flipped(genuine), "云", "x".repeat(1_999))) {
            given().queryParam("cursor", cursor)
                    .get("/api/v1/catalogue/changes")
                    .then()
                    .statusCode(400)
                    .body("code", is("cursor-invalid"));
        }
        given().queryParam("cursor", "").get("/api/v1/catalogue/changes").then().statusCode(400);
        given().queryParam("cursor", "x".repeat(2_001))
                .get("/api/v1/catalogue/changes")
                .then()
                .statusCode(400);
        SignedIn.as("auditor")
                .queryParam("cursor", genuine)
                .get("/api/v1/events")
                .then()
                .statusCode(400)
                .body("code", is("cursor-invalid"));
    }

    private static String flipped(String cursor) {
        char first = cursor.charAt(0) == 'A' ? 'B' : 'A';
        return first + cursor.substring(1);
    }

    @Test
    void theEndOfTheFeedIsAPlaceToComeBackTo() {
        // What other tests did may still be on its way into the feed.
        Background.settle();
        JsonPath nothing = page(now());
        assertThat(nothing.getList("data")).isEmpty();

        assertThat(nothing.getString("page.nextCursor")).isEqualTo(end);
        assertThat(nothing.getBoolean("page.hasMore")).isFalse();
    }

    /** The end of the feed as it is now; what all others did is passed over and not looked at. */
    private static String now() {
        JsonNode page;
        do {
            page = json(asked(given().noFilters(), end)).get("page");
            end = page.get("nextCursor").textValue();
        } while (page.get("hasMore").booleanValue());
        return end;
    }

    private static JsonPath page(String cursor) {
        return asked(given(), cursor).jsonPath();
    }

    private static Response asked(RequestSpecification request, String cursor) {
        request.queryParam("limit", 200);
        if (cursor != null) {
            request.queryParam("cursor", cursor);
        }
        return request.get("/api/v1/catalogue/changes")
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    private static JsonNode json(Response response) {
        try {
            return JSON.readTree(response.asByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody who keeps a copy of one provider's catalogue by the feed alone. */
    private static final class Mirror {
        private final String provider;
        private final Map<String, Integer> versions = new HashMap<>();
        private final Map<String, Integer> revisions = new HashMap<>();
        private final Set<String> hidden = new HashSet<>();
        private final List<String> told = new ArrayList<>();
        private final List<String> seen = new ArrayList<>();
        private final List<String> disorder = new ArrayList<>();
        private String cursor;

        Mirror(String provider, String cursor) {
            this.provider = provider;
            this.cursor = cursor;
        }

        Map<String, Integer> versions() {
            Map<String, Integer> shown = new HashMap<>(versions);
            shown.keySet().removeAll(hidden);
            return shown;
        }

        List<String> told(int count) {
            Background.settle();
            follow();
            assertThat(told).hasSizeGreaterThanOrEqualTo(count);
            return told;
        }

        void follow() {
            JsonPath page;
            do {
                page = page(cursor);
                cursor = page.getString("page.nextCursor");
                page.<Map<String, Object>>getList("data").stream()
                        .filter(change -> change.get("providerId").equals(provider))
                        .forEach(this::apply);
            } while (page.getBoolean("page.hasMore"));
        }

        private void apply(Map<String, Object> change) {
            String id = (String) change.get("offeringId");
            int revision = (Integer) change.get("revision");
            if (revisions.getOrDefault(id, 0) >= revision) {
                disorder.add(change.toString());
            }
            revisions.put(id, revision);
            seen.add(id + " " + revision);
            String kind = (String) change.get("change");
            told.add(kind + " " + change.get("version") + " " + ((Map<?, ?>) change.get("content")).get("name"));
            versions.put(id, (Integer) change.get("version"));
            if (kind.equals("RETIRED") || kind.equals("SUSPENDED")) {
                hidden.add(id);
            } else {
                hidden.remove(id);
            }
        }
    }
}
