package cn.dengyun.catalogue.push;

import static cn.dengyun.catalogue.TestProvider.aLine;
import static cn.dengyun.catalogue.TestProvider.anOffering;
import static cn.dengyun.catalogue.push.TestPush.bytes;
import static cn.dengyun.catalogue.push.TestPush.counts;
import static cn.dengyun.catalogue.push.TestPush.ended;
import static cn.dengyun.catalogue.push.TestPush.gzip;
import static cn.dengyun.catalogue.push.TestPush.merge;
import static cn.dengyun.catalogue.push.TestPush.outcomes;
import static cn.dengyun.catalogue.push.TestPush.request;
import static cn.dengyun.catalogue.push.TestPush.results;
import static cn.dengyun.catalogue.push.TestPush.send;
import static cn.dengyun.catalogue.push.TestPush.snapshot;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.database.OwnerDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the lines of a push. */
@QuarkusTest
class PushTest {

    @Inject
    DataSource database;

    private TestProvider provider;

    @BeforeEach
    void registerAProvider() {
        provider = TestProvider.aProvider();
    }

    @Test
    void everyLineHasOneResultInTheOrderOfTheLines() {
        merge(provider, aLine("old", "旧"), aLine("same", "同"), aLine("draft", "稿"));

        JsonNode push = merge(
                provider,
                aLine("new", "新"),
                "",
                aLine("old", "改了"),
                "{broken",
                aLine("same", "同"),
                "   ",
                aLine("new", "又一个"),
                "{\"externalId\": \"draft\", \"kind\": \"IAAS\", \"name\": \"稿\", \"draft\": true}",
                "{\"externalId\": \"same-version\", \"kind\": \"IAAS\", \"name\": \"n\", \"expectedVersion\": 4}",
                "{\"externalId\": \"bad\", \"kind\": \"MOON\"}");

        assertThat(outcomes(provider, push))
                .containsExactly(
                        "1 new CREATED",
                        "3 old UPDATED",
                        "4 - REJECTED",
                        "5 same UNCHANGED",
                        "7 new CONFLICT",
                        "8 draft CONFLICT",
                        "9 same-version CONFLICT",
                        "10 bad REJECTED");
        assertThat(counts(push)).containsExactly(1L, 1L, 1L, 0L, 2L, 3L);
        assertThat(push.get("state").textValue()).isEqualTo("SUCCEEDED");
        assertThat(push.get("receivedLines").longValue()).isEqualTo(10);
        assertThat(push.get("done").longValue()).isEqualTo(10);
        assertThat(push.get("total").longValue()).isEqualTo(10);
        assertThat(push.get("retirementWithheld").isNull()).isTrue();
        provider.get("new").then().body("content.name", is("新"));
        provider.get("old").then().body("version", is(2)).body("content.name", is("改了"));
    }

    @Test
    void aRejectedLineSaysWhatIsWrongInTheReadersLanguage() {
        JsonNode push = merge(
                provider,
                "{\"externalId\": \"bad\", \"kind\": \"MOON\", \"zzz\": 1}",
                aLine("a", "a"),
                aLine("a", "b"));

        List<JsonNode> errors = provider.request()
                .header("Accept-Language", "en")
                .get("/api/v1/catalogue-pushes/{id}/results", push.get("id").textValue())
                .asString()
                .lines()
                .map(TestPush::read)
                .map(result -> result.path("errors"))
                .toList();

        assertThat(errors.get(0).findValuesAsText("pointer")).containsExactlyInAnyOrder("/kind", "/name", "/zzz");
        assertThat(errors.get(0).findValuesAsText("detail")).contains("There is no field zzz.");
        assertThat(errors.get(1).isMissingNode()).isTrue();
        assertThat(errors.get(2).findValuesAsText("code")).containsExactly("key-repeated-in-push");
        assertThat(errors.get(2).findValuesAsText("detail"))
                .containsExactly("Line 2 of this push has the same externalId; the first one counts.");
        assertThat(results(provider, push).get(0).at("/errors").findValuesAsText("detail"))
                .contains("没有名为 zzz 的字段。");
    }

