package cn.dengyun.publishing.article;

import static cn.dengyun.publishing.article.TestArticles.amended;
import static cn.dengyun.publishing.article.TestArticles.approve;
import static cn.dengyun.publishing.article.TestArticles.form;
import static cn.dengyun.publishing.article.TestArticles.live;
import static cn.dengyun.publishing.article.TestArticles.move;
import static cn.dengyun.publishing.article.TestArticles.submitted;
import static cn.dengyun.publishing.article.TestSubscriptions.PATH;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.TestMails;
import cn.dengyun.identity.TestOrganization;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** People are mailed of the articles that they have asked for, once, at their own address, until they say no more. */
@QuarkusTest
class ArticleSubscriptionTest {

    private static final String PUBLISHED = "订阅文章发布";
    private static final String WITHDRAWN = "订阅文章撤下";

    @Inject
    DataSource database;

    @Inject
    SubscriptionRounds rounds;

    @Inject
    ArticleRounds articles;

    private final String topic = "主题" + UUID.randomUUID();

    /** Somebody, his session and his mailbox. */
    private record Reader(TestAccount account, String token, TestMails mails) {

        RequestSpecification request() {
            return given().auth().oauth2(token);
        }

        Response subscribe(Map<String, ?> form) {
            return TestSubscriptions.subscribe(request(), form);
        }

        List<String> subscriptions() {
            return request().get(PATH).path("data.id");
        }
    }

    /** The only person of an organisation that nobody has certified. */
    private Reader stranger() {
        UUID organization = TestOrganization.of(database, "ENTERPRISE");
        TestAccount account = TestAccount.aMember(database, "ENTERPRISE", organization, "HANDLER");
        return new Reader(account, account.token(), TestMails.of(account.email()));
    }

    private Reader reader() {
        Reader reader = stranger();
        reader.account().set("email_proven_at = now()");
        return reader;
    }

    private Reader subscriber() {
        Reader reader = reader();
        reader.subscribe(Map.of("topic", topic)).then().statusCode(201);
        return reader;
    }

    private Map<String, Object> onTopic() {
        Map<String, Object> form = form("NOTICE");
        form.put("topics", List.of("其他", topic));
        return form;
    }

    private static String code(Response answer) {
        return answer.path("code");
    }

    private long count(String sql, String id) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long mails(Reader reader) {
        return count(
                "SELECT count(*) FROM mail WHERE recipient = ?",
                reader.account().email());
    }

    private long told(String article) {
        return count("SELECT count(*) FROM article_told WHERE first_edition_id = ?::uuid", article);
    }

    @Test
    void aSubscriberIsMailedOnceOfWhatSeveralSubscriptionsFit() {
        Reader reader = subscriber();
        reader.subscribe(Map.of("kind", "NOTICE", "topic", topic, "regionCode", "340123"))
                .then()
                .statusCode(201);
        Reader elsewhere = reader();
        elsewhere
                .subscribe(Map.of("topic", topic, "regionCode", "340200"))
                .then()
                .statusCode(201);
        elsewhere.subscribe(Map.of("topic", topic, "kind", "CASE")).then().statusCode(201);

        Map<String, Object> form = onTopic();
        String first = live("hefei", form);
        Background.settle();

        String mail = reader.mails().next(PUBLISHED);
        assertThat(mail)
                .contains(form.get("title").toString(), "合肥市主管部门（演示）", TestArticles.PATH + "/" + first)
                .contains("POST " + UnsubscriptionResource.PATH);
        assertThat(mails(reader)).isOne();
        assertThat(mails(elsewhere)).isZero();
        assertThat(reader.request().get("/api/v1/notifications").<List<String>>path("data.occasion"))
                .containsExactly("ARTICLE_PUBLISHED");

        String second = amended("hefei", first);
        move("hefei", second, "submissions", null).then().statusCode(200);
        approve("hefei", second, null).then().statusCode(200);
        Background.settle();
        assertThat(mails(reader)).as("the next edition is nothing new").isOne();

        move("hefei", second, "withdrawals", Map.of("explanation", "数据有误。"))
                .then()
                .statusCode(200);
        Background.settle();
        assertThat(reader.mails().next(WITHDRAWN)).contains(form.get("title").toString(), "说明：数据有误。\r\n");
        assertThat(mails(reader)).isEqualTo(2);
        assertThat(mails(elsewhere)).isZero();
    }

