package cn.dengyun.identity.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.token.RevocationStore;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionLifeTest {

    @Inject
    DataSource database;

    @Inject
    RevocationStore revocations;

    private TestAccount account;

    @BeforeEach
    void anAccount() {
        account = TestAccount.anAdministrator(database);
    }

    @Test
    void aRefreshGivesNewTokensOfTheSameSession() {
        JsonPath first = signedIn();
        JsonPath second = refresh(first).statusCode(200).extract().jsonPath();

        assertThat(second.getString("id")).isEqualTo(first.getString("id"));
        assertThat(second.getString("refreshToken")).isNotEqualTo(first.getString("refreshToken"));
        me(second).statusCode(200).body("username", is(account.username()));
        refresh(second).statusCode(200);
    }

    @Test
    void aRefreshTellsWhatTheAccountIsByNow() {
        JsonPath session = signedIn();
        account.set("display_name = '改名之后'");

        refresh(session).statusCode(200).body("account.displayName", is("改名之后"));
    }

    @Test
    void aRefreshTokenThatIsUsedTwiceEndsItsWholeFamily() {
        JsonPath first = signedIn();
        JsonPath second = refresh(first).statusCode(200).extract().jsonPath();

        refresh(first).statusCode(401).body("code", is("refresh-token-invalid"));

        refresh(second).statusCode(401).body("code", is("refresh-token-invalid"));
        me(first).statusCode(401);
        me(second).statusCode(401).body("code", is("token-invalid"));
        assertThat(fact(first)).isEqualTo(1);
    }

    @Test
    void ofManyRefreshesAtOnceOneWinsAndTheFamilyEnds() {
        JsonPath session = signedIn();

        List<Integer> statuses = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> refresh(session).extract().statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsOnly(200, 401).containsOnlyOnce(200);
        me(session).statusCode(401);
    }

    @Test
    void anUnknownRefreshTokenIsRefused() {
        refresh("garbage").statusCode(401).body("code", is("refresh-token-invalid"));
    }

    @Test
    void anIdleSessionEnds() {
        JsonPath session = signedIn();
        account.execute("UPDATE session SET idle_until = now() - interval '1 second' WHERE id = ?", id(session));

        refresh(session).statusCode(401);
    }

    @Test
    void aRefreshMovesTheIdleEndButNotTheLast() {
        JsonPath session = signedIn();
        account.execute(
                "UPDATE session SET ends_at = now() + interval '1 minute',"
                        + " idle_until = now() + interval '1 minute' WHERE id = ?",
                id(session));

        JsonPath next = refresh(session).statusCode(200).extract().jsonPath();

        assertThat(Instant.parse(next.getString("idleUntil"))).isEqualTo(Instant.parse(next.getString("endsAt")));
    }

    @Test
    void aDisabledAccountIsNotRefreshed() {
        JsonPath session = signedIn();
        account.set("disabled_at = now()");

        refresh(session).statusCode(401);
    }

    @Test
    void refreshTokensAreStoredAsDigestsOnly() throws SQLException {
        String token = signedIn().getString("refreshToken");

        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "SELECT count(*) FROM refresh_token WHERE encode(digest, 'escape') LIKE '%' || ? || '%'")) {
            statement.setString(1, token);
            try (var rows = statement.executeQuery()) {
                rows.next();
                assertThat(rows.getInt(1)).isZero();
            }
        }
    }

    @Test
    void onesSessionsAreListedNewestFirstWithTheCurrentOneMarked() {
        JsonPath older = signedIn();
        JsonPath newer = signedIn();

        given().auth()
                .oauth2(older.getString("accessToken"))
                .get("/api/v1/me/sessions")
                .then()
                .statusCode(200)
                .body("data.id", contains(newer.getString("id"), older.getString("id")))
                .body("data.current", contains(false, true))
                .body("data.address", everyItem(notNullValue()));
    }

    @Test
    void onesSessionsComeInPages() {
        for (int i = 0; i < 3; i++) {
            signedIn();
        }
        String token = account.token();
        String cursor = given().auth()
                .oauth2(token)
                .queryParam("limit", 3)
                .get("/api/v1/me/sessions")
                .then()
                .statusCode(200)
                .body("data", hasSize(3))
                .extract()
                .path("page.nextCursor");

        given().auth()
                .oauth2(token)
                .queryParam("cursor", cursor)
                .get("/api/v1/me/sessions")
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("page.hasMore", is(false));
        SignedIn.as("sysadmin")
                .queryParam("cursor", cursor)
                .get("/api/v1/me/sessions")
                .then()
                .statusCode(400)
                .body("code", is("cursor-invalid"));
    }

    @Test
    void signingOutEndsThisSessionAtOnceAndNoOther() {
        JsonPath here = signedIn();
        JsonPath there = signedIn();

        delete(here, "/api/v1/sessions/current").statusCode(204);

        me(here).statusCode(401);
        refresh(here).statusCode(401);
        me(there).statusCode(200);
    }

    @Test
    void anotherDeviceCanBeSignedOut() {
        JsonPath here = signedIn();
        JsonPath there = signedIn();
        String path = "/api/v1/me/sessions/" + there.getString("id");

        delete(here, path).statusCode(204);

        me(there).statusCode(401);
        me(here).statusCode(200);
        delete(here, path).statusCode(404).body("code", is("session-not-found"));
    }

    @Test
    void nobodySignsOutSomebodyElse() {
        JsonPath mine = signedIn();
        JsonPath others =
                TestAccount.anAdministrator(database).signIn().extract().jsonPath();

        delete(mine, "/api/v1/me/sessions/" + others.getString("id"))
                .statusCode(404)
                .body("code", is("session-not-found"));
        me(others).statusCode(200);
    }

    @Test
    void signingOutEverywhereEndsAllSessions() {
        JsonPath here = signedIn();
        JsonPath there = signedIn();

        delete(here, "/api/v1/me/sessions").statusCode(204);

        for (JsonPath session : List.of(here, there)) {
            me(session).statusCode(401);
            refresh(session).statusCode(401);
        }
        account.signIn().statusCode(201);
    }

    @Test
    void anotherNodeLearnsOfAnEndedSessionWithItsNextRefresh() throws SQLException {
        JsonPath session = signedIn();
        Instant before = Instant.now().minusSeconds(60);
        assertThat(revocations.since(before)).doesNotContainKey(id(session));

        delete(session, "/api/v1/sessions/current").statusCode(204);

        assertThat(revocations.since(before)).containsKey(id(session));
    }

    @Test
    void aSystemHasNoSessions() {
        SignedIn.asPlatformClient()
                .get("/api/v1/me/sessions")
                .then()
                .statusCode(403)
                .body("code", is("api-client-not-accepted"));
        SignedIn.asPlatformClient()
                .delete("/api/v1/me/sessions")
                .then()
                .statusCode(403)
                .body("code", is("api-client-not-accepted"));
        SignedIn.asPlatformClient()
                .delete("/api/v1/sessions/current")
                .then()
                .statusCode(403)
                .body("code", is("api-client-not-accepted"));
    }

    @Test
    void anAnswerWithTokensIsNotKeptByAnybody() {
        account.signIn().header("Cache-Control", "no-store");
        refresh(signedIn()).header("Cache-Control", "no-store").body("accessToken", not(is("")));
    }

    private JsonPath signedIn() {
        return account.signIn().statusCode(201).extract().jsonPath();
    }

    private static ValidatableResponse refresh(JsonPath session) {
        return refresh(session.getString("refreshToken"));
    }

    private static ValidatableResponse refresh(String token) {
        return given().contentType("application/json")
                .body(Map.of("refreshToken", token))
                .post("/api/v1/sessions/refresh")
                .then();
    }

    private static ValidatableResponse me(JsonPath session) {
        return given().auth()
                .oauth2(session.getString("accessToken"))
                .get("/api/v1/me")
                .then();
    }

    private static ValidatableResponse delete(JsonPath session, String path) {
        return given().auth()
                .oauth2(session.getString("accessToken"))
                .delete(path)
                .then();
    }

    private static UUID id(JsonPath session) {
        return session.getUUID("id");
    }

    /** How often the theft of this session was told. */
    private int fact(JsonPath session) {
        String sql = "SELECT count(*) FROM event WHERE type = 'cn.dengyun.identity.session.refresh-token-reused'"
                + " AND subject = ?";
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, "/api/v1/me/sessions/" + session.getString("id"));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
