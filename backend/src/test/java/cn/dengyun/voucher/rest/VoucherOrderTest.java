package cn.dengyun.voucher.rest;

import static cn.dengyun.voucher.FenOffering.OTHER_PLAN;
import static cn.dengyun.voucher.FenOffering.PLAN;
import static cn.dengyun.voucher.FenOffering.line;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.programme.RuleSetJson;
import cn.dengyun.programme.TestRules;
import cn.dengyun.shared.Fen;
import cn.dengyun.voucher.FenOffering;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.TestVouchers.Funded;
import cn.dengyun.voucher.VoucherClock;
import cn.dengyun.voucher.domain.Voucher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several vouchers on one order, and several holds for it: together they pay what the rules allow, and no fen more. */
@QuarkusTest
class VoucherOrderTest {

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();
    private static final long BASE = 100_000;
    /** 0.4 of the base. */
    private static final long SHARE = 40_000;

    @Inject
    TestVouchers vouchers;

    @Inject
    VoucherClock clock;

    @Inject
    Pool pool;

    private final String reference = "PO-" + UUID.randomUUID();
    private Voucher first;
    private Voucher second;
    private String offering;

    @BeforeEach
    void money() {
        Funded programme = vouchers.aProgramme(3_000_000);
        first = vouchers.aVoucher(programme);
        second = vouchers.aVoucher(programme);
        offering = FenOffering.id();
    }

    @Test
    void whatOneVoucherPaysAnotherDoesNotPayAgain() {
        reserve(first, line(PLAN, BASE, 30_000)).statusCode(201);

        refuse(reserve(second, line(PLAN, BASE, 10_001)), "voucher-share-exceeded", "100.00");
        refuse(reserve(first, line(PLAN, BASE, 10_001)), "voucher-share-exceeded", "100.00");
        reserve(second, line(PLAN, BASE, 10_000)).statusCode(201);
        refuse(reserve(first, line(PLAN, BASE, 1)), "voucher-share-exceeded", "0.00");
    }

    @Test
    void anotherLineAnotherOfferingAndAnotherOrderStandForThemselves() {
        reserve(first, line(PLAN, BASE, SHARE)).statusCode(201);

        reserve(first, line(OTHER_PLAN, BASE, SHARE)).statusCode(201);
        place(first, order("PO-" + UUID.randomUUID(), line(PLAN, BASE, SHARE))).statusCode(201);
        offering = FenOffering.other();
        reserve(first, line(PLAN, BASE, SHARE)).statusCode(201);
    }

    @Test
    void theQuantityOfAPlanIsToldOnce() {
        String held =
                reserve(first, line(PLAN, BASE, 1)).statusCode(201).extract().path("id");

        reserve(second, line(PLAN, BASE * 100, 1))
                .statusCode(400)
                .body("errors.pointer", contains("/lines/0/quantity"))
                .body("errors.code", contains("order-quantity-differs"))
                .body("errors[0].detail", containsString(String.valueOf(BASE)));
        release(held);
        reserve(second, line(PLAN, BASE * 100, SHARE)).statusCode(201);
    }

    @Test
    void aPlanIsTheSameWhateverItIsCalled() {
        reserve(first, called("云服务器", SHARE)).statusCode(201);

        refuse(reserve(second, called("云服务器 ", 1)), "voucher-share-exceeded", "0.00");
        refuse(reserve(first, called("对象存储", 1)), "voucher-share-exceeded", "0.00");
        place(second, order(reference.toLowerCase(Locale.ROOT), line(PLAN, BASE, SHARE + 1)))
                .statusCode(400);
    }

    private static Map<String, Object> called(String description, long amountFen) {
        return Map.of("planCode", PLAN, "quantity", BASE + ".000", "description", description, "amountFen", amountFen);
    }

    @Test
    void aHoldFromBeforeLinesNamedAPlanCountsForEveryPlanAndStaysReadable() {
        String held = reserve(first, line(PLAN, BASE, 30_000))
                .statusCode(201)
                .extract()
                .path("id");
        int changed = WorkerThread.await(pool.preparedQuery("UPDATE reservation SET lines ="
                                + " '[{\"description\":\"旧\",\"baseFen\":100000,\"amountFen\":30000}]'"
                                + " WHERE id = $1")
                        .execute(Tuple.of(UUID.fromString(held))))
                .rowCount();
        assertThat(changed).isEqualTo(1);

        as("enterprise")
                .get("/api/v1/reservations/" + held)
                .then()
                .statusCode(200)
                .body("lines[0].description", is("旧"))
                .body("lines[0].planCode", nullValue())
                .body("lines[0].quantity", nullValue());
        refuse(reserve(second, line(PLAN, BASE, 10_001)), "voucher-share-exceeded", "100.00");
        refuse(reserve(second, line(OTHER_PLAN, BASE, 10_001)), "voucher-share-exceeded", "100.00");
        reserve(second, line(PLAN, BASE, 10_000)).statusCode(201);
    }

    @Test
    void whatWasReleasedOrIsOverCountsNothing() {
        String released = reserve(first, line(PLAN, BASE, SHARE))
                .statusCode(201)
                .extract()
                .path("id");
        release(released);
        String ended = reserve(first, line(PLAN, BASE, SHARE))
                .statusCode(201)
                .extract()
                .path("id");
        vouchers.endHold(UUID.fromString(ended));
        clock.sweep();

        reserve(second, line(PLAN, BASE, SHARE)).statusCode(201);
    }