    @Test
    void resultsCanBeReadByOutcome() {
        JsonNode push = merge(provider, aLine("a", "a"), "{", aLine("b", "b"));

        assertThat(results(provider, push, Map.of("outcome", "REJECTED"))).hasSize(1);
        assertThat(results(provider, push, Map.of("outcome", "CREATED"))).hasSize(2);
        assertThat(results(provider, push, Map.of("outcome", "RETIRED"))).isEmpty();
        provider.request()
                .queryParam("outcome", "LOST")
                .get("/api/v1/catalogue-pushes/{id}/results", push.get("id").textValue())
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("query/outcome"));
    }

    /** The bad lines of the requirements, each between two good ones. */
    @Test
    void noBadLineHarmsAnother() {
        List<byte[]> bad = new ArrayList<>();
        for (String line : new String[] {
            "not json at all",
            "[1, 2]",
            "null",
            "{\"externalId\": \"x1\", \"kind\": 7, \"name\": []}",
            "{\"externalId\": \"x2\", \"kind\": \"IAAS\", \"name\": \"n\", \"colour\": \"red\"}",
            "{\"externalId\": \"x3\", \"kind\": \"IAAS\", \"name\": \"n\", \"name\": \"m\"}",
            "{\"externalId\": \"x4\", \"kind\": \"IAAS\", \"name\": \"n\", \"description\": \"" + "长".repeat(34_000)
                    + "\"}",
            "{\"externalId\": \"x5\", \"kind\": \"IAAS\", \"name\": \"a\\u0000b\"}",
            "{\"externalId\": \"x6\", \"kind\": \"IAAS\", \"name\": \"a\\ud800\"}",
            "{\"externalId\": \"x7\", \"kind\": \"IAAS\", \"name\": \"n\", \"categoryCode\": \"S-1\"}",
            "{\"externalId\": \"x8\", \"kind\": \"IAAS\", \"name\": \"n\", \"plans\": [{\"code\": \"p\", \"name\": \"n\","
                    + " \"model\": \"ONE_OFF\", \"amountFen\": -1}]}",
            "{\"externalId\": \"x9\", \"kind\": \"IAAS\", \"name\": \"n\", \"plans\": [{\"code\": \"p\", \"name\": \"n\","
                    + " \"model\": \"ONE_OFF\", \"amountFen\": 9223372036854775808}]}",
            "{\"externalId\": \"a\\u0000\", \"kind\": \"IAAS\", \"name\": \"n\"}",
            "{\"externalId\": \"y1\", \"kind\": \"IAAS\", \"name\": \"n\", \"" + "z".repeat(40_000) + "\": 1}",
            "{\"externalId\": \"y2\", \"kind\": \"IAAS\", \"name\": \"n\", \"\\udfff\": 1}",
            "{\"a\":".repeat(3_000),
            "x".repeat(LineReader.MAX_LINE_BYTES + 1),
            "\u0001",
        }) {
            bad.add(line.getBytes(StandardCharsets.UTF_8));
        }
        bad.add(new byte[] {'{', '"', (byte) 0xFF, '"', '}'});
        bad.add("{\"externalId\": \"x10\", \"kind\": \"IAAS\", \"name\": \"云\"}".getBytes(StandardCharsets.UTF_16LE));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < bad.size(); i++) {
            body.writeBytes(bytes(aLine("good-" + i, "<script>alert(" + i + ")</script>\u2028"), ""));
            body.writeBytes(bad.get(i));
            body.writeBytes(bytes("\r", ""));
        }

        Response accepted = request(provider)
                .body(body.toByteArray())
                .post("/api/v1/providers/{id}/catalogue-pushes", provider.id());
        JsonNode push = ended(provider, accepted);

        assertThat(push.get("state").textValue()).isEqualTo("SUCCEEDED");
        assertThat(counts(push)).containsExactly((long) bad.size(), 0L, 0L, 0L, (long) bad.size(), 0L);
        assertThat(results(provider, push))
                .extracting(result -> result.get("line").intValue())
                .isEqualTo(IntStream.rangeClosed(1, 2 * bad.size()).boxed().toList());
        provider.get("good-3").then().body("content.name", is("<script>alert(3)</script>"));
    }

    /** A constraint stands for whatever PostgreSQL may refuse one day that the reader does not know of. */
    @Test
    void linesThatOnlyTheDatabaseRefusesHarmNoOther() throws SQLException {
        execute("ALTER TABLE offering ADD CONSTRAINT too_dark CHECK (name <> '不可存') NOT VALID");
        try {
            String[] lines = IntStream.range(0, 1_200)
                    .mapToObj(i -> aLine("k" + i, i == 7 || i == 8 || i == 1_100 ? "不可存" : "名" + i))
                    .toArray(String[]::new);

            JsonNode push = merge(provider, lines);

            assertThat(push.get("state").textValue()).isEqualTo("SUCCEEDED");
            assertThat(counts(push)).containsExactly(1_197L, 0L, 0L, 0L, 3L, 0L);
            assertThat(results(provider, push))
                    .filteredOn(result -> result.get("outcome").textValue().equals("REJECTED"))
                    .extracting(result -> result.get("line") + " "
                            + result.at("/errors/0/code").textValue())
                    .containsExactly("8 line-not-storable", "9 line-not-storable", "1101 line-not-storable");
        } finally {
            execute("ALTER TABLE offering DROP CONSTRAINT too_dark");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection owner = OwnerDatabase.connect();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.execute();
        }
    }

    @Test
    void keysThatDifferInCaseAreDifferent() {
        JsonNode push = merge(provider, aLine("Key", "大"), aLine("key", "小"), aLine("KEY", "全大"));

        assertThat(counts(push)).containsExactly(3L, 0L, 0L, 0L, 0L, 0L);
    }

    @Test
    void aSnapshotRetiresWhatIsAbsentAndOnlyThat() {
        merge(provider, aLine("stays", "一"), aLine("goes", "二"), aLine("rejected", "三"), aLine("Goes", "四"));
        provider.put("draft", "{\"kind\": \"IAAS\", \"name\": \"稿\", \"draft\": true}")
                .then()
                .statusCode(201);

        JsonNode push = snapshot(
                provider, aLine("stays", "一"), "{\"externalId\": \"rejected\", \"kind\": \"MOON\"}", aLine("new", "新"));

        assertThat(outcomes(provider, push))
                .containsExactly(
                        "1 stays UNCHANGED",
                        "2 rejected REJECTED",
                        "3 new CREATED",
                        "- Goes RETIRED",
                        "- draft RETIRED",
                        "- goes RETIRED");
        assertThat(counts(push)).containsExactly(1L, 0L, 1L, 3L, 1L, 0L);
        provider.get("rejected").then().body("status", is("PUBLISHED")).body("version", is(1));
        provider.get("goes").then().body("status", is("RETIRED"));
        assertThat(counts(snapshot(provider, aLine("stays", "一"), aLine("new", "新"), aLine("rejected", "三"))))
                .containsExactly(0L, 0L, 3L, 0L, 0L, 0L);
    }

    @Test
    void aSnapshotWithoutASuspendedOfferingAndOneWithItLiftNoSuspension() {
        merge(provider, aLine("stays", "一"), aLine("suspended", "二"));
        SignedIn.as("province")
                .contentType("application/json")
                .body("{\"reason\": \"安全事件调查期间暂停展示\"}")
                .post(
                        "/api/v1/offerings/{id}/suspensions",
                        provider.get("suspended").<String>path("id"))
                .then()
                .statusCode(200);

        snapshot(provider, aLine("stays", "一"));
        provider.get("suspended").then().body("status", is("RETIRED"));
        JsonNode push = snapshot(provider, aLine("stays", "一"), aLine("suspended", "二"));

        assertThat(outcomes(provider, push)).containsExactly("1 stays UNCHANGED", "2 suspended UPDATED");
        provider.get("suspended").then().body("status", is("SUSPENDED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{broken", "{\"kind\": \"IAAS\", \"name\": \"no key\"}", "[]"})
    void aSnapshotWithALineOfUnknownKeyRetiresNothingAndSaysWhy(String line) {
        merge(provider, aLine("stays", "一"), aLine("absent", "二"));

        JsonNode push = snapshot(provider, aLine("stays", "一"), line);

        assertThat(counts(push)).containsExactly(0L, 0L, 1L, 0L, 1L, 0L);
        assertThat(push.at("/retirementWithheld/code").textValue()).isEqualTo("retirement-withheld-unreadable");
        assertThat(push.at("/retirementWithheld/hint").textValue()).isNotEmpty();
        provider.get("absent").then().body("status", is("PUBLISHED"));
    }

    @Test
    void anEmptySnapshotRetiresNothingAndSaysWhy() {
        merge(provider, aLine("stays", "一"));

        JsonNode push = snapshot(provider, "", " ", "");

        assertThat(push.get("state").textValue()).isEqualTo("SUCCEEDED");
        assertThat(push.at("/retirementWithheld/code").textValue()).isEqualTo("retirement-withheld-empty");
        provider.get("stays").then().body("status", is("PUBLISHED"));
        assertThat(snapshot(provider).at("/retirementWithheld/code").textValue())
                .isEqualTo("retirement-withheld-empty");
    }

    @Test
    void anEmptyMergeDoesNothing() {
        JsonNode push = merge(provider);

        assertThat(push.get("state").textValue()).isEqualTo("SUCCEEDED");
        assertThat(push.get("total").longValue()).isZero();
        assertThat(results(provider, push)).isEmpty();
    }

    @Test
    void aTrialRunTellsEverythingAndWritesNothing() {
        merge(provider, aLine("old", "旧"), aLine("absent", "缺"));
        List<String> before = rows();

        JsonNode push = ended(
                provider,
                send(
                        provider,
                        request(provider).queryParam("mode", "SNAPSHOT").queryParam("validateOnly", true),
                        aLine("old", "改"),
                        aLine("new", "新"),
                        "{\"externalId\": \"bad\"}"));

        assertThat(outcomes(provider, push))
                .containsExactly("1 old UPDATED", "2 new CREATED", "3 bad REJECTED", "- absent RETIRED");
        assertThat(push.get("validateOnly").booleanValue()).isTrue();
        assertThat(rows()).isEqualTo(before);
        provider.get("new").then().statusCode(404);
    }

    @Test
    void theSamePushAgainTouchesNoRow() {
        String[] lines =
                IntStream.range(0, 2_500).mapToObj(i -> aLine("k" + i, "名" + i)).toArray(String[]::new);
        assertThat(counts(merge(provider, lines))).containsExactly(2_500L, 0L, 0L, 0L, 0L, 0L);
        List<String> before = rows();

        JsonNode again = merge(provider, lines);

        assertThat(counts(again)).containsExactly(0L, 0L, 2_500L, 0L, 0L, 0L);
        assertThat(rows()).hasSize(2_500).isEqualTo(before);
        assertThat(results(provider, again)).hasSize(2_500);
    }

    /** Each offering with what would change if anybody wrote its row. */
    private List<String> rows() {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT o.external_id || ' ' || o.xmin || ' ' || o.ctid || ' ' || coalesce(c.xmin::text, '-')"
                                + " FROM offering o LEFT JOIN offering_confirmation c ON c.offering_id = o.id"
                                + " WHERE o.provider_id = ? ORDER BY o.external_id")) {
            statement.setObject(1, UUID.fromString(provider.id()));
            List<String> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aCompressedBodyIsTheSamePush() {
        JsonNode push = ended(
                provider,
                request(provider)
                        .header("Content-Encoding", "gzip")
                        .body(gzip(bytes(aLine("a", "一"), aLine("b", "二"))))
                        .post("/api/v1/providers/{id}/catalogue-pushes", provider.id()));

        assertThat(counts(push)).containsExactly(2L, 0L, 0L, 0L, 0L, 0L);
    }

    @Test
    void brokenGzipIsRefusedAndCanBeRepeatedWithTheSameKey() {
        byte[] whole = gzip(bytes(aLine("a", "一"), aLine("b", "二")));
        String key = UUID.randomUUID().toString();
        for (byte[] broken : List.of(
                Arrays.copyOf(whole, whole.length - 9),
                Arrays.copyOf(whole, 5),
                bytes("no gzip at all"),
                new byte[0])) {
            keyed(key)
                    .header("Content-Encoding", "gzip")
                    .body(broken)
                    .post("/api/v1/providers/{id}/catalogue-pushes", provider.id())
                    .then()
                    .statusCode(400)
                    .body("code", is("gzip-broken"));
        }

        JsonNode push = ended(
                provider,
                keyed(key)
                        .header("Content-Encoding", "gzip")
                        .body(whole)
                        .post("/api/v1/providers/{id}/catalogue-pushes", provider.id()));

        assertThat(counts(push)).containsExactly(2L, 0L, 0L, 0L, 0L, 0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "application/octet-stream", "multipart/form-data"})
    void anotherMediaTypeIsRefused(String type) {
        provider.request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", type)
                .body(bytes(aLine("a", "一")))
                .post("/api/v1/providers/{id}/catalogue-pushes", provider.id())
                .then()
                .statusCode(415)
                .body("code", is("unsupported-media-type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", "zstd"})
    void anotherEncodingIsRefused(String encoding) {
        request(provider)
                .header("Content-Encoding", encoding)
                .body(bytes(aLine("a", "一")))
                .post("/api/v1/providers/{id}/catalogue-pushes", provider.id())
                .then()
                .statusCode(415)
                .body("code", is("unsupported-media-type"));
    }

    @Test
    void aPushNeedsAKey() {
        RequestSpecification without = provider.request().contentType(TestPush.NDJSON);
        send(provider, without, aLine("a", "一")).then().statusCode(400).body("code", is("idempotency-key-missing"));
        send(provider, keyed("two words"), aLine("a", "一"))
                .then()
                .statusCode(400)
                .body("code", is("idempotency-key-malformed"));
        send(provider, keyed("x".repeat(256)), aLine("a", "一")).then().statusCode(400);
    }

    @Test
    void aCompletePushIsReplayedNotRepeated() {
        String key = UUID.randomUUID().toString();
        Response first = send(provider, keyed(key), aLine("a", "一"));
        ended(provider, first);
        provider.put("a", anOffering("后来")).then().statusCode(200);

        Response again = send(provider, keyed(key), aLine("a", "一"));

        first.then().header("Idempotent-Replayed", nullValue());
        again.then()
                .statusCode(202)
                .header("Idempotent-Replayed", "true")
                .header("Location", first.header("Location"))
                .body("id", is(first.<String>path("id")))
                .body("state", is("SUCCEEDED"));
        provider.get("a").then().body("content.name", is("后来"));
    }

    @Test
    void aKeyBelongsToOnePush() {
        String key = UUID.randomUUID().toString();
        send(provider, keyed(key), aLine("a", "一")).then().statusCode(202);

        send(provider, keyed(key).queryParam("mode", "SNAPSHOT"), aLine("a", "一"))
                .then()
                .statusCode(422)
                .body("code", is("idempotency-key-reused"));
        send(provider, keyed(key).queryParam("validateOnly", true), aLine("a", "一"))
                .then()
                .statusCode(422);
    }

    @Test
    void aKeyIsBoundToTheLinesThatCameWithIt() {
        String key = UUID.randomUUID().toString();
        Response first = send(provider, keyed(key), aLine("a", "一"), aLine("b", "二"));
        first.then().statusCode(202);

        List<String[]> others = List.of(
                new String[] {aLine("a", "一")},
                new String[] {aLine("b", "二"), aLine("a", "一")},
                new String[] {aLine("a", "一"), aLine("b", "三")},
                new String[] {aLine("a", "一"), aLine("b", "二"), aLine("c", "三")},
                new String[] {});
        for (String[] other : others) {
            send(provider, keyed(key), other).then().statusCode(422).body("code", is("idempotency-key-reused"));
        }
        send(provider, keyed(key).queryParam("fromLine", 2), aLine("b", "二"))
                .then()
                .statusCode(422);

        keyed(key)
                .header("Content-Encoding", "gzip")
                .body(gzip(bytes(aLine("a", "一"), aLine("b", "二"))))
                .post("/api/v1/providers/{id}/catalogue-pushes", provider.id())
                .then()
                .statusCode(202)
                .header("Idempotent-Replayed", "true")
                .body("id", is(first.<String>path("id")));
        provider.get("c").then().statusCode(404);
    }

    @Test
    void anotherProvidersPushDoesNotExist() {
        String id = send(provider, request(provider), aLine("a", "一")).path("id");

        for (String path : List.of("", "/results", "/progress")) {
            SignedIn.asPlatformClient()
                    .get("/api/v1/catalogue-pushes/" + id + path)
                    .then()
                    .statusCode(404)
                    .body("code", is("catalogue-push-not-found"));
            given().get("/api/v1/catalogue-pushes/" + id + path).then().statusCode(401);
        }
        SignedIn.asPlatformClient()
                .post("/api/v1/catalogue-pushes/" + id + "/cancellations")
                .then()
                .statusCode(404);
        SignedIn.asPlatformClient()
                .get("/api/v1/providers/{id}/catalogue-pushes", provider.id())
                .then()
                .statusCode(403);
        SignedIn.asPlatformClient()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(TestPush.NDJSON)
                .body(bytes(aLine("a", "别人的")))
                .post("/api/v1/providers/{id}/catalogue-pushes", provider.id())
                .then()
                .statusCode(403)
                .body("code", is("provider-not-yours"));
        SignedIn.as("auditor").get("/api/v1/catalogue-pushes/" + id).then().statusCode(200);
    }

    @Test
    void aProviderListsItsPushesTheNewestFirst() {
        String first = merge(provider, aLine("a", "一")).get("id").textValue();
        String second = merge(provider, aLine("a", "二")).get("id").textValue();

        Response page =
                provider.request().queryParam("limit", 1).get("/api/v1/providers/{id}/catalogue-pushes", provider.id());

        page.then().statusCode(200).body("data.id", contains(second)).body("page.hasMore", is(true));
        provider.request()
                .queryParam("limit", 1)
                .queryParam("cursor", page.<String>path("page.nextCursor"))
                .get("/api/v1/providers/{id}/catalogue-pushes", provider.id())
                .then()
                .statusCode(200)
                .body("data.id", contains(first));
    }

    @Test
    void progressComesAsEventsUntilTheEnd() {
        String id = send(provider, request(provider), aLine("a", "一")).path("id");

        HttpResponse<Stream<String>> events = provider.events("/api/v1/catalogue-pushes/" + id + "/progress");

        List<JsonNode> seen = events.body()
                .filter(line -> line.startsWith("data:"))
                .map(line -> TestPush.read(line.substring(5)))
                .toList();
        assertThat(events.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(seen).isNotEmpty();
        assertThat(seen.get(seen.size() - 1).get("state").textValue()).isEqualTo("SUCCEEDED");
        assertThat(seen.subList(0, seen.size() - 1))
                .noneMatch(event -> event.get("state").textValue().equals("SUCCEEDED"));
    }

    private RequestSpecification keyed(String key) {
        return provider.request().header("Idempotency-Key", key).contentType(TestPush.NDJSON);
    }
}
