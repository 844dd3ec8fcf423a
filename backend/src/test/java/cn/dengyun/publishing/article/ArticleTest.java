package cn.dengyun.publishing.article;

import static cn.dengyun.publishing.article.TestArticles.PATH;
import static cn.dengyun.publishing.article.TestArticles.amended;
import static cn.dengyun.publishing.article.TestArticles.approve;
import static cn.dengyun.publishing.article.TestArticles.drafted;
import static cn.dengyun.publishing.article.TestArticles.form;
import static cn.dengyun.publishing.article.TestArticles.live;
import static cn.dengyun.publishing.article.TestArticles.move;
import static cn.dengyun.publishing.article.TestArticles.patch;
import static cn.dengyun.publishing.article.TestArticles.post;
import static cn.dengyun.publishing.article.TestArticles.submitted;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.WorkerThread;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Offices write, another person reviews, everybody reads what is live at that moment and nothing else. */
@QuarkusTest
class ArticleTest {

    private static final Map<String, String> REASON = Map.of("reason", "情况属实，同意办理");

    @Inject
    DataSource database;

    @Inject
    ArticleRounds rounds;

    private static String code(Response answer) {
        return answer.path("code");
    }

    private static List<String> defects(Response answer) {
        return answer.path("errors.code");
    }

    private static String status(String account, String id) {
        return SignedIn.as(account).get(PATH + "/" + id).path("status");
    }

    private static int seen(String id) {
        return given().get(PATH + "/" + id).statusCode();
    }

