package cn.dengyun.adoption.record;

import static cn.dengyun.adoption.record.TestAdoption.BATCHES;
import static cn.dengyun.adoption.record.TestAdoption.ENTERPRISES;
import static cn.dengyun.adoption.record.TestAdoption.IMPORTS;
import static cn.dengyun.adoption.record.TestAdoption.RECORDS;
import static cn.dengyun.adoption.record.TestAdoption.accept;
import static cn.dengyun.adoption.record.TestAdoption.batchOf;
import static cn.dengyun.adoption.record.TestAdoption.body;
import static cn.dengyun.adoption.record.TestAdoption.carriedOut;
import static cn.dengyun.adoption.record.TestAdoption.counted;
import static cn.dengyun.adoption.record.TestAdoption.decide;
import static cn.dengyun.adoption.record.TestAdoption.deepLine;
import static cn.dengyun.adoption.record.TestAdoption.drawn;
import static cn.dengyun.adoption.record.TestAdoption.enterprise;
import static cn.dengyun.adoption.record.TestAdoption.execute;
import static cn.dengyun.adoption.record.TestAdoption.imported;
import static cn.dengyun.adoption.record.TestAdoption.inspect;
import static cn.dengyun.adoption.record.TestAdoption.inspectAll;
import static cn.dengyun.adoption.record.TestAdoption.inspector;
import static cn.dengyun.adoption.record.TestAdoption.line;
import static cn.dengyun.adoption.record.TestAdoption.object;
import static cn.dengyun.adoption.record.TestAdoption.outcomes;
import static cn.dengyun.adoption.record.TestAdoption.passObjections;
import static cn.dengyun.adoption.record.TestAdoption.post;
import static cn.dengyun.adoption.record.TestAdoption.recordOf;
import static cn.dengyun.adoption.record.TestAdoption.results;
import static cn.dengyun.adoption.record.TestAdoption.send;
import static cn.dengyun.adoption.record.TestAdoption.status;
import static cn.dengyun.adoption.record.TestAdoption.strangersLine;
import static cn.dengyun.adoption.record.TestAdoption.today;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.contract.ContractCoverage;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.shared.Hashes;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What providers import, what counties look at, what enterprises say to it, and what counts in the end. */
@QuarkusTest
class AdoptionImportTest {

    private static TestEnterprise enterprise;

    @AfterAll
    static void whatWasAnsweredIsDeclaredAndWhatWasDoneIsOnTheAuditTrail() {
        assertThat(ContractCoverage.gapsOf("Adoption")).isEmpty();
    }

    /** Certified in Feixi; shared by the tests, each of which has contracts of its own. */
    private static TestEnterprise certified() {
        if (enterprise == null) {
            enterprise = TestEnterprise.certified("340123", "feixi");
        }
        return enterprise;
    }

    private static RequestSpecification platform() {
        return SignedIn.as("platform");
    }

    private static String code(Response answer) {
        return answer.path("code");
    }

    @Test
    void whatNobodyObjectsToAndTheCountyHasLookedAtCounts() {
        Map<String, Object> line = deepLine(certified().creditCode());
        String importId = imported(line);
        String record = recordOf(importId, 1);
        String batch = batchOf(importId);

        assertThat(outcomes(importId)).containsExactly("1 CREATED");
        assertThat(status(record)).isEqualTo("PENDING");
        Background.settle();
        assertThat(certified().request().get(RECORDS + "/" + record).<List<String>>path("availableActions"))
                .containsExactly("OBJECT");
        assertThat(code(accept("feixi", importId))).isEqualTo("adoption-sample-open");
        assertThat(code(accept("hefei", importId))).isEqualTo("adoption-batch-of-county");
        assertThat(code(accept("wuhu", importId))).isEqualTo("adoption-batch-not-found");
        inspectAll(batch);
        assertThat(code(post(
                        inspector(),
                        IMPORTS + "/" + importId + "/acceptances",
                        Map.of("regionCode", "340123", "reason", "自己核查自己通过"))))
                .isEqualTo("four-eyes-required");
        Response accepted = accept("feixi", importId);
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(200);
        assertThat(accepted.<String>path("status")).isEqualTo("ACCEPTED");
        assertThat(code(accept("feixi", importId))).isEqualTo("transition-not-allowed");
        Background.settle();
        assertThat(status(record)).isEqualTo("PENDING");

        passObjections(importId);

        assertThat(status(record)).isEqualTo("COUNTED");
        Response counts = certified().request().get(ENTERPRISES);
        assertThat(counts.<List<String>>path("data.creditCode"))
                .containsExactly(certified().creditCode());
        assertThat(counts.<String>path("data[0].level")).isEqualTo("DEEP");
        assertThat(counts.<String>path("data[0].status")).isEqualTo("ADOPTED");
    }

