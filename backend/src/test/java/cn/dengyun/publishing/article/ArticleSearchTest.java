package cn.dengyun.publishing.article;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.SearchText;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Articles by what they say, alone and among everything that can be found. */
@QuarkusTest
class ArticleSearchTest {

    private static final String EVERYTHING = "/api/v1/search";

    @Inject
    Pool pool;

    @Test
    void anArticleIsFoundByAnythingThatItSays() {
        String word = "蓝鲸" + UUID.randomUUID().toString().substring(0, 8);
        String id = TestArticles.live("hefei", saying("## 第一条 {#art-1}\n\n关于 Ｅ" + word + " 的说明"));
        String draft = TestArticles.drafted("hefei", saying(word));

        for (String asked : List.of(word, "e" + word, "E" + word.toUpperCase() + "　 的说", word.substring(0, 3))) {
            found(asked, "ARTICLE")
                    .body("sections[0].hits.id", hasItem(id))
                    .body("sections[0].hits.id", not(hasItem(draft)));
            given().queryParam("q", asked).get(TestArticles.PATH).then().body("data.id", hasItem(id));
        }
        found(word + "x", "ARTICLE").body("sections[0].hits", is(empty()));

        TestArticles.move("hefei", id, "withdrawals", Map.of("explanation", "有误"))
                .then()
                .statusCode(200);
        found(word, "ARTICLE").body("sections[0].hits", is(empty()));
    }

    /** The index finds candidates, and must not lose any: compared with looking at every text. */
    @Test
    void theIndexFindsWhatLookingAtEveryTextFinds() {
        Random random = new Random(7);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < 12; k++) {
                text.append("云上工厂abc'\\ &|!:*𠮷"
                        .codePoints()
                        .skip(random.nextInt(16))
                        .limit(1)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append));
            }
            texts.add(SearchText.normalise(text.toString()));
        }
        for (int i = 0; i < 400; i++) {
            String text = texts.get(random.nextInt(texts.size()));
            int[] points = text.codePoints().toArray();
            int start = random.nextInt(points.length);
            String asked = SearchText.normalise(
                    new String(points, start, 1 + random.nextInt(Math.min(6, points.length - start))));
            if (!asked.isEmpty()) {
                long expected =
                        texts.stream().filter(each -> each.contains(asked)).count();
                assertThat(candidates(texts, asked)).as("'%s'", asked).isEqualTo(expected);
            }
        }
    }

    private long candidates(List<String> texts, String asked) {
        return WorkerThread.await(pool.preparedQuery("""
                        SELECT count(*) FROM unnest($1::text[]) AS t (said)
                        WHERE search_grams(said) @@ search_query($2) AND strpos(said, $2) > 0
                        """)
                .execute(Tuple.of(texts.toArray(String[]::new), asked))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return row.getLong(0);
                }));
    }

    @Test
    void theLongestTextThatIsAllowedCanBeKeptAndFoundByItsBeginning() {
        StringBuilder body = new StringBuilder();
        Random random = new Random(9);
        while (body.length() < 190_000) {
            body.appendCodePoint(0x4E00 + random.nextInt(20_000));
        }
        String id = TestArticles.live("hefei", saying("## 第一条 {#art-1}\n\n" + body));

        found(body.substring(5_000, 5_040), "ARTICLE").body("sections[0].hits.id", is(List.of(id)));
    }

    @Test
    void oneRequestFindsAllKindsEachWithItsList() {
        ValidatableResponse all = given().header("Accept-Language", "en")
                .queryParam("q", "云")
                .queryParam("limit", 3)
                .get(EVERYTHING)
                .then()
                .statusCode(200)
                .header("Vary", equalTo("Accept-Language"))
                .body(
                        "sections.kind",
                        is(List.of("SERVICE", "PROGRAMME", "ARTICLE", "ACTIVITY", "CONTEST", "BULLETIN")))
                .body("sections[0].hits", hasSize(3))
                .body("sections[0].hasMore", is(true))
                .body("sections[0].hits[0].path", startsWith("/api/v1/offerings/"))
                .body("sections[1].hits.size()", is(lessThanOrEqualTo(3)));

        List<Map<String, ?>> sections = all.extract().path("sections");
        for (Map<String, ?> section : sections) {
            List<Map<String, ?>> hits = hits(section);
            List<String> listed = given().urlEncodingEnabled(false)
                    .get(section.get("list") + "&limit=3")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("data.id");
            assertThat(hits).as("%s", section.get("kind")).extracting("id").isEqualTo(listed);
            hits.forEach(hit -> given().get((String) hit.get("path")).then().statusCode(200));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, ?>> hits(Map<String, ?> section) {
        return (List<Map<String, ?>>) section.get("hits");
    }

    @Test
    void theRegionNarrowsAllKinds() {
        String word = "芜湖" + UUID.randomUUID().toString().substring(0, 8);
        String id = TestArticles.live("wuhu", saying(word));

        given().queryParam("q", word)
                .queryParam("region", "340202")
                .get(EVERYTHING)
                .then()
                .body("sections.find { it.kind == 'ARTICLE' }.hits.id", hasItem(id));
        given().queryParam("q", word)
                .queryParam("region", "340104")
                .get(EVERYTHING)
                .then()
                .body("sections.hits.flatten()", is(empty()));
    }

    @Test
    void whatCannotBeFoundIsRefused() {
        refused("q", "  　").body("errors.code", hasItem("query-empty"));
        refused("q", "\u0000").body("status", is(400));
        refused("q", "x".repeat(101)).body("status", is(400));
        given().get(EVERYTHING).then().statusCode(400);
        given().queryParam("q", "云")
                .queryParam("region", "349999")
                .get(EVERYTHING)
                .then()
                .statusCode(400)
                .body("errors.code", hasItem("parameter-code-unknown"));
        given().queryParam("q", "云")
                .queryParam("kind", "PERSON")
                .get(EVERYTHING)
                .then()
                .statusCode(400);
        given().queryParam("q", "云")
                .queryParam("limit", 21)
                .get(EVERYTHING)
                .then()
                .statusCode(400);
    }

    private static ValidatableResponse refused(String parameter, String value) {
        return given().queryParam(parameter, value).get(EVERYTHING).then().statusCode(400);
    }

    private static ValidatableResponse found(String text, String kind) {
        return given().queryParam("q", text)
                .queryParam("kind", kind)
                .queryParam("limit", 20)
                .get(EVERYTHING)
                .then()
                .statusCode(200)
                .body("sections", hasSize(1));
    }

    private static Map<String, Object> saying(String body) {
        Map<String, Object> form = new HashMap<>(TestArticles.form("NOTICE"));
        form.put("body", body);
        return form;
    }
}
