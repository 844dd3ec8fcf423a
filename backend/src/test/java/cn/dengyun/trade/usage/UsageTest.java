package cn.dengyun.trade.usage;

import static cn.dengyun.trade.usage.TestUsage.CORRECTIONS;
import static cn.dengyun.trade.usage.TestUsage.EVENTS;
import static cn.dengyun.trade.usage.TestUsage.METERS;
import static cn.dengyun.trade.usage.TestUsage.RECEIPTS;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.rest.StatementRecorder;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.form.RecordReader;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.trade.usage.TestUsage.Meter;
import cn.dengyun.trade.usage.domain.UsageEvent;
import cn.dengyun.trade.usage.domain.UsagePeriod;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What providers report of their meters, and what becomes of it. */
@QuarkusTest
class UsageTest {

    private static final String CLOUD_EVENTS = "application/cloudevents-batch+json";

    /** One order for the whole class: each test has meters to itself, or looks only at what it has reported. */
    private static Map<String, Meter> shared;

    @Inject
    Pool pool;

    @Inject
    Usage usage;

    @Inject
    RecordReader records;

    @Inject
    Validator validator;

    @Inject
    ObjectMapper json;

    private String platform;

    @BeforeEach
    void anOrder() {
        platform = SignedIn.tokenOf("platform");
        if (shared == null) {
            shared = TestUsage.meters(TestUsage.order());
        }
    }

    private RequestSpecification provider() {
        return given().auth().oauth2(platform);
    }

    private static String key() {
        return "e-" + UUID.randomUUID();
    }

    private Response report(String... lines) {
        Response receipt = TestUsage.report(provider(), lines);
        receipt.then().statusCode(201);
        return receipt;
    }

    private List<Map<String, Object>> rows(Response receipt) {
        return provider()
                .queryParam("limit", 200)
                .get(RECEIPTS + "/" + receipt.path("id") + "/rows")
                .path("data");
    }

    private static void assertCounts(
            Response receipt, int accepted, int duplicates, int conflicts, int held, int refused) {
        assertThat(List.of(
                        receipt.<Integer>path("acceptedCount"),
                        receipt.<Integer>path("duplicateCount"),
                        receipt.<Integer>path("conflictCount"),
                        receipt.<Integer>path("quarantinedCount"),
                        receipt.<Integer>path("refusedCount")))
                .as(receipt.asString())
                .containsExactly(accepted, duplicates, conflicts, held, refused);
    }

    private static String quantity(Meter meter) {
        return SignedIn.as("enterprise").get(METERS + "/" + meter.id()).path("total.quantity");
    }

    @Test
    void eachMeasuredLineOfAnOrderHasAMeterOnceItsServiceHasBegun() {
        Response found = SignedIn.as("enterprise")
                .get(TestOrders.PATH + "/" + shared.get("flow").order() + "/meters");

        assertThat(found.<List<String>>path("data.planCode")).containsExactlyInAnyOrderElementsOf(TestUsage.PLANS);
        assertThat(found.<List<String>>path("data.aggregation"))
                .containsExactlyInAnyOrder("SUM", "MAX", "UNIQUE", "TIME_WEIGHTED", "SUM", "SUM");
        assertThat(SignedIn.as("platform")
                        .queryParam("orderNumber", shared.get("flow").number())
                        .get(METERS)
                        .<List<String>>path("data.planCode"))
                .containsExactlyInAnyOrderElementsOf(TestUsage.PLANS);
        for (String stranger : List.of("application", "wuhu")) {
            SignedIn.as(stranger)
                    .get(TestOrders.PATH + "/" + shared.get("flow").order() + "/meters")
                    .then()
                    .statusCode(404);
            SignedIn.as(stranger)
                    .get(METERS + "/" + shared.get("flow").id())
                    .then()
                    .statusCode(404);
        }
        SignedIn.as("feixi")
                .get(METERS + "/" + shared.get("flow").id() + "?month=2018-09")
                .then()
                .statusCode(200);
        SignedIn.as("feixi")
                .get(METERS + "/" + shared.get("flow").id() + "?month=2018-9")
                .then()
                .statusCode(400);
        SignedIn.as("platform")
                .get(TestOrders.PATH + "/" + TestOrders.placed() + "/meters")
                .then()
                .statusCode(200);
    }

