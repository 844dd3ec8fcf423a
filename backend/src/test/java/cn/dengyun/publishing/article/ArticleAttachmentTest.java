package cn.dengyun.publishing.article;

import static cn.dengyun.publishing.article.TestArticles.PATH;
import static cn.dengyun.publishing.article.TestArticles.amended;
import static cn.dengyun.publishing.article.TestArticles.approve;
import static cn.dengyun.publishing.article.TestArticles.attach;
import static cn.dengyun.publishing.article.TestArticles.attached;
import static cn.dengyun.publishing.article.TestArticles.drafted;
import static cn.dengyun.publishing.article.TestArticles.form;
import static cn.dengyun.publishing.article.TestArticles.move;
import static cn.dengyun.publishing.article.TestArticles.sent;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Offices attach files to drafts; everybody has those of what everybody may read, and they stay as they are. */
@QuarkusTest
class ArticleAttachmentTest {

    private static final String FILES = "/api/v1/attachments/";

    @Inject
    DataSource database;

    private static String code(Response answer) {
        return answer.path("code");
    }

    private static List<String> files(RequestSpecification reader, String article) {
        return reader.get(PATH + "/" + article + "/attachments")
                .then()
                .statusCode(200)
                .extract()
                .path("data.id");
    }

    private static Response content(RequestSpecification reader, String id) {
        return reader.get(ArticleAttachmentResource.path(UUID.fromString(id)));
    }

    private static Response remove(String account, String id) {
        return SignedIn.as(account).delete(ArticleAttachmentResource.PATH + "/" + id);
    }

    private static void published(String account, String id) {
        move(account, id, "submissions", null).then().statusCode(200);
        approve(account, id, null).then().statusCode(200);
    }

