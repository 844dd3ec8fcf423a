package cn.dengyun.voucher.rest;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.Patience;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.voucher.FenOffering;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.TestVouchers.Funded;
import cn.dengyun.voucher.VoucherClock;
import cn.dengyun.voucher.domain.Voucher;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Money under concurrency: everything at once, over HTTP, against one database. */
@QuarkusTest
class VoucherRaceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Executor LATER = CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS);

    @TestHTTPResource("/")
    URI server;

    @Inject
    TestVouchers given;

    @Inject
    VoucherClock clock;

    @Inject
    LedgerService ledger;

    @Inject
    Pool pool;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String enterprise;
    private String provider;
    private String authority;
    private String offering;

    @BeforeEach
    void callers() {
        enterprise = SignedIn.tokenOf("enterprise");
        provider = SignedIn.tokenOf("platform");
        authority = SignedIn.tokenOf("province");
        offering = FenOffering.id();
    }

    @Test
    void twoHundredWhoWantTheLastOfAVoucherGetItsFaceAndNoMore() {
        Funded programme = given.aProgramme(1_000_000);
        Voucher voucher = given.aVoucher(programme, 1_000_000, Duration.ofDays(100));

        List<HttpResponse<String>> answers = atOnce(200, i -> reserve(voucher.id(), key(), 20_000));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(50);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 201)
                .allMatch(answer -> answer.statusCode() == 409 && code(answer).equals("voucher-balance-too-low"));
        assertThat(row(voucher.id()).getLong("held_fen")).isEqualTo(1_000_000);
        assertThat(row(voucher.id()).getLong("available_fen")).isZero();
    }

    @Test
    void vouchersThatPayForOneOrderAtOncePayItsShareAndNoMore() {
        List<Voucher> vouchers = given.someVouchers(given.aProgramme(4_000_000), 40, 100_000, Duration.ofDays(100));
        String order = "PO-" + key();

        // 0.4 of the base is 40,000 fen.
        List<HttpResponse<String>> answers =
                atOnce(40, i -> reserve(vouchers.get(i).id(), key(), order, 100_000, 2_000));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(20);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 201)
                .allMatch(answer -> answer.statusCode() == 400
                        && json(answer).at("/errors/0/code").asText().equals("voucher-share-exceeded"));
    }

    @Test
    void holdsForOrdersThatShareVouchersWaitForEachOtherAndAllEnd() {
        Voucher first = given.aVoucher(given.aProgramme(1_000_000));
        Voucher second = given.aVoucher(given.aProgramme(1_000_000));
        List<String> orders = List.of("PO-" + key(), "PO-" + key());

        List<HttpResponse<String>> answers = atOnce(
                80,
                i -> reserve(i % 2 == 0 ? first.id() : second.id(), key(), orders.get(i / 2 % 2), 1_000_000, 1_000));

        assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
        assertThat(row(first.id()).getLong("held_fen") + row(second.id()).getLong("held_fen"))
                .isEqualTo(80_000);
    }

    @Test
    void theSameCaptureAHundredTimesAtOnceHasOneEffectAndOneAnswer() {
        Voucher voucher = given.aVoucher(given.aProgramme(1_000_000));
        String held = id(reserve(voucher.id(), key(), 60_000).join());
        String key = key();

        List<HttpResponse<String>> answers = atOnce(100, i -> capture(held, key, 50_000));

        assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
        assertThat(answers)
                .extracting(HttpResponse::body)
                .containsOnly(answers.get(0).body());
        assertThat(row(voucher.id()).getLong("captured_fen")).isEqualTo(50_000);
        String redemption = id(answers.get(0));
        String refundKey = key();
        List<HttpResponse<String>> refunds = atOnce(100, i -> refund(redemption, refundKey, 20_000));
        assertThat(refunds).allMatch(answer -> answer.statusCode() == 201);
        assertThat(refunds)
                .extracting(HttpResponse::body)
                .containsOnly(refunds.get(0).body());
        assertThat(row(voucher.id()).getLong("captured_fen")).isEqualTo(30_000);
    }

    @Test
    void aHundredDifferentCapturesAndReleasesOfOneHoldEndItOnce() {
        Voucher voucher = given.aVoucher(given.aProgramme(1_000_000));
        String held = id(reserve(voucher.id(), key(), 60_000).join());

        List<HttpResponse<String>> answers =
                atOnce(100, i -> i % 2 == 0 ? capture(held, key(), 50_000) : release(held, key()));

        assertThat(answers).filteredOn(answer -> answer.statusCode() < 300).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() >= 300)
                .allMatch(answer -> answer.statusCode() == 409 && code(answer).equals("reservation-ended"));
    }

    @Test
    void refundsAtOnceNeverExceedTheCapture() {
        Voucher voucher = given.aVoucher(given.aProgramme(1_000_000));
        String held = id(reserve(voucher.id(), key(), 50_000).join());
        String redemption = id(capture(held, key(), 50_000).join());

        List<HttpResponse<String>> answers = atOnce(60, i -> refund(redemption, key(), 2_000));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(25);
        assertThat(row(voucher.id()).getLong("captured_fen")).isZero();
        assertThat(row(voucher.id()).getLong("available_fen")).isEqualTo(1_000_000);
    }

    @Test
    void whateverHappensAtOnceEveryFenIsSomewhereAndEveryoneGetsATypedAnswer() {
        Random random = new Random(20_181_231);
        Funded programme = given.aProgramme(10_000_000);
        List<Voucher> vouchers = given.someVouchers(programme, 8, 500_000, Duration.ofDays(100));
        List<String> holds = new ArrayList<>();
        List<String> redemptions = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            long seed = random.nextLong();
            List<HttpResponse<String>> answers =
                    atOnce(48, i -> something(new Random(seed + i), vouchers, holds, redemptions));
            if (round == 3) {
                given.end(vouchers.get(0).id());
                clock.sweep();
            }
            assertThat(answers)
                    .as("refusals are typed, faults are none")
                    .allMatch(answer -> answer.statusCode() < 300 || answer.statusCode() == 409);
            for (HttpResponse<String> answer : answers) {
                if (answer.statusCode() == 201 && answer.uri().getPath().endsWith("/reservations")) {
                    holds.add(id(answer));
                } else if (answer.statusCode() == 201 && answer.uri().getPath().endsWith("/captures")) {
                    redemptions.add(id(answer));
                }
            }
        }

        for (Voucher voucher : vouchers) {
            Row row = row(voucher.id());
            assertThat(row.getLong("held_fen"))
                    .isEqualTo(sum(
                            "SELECT coalesce(sum(amount_fen), 0)::bigint FROM reservation"
                                    + " WHERE status = 'HELD' AND voucher_id = $1",
                            voucher.id()));
            assertThat(row.getLong("captured_fen"))
                    .isEqualTo(sum(
                            "SELECT coalesce(sum(amount_fen - refunded_fen), 0)::bigint FROM redemption WHERE voucher_id = $1",
                            voucher.id()));
            for (String side : List.of("AVAILABLE", "HELD")) {
                assertThat(row.getLong(side.toLowerCase(java.util.Locale.ROOT) + "_fen"))
                        .as("the ledger agrees with the row")
                        .isEqualTo(sum(
                                "SELECT coalesce(sum(CASE WHEN destination_kind = 'VOUCHER_" + side
                                        + "' THEN amount_fen ELSE 0 END - CASE WHEN source_kind = 'VOUCHER_" + side
                                        + "' THEN amount_fen ELSE 0 END), 0)::bigint FROM ledger_transfer WHERE voucher_id = $1",
                                voucher.id()));
            }
        }
        ConservationStatement after = numbered(programme.programmeId());
        assertThat(after.holds()).isTrue();
        assertThat(after.appropriatedFen()).isEqualTo(10_000_000);
    }

    private CompletableFuture<HttpResponse<String>> something(
            Random random, List<Voucher> vouchers, List<String> holds, List<String> redemptions) {
        UUID voucher = vouchers.get(random.nextInt(vouchers.size())).id();
        int what = random.nextInt(100);
        if (what < 45 || holds.isEmpty()) {
            return reserve(voucher, key(), 1 + random.nextInt(90_000));
        }
        if (what < 70) {
            return capture(holds.get(random.nextInt(holds.size())), key(), 1 + random.nextInt(60_000));
        }
        if (what < 80) {
            return release(holds.get(random.nextInt(holds.size())), key());
        }
        if (what < 94 && !redemptions.isEmpty()) {
            return refund(redemptions.get(random.nextInt(redemptions.size())), key(), 1 + random.nextInt(20_000));
        }
        String measure = what < 97 ? "freezes" : "unfreezes";
        return post(authority, "/api/v1/vouchers/" + voucher + "/" + measure, key(), "{\"reason\": \"核查\"}");
    }

    private <T> List<T> atOnce(int count, IntFunction<CompletableFuture<T>> request) {
        List<CompletableFuture<T>> running =
                IntStream.range(0, count).mapToObj(request).toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    /** For an order of its own. */
    private CompletableFuture<HttpResponse<String>> reserve(UUID voucher, String key, long amountFen) {
        return reserve(voucher, key, "PO-" + key, amountFen * 3, amountFen);
    }

    private CompletableFuture<HttpResponse<String>> reserve(
            UUID voucher, String key, String reference, long baseFen, long amountFen) {
        String body = "{\"offeringId\": \"" + offering + "\", \"externalReference\": \"" + reference
                + "\", \"lines\": [{\"planCode\": \"fen\", \"quantity\": \"" + baseFen + "\", \"amountFen\": "
                + amountFen
                + "}]}";
        return post(enterprise, "/api/v1/vouchers/" + voucher + "/reservations", key, body);
    }

    private CompletableFuture<HttpResponse<String>> capture(String reservation, String key, long amountFen) {
        return post(
                provider,
                "/api/v1/reservations/" + reservation + "/captures",
                key,
                "{\"amountFen\": " + amountFen + "}");
    }

    private CompletableFuture<HttpResponse<String>> release(String reservation, String key) {
        return post(enterprise, "/api/v1/reservations/" + reservation + "/releases", key, "{}");
    }

    private CompletableFuture<HttpResponse<String>> refund(String redemption, String key, long amountFen) {
        return post(
                provider,
                "/api/v1/redemptions/" + redemption + "/refunds",
                key,
                "{\"amountFen\": " + amountFen + ", \"reason\": \"退\"}");
    }

    private CompletableFuture<HttpResponse<String>> post(String token, String path, String key, String body) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return untilAnswered(request, Instant.now().plus(Patience.LONG));
    }

    /** A busy machine sheds some of what comes at once; whoever is shed comes again with the same key. */
    private CompletableFuture<HttpResponse<String>> untilAnswered(HttpRequest request, Instant deadline) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenCompose(
                        answer -> answer.statusCode() == 503 && Instant.now().isBefore(deadline)
                                ? CompletableFuture.supplyAsync(() -> null, LATER)
                                        .thenCompose(again -> untilAnswered(request, deadline))
                                : CompletableFuture.completedFuture(answer));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static String id(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).path("id").asText();
    }

    private static String code(HttpResponse<String> answer) {
        return json(answer).path("code").asText();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private Row row(UUID voucher) {
        return WorkerThread.await(
                        pool.preparedQuery("SELECT available_fen, held_fen, captured_fen FROM voucher WHERE id = $1")
                                .execute(Tuple.of(voucher)))
                .iterator()
                .next();
    }

    private long sum(String sql, UUID voucher) {
        return WorkerThread.await(pool.preparedQuery(sql).execute(Tuple.of(voucher)))
                .iterator()
                .next()
                .getLong(0);
    }

    /** The ledger when all transfers of the programme have their positions. */
    private ConservationStatement numbered(UUID programme) {
        long transfers = sum("SELECT count(*) FROM ledger_transfer WHERE programme_id = $1", programme);
        Background.settle();
        ConservationStatement found = WorkerThread.await(ledger.conservation(programme));
        assertThat(found.position()).isEqualTo(transfers);
        return found;
    }
}