    private static String inAnHour() {
        return Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void put(String id, String column, Instant moment) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE article SET " + column + " = ?::timestamptz WHERE id = ?::uuid")) {
            statement.setString(1, moment.toString());
            statement.setString(2, id);
            statement.executeUpdate();
        }
    }

    @Test
    void anArticleIsWrittenReviewedAndRead() {
        Map<String, Object> form = form("NOTICE");
        form.put("topics", List.of("试点示范"));
        form.put("industries", List.of("34"));
        String id = drafted("hefei", form);

        assertThat(seen(id)).isEqualTo(404);
        assertThat(code(SignedIn.as("wuhu").get(PATH + "/" + id))).isEqualTo("article-not-found");
        assertThat(code(SignedIn.as("enterprise").get(PATH + "/" + id))).isEqualTo("article-not-found");
        assertThat(code(patch("province", id, Map.of("title", "代写")))).isEqualTo("not-yours");
        assertThat(patch("hefei", id, Map.of("body", "**正文** <script>x</script>"))
                        .<String>path("bodyHtml"))
                .contains("<strong>正文</strong>")
                .doesNotContain("<script");
        move("hefei", id, "submissions", null).then().statusCode(200);
        approve("wuhu", id, null).then().statusCode(200);
        Response read = given().get(PATH + "/" + id);
        assertThat(read.<String>path("status")).isEqualTo("LIVE");
        assertThat(read.<String>path("officeName")).isEqualTo("合肥市主管部门（演示）");
        assertThat(read.<List<String>>path("regions.code")).containsExactly("340100");
        assertThat(read.<List<String>>path("industries.name")).hasSize(1);
        assertThat(read.<List<String>>path("availableActions")).isEmpty();
        given().header("If-None-Match", read.header("ETag"))
                .get(PATH + "/" + id)
                .then()
                .statusCode(304);
    }

    @Test
    void nobodyReviewsWhatHeHasWritten() {
        String id = submitted("hefei");
        Map<String, String> yes = Map.of("verdict", "APPROVE", "reason", "同意");

        assertThat(code(move("hefei", id, "reviews", yes))).isEqualTo("four-eyes-required");
        assertThat(code(move("feixi", id, "reviews", yes))).isEqualTo("article-not-found");
        assertThat(code(move("hefei2", id, "publications", REASON))).isEqualTo("transition-not-allowed");
        move("hefei2", id, "reviews", Map.of("verdict", "RETURN", "reason", "请补充"))
                .then()
                .statusCode(200);
        assertThat(status("hefei", id)).isEqualTo("DRAFT");
        patch("hefei2", id, Map.of("summary", "补充")).then().statusCode(200);
        move("hefei", id, "submissions", null).then().statusCode(200);
        assertThat(code(move("hefei2", id, "reviews", yes)))
                .as("who has changed a word has written it")
                .isEqualTo("four-eyes-required");
    }

    @Test
    void ofTwoWhoReviewAtOnceOneDecides() {
        String id = submitted("hefei");
        Map<String, String> yes = Map.of("verdict", "APPROVE", "reason", "同意");
        Map<String, String> no = Map.of("verdict", "RETURN", "reason", "请补充");

        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(
                () -> move("hefei2", id, "reviews", yes).statusCode());
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(
                () -> move("province", id, "reviews", no).statusCode());

        assertThat(List.of(one.join(), other.join())).containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Map<String, Object> form = form("NOTICE");
        form.put("regions", List.of("340100", "340200", "340999"));
        form.put("industries", List.of("34", "00"));

        assertThat(defects(post("hefei", PATH, form)))
                .containsExactlyInAnyOrder("article-region-unfit", "article-region-unfit", "article-industry-unknown");
        assertThat(post("enterprise", PATH, form("NOTICE")).statusCode()).isEqualTo(403);
        String empty = drafted("hefei", Map.of("kind", "POLICY", "title", "办法"));
        assertThat(defects(move("hefei", empty, "submissions", null)))
                .containsExactlyInAnyOrder("article-summary-missing", "article-body-missing");
    }

    @Test
    void whatIsApprovedForLaterIsHiddenUntilThen() throws SQLException {
        String id = submitted("hefei");
        assertThat(defects(approve("hefei", id, "2018-01-01T00:00:00Z"))).containsExactly("article-moment-unfit");
        approve("hefei", id, inAnHour()).then().statusCode(200);

        assertThat(seen(id)).isEqualTo(404);
        assertThat(code(SignedIn.as("wuhu").get(PATH + "/" + id))).isEqualTo("article-not-found");
        assertThat(code(move("wuhu", id, "withdrawals", Map.of("explanation", "有误"))))
                .isEqualTo("article-not-found");
        assertThat(status("hefei", id)).isEqualTo("SCHEDULED");
        put(id, "publish_at", Instant.now().minusSeconds(1));
        assertThat(seen(id)).as("no round has to come first").isEqualTo(200);
        WorkerThread.await(rounds.round());
        assertThat(status("hefei", id)).isEqualTo("LIVE");
        put(id, "expires_at", Instant.now().minusMillis(1));
        assertThat(seen(id)).isEqualTo(404);
        assertThat(status("hefei", id)).isEqualTo("EXPIRED");
    }

    @Test
    void whatIsNotLiveYetIsRecalledOrPublishedAtOnce() {
        String id = TestArticles.scheduled("hefei", inAnHour());

        assertThat(code(move("hefei", id, "withdrawals", Map.of("explanation", "有误"))))
                .isEqualTo("transition-not-allowed");
        assertThat(code(move("wuhu", id, "recalls", REASON))).isEqualTo("article-not-found");
        move("hefei", id, "recalls", REASON).then().statusCode(200);
        move("hefei", id, "submissions", null).then().statusCode(200);
        approve("hefei", id, inAnHour()).then().statusCode(200);
        assertThat(move("hefei", id, "publications", REASON).<String>path("status"))
                .isEqualTo("LIVE");
        assertThat(seen(id)).isEqualTo(200);
    }

    @Test
    void aNextEditionTakesThePlaceOfTheOneBefore() {
        String first = live("hefei");
        String second = amended("hefei", first);

        assertThat(code(move("hefei", first, "amendments", Map.of("changeNote", "又一版"))))
                .isEqualTo("article-edition-open");
        assertThat(defects(patch("hefei", second, Map.of("kind", "CASE")))).containsExactly("article-kind-fixed");
        move("hefei", second, "submissions", null).then().statusCode(200);
        approve("hefei", second, inAnHour()).then().statusCode(200);
        assertThat(given().get(PATH + "/" + first).<String>path("status")).isEqualTo("LIVE");
        assertThat(given().get(PATH + "/" + first + "/editions").<List<String>>path("data.id"))
                .containsExactly(first);
        move("hefei", second, "publications", REASON).then().statusCode(200);

        assertThat(given().get(PATH + "/" + first).<String>path("status")).isEqualTo("SUPERSEDED");
        Response editions = given().get(PATH + "/" + second + "/editions");
        assertThat(editions.<List<String>>path("data.id")).containsExactly(second, first);
        assertThat(editions.<String>path("data[0].changeNote")).isEqualTo("补充申报材料清单");
    }

    @Test
    void aRecalledEditionLeavesTheOneBeforeAsItIs() {
        String first = live("hefei");
        String second = amended("hefei", first);
        move("hefei", second, "submissions", null).then().statusCode(200);
        approve("hefei", second, inAnHour()).then().statusCode(200);

        move("hefei", second, "recalls", REASON).then().statusCode(200);

        Response read = given().get(PATH + "/" + first);
        assertThat(read.<String>path("status")).isEqualTo("LIVE");
        assertThat(read.<String>path("supersededAt")).isNull();
    }

    @Test
    void whatWasWithdrawnTellsWhyAndNothingElse() {
        String id = live("feixi");

        assertThat(code(move("wuhu", id, "withdrawals", Map.of("explanation", "有误"))))
                .isEqualTo("not-yours");
        move("province", id, "withdrawals", Map.of("explanation", "数据有误"))
                .then()
                .statusCode(200);

        Response read = given().get(PATH + "/" + id);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.<String>path("explanation")).isEqualTo("数据有误");
        assertThat(read.<String>path("body")).isNull();
        assertThat(read.<String>path("bodyHtml")).isNull();
        assertThat(SignedIn.as("feixi").get(PATH + "/" + id).<String>path("body"))
                .isNotNull();
        assertThat(code(move("feixi", id, "amendments", Map.of("changeNote", "更正"))))
                .isEqualTo("transition-not-allowed");
    }

    @Test
    void clausesOfAPolicyStayOrAreRepealed() {
        Map<String, Object> form = form("POLICY");
        form.put("body", "没有条款");
        String first = drafted("hefei", form);
        assertThat(code(given().get(PATH + "/" + first + "/clauses"))).isEqualTo("article-not-found");
        assertThat(defects(move("hefei", first, "submissions", null))).containsExactly("article-clauses-missing");
        patch("hefei", first, Map.of("body", "## 一 {#art-1}\n\n甲\n\n## 二 {#art-2}\n\n乙\n\n## 又 {#art-2}\n"));
        assertThat(defects(move("hefei", first, "submissions", null))).containsExactly("article-clause-twice");
        patch("hefei", first, Map.of("body", "## 一 {#art-1}\n\n甲\n\n## 二 {#art-2}\n\n乙"));
        move("hefei", first, "submissions", null).then().statusCode(200);
        approve("hefei", first, null).then().statusCode(200);
        Response clauses = given().get(PATH + "/" + first + "/clauses");
        assertThat(clauses.<List<String>>path("clauses.anchor")).containsExactly("art-1", "art-2");
        assertThat(clauses.<List<String>>path("clauses.heading")).containsExactly("一", "二");
        assertThat(clauses.<List<String>>path("clauses.bodyHtml")).containsExactly("<p>甲</p>\n", "<p>乙</p>\n");

        String second = amended("hefei", first);
        patch("hefei", second, Map.of("body", "## 一 {#art-1}\n\n甲\n\n## 三 {#art-3}\n\n丙"));
        assertThat(defects(move("hefei", second, "submissions", null))).containsExactly("article-clause-dropped");
        List<Map<String, String>> unfit = List.of(Map.of("anchor", "art-1", "reason", "届满"));
        patch("hefei", second, Map.of("repealed", unfit)).then().statusCode(200);
        assertThat(defects(move("hefei", second, "submissions", null)))
                .containsExactlyInAnyOrder("article-clause-dropped", "article-repeal-unfit");
        List<Map<String, String>> fit = List.of(Map.of("anchor", "art-2", "reason", "届满"));
        patch("hefei", second, Map.of("repealed", fit)).then().statusCode(200);
        move("hefei", second, "submissions", null).then().statusCode(200);
        approve("hefei", second, null).then().statusCode(200);
        assertThat(given().get(PATH + "/" + second + "/clauses").<List<String>>path("repealed.reason"))
                .containsExactly("届满");

        String third = amended("hefei", second);
        patch("hefei", third, Map.of("body", "## 一 {#art-1}\n\n## 三 {#art-3}\n\n## 新 {#art-2}", "repealed", List.of()));
        assertThat(defects(move("hefei", third, "submissions", null))).containsExactly("article-clause-reused");
    }

    @Test
    void listsShowWhatIsLiveAndFollowTheirFilters() {
        Map<String, Object> form = form("GUIDE");
        String topic = "主题" + System.nanoTime();
        form.put("topics", List.of(topic));
        String id = live("hefei", form);
        String draft = drafted("hefei", form);

        assertThat(found(Map.of("topic", topic))).containsExactly(id);
        assertThat(found(Map.of("topic", topic, "region", "340123"))).containsExactly(id);
        assertThat(found(Map.of("topic", topic, "region", "340200"))).isEmpty();
        assertThat(found(Map.of("topic", topic, "industry", "34"))).containsExactly(id);
        assertThat(found(Map.of("topic", topic, "kind", "CASE"))).isEmpty();
        assertThat(found(Map.of("topic", topic, "status", "DRAFT"))).isEmpty();
        assertThat(found(Map.of("q", form.get("title").toString()))).containsExactly(id);
        Map<String, String> drafts = Map.of("topic", topic, "status", "DRAFT");
        assertThat(SignedIn.as("hefei").queryParams(drafts).get(PATH).<List<String>>path("data.id"))
                .containsExactly(draft);
        assertThat(SignedIn.as("auditor").queryParams(drafts).get(PATH).<List<String>>path("data.id"))
                .containsExactly(draft);
        assertThat(SignedIn.as("wuhu").queryParams(drafts).get(PATH).<List<String>>path("data.id"))
                .isEmpty();
    }

    private static List<String> found(Map<String, ?> query) {
        return given().queryParams(query)
                .get(PATH)
                .then()
                .statusCode(200)
                .extract()
                .path("data.id");
    }

    @Test
    void whatWaitsIsInTheWorkOfAnotherPersonOfTheOffice() {
        String id = submitted("hefei");

        assertThat(work("hefei2")).contains(id);
        assertThat(work("hefei")).doesNotContain(id);
        assertThat(work("wuhu")).doesNotContain(id);
    }

    private static List<String> work(String account) {
        return SignedIn.as(account)
                .queryParams(Map.of("kind", "ARTICLE_REVIEW", "limit", 200))
                .get("/api/v1/work-items")
                .path("data.subject.id");
    }

    @Test
    void feedsHaveWhatIsLiveAndTitlesStayTexts() {
        Map<String, Object> form = form("CASE");
        String topic = "订阅" + System.nanoTime();
        form.put("topics", List.of(topic));
        form.put("title", "</title><script>alert(1)</script> & \"引号\"");
        String id = live("hefei", form);

        for (String ending : List.of("atom", "json")) {
            assertThat(code(given().queryParam("kind", "RUMOUR").get("/api/v1/feeds/articles." + ending)))
                    .isEqualTo("invalid-request");
        }
        Response atom = given().queryParam("topic", topic).get("/api/v1/feeds/articles.atom");
        assertThat(atom.contentType()).startsWith("application/atom+xml");
        assertThat(atom.asString()).doesNotContain("<script>").contains("urn:uuid:" + id);
        assertThat(atom.xmlPath().getString("feed.entry.title")).isEqualTo(form.get("title"));
        given().queryParam("topic", topic)
                .header("If-None-Match", atom.header("ETag"))
                .get("/api/v1/feeds/articles.atom")
                .then()
                .statusCode(304);
        Response json = given().queryParam("topic", topic).get("/api/v1/feeds/articles.json");
        assertThat(json.contentType()).startsWith("application/feed+json");
        assertThat(json.jsonPath().getString("version")).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(json.jsonPath().getString("items[0].title")).isEqualTo(form.get("title"));
        assertThat(json.jsonPath().getString("items[0].url")).endsWith(PATH + "/" + id);
        move("hefei", id, "withdrawals", Map.of("explanation", "有误")).then().statusCode(200);
        assertThat(given().queryParam("topic", topic)
                        .get("/api/v1/feeds/articles.json")
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
    }
}
