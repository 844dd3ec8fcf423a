package cn.dengyun.voucher.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.programme.RuleSetJson;
import cn.dengyun.programme.TestRules;
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
        offering = anOffering("IAAS");
    }

    private static String anOffering(String kind) {
        return as("platform")
                .queryParam("kind", kind)
                .queryParam("voucherEligible", true)
                .queryParam("providerId", "01900000-0000-7000-8000-000000000001")
                .get("/api/v1/offerings")
                .path("data[0].id");
    }

    @Test
    void whatOneVoucherPaysAnotherDoesNotPayAgain() {
        reserve(first, line("云服务器", BASE, 30_000)).statusCode(201);

        refuse(reserve(second, line("云服务器", BASE, 10_001)), "voucher-share-exceeded", "10000");
        refuse(reserve(first, line("云服务器", BASE, 10_001)), "voucher-share-exceeded", "10000");
        reserve(second, line("云服务器", BASE, 10_000)).statusCode(201);
        refuse(reserve(first, line("云服务器", BASE, 1)), "voucher-share-exceeded", "0 ");
    }

    @Test
    void anotherLineAnotherOfferingAndAnotherOrderStandForThemselves() {
        reserve(first, line("云服务器", BASE, SHARE)).statusCode(201);

        reserve(first, line("对象存储", BASE, SHARE)).statusCode(201);
        place(first, order("PO-" + UUID.randomUUID(), line("云服务器", BASE, SHARE)))
                .statusCode(201);
        offering = anOffering("PAAS");
        reserve(first, line("云服务器", BASE, SHARE)).statusCode(201);
    }

    @Test
    void theBaseOfALineIsToldOnce() {
        String held =
                reserve(first, line("云服务器", BASE, 1)).statusCode(201).extract().path("id");

        reserve(second, line("云服务器", BASE * 100, 1))
                .statusCode(400)
                .body("errors.pointer", contains("/lines/0/baseFen"))
                .body("errors.code", contains("order-base-differs"))
                .body("errors[0].detail", containsString(String.valueOf(BASE)));
        release(held);
        reserve(second, line("云服务器", BASE * 100, SHARE)).statusCode(201);
    }

    @Test
    void whatWasReleasedOrIsOverCountsNothing() {
        String released = reserve(first, line("云服务器", BASE, SHARE))
                .statusCode(201)
                .extract()
                .path("id");
        release(released);
        String ended = reserve(first, line("云服务器", BASE, SHARE))
                .statusCode(201)
                .extract()
                .path("id");
        vouchers.endHold(UUID.fromString(ended));
        clock.sweep();

        reserve(second, line("云服务器", BASE, SHARE)).statusCode(201);
    }

    @Test
    void whatWasCapturedCountsLineByLineUntilItIsRefunded() {
        String held = reserve(first, line("云服务器", BASE, 30_000), line("对象存储", BASE, 30_000))
                .statusCode(201)
                .extract()
                .path("id");
        String redemption = post("platform", "/api/v1/reservations/" + held + "/captures", Map.of("amountFen", 35_000))
                .statusCode(201)
                .extract()
                .path("id");

        reserve(second, line("云服务器", BASE, 10_001), line("对象存储", BASE, 35_001))
                .statusCode(400)
                .body("errors.pointer", contains("/lines/0/amountFen", "/lines/1/amountFen"));
        reserve(second, line("云服务器", BASE, 10_000), line("对象存储", BASE, 35_000)).statusCode(201);
        refuse(reserve(first, line("云服务器", BASE, 1)), "voucher-share-exceeded", "0 ");

        post("platform", "/api/v1/redemptions/" + redemption + "/refunds", Map.of("amountFen", 6_000, "reason", "退"))
                .statusCode(201);
        refuse(reserve(first, line("对象存储", BASE, 5_001)), "voucher-share-exceeded", "5000");
        reserve(first, line("云服务器", BASE, 1_000), line("对象存储", BASE, 5_000)).statusCode(201);
    }

    @Test
    void aSplitOverProgrammesStaysWithinTheShareOfEachAndOfTheBest() {
        Voucher poorer = vouchers.aVoucher(vouchers.aProgramme(
                1_000_000,
                RuleSetJson.read(
                        RuleSetJson.write(TestRules.rules()).replace("\"IAAS\":\"0.4\"", "\"IAAS\":\"0.3\""))));

        reserve(poorer, line("云服务器", BASE, 30_001)).statusCode(400);
        across(List.of(poorer, first), line("云服务器", BASE, SHARE + 1))
                .statusCode(400)
                .body("errors.pointer", contains("/order/lines/0/amountFen"))
                .body("errors[0].detail", containsString(String.valueOf(SHARE)));
        across(List.of(poorer, first), line("云服务器", BASE, SHARE))
                .statusCode(201)
                .body("amountFen", is((int) SHARE));
        refuse(reserve(second, line("云服务器", BASE, 1)), "voucher-share-exceeded", "0 ");
        across(List.of(first, second), line("云服务器", BASE, 1)).statusCode(400);
    }

    @Test
    void twoLinesOfOneOrderAreToldApart() {
        reserve(first, line("云服务器", BASE, 1), line("云服务器", BASE, 1))
                .statusCode(400)
                .body("errors.pointer", contains("/lines/1/description"))
                .body("errors.code", contains("order-line-repeated"));
    }

    @Test
    void whatIsOnlyTriedCountsNothing() {
        for (int i = 0; i < 2; i++) {
            keyed("enterprise", order(reference, line("云服务器", BASE, SHARE)))
                    .queryParam("validateOnly", true)
                    .post("/api/v1/vouchers/" + first.id() + "/reservations")
                    .then()
                    .statusCode(200)
                    .body("would.amountFen", is((int) SHARE));
        }
        reserve(second, line("云服务器", BASE, SHARE)).statusCode(201);
        keyed("enterprise", order(reference, line("云服务器", BASE, 1)))
                .queryParam("validateOnly", true)
                .post("/api/v1/vouchers/" + first.id() + "/reservations")
                .then()
                .statusCode(200)
                .body("refusals[0].errors.code", contains("voucher-share-exceeded"));
    }

    @Test
    void anOrderIsHeldForSoOftenAndNoMore() {
        reserve(first, line("云服务器", BASE, 1)).statusCode(201);
        int changed = WorkerThread.await(
                        pool.preparedQuery("UPDATE paid_order SET holds = 499 WHERE external_reference = $1")
                                .execute(Tuple.of(reference)))
                .rowCount();
        assertThat(changed).isEqualTo(1);

        reserve(first, line("云服务器", BASE, 1)).statusCode(201);
        reserve(first, line("云服务器", BASE, 1)).statusCode(409).body("code", is("order-holds-too-many"));
    }

    private static void refuse(ValidatableResponse answer, String code, String free) {
        answer.statusCode(400)
                .body("errors.pointer", contains("/lines/0/amountFen"))
                .body("errors.code", contains(code))
                .body("errors[0].detail", containsString(" " + free));
    }

    private static Map<String, Object> line(String description, long baseFen, long amountFen) {
        return Map.of("description", description, "baseFen", baseFen, "amountFen", amountFen);
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