    @Test
    void whatIsAttachedToADraftIsReadOnceThatIsLive() {
        String article = drafted("hefei");
        String file = sent("hefei");
        Response made = attach("hefei", article, file);
        String id = made.path("id");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith(ArticleAttachmentResource.path(UUID.fromString(id)));
        for (RequestSpecification stranger : List.of(given(), SignedIn.as("wuhu"))) {
            assertThat(code(stranger.get(PATH + "/" + article + "/attachments")))
                    .isEqualTo("article-not-found");
        }
        assertThat(code(content(given(), id))).isEqualTo("attachment-not-found");
        assertThat(code(content(SignedIn.as("wuhu"), id))).isEqualTo("attachment-not-found");
        assertThat(code(content(SignedIn.as("enterprise"), id))).isEqualTo("attachment-not-found");
        for (String overseer : List.of("hefei2", "province", "auditor")) {
            assertThat(files(SignedIn.as(overseer), article)).containsExactly(id);
            assertThat(content(SignedIn.as(overseer), id).statusCode()).isEqualTo(200);
        }
        published("hefei", article);

        Response listed = given().get(PATH + "/" + article + "/attachments");
        assertThat(listed.<List<String>>path("data.fileName")).containsExactly("试点企业申报表.pdf");
        assertThat(listed.<List<String>>path("data.mediaType")).containsExactly("application/pdf");
        Response read = content(given(), id);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.asByteArray()).hasSize(listed.<Integer>path("data[0].byteCount"));
        assertThat(code(SignedIn.as("enterprise").get(FILES + file + "/content")))
                .isEqualTo("attachment-not-found");
        assertThat(SignedIn.as("province").get(FILES + file + "/content").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aFileIsADownloadThatDoesNothingInAPage() {
        String article = drafted("hefei");
        String name = "表 %41;x='1' (二).csv";
        String file = TestDocuments.sent(
                SignedIn.as("hefei"), name, "text/csv", ("=1+1," + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
        String id = attach("hefei", article, file).path("id");
        published("hefei", article);

        Response read = content(given(), id);
        assertThat(read.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"_ _41;x=_1_ (_).csv\"; filename*=UTF-8''"
                        + "%E8%A1%A8%20%2541%3Bx%3D%271%27%20%28%E4%BA%8C%29.csv");
        assertThat(read.header("Content-Type")).startsWith("text/csv");
        assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(read.header("Content-Security-Policy")).contains("sandbox");
        assertThat(read.header("Cache-Control")).contains("no-cache");
        assertThat(content(given().header("If-None-Match", read.header("ETag")), id)
                        .statusCode())
                .isEqualTo(304);
        Response part = content(given().header("Range", "bytes=0-3"), id);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.asString()).isEqualTo("=1+1");
        assertThat(code(content(given().header("Range", "bytes=100000-"), id))).isEqualTo("range-not-satisfiable");
        assertThat(given().get(PATH + "/" + article + "/attachments").<List<String>>path("data.fileName"))
                .containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd.pdf", "\u202Efdp.exe.pdf", "a\u0000b.pdf", "a\tb.pdf", ".pdf"})
    void aNameThatHidesSomethingIsAttachedToNothing(String name) {
        List<String> codes = TestDocuments.send(SignedIn.as("hefei"), name, "application/pdf", TestDocuments.aPdf())
                .statusCode(400)
                .extract()
                .path("errors.code");

        assertThat(codes).contains("attachment-name-unsound");
    }

    @Test
    void whatABrowserWouldRunIsAttachedToNothing() {
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        for (String ending : List.of("svg", "html")) {
            String type = ending.equals("svg") ? "image/svg+xml" : "text/html";
            List<String> codes = TestDocuments.send(
                            SignedIn.as("hefei"), "a." + ending, type, svg.getBytes(StandardCharsets.UTF_8))
                    .statusCode(400)
                    .extract()
                    .path("errors.code");

            assertThat(codes).containsExactly("attachment-type-refused");
        }
        TestDocuments.send(SignedIn.as("hefei"), "a.png", "image/png", svg.getBytes(StandardCharsets.UTF_8))
                .statusCode(400);
    }

    @Test
    void onlyTheOfficeOfTheRegionChangesTheFilesOfItsDraft() {
        String article = drafted("hefei");
        String id = attached("hefei", article);

        assertThat(code(attach("province", article, sent("province")))).isEqualTo("not-yours");
        assertThat(code(attach("wuhu", article, sent("wuhu")))).isEqualTo("article-not-found");
        assertThat(attach("enterprise", article, sent("hefei")).statusCode()).isEqualTo(403);
        assertThat(SignedIn.asPlatformClient()
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .contentType("application/json")
                        .body(Map.of("attachmentId", UUID.randomUUID().toString()))
                        .post(PATH + "/" + article + "/attachments")
                        .statusCode())
                .isEqualTo(403);
        assertThat(code(attach("hefei", article, sent("wuhu"))))
                .as("a file of another office")
                .isEqualTo("attachment-not-found");
        assertThat(code(attach("hefei", UUID.randomUUID().toString(), sent("hefei"))))
                .isEqualTo("article-not-found");
        assertThat(code(remove("province", id))).isEqualTo("not-yours");
        assertThat(code(remove("wuhu", id))).isEqualTo("attachment-not-found");
        assertThat(code(remove("hefei", UUID.randomUUID().toString()))).isEqualTo("attachment-not-found");
        assertThat(remove("auditor", id).statusCode()).isEqualTo(403);
        assertThat(files(SignedIn.as("hefei"), article)).containsExactly(id);
    }

    @Test
    void whatIsSubmittedOrLiveKeepsItsFiles() throws SQLException {
        String article = drafted("hefei");
        String id = attached("hefei", article);
        move("hefei", article, "submissions", null).then().statusCode(200);

        assertThat(code(attach("hefei", article, sent("hefei")))).isEqualTo("transition-not-allowed");
        assertThat(code(remove("hefei", id))).isEqualTo("transition-not-allowed");
        approve("hefei", article, null).then().statusCode(200);
        assertThat(code(attach("hefei", article, sent("hefei")))).isEqualTo("transition-not-allowed");
        assertThat(code(remove("hefei", id))).isEqualTo("transition-not-allowed");
        assertThatThrownBy(() -> execute("DELETE FROM article_attachment WHERE id = ?::uuid", id))
                .hasMessageContaining("while it is a draft");
        assertThatThrownBy(() -> execute("UPDATE article_attachment SET file_name = 'x' WHERE id = ?::uuid", id))
                .hasMessageContaining("while it is a draft");
        assertThat(files(given(), article)).containsExactly(id);
    }

    private void execute(String sql, String id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
    }

    @Test
    void whoHasAttachedAFileHasWrittenSomething() {
        String article = drafted("hefei");
        int before = SignedIn.as("hefei").get(PATH + "/" + article).path("version");
        String id = attached("hefei2", article);
        move("hefei", article, "submissions", null).then().statusCode(200);

        assertThat(code(approve("hefei", article, null))).isEqualTo("four-eyes-required");
        move("province", article, "reviews", Map.of("verdict", "RETURN", "reason", "请补充"))
                .then()
                .statusCode(200);
        assertThat(remove("hefei", id).statusCode()).isEqualTo(204);
        int after = SignedIn.as("hefei").get(PATH + "/" + article).path("version");
        assertThat(after).as("each is a change of the draft").isEqualTo(before + 4);
    }

    @Test
    void aFileIsOfOneArticleAndItsOwnersAgainWhenThatLetsItGo() {
        String article = drafted("hefei");
        String other = drafted("hefei");
        String file = sent("hefei");
        String id = attach("hefei", article, file).path("id");

        assertThat(code(attach("hefei", article, file))).isEqualTo("article-attachment-repeated");
        assertThat(code(attach("hefei", other, file))).isEqualTo("attachment-in-use");
        assertThat(code(SignedIn.as("hefei").delete(FILES + file))).isEqualTo("attachment-in-use");
        assertThat(remove("hefei", id).statusCode()).isEqualTo(204);
        assertThat(code(remove("hefei", id))).isEqualTo("attachment-not-found");
        assertThat(files(SignedIn.as("hefei"), article)).isEmpty();
        String again =
                attach("hefei", other, file).then().statusCode(201).extract().path("id");
        assertThat(remove("hefei", again).statusCode()).isEqualTo(204);
        assertThat(SignedIn.as("hefei").delete(FILES + file).statusCode()).isEqualTo(204);
    }

    @Test
    void aDryRunAttachesNothing() {
        String article = drafted("hefei");
        String file = sent("hefei");

        Response tried = TestArticles.post(
                "hefei", PATH + "/" + article + "/attachments?validateOnly=true", Map.of("attachmentId", file));

        assertThat(tried.statusCode()).isEqualTo(200);
        assertThat(files(SignedIn.as("hefei"), article)).isEmpty();
        assertThat(SignedIn.as("hefei").delete(FILES + file).statusCode()).isEqualTo(204);
    }

    @Test
    void ofTwoEditorsWhoAttachTheLastFileOneDoes() {
        String article = drafted("hefei");
        for (int i = 1; i < ArticleAttachmentService.MAX_OF_EDITION; i++) {
            attached("hefei", article);
        }
        List<String> last = List.of(sent("hefei"), sent("hefei2"));

        CompletableFuture<Response> one = CompletableFuture.supplyAsync(() -> attach("hefei", article, last.get(0)));
        CompletableFuture<Response> other = CompletableFuture.supplyAsync(() -> attach("hefei2", article, last.get(1)));

        assertThat(List.of(one.join().statusCode(), other.join().statusCode())).containsExactlyInAnyOrder(201, 409);
        Response refused = one.join().statusCode() == 409 ? one.join() : other.join();
        assertThat(code(refused)).isEqualTo("article-attachments-too-many");
        assertThat(files(SignedIn.as("hefei"), article)).hasSize(ArticleAttachmentService.MAX_OF_EDITION);
    }

    @Test
    void ofTwoEditorsWhoDoTheSameOneDoes() {
        String article = drafted("hefei");
        String file = sent("hefei");

        CompletableFuture<Response> one = CompletableFuture.supplyAsync(() -> attach("hefei", article, file));
        CompletableFuture<Response> other = CompletableFuture.supplyAsync(() -> attach("hefei2", article, file));
        assertThat(List.of(one.join().statusCode(), other.join().statusCode())).containsExactlyInAnyOrder(201, 409);
        String id = files(SignedIn.as("hefei"), article).get(0);
        CompletableFuture<Response> off = CompletableFuture.supplyAsync(() -> remove("hefei", id));
        CompletableFuture<Response> offToo = CompletableFuture.supplyAsync(() -> remove("hefei2", id));

        assertThat(List.of(off.join().statusCode(), offToo.join().statusCode())).containsExactlyInAnyOrder(204, 404);
        assertThat(files(SignedIn.as("hefei"), article)).isEmpty();
    }

    @Test
    void aNextEditionBeginsWithTheFilesOfTheOneBefore() {
        String first = drafted("hefei");
        String kept = sent("hefei");
        String dropped = sent("hefei");
        attach("hefei", first, kept).then().statusCode(201);
        attach("hefei", first, dropped).then().statusCode(201);
        published("hefei", first);
        List<String> ofFirst = files(given(), first);

        String second = amended("hefei", first);
        List<String> copies = files(SignedIn.as("hefei"), second);
        assertThat(copies).hasSize(2).doesNotContainAnyElementsOf(ofFirst);
        assertThat(remove("hefei", copies.get(1)).statusCode()).isEqualTo(204);
        assertThat(code(SignedIn.as("hefei").delete(FILES + dropped)))
                .as("the edition before has it")
                .isEqualTo("attachment-in-use");
        String added = attached("hefei", second);
        assertThat(files(given(), first)).isEqualTo(ofFirst);
        assertThat(code(content(given(), copies.get(0)))).isEqualTo("attachment-not-found");
        published("hefei", second);

        assertThat(files(given(), second)).containsExactly(copies.get(0), added);
        assertThat(given().get(PATH + "/" + first).<String>path("status")).isEqualTo("SUPERSEDED");
        assertThat(files(given(), first)).isEqualTo(ofFirst);
        assertThat(content(given(), ofFirst.get(1)).statusCode()).isEqualTo(200);
    }

    @Test
    void theFilesOfWhatWasWithdrawnAreGone() {
        String article = drafted("feixi");
        String id = attached("feixi", article);
        published("feixi", article);
        String tag = content(given(), id).header("ETag");

        move("province", article, "withdrawals", Map.of("explanation", "附件有误"))
                .then()
                .statusCode(200);

        assertThat(given().get(PATH + "/" + article).<String>path("explanation"))
                .isEqualTo("附件有误");
        assertThat(files(given(), article)).isEmpty();
        assertThat(files(SignedIn.as("enterprise"), article)).isEmpty();
        assertThat(code(content(given().header("If-None-Match", tag), id))).isEqualTo("attachment-not-found");
        assertThat(files(SignedIn.as("feixi"), article)).containsExactly(id);
        assertThat(content(SignedIn.as("feixi"), id).statusCode()).isEqualTo(200);
    }

    @Test
    void feedsNameTheFilesOfWhatIsLive() {
        String topic = "附件" + System.nanoTime();
        Map<String, Object> form = form("NOTICE");
        form.put("topics", List.of(topic));
        String article = drafted("hefei", form);
        String id = attached("hefei", article);
        published("hefei", article);
        int byteCount = given().get(PATH + "/" + article + "/attachments").path("data[0].byteCount");

        Response json = given().queryParam("topic", topic).get("/api/v1/feeds/articles.json");
        assertThat(json.<String>path("items[0].attachments[0].url"))
                .startsWith("http")
                .endsWith(ArticleAttachmentResource.path(UUID.fromString(id)));
        assertThat(json.<String>path("items[0].attachments[0].mime_type")).isEqualTo("application/pdf");
        assertThat(json.<String>path("items[0].attachments[0].title")).isEqualTo("试点企业申报表.pdf");
        assertThat(json.<Integer>path("items[0].attachments[0].size_in_bytes")).isEqualTo(byteCount);
        Response atom = given().queryParam("topic", topic).get("/api/v1/feeds/articles.atom");
        String enclosure = "feed.entry.link.find { it.@rel == 'enclosure' }.";
        assertThat(atom.xmlPath().getString(enclosure + "@href")).isEqualTo(json.path("items[0].attachments[0].url"));
        assertThat(atom.xmlPath().getString(enclosure + "@type")).isEqualTo("application/pdf");
        assertThat(atom.xmlPath().getInt(enclosure + "@length")).isEqualTo(byteCount);
    }
}