    @Test
    void whatIsReportedComesToTheSameInWhateverOrder() {
        Meter flow = shared.get("flow");
        Meter peak = shared.get("peak");
        Meter users = shared.get("users");
        Meter hours = shared.get("hours");
        List<String> lines = new ArrayList<>(List.of(
                flow.line(key(), 0, "1.5"),
                flow.line(key(), 1, "0.000000001"),
                peak.line(key(), 0, "3"),
                peak.line(key(), 1, "7.250"),
                hours.line(key(), 0, "2"),
                users.line(key(), 0, "1").replace("\"quantity\":\"1\"", "\"value\":\"a\""),
                users.line(key(), 1, "1").replace("\"quantity\":\"1\"", "\"value\":\"b\\\"\""),
                users.line(key(), 2, "1").replace("\"quantity\":\"1\"", "\"value\":\"a\"")));
        Collections.shuffle(lines, new Random(7));

        Response receipt = report(lines.toArray(String[]::new));

        assertCounts(receipt, 8, 0, 0, 0, 0);
        assertThat(quantity(flow)).isEqualTo("1.500000001");
        assertThat(quantity(peak)).isEqualTo("7.25");
        assertThat(quantity(users)).isEqualTo("2");
        assertThat(SignedIn.as("enterprise").get(METERS + "/" + hours.id()).<List<String>>path("total.byWindow"))
                .containsExactlyInAnyOrder("2", "0");
        assertThat(receipt.<List<String>>path("meters.findAll { it.meterId == '" + flow.id() + "' }.sum"))
                .containsExactly("1.500000001");
    }

    @Test
    void theDigestOfAReceiptCanBeCountedByTheProvider() throws NoSuchAlgorithmException {
        Meter meter = TestUsage.begun("flow");
        Instant at = meter.begins();

        Response receipt = report(meter.line("b", 1, "2.50"), meter.line("a", 0, "100"), "{}");

        String canonical = "{\"eventId\":\"a\",\"meterId\":\"%s\",\"occurredAt\":\"%s\",\"quantity\":\"100\"}\n"
                        .formatted(meter.id(), at)
                + "{\"eventId\":\"b\",\"meterId\":\"%s\",\"occurredAt\":\"%s\",\"quantity\":\"2.5\"}\n"
                        .formatted(meter.id(), at.plusMillis(1));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
        assertThat(receipt.<String>path("digest")).isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(provider().get(RECEIPTS + "/" + receipt.path("id")).<String>path("digest"))
                .isEqualTo(receipt.<String>path("digest"));
        assertThat(provider().get(RECEIPTS).<List<String>>path("data.id")).contains(receipt.<String>path("id"));
        SignedIn.as("application")
                .get(RECEIPTS + "/" + receipt.path("id"))
                .then()
                .statusCode(404);
        SignedIn.as("application")
                .get(RECEIPTS + "/" + receipt.path("id") + "/rows")
                .then()
                .statusCode(404);
    }

    @Test
    void theSameKeyCountsOnceAndAnotherContentIsAConflict() {
        Meter meter = TestUsage.begun("flow");
        report(meter.line("k", 5, "4"));
        String otherOrder =
                "{\"quantity\":\"4.0\",\"occurredAt\":\"%s\",\"eventId\":\"k\",\"planCode\":\"flow\",\"orderNumber\":\"%s\"}"
                        .formatted(meter.begins().plusMillis(5), meter.number().toLowerCase(Locale.ROOT));

        Response again = report(otherOrder, meter.line("k", 5, "5"), meter.line("l", 6, "1"), meter.line("l", 6, "2"));

        assertCounts(again, 1, 1, 2, 0, 0);
        assertThat(rows(again))
                .extracting(row -> row.get("outcome"))
                .containsExactly("DUPLICATE", "CONFLICT", "ACCEPTED", "CONFLICT");
        assertThat(again.<List<String>>path("problems.errors.flatten().code"))
                .containsExactly("usage-event-conflict", "usage-event-conflict");
        assertThat(quantity(meter)).isEqualTo("5");
    }