    @Test
    void oneEnterpriseUnderThreeNamesCountsOnce() {
        String code = TestEnterprise.aCreditCode();
        Map<String, Object> one = line(code);
        Map<String, Object> two = line(code);
        Map<String, Object> three = line(code);
        two.put("name", "测试制造公司");
        three.put("name", "测试制造（肥西）有限公司");
        three.put("creditCode", " " + code.toLowerCase(Locale.ROOT) + " ");

        String importId = counted(one, two, three);

        Response found = SignedIn.as("feixi").queryParam("creditCode", code).get(ENTERPRISES);
        assertThat(found.<List<Integer>>path("data.records")).containsExactly(3);
        assertThat(found.<List<Integer>>path("data.providers")).containsExactly(1);
        assertThat(SignedIn.as("feixi")
                        .get(RECORDS + "/" + recordOf(importId, 1))
                        .<List<String>>path("otherNames"))
                .containsExactlyInAnyOrder("测试制造公司", "测试制造（肥西）有限公司");
        assertThat(platform().get(RECORDS + "/" + recordOf(importId, 1)).<List<String>>path("otherNames"))
                .isEmpty();
    }

    @Test
    void everyDefectOfALineIsToldAndHarmsNoOther() {
        Map<String, Object> wrong = strangersLine();
        wrong.put("creditCode", "91340100MA2N0AAA00");
        wrong.put("regionCode", "340100");
        wrong.put("categoryCode", "Z-9");
        wrong.put("signedOn", today().plusDays(1).toString());
        wrong.put("lastUsedOn", today().minusDays(30).toString());
        wrong.put("endsOn", today().minusDays(11).toString());
        Map<String, Object> elsewhere = line(certified().creditCode());
        elsewhere.put("regionCode", "340122");
        Map<String, Object> over = strangersLine();
        over.put("endsOn", today().minusDays(2).toString());
        Map<String, Object> self = strangersLine();
        self.put("broughtByCode", self.get("creditCode"));
        Map<String, Object> sound = strangersLine();
        Map<String, Object> unknown = strangersLine();
        unknown.put("colour", "red");

        String importId = imported(wrong, elsewhere, over, self, sound, sound, unknown);

        assertThat(outcomes(importId))
                .containsExactly(
                        "1 REJECTED",
                        "2 REJECTED",
                        "3 REJECTED",
                        "4 REJECTED",
                        "5 CREATED",
                        "6 CONFLICT",
                        "7 REJECTED");
        List<List<String>> codes = results(importId)
                .map(each -> each.getJsonArray("errors", new JsonArray()).stream()
                        .map(error -> ((JsonObject) error).getString("code"))
                        .toList())
                .toList();
        assertThat(codes.get(0))
                .containsExactlyInAnyOrder(
                        "credit-code-check-character",
                        "adoption-region-unfit",
                        "unknown-code",
                        "adoption-day-ahead",
                        "adoption-used-too-early",
                        "ends-before-it-begins");
        assertThat(codes.get(1)).containsExactly("adoption-region-differs");
        assertThat(codes.get(2)).containsExactly("adoption-contract-over");
        assertThat(codes.get(3)).containsExactly("adoption-brought-by-itself");
        assertThat(codes.get(5)).containsExactly("adoption-line-repeated");
        assertThat(codes.get(6)).containsExactly("unknown-field");
        assertThat(SignedIn.as("auditor").get(IMPORTS + "/" + importId).<Integer>path("counts.rejected"))
                .isEqualTo(5);
        assertThat(platform()
                        .queryParam("outcome", "CREATED")
                        .get(IMPORTS + "/" + importId + "/results")
                        .asString()
                        .lines())
                .hasSize(1);
    }

