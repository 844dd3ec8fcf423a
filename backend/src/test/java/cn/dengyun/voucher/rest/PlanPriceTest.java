package cn.dengyun.voucher.rest;

import static cn.dengyun.voucher.FenOffering.PLAN;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.programme.RuleSetJson;
import cn.dengyun.programme.TestRules;
import cn.dengyun.voucher.FenOffering;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.domain.Voucher;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a programme pays a share of is the price that the provider has published, whatever the enterprise writes. */
@QuarkusTest
class PlanPriceTest {

    private static final String OFFERINGS = "/api/v1/providers/01900000-0000-7000-8000-000000000001/offerings/";

    @Inject
    TestVouchers vouchers;

    @Inject
    Pool pool;

    private final String key = "priced-" + UUID.randomUUID();
    private String provider;
    private String enterprise;
    private Voucher voucher;

    @BeforeEach
    void money() {
        provider = SignedIn.tokenOf("platform");
        enterprise = SignedIn.tokenOf("enterprise");
        voucher = vouchers.aVoucher(vouchers.aProgramme(10_000_000));
    }

    @Test
    void aLineIsPricedByItsPlanAndCalledLikeIt() {
        String offering = declare(monthly("std", 16_800, "0.06", 5_000));

        reserve(offering, line("std", "12", 1))
                .statusCode(201)
                .body("lines[0].planCode", is("std"))
                .body("lines[0].quantity", is("12"))
                .body("lines[0].description", is("套餐 std"))
                .body("lines[0].baseFen", is(194_905));
        refuse(reserve(offering, line("std", "12.0", 77_963)), "/lines/0/amountFen", "voucher-share-exceeded")
                .body("errors[0].detail", containsString("779.62"));
    }

    @Test
    void tiersAndTheMinimumAreThoseOfThePlan() {
        String offering = declare(tiered("graduated", "GRADUATED", "0.13"), tiered("volume", "VOLUME", "0.13"));

        reserve(offering, line("graduated", "150.5", 1), line("volume", "150.5", 1))
                .statusCode(201)
                .body("lines.baseFen", contains(1_107, 665));
        reserve(offering, line("volume", "0.000001", 1)).statusCode(201).body("lines.baseFen", contains(44));
    }

    @Test
    void aPriceThatIsTypedIsNotKnown() {
        Map<String, Object> line = new HashMap<>(line(PLAN, "1", 1));
        line.put("baseFen", 1_000_000);

        refuse(reserve(FenOffering.id(), line), "/lines/0/baseFen", "unknown-field");
    }

    @ParameterizedTest
    @CsvSource({"60, 80000", "91, 100000"})
    void aPriceThatWasRaisedCountsAfter90Days(int daysAgo, int baseFen) {
        declare(monthly("std", 80_000, "0", null));
        String offering = declare(monthly("std", 100_000, "0", null));
        age(offering, 1, 300);
        age(offering, 2, daysAgo);

        reserve(offering, line("std", "1", 1)).statusCode(201).body("lines[0].baseFen", is(baseFen));
    }

    @Test
    void whatWasADraftOnlyNeverWasAPrice() {
        declare(true, monthly("std", 1, "0", null));
        String offering = declare(monthly("std", 100_000, "0", null));

        reserve(offering, line("std", "1", 1)).statusCode(201).body("lines[0].baseFen", is(100_000));
    }

    @Test
    void aPriceThatFellIsCountedAtOnceAndOneThatRoseForNoOrderThatIsMade() {
        declare(monthly("std", 80_000, "0", null));
        String offering = declare(monthly("std", 100_000, "0", null));
        age(offering, 1, 300);
        age(offering, 2, 91);
        Map<String, Object> order = order(offering, line("std", "1", 1));
        reserve(order).statusCode(201).body("lines[0].baseFen", is(100_000));

        declare(monthly("std", 60_000, "0", null));
        reserve(order).statusCode(201).body("lines[0].baseFen", is(60_000));

        declare(monthly("std", 200_000, "0", null));
        age(offering, 1, 900);
        age(offering, 2, 800);
        age(offering, 3, 700);
        age(offering, 4, 91);
        reserve(offering, line("std", "1", 1)).statusCode(201).body("lines[0].baseFen", is(200_000));
        reserve(order).statusCode(201).body("lines[0].baseFen", is(60_000));
    }

    @Test
    void whoeverChangesPricesAllTheTimeHasNone() {
        String offering = null;
        for (int price = 1; price <= 101; price++) {
            offering = declare(monthly("std", price, "0", null));
        }

        reserve(offering, line("std", "1", 1)).statusCode(409).body("code", is("offering-prices-unsettled"));
    }