    @Test
    void theSameAtTheSameTimeCountsOnce() {
        Meter meter = TestUsage.begun("flow");
        String[] lines = IntStream.range(0, 50)
                .mapToObj(i -> meter.line("k" + i, i, "1"))
                .toArray(String[]::new);

        List<CompletableFuture<Response>> calls = IntStream.range(0, 6)
                .mapToObj(i -> {
                    List<String> mine = new ArrayList<>(List.of(lines));
                    Collections.shuffle(mine, new Random(i));
                    return CompletableFuture.supplyAsync(
                            () -> TestUsage.report(provider(), mine.toArray(String[]::new)),
                            task -> new Thread(task).start());
                })
                .toList();

        List<Response> all = calls.stream().map(CompletableFuture::join).toList();
        assertThat(all).allSatisfy(each -> assertThat(each.statusCode()).isEqualTo(201));
        assertThat(all.stream()
                        .mapToInt(each -> each.<Integer>path("acceptedCount"))
                        .sum())
                .isEqualTo(50);
        assertThat(all.stream()
                        .mapToInt(each -> each.<Integer>path("duplicateCount"))
                        .sum())
                .isEqualTo(250);
        assertThat(quantity(meter)).isEqualTo("50");
    }

    @Test
    void aBrokenLineDoesNotHarmTheOthersOfTenThousand() {
        Meter meter = TestUsage.begun("flow");
        String lines = IntStream.range(0, 10_000)
                .mapToObj(i -> i == 4_321 ? "{\"eventId\":\"bad\",\"quantity\":5" : meter.line("k" + i, i, "0.1"))
                .collect(Collectors.joining("\r\n"));
        String key = UUID.randomUUID().toString();

        StatementRecorder.forget();
        Response receipt = TestUsage.keyed(provider(), key, lines);
        List<String> statements = StatementRecorder.statementsOfAll().stream()
                .filter(each -> each.contains("usage_"))
                .toList();

        receipt.then().statusCode(201);
        assertCounts(receipt, 9_999, 0, 0, 0, 1);
        assertThat(receipt.<List<Integer>>path("problems.line")).containsExactly(4_322);
        assertThat(receipt.<List<String>>path("problems[0].errors.code")).containsExactly("malformed-json");
        assertThat(quantity(meter)).isEqualTo("999.9");
        assertThat(statements)
                .filteredOn(each -> each.startsWith("INSERT INTO usage_event"))
                .hasSize(10);
        // Besides: the meters, the largest before, the receipt and its rows; not one for a line.
        assertThat(statements).hasSizeBetween(13, 20);
        Response again = TestUsage.keyed(provider(), key, lines);
        again.then().statusCode(201).header("Idempotent-Replayed", "true");
        assertThat(again.<String>path("id")).isEqualTo(receipt.<String>path("id"));
        assertThat(TestUsage.keyed(provider(), key, lines + " ").<String>path("code"))
                .isEqualTo("idempotency-key-reused");
        Response more = TestUsage.report(provider(), lines + "\n{}");
        more.then().statusCode(413);
        assertThat(more.<String>path("code")).isEqualTo("usage-too-long");
    }

    @Test
    void whatIsWrongWithALineIsSaidOfIt() {
        Meter flow = shared.get("flow");
        Meter users = shared.get("users");
        Meter share = shared.get("share");
        String deep = "[".repeat(3_000) + "]".repeat(3_000);

        Response receipt = report(
                flow.line(key(), 0, "-1"),
                flow.line(key(), 0, "1e3"),
                flow.line(key(), 0, "0.0000000001"),
                flow.line(key(), 0, "1").replace("}", ",\"unit\":\"GB\"}"),
                flow.line(key(), 0, "1").replace("}", ",\"endsAt\":\"" + flow.begins() + "\"}"),
                flow.line("a b", 0, "1"),
                flow.line(key(), 0, "1").replace("\"quantity\":\"1\"", "\"quantity\":1"),
                flow.line(key(), 0, "1").replace("\"quantity\":\"1\"", "\"value\":\"x\""),
                users.line(key(), 0, "1"),
                share.line(key(), 0, "1.5"),
                flow.line(key(), 0, "1").replace(flow.id(), UUID.randomUUID().toString()),
                "{\"eventId\":\"x\",\"occurredAt\":\"%s\",\"quantity\":\"1\"}".formatted(flow.begins()),
                "[]",
                "{\"eventId\":\"x\",\"eventId\":\"y\"}",
                "null",
                deep,
                "x".repeat(5_000),
                flow.line(key(), 0, "1")
                        .replaceAll("\"occurredAt\":\"[^\"]*\"", "\"occurredAt\":\"1999-01-01T00:00:00Z\""),
                "\uFEFF{}");

        assertCounts(receipt, 0, 0, 0, 0, 19);
        assertThat(receipt.<List<List<String>>>path("problems.errors.code").stream()
                        .map(codes -> codes.get(0))
                        .toList())
                .startsWith(
                        "invalid-pattern",
                        "invalid-pattern",
                        "invalid-pattern",
                        "unknown-field",
                        "usage-ends-before-begin",
                        "invalid-pattern",
                        "wrong-type",
                        "usage-quantity-expected",
                        "usage-value-expected",
                        "quantity-not-whole",
                        "usage-meter-unknown",
                        "usage-meter-unnamed");
    }