    @Test
    void whatIsApprovedForLaterIsToldWhenItIsLive() throws SQLException {
        Reader reader = subscriber();
        String id = submitted("hefei", onTopic());
        approve("hefei", id, Instant.now().plusSeconds(3_600).toString()).then().statusCode(200);
        Background.settle();
        assertThat(mails(reader)).isZero();

        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE article SET publish_at = now() - interval '1 second' WHERE id = ?::uuid")) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
        WorkerThread.await(articles.round());
        Background.settle();

        assertThat(mails(reader)).isOne();
    }

    @Test
    void theTokenOfAMailEndsWhatItCameOfAndNothingElse() {
        Reader reader = subscriber();
        String other = reader.subscribe(Map.of("topic", "别的" + topic)).path("id");
        String id = live("hefei", onTopic());
        Background.settle();
        String token = TestMails.tokenIn(reader.mails().next(PUBLISHED));
        String forged = (token.charAt(0) == 'B' ? "C" : "B") + token.substring(1);

        for (String wrong : List.of(forged, token.substring(1), "?", "QUJD", token + token.substring(0, 30))) {
            assertThat(code(unsubscribe(wrong))).as(wrong).isEqualTo("article-unsubscription-invalid");
        }
        assertThat(reader.subscriptions()).hasSize(2);
        unsubscribe(token).then().statusCode(204);
        unsubscribe(token).then().statusCode(204);

        assertThat(reader.subscriptions()).containsExactly(other);
        live("hefei", onTopic());
        move("hefei", id, "withdrawals", Map.of("explanation", "有误")).then().statusCode(200);
        Background.settle();
        assertThat(mails(reader))
                .as("who has unsubscribed is told nothing, not even of that")
                .isOne();
    }

    private static Response unsubscribe(String token) {
        return given().contentType("application/json")
                .body(Map.of("token", token))
                .post(UnsubscriptionResource.PATH);
    }

    @Test
    void whatCannotBeSubscribedToIsRefused() {
        Reader reader = reader();
        assertThat(reader.subscribe(Map.of("regionCode", "349999")).<List<String>>path("errors.code"))
                .containsExactly("article-subscription-region-unknown");
        assertThat(code(reader.subscribe(Map.of("topic", "")))).isEqualTo("invalid-request");
        assertThat(code(reader.subscribe(Map.of("kind", "RUMOUR")))).isEqualTo("invalid-request");
        assertThat(code(TestSubscriptions.subscribe(SignedIn.asPlatformClient(), Map.of())))
                .isEqualTo("api-client-not-accepted");
        assertThat(code(TestSubscriptions.subscribe(given(), Map.of()))).isEqualTo("unauthenticated");

        assertThat(code(reader.request().queryParam("cursor", "x").get(PATH))).isEqualTo("cursor-invalid");
        assertThat(code(SignedIn.asPlatformClient().get(PATH))).isEqualTo("api-client-not-accepted");

        String id = reader.subscribe(Map.of("kind", "POLICY")).path("id");
        assertThat(code(reader.subscribe(Map.of("kind", "POLICY")))).isEqualTo("article-subscription-exists");
        for (RequestSpecification other : List.of(SignedIn.as("hefei"), SignedIn.as("auditor"), reader().request())) {
            assertThat(code(other.delete(PATH + "/" + id))).isEqualTo("article-subscription-not-found");
        }
        assertThat(reader.subscriptions()).containsExactly(id);
        reader.request().delete(PATH + "/" + id).then().statusCode(204);
        assertThat(code(reader.request().delete(PATH + "/" + id))).isEqualTo("article-subscription-not-found");
    }

    @Test
    void mailGoesToNobodyWhoseAddressIsNotConfirmed() {
        Reader stranger = stranger();
        assertThat(code(stranger.subscribe(Map.of("topic", topic)))).isEqualTo("article-subscription-unconfirmed");
        stranger.account().set("email_proven_at = now()");
        stranger.subscribe(Map.of("topic", topic)).then().statusCode(201);

        stranger.account().set("email_proven_at = NULL, email = 'victim-' || id || '@example.cn'");
        String id = live("hefei", onTopic());
        Background.settle();

        assertThat(told(id)).isZero();
        assertThat(count(
                        "SELECT count(*) FROM mail WHERE recipient = 'victim-' || ? || '@example.cn'",
                        stranger.account().id().toString()))
                .isZero();
    }