    @Test
    void aProgrammeThatCountsWithoutTaxNeedsItsRate() {
        String offering = declare(monthly("std", 10_000, null, null), monthly("taxed", 10_000, "0.06", null));

        refuse(
                reserve(offering, line("taxed", "1", 1), line("std", "1", 1)),
                "/lines/1/planCode",
                "plan-tax-rate-missing");
        Voucher untaxed = voucher;
        ObjectNode rules = TestRules.json();
        ((ObjectNode) rules.get("subsidyBase")).put("value", "INCL_TAX");
        voucher = vouchers.aVoucher(vouchers.aProgramme(10_000_000, RuleSetJson.read(rules.toString())));
        reserve(offering, line("std", "1", 4_000)).statusCode(201).body("lines[0].baseFen", is(10_000));
        reserve(offering, line("taxed", "1", 4_000)).statusCode(201).body("lines[0].baseFen", is(10_000));
        across(List.of(untaxed, voucher), order(offering, line("std", "1", 4_000)))
                .statusCode(201)
                .body("reservations.voucherId", contains(voucher.id().toString()));
    }

    @Test
    void anotherPlanIsAnsweredWithThoseThereAre() {
        String offering = declare(IntStream.range(0, 12)
                .mapToObj(i -> monthly("p" + i, 1_000, "0", null))
                .toList());

        refuse(reserve(offering, line("p12", "1", 1)), "/lines/0/planCode", "plan-unknown")
                .body("errors[0].detail", allOf(containsString("p0, p1"), containsString("p9, …")));
    }

    @Test
    void anOfferingWithoutPlansHasNoPrice() {
        String offering = declare(List.of());

        reserve(offering, line("std", "1", 1)).statusCode(409).body("code", is("offering-without-plans"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1e9",
                "1E9",
                "",
                " 1",
                "+1",
                "1.",
                ".5",
                "0x1",
                "1,5",
                "NaN",
                "1.0000001",
                "1000000000000",
                "१"
            })
    void aQuantityIsAPlainDecimal(String quantity) {
        refuse(reserve(FenOffering.id(), line(PLAN, quantity, 1)), "/lines/0/quantity", "invalid-pattern");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "000", "0.000000"})
    void aQuantityIsAboveNothing(String quantity) {
        refuse(reserve(FenOffering.id(), line(PLAN, quantity, 1)), "/lines/0/quantity", "number-out-of-range");
    }

    @Test
    void aQuantityIsAText() {
        refuse(
                reserve(FenOffering.id(), Map.of("planCode", PLAN, "quantity", 1, "amountFen", 1)),
                "/lines/0/quantity",
                "wrong-type");
    }

    @Test
    void onlyMeteredPlansAreOrderedInFractions() {
        String offering = declare(
                monthly("std", 10_000, "0", null),
                Map.of("code", "once", "name", "一次", "model", "ONE_OFF", "amountFen", 500, "taxRate", "0"),
                tiered("metered", "VOLUME", "0"));

        refuse(reserve(offering, line("std", "1.5", 1)), "/lines/0/quantity", "quantity-not-whole");
        refuse(reserve(offering, line("once", "0.5", 1)), "/lines/0/quantity", "quantity-not-whole");
        reserve(offering, line("once", "2.0", 1), line("metered", "1.5", 1)).statusCode(201);
    }

    @Test
    void packagesAreBegunAndPercentagesHaveNoPriceBeforehand() {
        String offering = declare(
                Map.of(
                        "code",
                        "pack",
                        "name",
                        "按包",
                        "model",
                        "PACKAGE",
                        "unit",
                        "REQUEST",
                        "packageSize",
                        "1000",
                        "amountFen",
                        1_200,
                        "taxRate",
                        "0"),
                Map.of(
                        "code",
                        "share",
                        "name",
                        "抽成",
                        "model",
                        "PERCENTAGE",
                        "unit",
                        "CNY_FEN",
                        "rate",
                        "0.006",
                        "taxRate",
                        "0"));

        refuse(reserve(offering, line("share", "100000", 1)), "/lines/0/planCode", "plan-price-open");
        reserve(offering, line("pack", "1000.5", 1)).statusCode(201).body("lines.baseFen", contains(2_400));
    }

    @Test
    void aLargerPriceByAnotherModelCountsAfter90Days() {
        declare(tiered("use", "GRADUATED", "0"));
        String offering = declare(Map.of(
                "code",
                "use",
                "name",
                "按包",
                "model",
                "PACKAGE",
                "unit",
                "GB_MONTH",
                "packageSize",
                "10",
                "amountFen",
                900,
                "taxRate",
                "0"));
        age(offering, 1, 300);
        age(offering, 2, 60);

        reserve(offering, line("use", "20", 1)).statusCode(201).body("lines[0].baseFen", is(200));
    }

    @Test
    void aQuantityThatCostsMoreThanAllMoneyIsRefused() {
        String offering = declare(monthly("std", 1_000_000_000_000L, "0", null));

        refuse(reserve(offering, line("std", "11", 1)), "/lines/0/quantity", "order-line-too-dear");
        refuse(reserve(offering, line("std", "999999999999", 1)), "/lines/0/quantity", "order-line-too-dear");
        reserve(offering, line("std", "10", 1)).statusCode(201);
    }