    @Test
    void theMeterOfAnotherIsAsUnknownAsNone() {
        Meter meter = shared.get("flow");

        Response others = TestUsage.report(
                SignedIn.as("application"),
                meter.line(key(), 0, "1"),
                meter.line(key(), 0, "1").replace(meter.id(), meter.order()));

        assertCounts(others, 0, 0, 0, 0, 2);
        assertThat(others.<List<String>>path("problems.errors.flatten().code"))
                .containsExactly("usage-meter-unknown", "usage-meter-unknown");
        assertThat(others.<List<String>>path("problems.meterId")).containsOnlyNulls();
        TestUsage.report(SignedIn.as("enterprise"), meter.line(key(), 0, "1"))
                .then()
                .statusCode(403);
        TestUsage.report(given().auth().oauth2(SignedIn.narrowToken("usage:read")), meter.line(key(), 0, "1"))
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(SignedIn.narrowToken("usage:write"))
                .get(METERS + "/" + meter.id())
                .then()
                .statusCode(403);
        assertCounts(
                TestUsage.report(
                        given().auth().oauth2(SignedIn.narrowToken("usage:write")),
                        shared.get("level").line(key(), 0, "1")),
                1,
                0,
                0,
                0,
                0);
    }

    @Test
    void whatCannotBeRightIsHeldBack() {
        Meter meter = TestUsage.begun("flow");
        Instant now = Instant.now();
        report(meter.line("small", 0, "11"));

        Response receipt = report(
                meter.line("early", -1, "1"),
                meter.line("future", ChronoUnit.MILLIS.between(meter.begins(), now.plusSeconds(400)), "1"),
                meter.line(
                        "year", ChronoUnit.DAYS.getDuration().multipliedBy(366).toMillis(), "1"),
                meter.line("digits", 1, "1234567890123456789"),
                meter.line("much", 1, "1000.1"),
                meter.line("limit", 1, "1000"),
                meter.line("skew", ChronoUnit.MILLIS.between(meter.begins(), now.plusSeconds(200)), "1"));

        assertCounts(receipt, 2, 0, 0, 5, 0);
        assertThat(rows(receipt))
                .extracting(row -> row.get("quarantine"))
                .containsExactly(
                        "BEFORE_METER", "IN_FUTURE", "IN_FUTURE", "TOO_MANY_DIGITS", "IMPLAUSIBLE", null, null);
        assertThat(quantity(meter)).isEqualTo("1012");
        assertThat(SignedIn.as("enterprise").get(METERS + "/" + meter.id()).<Integer>path("total.quarantinedCount"))
                .isEqualTo(5);
        assertThat(SignedIn.as("enterprise")
                        .queryParam("meterId", meter.id())
                        .queryParam("status", "QUARANTINED")
                        .get(EVENTS)
                        .<List<String>>path("data.eventId"))
                .containsExactlyInAnyOrder("early", "future", "year", "digits", "much");
        Map.of("enterprise", "USAGE_RELEASE", "platform", "USAGE_DISMISSAL")
                .forEach((side, kind) -> assertThat(SignedIn.as(side)
                                .queryParam("kind", kind)
                                .get("/api/v1/work-items")
                                .<List<String>>path("data.kind"))
                        .isNotEmpty()
                        .containsOnly(kind));
    }