    @Test
    void whatWasCapturedCountsLineByLineUntilItIsRefunded() {
        String held = reserve(first, line(PLAN, BASE, 30_000), line(OTHER_PLAN, BASE, 30_000))
                .statusCode(201)
                .extract()
                .path("id");
        String redemption = post("platform", "/api/v1/reservations/" + held + "/captures", Map.of("amountFen", 35_000))
                .statusCode(201)
                .extract()
                .path("id");

        reserve(second, line(PLAN, BASE, 10_001), line(OTHER_PLAN, BASE, 35_001))
                .statusCode(400)
                .body("errors.pointer", contains("/lines/0/amountFen", "/lines/1/amountFen"));
        reserve(second, line(PLAN, BASE, 10_000), line(OTHER_PLAN, BASE, 35_000))
                .statusCode(201);
        refuse(reserve(first, line(PLAN, BASE, 1)), "voucher-share-exceeded", "0.00");

        post("platform", "/api/v1/redemptions/" + redemption + "/refunds", Map.of("amountFen", 6_000, "reason", "退"))
                .statusCode(201);
        refuse(reserve(first, line(OTHER_PLAN, BASE, 5_001)), "voucher-share-exceeded", "50.00");
        reserve(first, line(PLAN, BASE, 1_000), line(OTHER_PLAN, BASE, 5_000)).statusCode(201);
    }

    @Test
    void aSplitOverProgrammesStaysWithinTheShareOfEachAndOfTheBest() {
        Voucher poorer = vouchers.aVoucher(vouchers.aProgramme(
                1_000_000,
                RuleSetJson.read(
                        RuleSetJson.write(TestRules.rules()).replace("\"IAAS\":\"0.4\"", "\"IAAS\":\"0.3\""))));

        reserve(poorer, line(PLAN, BASE, 30_001)).statusCode(400);
        across(List.of(poorer, first), line(PLAN, BASE, SHARE + 1))
                .statusCode(400)
                .body("errors.pointer", contains("/order/lines/0/amountFen"))
                .body("errors[0].detail", containsString(Fen.of(SHARE).toYuan().toPlainString()));
        across(List.of(poorer, first), line(PLAN, BASE, SHARE)).statusCode(201).body("amountFen", is((int) SHARE));
        refuse(reserve(second, line(PLAN, BASE, 1)), "voucher-share-exceeded", "0.00");
        across(List.of(first, second), line(PLAN, BASE, 1)).statusCode(400);
    }

    @Test
    void twoLinesOfOneOrderAreToldApart() {
        reserve(first, line(PLAN, BASE, 1), line(PLAN, BASE, 1))
                .statusCode(400)
                .body("errors.pointer", contains("/lines/1/planCode"))
                .body("errors.code", contains("order-line-repeated"));
    }

    @Test
    void whatIsOnlyTriedCountsNothing() {
        for (int i = 0; i < 2; i++) {
            keyed("enterprise", order(reference, line(PLAN, BASE, SHARE)))
                    .queryParam("validateOnly", true)
                    .post("/api/v1/vouchers/" + first.id() + "/reservations")
                    .then()
                    .statusCode(200)
                    .body("would.amountFen", is((int) SHARE));
        }
        reserve(second, line(PLAN, BASE, SHARE)).statusCode(201);
        keyed("enterprise", order(reference, line(PLAN, BASE, 1)))
                .queryParam("validateOnly", true)
                .post("/api/v1/vouchers/" + first.id() + "/reservations")
                .then()
                .statusCode(200)
                .body("refusals[0].errors.code", contains("voucher-share-exceeded"));
    }

    @Test
    void anOrderIsHeldForSoOftenAndNoMore() {
        reserve(first, line(PLAN, BASE, 1)).statusCode(201);
        int changed = WorkerThread.await(
                        pool.preparedQuery("UPDATE paid_order SET holds = 499 WHERE external_reference = $1")
                                .execute(Tuple.of(reference)))
                .rowCount();
        assertThat(changed).isEqualTo(1);

        reserve(first, line(PLAN, BASE, 1)).statusCode(201);
        reserve(first, line(PLAN, BASE, 1)).statusCode(409).body("code", is("order-holds-too-many"));
    }

    private static void refuse(ValidatableResponse answer, String code, String freeYuan) {
        answer.statusCode(400)
                .body("errors.pointer", contains("/lines/0/amountFen"))
                .body("errors.code", contains(code))
                .body("errors[0].detail", containsString(" " + freeYuan));
    }

    @SafeVarargs
    private Map<String, Object> order(String name, Map<String, Object>... lines) {
        return Map.of("offeringId", offering, "externalReference", name, "lines", List.of(lines));
    }

    @SafeVarargs
    private ValidatableResponse reserve(Voucher voucher, Map<String, Object>... lines) {
        return place(voucher, order(reference, lines));
    }

    private static ValidatableResponse place(Voucher voucher, Map<String, Object> order) {
        return post("enterprise", "/api/v1/vouchers/" + voucher.id() + "/reservations", order);
    }

    private ValidatableResponse across(List<Voucher> chosen, Map<String, Object> line) {
        List<String> ids = new ArrayList<>();
        chosen.forEach(each -> ids.add(each.id().toString()));
        return post("enterprise", "/api/v1/reservations", Map.of("voucherIds", ids, "order", order(reference, line)));
    }

    private static void release(String held) {
        post("enterprise", "/api/v1/reservations/" + held + "/releases", Map.of())
                .statusCode(200);
    }

    private static RequestSpecification as(String account) {
        return given().auth().oauth2(TOKENS.computeIfAbsent(account, SignedIn::tokenOf));
    }

    private static RequestSpecification keyed(String account, Object body) {
        return as(account)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Accept-Language", "en")
                .contentType("application/json")
                .body(body);
    }

    private static ValidatableResponse post(String account, String path, Object body) {
        return keyed(account, body).post(path).then();
    }
}