    @Test
    void aLineSaysAllThatItMustEachInItsBounds() {
        Map<String, Object> nameless = strangersLine();
        nameless.put("name", " ");
        nameless.remove("signedOn");
        nameless.remove("startsOn");
        nameless.put("endsOn", today().plusDays(1).toString());
        Map<String, Object> early = strangersLine();
        early.put("signedOn", "1999-12-31");
        early.put("devices", -1);

        String importId = imported(nameless, early, strangersLine());

        assertThat(outcomes(importId)).containsExactly("1 REJECTED", "2 REJECTED", "3 CREATED");
        List<List<String>> defects = results(importId)
                .map(each -> each.getJsonArray("errors", new JsonArray()).stream()
                        .map(error -> (JsonObject) error)
                        .map(error -> error.getString("pointer") + " " + error.getString("code"))
                        .toList())
                .toList();
        assertThat(defects.get(0))
                .containsExactly("/name invalid-not-blank", "/signedOn invalid-not-null", "/startsOn invalid-not-null");
        assertThat(defects.get(1)).containsExactly("/devices invalid-min", "/signedOn invalid-plausible-day");
    }

    @Test
    void theSameImportTwiceAndHalfOfItChangesNothing() {
        Map<String, Object> one = strangersLine();
        Map<String, Object> two = strangersLine();
        String key = UUID.randomUUID().toString();
        String first = imported(one, two);

        assertThat(outcomes(imported(one, two))).containsExactly("1 UNCHANGED", "2 UNCHANGED");
        assertThat(outcomes(imported(two))).containsExactly("1 UNCHANGED");
        assertThat(batchOf(first)).isNotNull();
        Response once = keyed(key, body(one));
        assertThat(once.statusCode()).isEqualTo(202);
        Background.finishJobs();
        Response again = keyed(key, body(one));
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.<String>path("id")).isEqualTo(once.path("id"));
        assertThat(keyed(key, body(two)).statusCode()).isEqualTo(422);
        assertThat(platform()
                        .contentType(TestAdoption.NDJSON)
                        .body(body(one))
                        .post(IMPORTS)
                        .statusCode())
                .isEqualTo(400);
    }

    private static Response keyed(String key, byte[] body) {
        return platform()
                .header("Idempotency-Key", key)
                .contentType(TestAdoption.NDJSON)
                .body(body)
                .post(IMPORTS);
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndPutsNothingOnRecord() {
        Map<String, Object> line = strangersLine();
        String importId = carriedOut(send(platform().queryParam("validateOnly", true), body(line)));

        assertThat(outcomes(importId)).containsExactly("1 CREATED");
        assertThat(batchOf(importId)).isNull();
        assertThat(outcomes(imported(line))).containsExactly("1 CREATED");
    }

    @Test
    void aTableOfASpreadsheetIsReadInTheCharsetThatItSays() {
        Map<String, Object> line = strangersLine();
        String table = "统一社会信用代码,企业名称,所在县区代码,服务类别,合同编号,签订日期,开始日期\n" + line.get("creditCode") + ",䶮制造公司,340123,S-2,"
                + line.get("contractNumber") + "," + line.get("signedOn") + "," + line.get("startsOn") + "\n";
        String importId = carriedOut(table("text/csv; charset=GB18030", table.getBytes(Charset.forName("GB18030"))));

        assertThat(outcomes(importId)).containsExactly("2 CREATED");
        assertThat(SignedIn.as("feixi")
                        .get(RECORDS + "/" + recordOf(importId, 2))
                        .<String>path("enterpriseName"))
                .isEqualTo("䶮制造公司");
        assertThat(table("text/csv; charset=UTF-8", "企业名称\n".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(400);
        assertThat(table("text/csv; charset=UTF-16", table.getBytes(StandardCharsets.UTF_16))
                        .statusCode())
                .isEqualTo(415);
    }

    private static Response table(String type, byte[] body) {
        return platform()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", type)
                .body(body)
                .post(IMPORTS);
    }

    /** A job that is given up, or cancelled between two attempts, has no turn any more in which it could do it. */
    @Test
    void whatAnImportThatWasGivenUpHasPutOnRecordIsJudgedAllTheSame() {
        String given = imported(strangersLine(), strangersLine());
        String goingOn = imported(strangersLine());
        leaveInNoBatch(given, "FAILED");
        leaveInNoBatch(goingOn, "PREPARING");

        Background.settle();
        Background.settle();

        Response batch = SignedIn.as("auditor").get(BATCHES + "/" + batchOf(given));
        assertThat(batch.<Integer>path("recordCount")).isEqualTo(2);
        assertThat(batchOf(goingOn)).isNull();
    }

    private static void leaveInNoBatch(String importId, String state) {
        UUID id = UUID.fromString(importId);
        execute("UPDATE adoption_record SET batch_id = NULL WHERE import_id = ?", id);
        execute(
                "DELETE FROM adoption_sample WHERE batch_id IN (SELECT id FROM adoption_batch WHERE import_id = ?)",
                id);
        execute("DELETE FROM adoption_batch WHERE import_id = ?", id);
        execute("UPDATE job SET state = ?, finished_at = NULL WHERE id = ?", state, id);
    }

    @Test
    void theSampleFollowsFromTheSeedAndIsOpenToThoseAboveTheCounty() {
        @SuppressWarnings("unchecked")
        Map<String, Object>[] lines =
                IntStream.range(0, 12).mapToObj(i -> strangersLine()).toArray(Map[]::new);
        String importId = imported(lines);
        String batch = batchOf(importId);
        Response seen = SignedIn.as("hefei").get(BATCHES + "/" + batch);
        String seed = seen.path("seed");
        List<String> all =
                results(importId).map(each -> each.getString("recordId")).toList();

        assertThat(seen.<Integer>path("recordCount")).isEqualTo(12);
        assertThat(seen.<Integer>path("unregisteredCount")).isEqualTo(12);
        assertThat(seen.<Integer>path("sampleSize")).isEqualTo(5);
        assertThat(drawn(batch))
                .containsExactlyElementsOf(all.stream()
                        .sorted(Comparator.comparing(id -> Hashes.sha256Hex(seed + id)))
                        .limit(5)
                        .toList());
        assertThat(SignedIn.as("province")
                        .get(BATCHES + "/" + batch + "/sample")
                        .<List<Integer>>path("data.place"))
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(code(platform().get(BATCHES + "/" + batch + "/sample"))).isEqualTo("adoption-sample-sealed");
        assertThat(platform().get(BATCHES + "/" + batch).<String>path("seed")).isNull();
        assertThat(SignedIn.as("wuhu").get(BATCHES + "/" + batch).statusCode()).isEqualTo(404);
        assertThat(SignedIn.as("application").get(BATCHES + "/" + batch).statusCode())
                .isEqualTo(404);
        String other = all.stream()
                .filter(id -> !drawn(batch).contains(id))
                .findFirst()
                .orElseThrow();
        assertThat(code(inspect(inspector(), batch, other, "CONFIRMED"))).isEqualTo("adoption-record-not-drawn");
    }

    @Test
    void aSampleThatIsTooBadIsReturnedAndTheProviderSaysItAnew() {
        Map<String, Object> line = strangersLine();
        String importId = imported(line);
        String batch = batchOf(importId);
        String record = recordOf(importId, 1);

        assertThat(inspect(inspector(), batch, record, "UNREACHABLE").statusCode())
                .isEqualTo(200);
        assertThat(code(accept("feixi", importId))).isEqualTo("adoption-sample-failed");
        assertThat(code(post(SignedIn.as("hefei"), BATCHES + "/" + batch + "/returns", Map.of("reason", "x"))))
                .isEqualTo("adoption-batch-of-county");
        Response returned = post(SignedIn.as("feixi"), BATCHES + "/" + batch + "/returns", Map.of("reason", "无法联系企业"));
        assertThat(returned.statusCode()).as(returned.asString()).isEqualTo(200);
        Background.settle();

        assertThat(status(record)).isEqualTo("RETURNED");
        assertThat(platform().get(BATCHES + "/" + batch + "/sample").<List<String>>path("data.finding"))
                .containsExactly("UNREACHABLE");
        assertThat(outcomes(imported(line))).containsExactly("1 CREATED");
        assertThat(status(record)).isEqualTo("PENDING");
    }

    @Test
    void whoeverCannotBeReachedIsLeftOutAndMayBeSaidAgain() {
        @SuppressWarnings("unchecked")
        Map<String, Object>[] lines =
                IntStream.range(0, 400).mapToObj(i -> strangersLine()).toArray(Map[]::new);
        String importId = imported(lines);
        String batch = batchOf(importId);
        List<String> sample = drawn(batch);
        assertThat(sample).hasSize(20);
        RequestSpecification first = inspector();
        sample.stream()
                .skip(1)
                .forEach(record -> assertThat(
                                inspect(inspector(), batch, record, "CONFIRMED").statusCode())
                        .isEqualTo(200));
        assertThat(inspect(first, batch, sample.get(0), "UNREACHABLE").statusCode())
                .isEqualTo(200);

        assertThat(accept("feixi", importId).statusCode()).isEqualTo(200);

        assertThat(status(sample.get(0))).isEqualTo("RETURNED");
        assertThat(status(sample.get(1))).isEqualTo("PENDING");
        passObjections(importId);
        assertThat(SignedIn.as("feixi")
                        .queryParams("batchId", batch, "status", "COUNTED", "limit", 200)
                        .get(RECORDS)
                        .<List<String>>path("data.id"))
                .hasSize(200);
        assertThat(status(sample.get(0))).isEqualTo("RETURNED");
    }

    @Test
    void whatAnOfficeOfOnePersonHasLookedAtIsAcceptedAboveIt() {
        String importId = imported(strangersLine());
        String batch = batchOf(importId);
        assertThat(inspect(SignedIn.as("feixi"), batch, recordOf(importId, 1), "CONFIRMED")
                        .statusCode())
                .isEqualTo(200);

        assertThat(code(accept("feixi", importId))).isEqualTo("four-eyes-required");
        assertThat(SignedIn.as("hefei").get(BATCHES + "/" + batch).<List<String>>path("availableActions"))
                .containsExactly("ACCEPT", "RECHECK");
        assertThat(accept("hefei", importId).<String>path("status")).isEqualTo("ACCEPTED");
    }

    @Test
    void ofTwoWhoAcceptAtOnceOneDoes() {
        String importId = imported(strangersLine());
        inspectAll(batchOf(importId));

        List<Integer> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> accept("feixi", importId).statusCode()))
                .limit(4)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();

        assertThat(answers).containsExactly(200, 409, 409, 409);
    }

    @Test
    void whatAnAuthorityAboveFindsUntrueCountsNoMore() {
        Map<String, Object> line = strangersLine();
        String importId = counted(line);
        String batch = batchOf(importId);
        String record = recordOf(importId, 1);
        assertThat(status(record)).isEqualTo("COUNTED");

        Response rechecked = inspect(SignedIn.as("hefei"), batch, record, "UNTRUE");

        assertThat(rechecked.statusCode()).as(rechecked.asString()).isEqualTo(200);
        assertThat(rechecked.<Integer>path("recheckUnconfirmedCount")).isEqualTo(1);
        assertThat(status(record)).isEqualTo("REJECTED");
        assertThat(SignedIn.as("feixi")
                        .queryParam("creditCode", line.get("creditCode"))
                        .get(ENTERPRISES)
                        .<String>path("data[0].status"))
                .isEqualTo("LAPSED");
        assertThat(outcomes(imported(line))).containsExactly("1 CONFLICT");
        assertThat(code(inspect(SignedIn.as("feixi"), batch, record, "CONFIRMED")))
                .isEqualTo("transition-not-allowed");
    }

    @Test
    void anObjectionStopsWhatItIsAboutUntilTheCountyDecides() {
        TestEnterprise named = TestEnterprise.certified("340123", "feixi");
        String importId = imported(line(named.creditCode()), line(named.creditCode()));
        String batch = batchOf(importId);
        String upheld = recordOf(importId, 1);
        String dismissed = recordOf(importId, 2);

        assertThat(object(SignedIn.as("enterprise"), upheld).statusCode()).isEqualTo(404);
        assertThat(code(object(platform(), upheld))).isEqualTo("not-yours");
        Response objected = object(named.request(), upheld);
        assertThat(objected.statusCode()).as(objected.asString()).isEqualTo(200);
        assertThat(objected.<String>path("dueAt")).isNotNull();
        assertThat(code(object(named.request(), upheld))).isEqualTo("transition-not-allowed");
        assertThat(object(named.request(), dismissed).statusCode()).isEqualTo(200);
        inspectAll(batch);
        assertThat(accept("feixi", importId).statusCode()).isEqualTo(200);
        passObjections(importId);
        assertThat(status(upheld)).isEqualTo("OBJECTED");

        assertThat(code(decide(SignedIn.as("hefei"), upheld, "UPHELD"))).isEqualTo("adoption-objection-of-county");
        assertThat(code(decide(SignedIn.as("wuhu"), upheld, "UPHELD"))).isEqualTo("adoption-record-not-found");
        assertThat(decide(SignedIn.as("feixi"), upheld, "UPHELD").<String>path("status"))
                .isEqualTo("REJECTED");
        assertThat(decide(SignedIn.as("feixi"), dismissed, "DISMISSED").<String>path("status"))
                .isEqualTo("PENDING");
        assertThat(code(decide(SignedIn.as("feixi"), dismissed, "UPHELD"))).isEqualTo("transition-not-allowed");
        Background.settle();
        assertThat(status(dismissed)).isEqualTo("COUNTED");
        assertThat(code(object(named.request(), dismissed))).isEqualTo("adoption-objection-decided");
    }

    @Test
    void whoeverIsCertifiedLaterIsToldAndMayObjectToWhatCounts() {
        TestEnterprise later = TestEnterprise.registered("340123");
        String importId = counted(line(later.creditCode()));
        String record = recordOf(importId, 1);

        assertThat(later.request().get(RECORDS + "/" + record).statusCode()).isEqualTo(404);
        assertThat(SignedIn.as("feixi").get(RECORDS + "/" + record).<String>path("toldAt"))
                .isNull();
        later.certifyBy("feixi");
        assertThat(later.request().get(RECORDS + "/" + record).<List<String>>path("availableActions"))
                .containsExactly("OBJECT");
        assertThat(object(later.request(), record).statusCode()).isEqualTo(200);

        assertThat(later.request().get(ENTERPRISES).<List<String>>path("data.status"))
                .containsExactly("LAPSED");
    }

    @Test
    void howSomethingThatCountsIsUsedIsJudgedLikeWhatIsNew() {
        String code = TestEnterprise.aCreditCode();
        Map<String, Object> line = deepLine(code);
        line.put("lastUsedOn", today().minusDays(90).toString());
        String first = counted(line);
        String record = recordOf(first, 1);
        assertThat(level(code)).isEqualTo("CLOUD");

        line.put("lastUsedOn", today().toString());
        String second = imported(line);
        assertThat(outcomes(second)).containsExactly("1 CHANGED");
        assertThat(status(record)).isEqualTo("COUNTED");
        passObjections(second);
        assertThat(level(code)).isEqualTo("CLOUD");
        inspectAll(batchOf(second));
        assertThat(accept("feixi", second).statusCode()).isEqualTo(200);
        Background.settle();

        assertThat(level(code)).isEqualTo("DEEP");
        Map<String, Object> other = new HashMap<>(line);
        other.put("categoryCode", "S-1");
        assertThat(outcomes(imported(other))).containsExactly("1 CONFLICT");
    }

    private static String level(String code) {
        return SignedIn.as("auditor").get(ENTERPRISES + "/" + enterprise(code)).path("level");
    }

    @Test
    void aProviderTakesBackWhatItHasSaidAndAnAuthorityTakesOutWhatCounts() {
        String importId = counted(strangersLine(), strangersLine());
        String withdrawn = recordOf(importId, 1);
        String removed = recordOf(importId, 2);

        assertThat(post(SignedIn.as("application"), RECORDS + "/" + withdrawn + "/withdrawals", Map.of("reason", "x"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(code(post(SignedIn.as("feixi"), RECORDS + "/" + withdrawn + "/withdrawals", Map.of("reason", "x"))))
                .isEqualTo("forbidden");
        assertThat(post(platform(), RECORDS + "/" + withdrawn + "/withdrawals", Map.of("reason", "录入有误"))
                        .<String>path("status"))
                .isEqualTo("WITHDRAWN");
        assertThat(code(post(platform(), RECORDS + "/" + withdrawn + "/withdrawals", Map.of("reason", "录入有误"))))
                .isEqualTo("transition-not-allowed");
        assertThat(code(post(SignedIn.as("wuhu"), RECORDS + "/" + removed + "/removals", Map.of("reason", "x"))))
                .isEqualTo("adoption-record-not-found");
        assertThat(post(SignedIn.as("hefei"), RECORDS + "/" + removed + "/removals", Map.of("reason", "订单已退款"))
                        .<String>path("status"))
                .isEqualTo("REMOVED");
    }

    @Test
    void anImportIsSeenByItsProviderAndByAuthoritiesInWhoseRegionSomethingOfItIs() {
        TestEnterprise seller = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        String provider = TestSupervision.asProvider(seller);
        String importId = carriedOut(send(given().auth().oauth2(seller.token()), body(strangersLine())));

        assertThat(given().auth()
                        .oauth2(seller.token())
                        .get(IMPORTS + "/" + importId)
                        .<String>path("providerId"))
                .isEqualTo(provider);
        assertThat(platform().get(IMPORTS + "/" + importId).statusCode()).isEqualTo(404);
        assertThat(platform().get(IMPORTS + "/" + importId + "/results").statusCode())
                .isEqualTo(404);
        assertThat(SignedIn.as("hefei").get(IMPORTS + "/" + importId).statusCode())
                .isEqualTo(200);
        assertThat(SignedIn.as("wuhu").get(IMPORTS + "/" + importId).statusCode())
                .isEqualTo(404);
        assertThat(SignedIn.as("hefei").get(IMPORTS).<List<String>>path("data.id"))
                .contains(importId);
        assertThat(SignedIn.as("wuhu").get(IMPORTS).<List<String>>path("data.id"))
                .doesNotContain(importId);
    }

    @Test
    void onlyProvidersImportAndSystemsWithTheScope() {
        byte[] body = body(strangersLine());

        assertThat(send(SignedIn.as("enterprise"), body).statusCode()).isEqualTo(403);
        assertThat(send(SignedIn.as("feixi"), body).statusCode()).isEqualTo(403);
        assertThat(send(given(), body).statusCode()).isEqualTo(401);
        assertThat(send(given().auth().oauth2(SignedIn.narrowToken("catalogue:write")), body)
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(given().auth().oauth2(SignedIn.narrowToken("adoption:write")), body)
                        .statusCode())
                .isEqualTo(202);
        Background.finishJobs();
        assertThat(given().auth()
                        .oauth2(SignedIn.narrowToken("adoption:read"))
                        .get(RECORDS)
                        .statusCode())
                .isEqualTo(200);
    }
}
