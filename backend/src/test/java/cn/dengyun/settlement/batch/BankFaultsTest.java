package cn.dengyun.settlement.batch;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.settlement.batch.TestSettlement.PATH;
import static cn.dengyun.settlement.batch.TestSettlement.act;
import static cn.dengyun.settlement.batch.TestSettlement.built;
import static cn.dengyun.settlement.batch.TestSettlement.failed;
import static cn.dengyun.settlement.batch.TestSettlement.paid;
import static cn.dengyun.settlement.batch.TestSettlement.post;
import static cn.dengyun.settlement.batch.TestSettlement.results;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import cn.dengyun.settlement.batch.BankFault.Said;
import cn.dengyun.settlement.batch.TestSettlement.Scene;
import cn.dengyun.settlement.batch.domain.BankFailure;
import cn.dengyun.settlement.batch.domain.BankRemedy;
import cn.dengyun.settlement.batch.domain.ResultOutcome;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Claims by the thousand, of which the bank cannot pay some, and files in which it gets wrong whatever a file can have
 * wrong. Faults are drawn from a seed. More of them, of another seed:
 *
 * <pre>
 * ./mvnw -pl backend test -Dtest=BankFaultsTest -Dsettlement.claims=10000 -Dsettlement.seed=7
 * </pre>
 */
@QuarkusTest
class BankFaultsTest {

    private static final Logger LOG = Logger.getLogger(BankFaultsTest.class);

    private static final int CLAIMS = Integer.getInteger("settlement.claims", 200);
    /** Five of a hundred, and as many as there are faults at least. */
    private static final int BAD = Math.max(20, CLAIMS / 20);

    private static final long SEED = Long.getLong("settlement.seed", 11L);
    private static final Duration BUILT_AND_CHECKED = Duration.ofSeconds(30);
    /** Lines of another batch, whose rows come into the file. */
    private static final int OTHERS = 20;

    private static final int PAGE = 200;
    /** So many missing lines are named, of however many there are. */
    private static final int NAMED = 1_000;
    /** So that the class makes one organisation, not one for each test. */
    private static UUID payee;

    @Inject
    TestSettlement settlement;

    private final Random random = new Random(SEED);

    @BeforeEach
    void aPayee() {
        if (payee == null) {
            payee = settlement.aPayee();
        }
    }

    @Test
    void whatTheBankCanPayIsPaidAtOnceAndTheRestComesBackWithItsCodeRemedyAndOwner() {
        Scene scene = settlement.with(payee, CLAIMS);
        Times times = new Times();
        String batch = times.of("build", () -> built(scene));
        times.of("check", () -> act("finance2", batch, "approvals").statusCode(200));
        assertThat(times.sum()).isLessThan(BUILT_AND_CHECKED);
        times.of("notice", () -> act("finance", batch, "public-notices").statusCode(200));
        settlement.endNotice(batch);
        times.of("proposal", () -> act("finance", batch, "instructions").statusCode(200));
        times.of(
                "instruction",
                () -> act("finance2", batch, "instruction-approvals")
                        .statusCode(200)
                        .body("lines", is(CLAIMS))
                        .body("amountFen", is((int) scene.sum())));
        List<Map.Entry<String, Long>> lines = settlement.lines(batch);
        Map<String, BankFailure> refused = new HashMap<>();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < CLAIMS; i++) {
            BankFailure failure = BankFailure.values()[i % BankFailure.values().length];
            if (i < BAD) {
                refused.put(lines.get(i).getKey(), failure);
            }
            rows.add(i < BAD ? failed(lines.get(i), failure.iso()) : paid(lines.get(i)));
        }
        Collections.shuffle(rows, random);
        String file = String.join("", rows);

        times.of(
                "results",
                () -> results("finance", batch, file)
                        .statusCode(200)
                        .body("status", is("SETTLED"))
                        .body("outcomes.find { it.outcome == 'PAID' }.rows", is(CLAIMS - BAD))
                        .body("outcomes.find { it.outcome == 'FAILED' }.rows", is(BAD))
                        .body("refused.size()", is(0))
                        .body("missingCount", is(0)));