    @Test
    void whoWantsNoMailIsToldOnThePlatformAlone() {
        Reader reader = subscriber();
        reader.request()
                .header("If-Match", "\"0\"")
                .contentType("application/json")
                .body(Map.of(
                        "language", "ZH", "kinds", List.of(Map.of("kind", "ARTICLE", "inApp", true, "email", false))))
                .put("/api/v1/me/notification-preferences")
                .then()
                .statusCode(200);

        live("hefei", onTopic());
        Background.settle();

        assertThat(mails(reader)).isZero();
        assertThat(reader.request().get("/api/v1/notifications").<List<String>>path("data.occasion"))
                .containsExactly("ARTICLE_PUBLISHED");
    }

    @Test
    void ofManyAtOnceNoMoreAreMadeThanAnAccountMayHave() {
        Reader reader = reader();

        List<CompletableFuture<Integer>> asked = IntStream.range(0, 24)
                .mapToObj(each -> CompletableFuture.supplyAsync(
                        () -> reader.subscribe(Map.of("topic", topic + each)).statusCode()))
                .toList();

        assertThat(asked.stream().map(CompletableFuture::join).filter(status -> status == 201))
                .hasSize(ArticleSubscription.MAX_SUBSCRIPTIONS);
        assertThat(reader.request().queryParam("limit", 50).get(PATH).<List<String>>path("data.id"))
                .hasSize(ArticleSubscription.MAX_SUBSCRIPTIONS);
        assertThat(code(reader.subscribe(Map.of("topic", topic)))).isEqualTo("article-subscription-limit");
    }

    @Test
    void whatEndsBeforeItIsToldIsNotTold() {
        try (Background paused = Background.paused()) {
            Reader gone = subscriber();
            Reader stays = subscriber();
            String first = live("hefei", onTopic());
            String withdrawn = live("hefei", onTopic());
            gone.request()
                    .delete(PATH + "/" + gone.subscriptions().get(0))
                    .then()
                    .statusCode(204);
            move("hefei", withdrawn, "withdrawals", Map.of("explanation", "有误"))
                    .then()
                    .statusCode(200);

            Background.settle();

            assertThat(mails(gone)).isZero();
            assertThat(mails(stays)).isOne();
            assertThat(told(first)).isOne();
            assertThat(told(withdrawn)).isZero();
        }
    }

    @Test
    void aPageIsToldWithHowFarItGoes() {
        try (Background paused = Background.paused()) {
            List<Reader> readers =
                    IntStream.range(0, 3).mapToObj(each -> subscriber()).toList();
            String id = live("hefei", onTopic());

            WorkerThread.await(rounds.tellNext(1));
            assertThat(told(id))
                    .as("a node that dies now leaves the others to whoever comes next")
                    .isOne();
            CompletableFuture<Boolean> one =
                    CompletableFuture.supplyAsync(() -> WorkerThread.await(rounds.tellNext(1)));
            CompletableFuture<Boolean> other =
                    CompletableFuture.supplyAsync(() -> WorkerThread.await(rounds.tellNext(1)));
            assertThat(List.of(one.join(), other.join())).contains(true);
            Background.settle();

            assertThat(told(id)).isEqualTo(3);
            assertThat(readers).allSatisfy(reader -> assertThat(mails(reader)).isOne());
            assertThat(count("SELECT count(*) FROM article_telling WHERE article_id = ?::uuid", id))
                    .isZero();
        }
    }

    @Test
    void anAgedTellingTellsNobodyTwice() throws SQLException {
        try (Background paused = Background.paused()) {
            Reader reader = subscriber();
            String id = live("hefei", onTopic());
            Background.settle();
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = connection.prepareStatement("""
                            INSERT INTO article_telling (first_edition_id, article_id, occasion, after_account)
                            SELECT id, id, 'PUBLISHED', '00000000-0000-0000-0000-000000000000' FROM article
                            WHERE id = ?::uuid""")) {
                statement.setString(1, id);
                statement.executeUpdate();
            }

            Background.settle();

            assertThat(mails(reader)).isOne();
        }
    }
}