    @Test
    void whichReadingsAreHeldBackDoesNotDependOnWhichCameFirst() {
        List<String> quantities = List.of("1", "1000.5", "50", "3000", "999", "100000");
        List<Integer> backwards = List.of(5, 4, 3, 2, 1, 0);
        Meter upwards = TestUsage.begun("flow");
        Meter downwards = TestUsage.begun("flow");
        for (int i = 0; i < quantities.size(); i++) {
            report(upwards.line("k" + i, i, quantities.get(i)));
            int last = backwards.get(i);
            report(downwards.line("k" + last, last, quantities.get(last)));
        }

        for (Meter meter : List.of(upwards, downwards)) {
            assertThat(provider()
                            .queryParam("meterId", meter.id())
                            .queryParam("status", "QUARANTINED")
                            .get(EVENTS)
                            .<List<String>>path("data.eventId"))
                    .containsExactlyInAnyOrder("k1", "k3", "k5");
            assertThat(quantity(meter)).isEqualTo("1050");
        }
    }

    @Test
    void whatIsReadQuicklyIsReadAlikeBySlowEyesWhichFindNothingWrong() throws IOException {
        Random random = new Random(1_809_010L);
        int quick = 0;
        for (int i = 0; i < 4_000; i++) {
            byte[] line = someLine(random).getBytes(StandardCharsets.UTF_8);
            UsageLine read = PlainLine.read(json.getFactory(), line, 0, line.length);
            if (read != null) {
                quick++;
                assertThat(records.read(line, UsageLine.class))
                        .as(new String(line, StandardCharsets.UTF_8))
                        .isEqualTo(read);
                assertThat(validator.validate(read)).as(read.toString()).isEmpty();
            }
        }
        assertThat(quick).isBetween(1_000, 3_500);
    }

    /** Most are as programs write them; the others have something that a hasty reader overlooks. */
    private static String someLine(Random random) {
        List<String> members = new ArrayList<>();
        members.add(
                some(random, "\"meterId\":", "\"01997c1e-5d4a-7b1c-9f0e-3b1d8a6c2e41\"", "\"AZl8Hl1Kexyfi+\"", "null"));
        members.add(
                some(random, "\"eventId\":", "\"k-%d\"".formatted(random.nextInt()), "\"a b\"", "\"\"", "5", "\"é\""));
        members.add(some(
                random,
                "\"occurredAt\":",
                "\"2018-09-01T08:00:%02d.%dZ\"".formatted(random.nextInt(60), random.nextInt(1_000_000)),
                "\"2018-09-01T08:00:00+08:00\"",
                "\"2018-02-30T08:00:00Z\"",
                "\"1999-12-31T23:59:59.999Z\"",
                "\"2100-12-31T24:00:00Z\"",
                "\"2018-09-01T08:00Z\"",
                "1535760000",
                "\"Z\""));
        members.add(some(
                random,
                "\"quantity\":",
                "\"%d.%d\"".formatted(random.nextInt(9_999), random.nextInt(9_999)),
                "\"1.\"",
                "\".5\"",
                "\"-1\"",
                "\"1.0000000001\"",
                "\"1e3\"",
                "1.5",
                "\"" + "9".repeat(41) + "\""));
        if (random.nextInt(4) == 0) {
            members.add(some(random, "\"planCode\":", "\"gb-out\"", "\"\\u200b\"", "\"" + "x".repeat(65) + "\""));
        }
        if (random.nextInt(4) == 0) {
            members.add(some(random, "\"value\":", "\"u-1\"", "\"\\u0000\"", "\"\"", "[]"));
        }
        if (random.nextInt(20) == 0) {
            members.add(members.get(random.nextInt(members.size())));
        }
        if (random.nextInt(20) == 0) {
            members.add("\"other\":\"1\"");
        }
        Collections.shuffle(members, random);
        return "{" + String.join(",", members) + "}" + (random.nextInt(20) == 0 ? "{}" : " ");
    }

    private static String some(Random random, String name, String usual, String... others) {
        return name + (random.nextInt(12) > 0 ? usual : others[random.nextInt(others.length)]);
    }

    @Test
    void whatIsOldOrBehindTheServiceIsHeldBackToo() {
        Meter meter = TestUsage.begun("flow");
        set("UPDATE usage_meter SET begins_at = begins_at - interval '3 years' WHERE id = ?", meter);
        assertThat(rows(report(meter.line("old", -366L * 86_400_000, "1"))))
                .extracting(row -> row.get("quarantine"))
                .containsExactly("TOO_OLD");
        set("UPDATE usage_meter SET ends_at = begins_at + interval '1 day' WHERE id = ?", meter);
        assertThat(rows(report(meter.line("after", -1, "1"))))
                .extracting(row -> row.get("quarantine"))
                .containsExactly("AFTER_METER");
    }