    @Test
    void allDefectsOfAnOrderAreToldAtOnce() {
        String offering = declare(monthly("std", 10_000, "0", null), monthly("plus", 1_000_000_000_000L, "0", null));

        reserve(offering, line("std", "1.5", 1), line("plus", "99", 1), line("none", "1", 1))
                .statusCode(400)
                .body("errors.pointer", contains("/lines/0/quantity", "/lines/1/quantity", "/lines/2/planCode"));
        across(List.of(voucher), order(offering, line("std", "1.5", 1)))
                .statusCode(400)
                .body("errors.pointer", contains("/order/lines/0/quantity"));
    }

    @Test
    void aDryRunShowsTheBase() {
        given().auth()
                .oauth2(enterprise)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .queryParam("validateOnly", true)
                .body(order(declare(monthly("std", 10_600, "0.06", null)), line("std", "3", 1)))
                .post("/api/v1/vouchers/" + voucher.id() + "/reservations")
                .then()
                .statusCode(200)
                .body("would.lines[0].baseFen", is(30_000));
    }

    private static ValidatableResponse refuse(ValidatableResponse answer, String pointer, String code) {
        return answer.statusCode(400).body("errors.pointer", contains(pointer)).body("errors.code", contains(code));
    }

    private static Map<String, Object> monthly(String code, long amountFen, String taxRate, Integer setupFen) {
        Map<String, Object> plan = new HashMap<>();
        plan.put("code", code);
        plan.put("name", "套餐 " + code);
        plan.put("model", "SUBSCRIPTION");
        plan.put("period", "MONTH");
        plan.put("amountFen", amountFen);
        if (taxRate != null) {
            plan.put("taxRate", taxRate);
        }
        if (setupFen != null) {
            plan.put("setupFen", setupFen);
        }
        return plan;
    }

    /** 10 fen up to 100, 5 beyond; 50 at least. */
    private static Map<String, Object> tiered(String code, String mode, String taxRate) {
        return Map.of(
                "code",
                code,
                "name",
                code,
                "model",
                "METERED",
                "unit",
                "GB_MONTH",
                "tierMode",
                mode,
                "tiers",
                List.of(Map.of("upTo", "100", "unitPriceFen", "10"), Map.of("unitPriceFen", "5")),
                "minimumChargeFen",
                50,
                "taxRate",
                taxRate);
    }

    @SafeVarargs
    private String declare(Map<String, Object>... plans) {
        return declare(false, List.of(plans));
    }

    private String declare(List<Map<String, Object>> plans) {
        return declare(false, plans);
    }

    private String declare(boolean isDraft, Map<String, Object> plan) {
        return declare(isDraft, List.of(plan));
    }

    private String declare(boolean isDraft, List<Map<String, Object>> plans) {
        return given().auth()
                .oauth2(provider)
                .contentType("application/json")
                .body(Map.of(
                        "kind",
                        "IAAS",
                        "name",
                        "按套餐计价的测试服务 " + key,
                        "voucherEligible",
                        true,
                        "draft",
                        isDraft,
                        "plans",
                        plans))
                .put(OFFERINGS + key)
                .path("id");
    }

    /** Lets a version be as old as this, and the offering public for a thousand days. */
    private void age(String offering, int version, int days) {
        int changed = WorkerThread.await(
                        pool.preparedQuery("UPDATE offering_version SET created_at = now() - make_interval(days => $3)"
                                        + " WHERE offering_id = $1 AND version = $2")
                                .execute(Tuple.of(UUID.fromString(offering), version, days)))
                .rowCount();
        assertThat(changed).isEqualTo(1);
        WorkerThread.await(
                pool.preparedQuery("UPDATE offering SET published_at = now() - interval '1000 days' WHERE id = $1")
                        .execute(Tuple.of(UUID.fromString(offering))));
    }

    private static Map<String, Object> line(String plan, String quantity, long amountFen) {
        return Map.of("planCode", plan, "quantity", quantity, "amountFen", amountFen);
    }

    @SafeVarargs
    private static Map<String, Object> order(String offering, Map<String, Object>... lines) {
        return Map.of("offeringId", offering, "externalReference", "PO-" + UUID.randomUUID(), "lines", List.of(lines));
    }

    @SafeVarargs
    private ValidatableResponse reserve(String offering, Map<String, Object>... lines) {
        return reserve(order(offering, lines));
    }

    private ValidatableResponse reserve(Map<String, Object> order) {
        return post("/api/v1/vouchers/" + voucher.id() + "/reservations", order);
    }

    private ValidatableResponse across(List<Voucher> chosen, Map<String, Object> order) {
        List<String> ids = new ArrayList<>();
        chosen.forEach(each -> ids.add(each.id().toString()));
        return post("/api/v1/reservations", Map.of("voucherIds", ids, "order", order));
    }

    private ValidatableResponse post(String path, Object body) {
        return given().auth()
                .oauth2(enterprise)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Accept-Language", "en")
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }
}