        assertThat(settlement.standing(scene))
                .containsOnly(Map.entry("PAID", (long) CLAIMS - BAD), Map.entry("BANK_FAILED", (long) BAD));
        List<Map<String, String>> named = failedLines(batch);
        assertThat(named).hasSize(BAD).allSatisfy(line -> {
            BankFailure failure = refused.get(line.get("endToEndId"));
            assertThat(line.get("failure")).isEqualTo(failure.name());
            assertThat(line.get("remedy")).isEqualTo(failure.remedy().name());
            assertThat(line.get("owner")).isEqualTo(failure.remedy().owner().name());
        });
        long unpaid = settlement.ofLines(scene, "FAILED");
        assertTied(scene, unpaid);
        times.of(
                "the same again",
                () -> results("finance2", batch, file)
                        .body("outcomes.outcome", is(List.of("DUPLICATE")))
                        .body("outcomes.rows", is(List.of(CLAIMS))));
        assertTied(scene, unpaid);
    }

    @Test
    void whateverAFileHasWrongIsFoundAndNamedAndNothingIsPaidTwice() {
        Scene scene = settlement.with(payee, CLAIMS);
        Scene otherScene = settlement.with(payee, OTHERS);
        String other = settlement.instructed(otherScene);
        List<Map.Entry<String, Long>> strangers = settlement.lines(other);
        String batch = repeated(scene);
        List<Map.Entry<String, Long>> lines = settlement.lines(batch);
        List<List<Said>> units = units(lines, strangers);
        Collections.shuffle(units, random);
        List<List<Said>> half = units.subList(0, units.size() / 2);
        List<String> files = new ArrayList<>();

        files.add(expect(batch, half, Set.of(), lines));
        files.add(expect(batch, units, saidIn(half), lines));
        for (int i = 0; i < 3; i++) {
            results("finance2", batch, files.get(random.nextInt(files.size()))).statusCode(200);
            assertTied(scene, settlement.ofLines(scene, "FAILED"));
        }
        wholeFileOfAnother(other, otherScene, units);

        List<String> open = settlement
                .run(
                        "SELECT end_to_end_id, amount_fen FROM settlement_line WHERE batch_id = $1 AND status = 'INSTRUCTED'",
                        UUID.fromString(batch))
                .stream()
                .map(row -> paid(row.getString(0), row.getLong(1)))
                .toList();
        String corrected = String.join("", open);
        assertThat(twice(() -> sent("finance", batch, corrected))).containsOnly(200);
        files.add(corrected);
        as("finance").get(PATH + "/" + batch).then().body("status", is("SETTLED"));
        assertTied(scene, 0);
        // What came back before it was paid has come back now that the bank says so again: it is paid by another batch.
        files.forEach(file -> results("finance", batch, file).statusCode(200));
        assertTied(scene, settlement.ofLines(scene, "RETURNED"));
        paidAgain(scene);
        files.forEach(file -> results("finance", batch, file).statusCode(200));
        assertThat(settlement.standing(scene)).containsOnly(Map.entry("PAID", (long) CLAIMS));
        assertTied(scene, 0);
        assertNothingIsPaidTwice(scene);
    }

    /** What came back is let into another batch, and its file comes twice. */
    private void paidAgain(Scene scene) {
        List<UUID> back = settlement
                .run(
                        "SELECT id FROM settlement_claim WHERE programme_id = $1 AND status = 'BANK_FAILED'",
                        scene.programme().programmeId())
                .stream()
                .map(row -> row.getUUID(0))
                .toList();
        assertThat(back).isNotEmpty();
        for (UUID claim : back) {
            String path = "/api/v1/settlement-claims/" + claim + "/reinstatements";
            post("finance2", path, Map.of("reason", "账户已补足")).then().statusCode(200);
            post("finance2", path, Map.of("reason", "账户已补足")).then().statusCode(409);
        }
        String batch = settlement.instructed(scene);
        String file = settlement.lines(batch).stream().map(TestSettlement::paid).collect(Collectors.joining());
        results("finance", batch, file)
                .statusCode(200)
                .body("outcomes.outcome", is(List.of("PAID")))
                .body("outcomes.rows", is(List.of(back.size())));
        results("finance", batch, file).statusCode(200).body("outcomes.outcome", is(List.of("DUPLICATE")));
    }

    /** What waits, is built, checked, shown and instructed; each step is made again, and the bank answers too early. */
    private String repeated(Scene scene) {
        String key = UUID.randomUUID().toString();
        Supplier<Response> build = () -> as("finance")
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(scene.wanted())
                .post(PATH);
        String batch = build.get().then().statusCode(201).extract().path("id");
        build.get().then().statusCode(201).body("id", is(batch));
        post("finance", PATH, scene.wanted()).then().statusCode(409).body("code", is("settlement-claims-missing"));
        tooEarly(scene, batch);
        for (String noun : List.of("approvals", "public-notices")) {
            act("finance2", batch, noun).statusCode(200);
            act("finance2", batch, noun).statusCode(409);
            tooEarly(scene, batch);
        }
        settlement.endNotice(batch);
        act("finance", batch, "instructions").statusCode(200);
        act("finance", batch, "instructions").statusCode(409);
        tooEarly(scene, batch);
        act("finance2", batch, "instruction-approvals").statusCode(200);
        act("finance2", batch, "instruction-approvals").statusCode(409);
        return batch;
    }

    private void tooEarly(Scene scene, String batch) {
        results("finance", batch, paid(settlement.lines(batch).get(0)))
                .statusCode(409)
                .body("code", is("transition-not-allowed"));
        assertThat(settlement.held(scene, "PAID")).isZero();
    }

    /** The lines of a batch as rows: some of them spoilt, each in one way, every way at least once. */
    private List<List<Said>> units(List<Map.Entry<String, Long>> lines, List<Map.Entry<String, Long>> strangers) {
        List<Map.Entry<String, Long>> drawn = new ArrayList<>(lines);
        Collections.shuffle(drawn, random);
        List<List<Said>> units = new ArrayList<>();
        Map<BankFault, Integer> counts = new EnumMap<>(BankFault.class);
        int at = 0;
        for (int i = 0; at < BAD; i++) {
            BankFault fault = i < BankFault.values().length
                    ? BankFault.values()[i]
                    : BankFault.values()[random.nextInt(BankFault.values().length)];
            units.add(fault.of(
                    drawn.subList(at, at + fault.width()),
                    strangers.get(i % strangers.size()).getKey()));
            counts.merge(fault, 1, Integer::sum);
            at += fault.width();
        }
        drawn.subList(at, drawn.size()).forEach(line -> units.add(List.of(new Said(paid(line), ResultOutcome.PAID))));
        LOG.infof("seed %d, %d claims: %s", SEED, CLAIMS, counts);
        return units;
    }

    private static Set<String> saidIn(List<List<Said>> units) {
        return units.stream()
                .flatMap(List::stream)
                .filter(each -> each.expected() == ResultOutcome.PAID)
                .map(Said::row)
                .collect(Collectors.toSet());
    }

    /**
     * Sends a file, and holds all that comes back against what was drawn.
     *
     * @param before rows by which a line was paid before
     * @return the file
     */
    private String expect(
            String batch, List<List<Said>> units, Set<String> before, List<Map.Entry<String, Long>> lines) {
        List<Said> rows = units.stream().flatMap(List::stream).toList();
        String file = rows.stream().map(Said::row).collect(Collectors.joining());
        Map<String, Integer> outcomes = new HashMap<>();
        Map<Integer, List<String>> refused = new LinkedHashMap<>();
        Set<String> paid = new HashSet<>();
        before.forEach(row -> paid.add(row.substring(0, row.indexOf(','))));
        for (int i = 0; i < rows.size(); i++) {
            Said said = rows.get(i);
            ResultOutcome outcome = before.contains(said.row()) ? ResultOutcome.DUPLICATE : said.expected();
            outcomes.merge(outcome.name(), 1, Integer::sum);
            if (outcome == ResultOutcome.PAID) {
                paid.add(said.endToEndId());
            }
            if (outcome.isRefused()) {
                BankRemedy remedy = outcome.remedy();
                refused.put(
                        i + 2,
                        List.of(
                                said.endToEndId(),
                                outcome.name(),
                                remedy.name(),
                                remedy.owner().name()));
            }
        }
        List<String> missing = lines.stream()
                .map(Map.Entry::getKey)
                .filter(each -> !paid.contains(each))
                .toList();

        JsonPath said =
                results("finance", batch, file).statusCode(200).extract().jsonPath();

        Map<String, Integer> counted = new HashMap<>();
        said.<Map<String, Object>>getList("outcomes")
                .forEach(each -> counted.put((String) each.get("outcome"), (Integer) each.get("rows")));
        Map<Integer, List<String>> named = new LinkedHashMap<>();
        said.<Map<String, Object>>getList("refused")
                .forEach(each -> named.put(
                        (Integer) each.get("row"),
                        Stream.of("endToEndId", "outcome", "remedy", "owner")
                                .map(name -> (String) each.get(name))
                                .toList()));
        assertThat(counted).isEqualTo(outcomes);
        assertThat(named).isEqualTo(refused);
        assertThat(said.getInt("missingCount")).isEqualTo(missing.size());
        assertThat(said.<String>getList("missing")).isEqualTo(missing.subList(0, Math.min(NAMED, missing.size())));
        return file;
    }

    /** None of a file belongs to the batch that it is sent for, save the rows that came into it from there. */
    private void wholeFileOfAnother(String other, Scene otherScene, List<List<Said>> units) {
        String rows = units.stream()
                .flatMap(List::stream)
                .filter(each -> each.expected() == ResultOutcome.PAID)
                .map(Said::row)
                .collect(Collectors.joining());
        JsonPath said =
                results("finance", other, rows).statusCode(200).extract().jsonPath();
        assertThat(said.<String>getList("outcomes.outcome")).containsExactly("OTHER_BATCH");
        assertThat(new HashSet<>(said.<String>getList("refused.remedy"))).containsExactly("SEND_TO_ITS_BATCH");
        assertThat(settlement.held(otherScene, "PAID")).isZero();
        assertThat(settlement.held(otherScene, "IN_PAYMENT")).isEqualTo(otherScene.sum());
    }

    /** What the ledger holds is what the lines say, to the fen. */
    private void assertTied(Scene scene, long payable) {
        long paid = settlement.ofLines(scene, "PAID");
        assertThat(settlement.held(scene, "PAID")).isEqualTo(paid);
        assertThat(settlement.held(scene, "PROVIDER_PAYABLE")).isEqualTo(payable);
        assertThat(settlement.held(scene, "IN_PAYMENT"))
                .isEqualTo(settlement.ofLines(scene, "INSTRUCTED"))
                .isEqualTo(scene.sum() - paid - payable);
    }

    private void assertNothingIsPaidTwice(Scene scene) {
        assertThat(settlement
                        .run(
                                "SELECT count(*), count(DISTINCT l.claim_id), count(DISTINCT l.paid_reference)"
                                        + " FROM settlement_line l JOIN settlement_batch b ON b.id = l.batch_id"
                                        + " WHERE b.programme_id = $1 AND l.status = 'PAID'",
                                scene.programme().programmeId())
                        .stream()
                        .flatMap(row -> Stream.of(row.getLong(0), row.getLong(1), row.getLong(2))))
                .containsOnly((long) CLAIMS);
        assertThat(settlement.held(scene, "PAID")).isEqualTo(scene.sum());
    }

    private static List<Map<String, String>> failedLines(String batch) {
        List<Map<String, String>> lines = new ArrayList<>();
        String cursor = null;
        do {
            var page = as("finance").queryParam("status", "FAILED").queryParam("limit", PAGE);
            JsonPath found = (cursor == null ? page : page.queryParam("cursor", cursor))
                    .get(PATH + "/" + batch + "/lines")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            lines.addAll(found.getList("data"));
            cursor = found.getString("page.nextCursor");
        } while (cursor != null);
        return lines;
    }

    private static Response sent(String person, String batch, String rows) {
        return as(person)
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("text/csv")
                .body("endToEndId,amount,currency,status,reasonCode,bankReference,valueDate\n" + rows)
                .post(PATH + "/" + batch + "/bank-results");
    }

    private static List<Integer> twice(Supplier<Response> what) {
        return Stream.of(what, what)
                .map(each -> CompletableFuture.supplyAsync(() -> each.get().statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    /** How long each step took. */
    private static final class Times {
        private final Map<String, Duration> took = new LinkedHashMap<>();

        <T> T of(String step, Supplier<T> what) {
            long began = System.nanoTime();
            T result = what.get();
            took.put(step, Duration.ofNanos(System.nanoTime() - began));
            LOG.infof("%s of %d claims: %d ms", step, CLAIMS, took.get(step).toMillis());
            return result;
        }

        Duration sum() {
            return took.values().stream().reduce(Duration.ZERO, Duration::plus);
        }
    }
}