    private static void set(String sql, Meter meter) {
        try (Connection database = OwnerDatabase.connect();
                PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setObject(1, UUID.fromString(meter.id()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theEnterpriseReleasesAndTheProviderDismisses() {
        Meter meter = TestUsage.begun("flow");
        Response receipt = report(
                meter.line("right", -1, "2"),
                meter.line("wrong", -1, "3"),
                meter.line("digits", 0, "1234567890123456789"));
        List<String> ids = rows(receipt).stream()
                .map(row -> (String) row.get("usageEventId"))
                .toList();
        Map<String, String> why = Map.of("reason", "属实");

        TestOrders.post("platform", EVENTS + "/" + ids.get(0) + "/releases", why)
                .then()
                .statusCode(403);
        TestOrders.post("application", EVENTS + "/" + ids.get(0) + "/dismissals", why)
                .then()
                .statusCode(404);
        Response released = TestOrders.post("enterprise", EVENTS + "/" + ids.get(0) + "/releases", why);
        Response dismissed = TestOrders.post("platform", EVENTS + "/" + ids.get(1) + "/dismissals", why);
        Response never = TestOrders.post("enterprise", EVENTS + "/" + ids.get(2) + "/releases", why);

        assertThat(released.statusCode()).as(released.asString()).isEqualTo(200);
        assertThat(released.<String>path("status")).isEqualTo("ACCEPTED");
        assertThat(released.<String>path("quarantine")).isEqualTo("BEFORE_METER");
        assertThat(dismissed.<String>path("status")).isEqualTo("DISMISSED");
        assertThat(never.<String>path("code")).isEqualTo("usage-not-releasable");
        assertThat(TestOrders.post("enterprise", EVENTS + "/" + ids.get(1) + "/releases", why)
                        .<String>path("code"))
                .isEqualTo("transition-not-allowed");
        assertThat(TestOrders.post("platform", EVENTS + "/" + ids.get(0) + "/dismissals", why)
                        .<String>path("code"))
                .isEqualTo("transition-not-allowed");
        assertThat(quantity(meter)).isEqualTo("2");
        SignedIn.as("feixi").get(EVENTS + "/" + ids.get(0)).then().statusCode(200);
        SignedIn.as("wuhu").get(EVENTS + "/" + ids.get(0)).then().statusCode(404);
        // What became of the line when it came stays.
        assertThat(rows(receipt)).extracting(row -> row.get("outcome")).containsOnly("QUARANTINED");
        assertThat(provider()
                        .queryParam("outcome", "REFUSED")
                        .get(RECEIPTS + "/" + receipt.path("id") + "/rows")
                        .<List<Object>>path("data"))
                .isEmpty();
    }

    @Test
    void aCorrectionTakesBackOnceAndMayPutSomethingInThePlace() {
        Meter meter = TestUsage.begun("flow");
        Response receipt = report(meter.line("a", 0, "5"), meter.line("b", 0, "7"));
        List<String> ids = rows(receipt).stream()
                .map(row -> (String) row.get("usageEventId"))
                .toList();
        Map<String, Object> wanted = new HashMap<>(TestUsage.correction(ids.get(0)));
        wanted.put(
                "replacement",
                Map.of("eventId", "a2", "occurredAt", meter.begins().toString(), "quantity", "6"));

        TestOrders.post("application", CORRECTIONS, wanted).then().statusCode(404);
        TestOrders.post("enterprise", CORRECTIONS, wanted).then().statusCode(403);
        Response dry = TestOrders.post("platform", CORRECTIONS + "?validateOnly=true", wanted);
        assertThat(dry.statusCode()).as(dry.asString()).isEqualTo(200);
        assertThat(quantity(meter)).isEqualTo("12");
        Response made = TestOrders.post("platform", CORRECTIONS, wanted);

        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        assertThat(made.<String>path("reversed.status")).isEqualTo("REVERSED");
        assertThat(made.<String>path("replacement.replaces")).isEqualTo(ids.get(0));
        assertThat(quantity(meter)).isEqualTo("13");
        assertThat(TestUsage.correct(ids.get(0)).<String>path("code")).isEqualTo("transition-not-allowed");
        Map<String, Object> taken = new HashMap<>(wanted);
        taken.put("usageEventId", ids.get(1));
        assertThat(TestOrders.post("platform", CORRECTIONS, taken).<String>path("code"))
                .isEqualTo("usage-event-key-taken");
        taken.put(
                "replacement",
                Map.of(
                        "eventId",
                        "b2",
                        "occurredAt",
                        meter.begins().minusSeconds(60).toString(),
                        "quantity",
                        "6"));
        assertThat(TestOrders.post("platform", CORRECTIONS, taken).<List<String>>path("errors.code"))
                .containsExactly("usage-replacement-doubtful");
        taken.put(
                "replacement",
                Map.of("eventId", "b2", "occurredAt", meter.begins().toString(), "value", "x"));
        assertThat(TestOrders.post("platform", CORRECTIONS, taken).<List<String>>path("errors.pointer"))
                .containsExactly("/replacement/quantity");
        assertThat(quantity(meter)).isEqualTo("13");
        assertThat(SignedIn.as("enterprise")
                        .queryParam("orderId", meter.order())
                        .get(CORRECTIONS)
                        .<List<String>>path("data.id"))
                .containsExactly(made.<String>path("id"));
        SignedIn.as("enterprise")
                .get(CORRECTIONS + "/" + made.path("id"))
                .then()
                .statusCode(200);
        SignedIn.as("wuhu").get(CORRECTIONS + "/" + made.path("id")).then().statusCode(404);
    }

    @Test
    void aBatchOfCloudEventsIsTheSame() {
        Meter meter = TestUsage.begun("flow");
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/hf\",\"type\":\"metered\",\"subject\":\"%s\","
                        + "\"time\":\"" + meter.begins() + "\",\"traceparent\":\"00\",\"data\":{\"quantity\":\"%s\"}}";
        String sound = event.formatted("c1", METERS + "/" + meter.id(), "2");

        Response receipt = cloud(
                "[" + sound + "," + event.formatted("c2", meter.id(), "x") + "," + sound.replace("\"1.0\"", "\"0.3\"")
                        + "," + sound.replace("\"c1\"", "\"c3\"").replace("quantity", "qty") + ",5]");

        receipt.then().statusCode(201);
        assertCounts(receipt, 1, 0, 0, 0, 4);
        assertThat(receipt.<List<List<String>>>path("problems.errors.pointer").stream()
                        .map(each -> each.get(0))
                        .toList())
                .containsExactly("/data/quantity", "/specversion", "/data/qty", "");
        // The same as a line.
        assertCounts(report(meter.line("c1", 0, "2")), 0, 1, 0, 0, 0);
        // Who lies about what it is sends one line that is none, or a document that is no list.
        assertCounts(TestUsage.report(provider(), "[" + sound + "]"), 0, 0, 0, 0, 1);
        assertThat(cloud(meter.line("c4", 0, "1")).<List<String>>path("errors.code"))
                .containsExactly("wrong-type-list");
        assertThat(cloud("[" + sound).<List<String>>path("errors.code")).containsExactly("malformed-json");
        assertThat(cloud("[" + sound + "] []").<List<String>>path("errors.code"))
                .containsExactly("malformed-json");
        assertThat(cloud("[]").<List<String>>path("errors.code")).containsExactly("body-missing");
        assertThat(cloud("[" + "[".repeat(5_000)).statusCode()).isEqualTo(400);
        provider()
                .header("Idempotency-Key", key())
                .contentType("text/plain")
                .body(meter.line("x", 0, "1"))
                .post(EVENTS)
                .then()
                .statusCode(415);
    }

    private Response cloud(String body) {
        return provider()
                .header("Idempotency-Key", key())
                .contentType(CLOUD_EVENTS)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(EVENTS);
    }

    @Test
    void bytesAreCountedAsTheyComeOutOfTheGzip() {
        Meter meter = TestUsage.begun("flow");

        gzipped(gzip(meter.line("z", 0, "1").getBytes(StandardCharsets.UTF_8)))
                .then()
                .statusCode(201);
        Response bomb = gzipped(gzip(new byte[64 << 20]));

        assertThat(bomb.statusCode()).isEqualTo(413);
        assertThat(bomb.<String>path("code")).isEqualTo("usage-too-long");
        assertThat(gzipped(new byte[] {1, 2, 3}).<String>path("code")).isEqualTo("gzip-broken");
        provider()
                .header("Idempotency-Key", key())
                .header("Content-Encoding", "br")
                .contentType(TestUsage.NDJSON)
                .body(new byte[] {1})
                .post(EVENTS)
                .then()
                .statusCode(415);
        provider()
                .contentType(TestUsage.NDJSON)
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post(EVENTS)
                .then()
                .statusCode(400);
        Response dry = provider()
                .contentType(TestUsage.NDJSON)
                .body(meter.line("y", 0, "9").getBytes(StandardCharsets.UTF_8))
                .post(EVENTS + "?validateOnly=true");
        assertThat(dry.<Integer>path("would.acceptedCount")).as(dry.asString()).isEqualTo(1);
        assertThat(quantity(meter)).isEqualTo("1");
    }

    private Response gzipped(byte[] body) {
        return provider()
                .header("Idempotency-Key", key())
                .header("Content-Encoding", "gzip")
                .contentType(TestUsage.NDJSON)
                .body(body)
                .post(EVENTS);
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void aBillMarksWhatItCountsAndSeesWhatIsTakenBackAfterwards() {
        Meter meter = TestUsage.begun("flow");
        report(meter.line("a", 0, "1"), meter.line("b", 1, "2"));
        UUID id = UUID.fromString(meter.id());
        UUID bill = UUID.randomUUID();
        Instant end = Instant.now().plusSeconds(3_600);

        Usage.Billed billed = WorkerThread.await(
                pool.withTransaction(connection -> usage.bill(connection, id, bill, end, List.of())));
        List<UsageEvent> counted = WorkerThread.await(usage.ofBill(pool, id, bill, null));
        TestUsage.correct(counted.get(0).id().toString()).then().statusCode(201);
        report(meter.line("late", 0, "4"));

        assertThat(billed).isEqualTo(new Usage.Billed(2, 0));
        assertThat(counted).extracting(UsageEvent::eventId).containsExactly("a", "b");
        assertThat(WorkerThread.await(usage.ofBill(pool, id, bill, counted.get(0))))
                .hasSize(1);
        assertThat(WorkerThread.await(usage.unbilled(pool, id, end, null)))
                .extracting(UsageEvent::eventId)
                .containsExactly("late");
        assertThat(WorkerThread.await(usage.unbilledCorrections(pool, id)))
                .extracting(each -> each.reversedId())
                .containsExactly(counted.get(0).id());
        List<UUID> corrections = WorkerThread.await(usage.unbilledCorrections(pool, id)).stream()
                .map(each -> each.id())
                .toList();
        Usage.Billed next = WorkerThread.await(
                pool.withTransaction(connection -> usage.bill(connection, id, UUID.randomUUID(), end, corrections)));
        assertThat(next).isEqualTo(new Usage.Billed(1, 1));
        assertThat(WorkerThread.await(usage.unbilledCorrections(pool, id))).isEmpty();
        assertThat(WorkerThread.await(usage.meters(pool, UUID.fromString(meter.order()))))
                .hasSize(TestUsage.PLANS.size());
        assertThat(WorkerThread.await(usage.accepted(
                        pool,
                        id,
                        UsagePeriod.of(YearMonth.from(meter.begins().atZone(ZoneId.of("Asia/Shanghai")))),
                        null)))
                .hasSize(2);
    }

    @Test
    void theMeterEndsWhenNothingMoreWillBeDelivered() {
        Meter meter = TestUsage.begun("flow");
        Instant before = Instant.parse(provider().get(METERS + "/" + meter.id()).path("endsAt"));

        TestOrders.agree(SignedIn.as("platform"), TestOrders.proposed("enterprise", meter.order()))
                .then()
                .statusCode(200);

        Instant after = Instant.parse(provider().get(METERS + "/" + meter.id()).path("endsAt"));
        assertThat(after).isBefore(before).isBeforeOrEqualTo(Instant.now());
        assertCounts(report(meter.line("late", 0, "1")), 1, 0, 0, 0, 0);
    }
}
