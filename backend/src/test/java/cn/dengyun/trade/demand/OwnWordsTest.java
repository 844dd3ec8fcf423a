package cn.dengyun.trade.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.trade.dispute.TestDisputes;
import cn.dengyun.trade.order.MonthOffering;
import cn.dengyun.trade.order.OwnLine;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.domain.Voucher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What no catalogue has is quoted in own words, ordered, delivered and disputed, and no voucher ever pays of it. */
@QuarkusTest
class OwnWordsTest {

    private static final String OWN = "OWN-1";
    private static final long EACH = 565_000;

    @Inject
    TestVouchers vouchers;

    @Test
    void vouchersPayOfThePlanAndNeverOfTheOwnWordsBesideIt() {
        TestVouchers.Funded programme = vouchers.aProgramme(3_000_000);
        Voucher voucher = vouchers.aVoucher(programme);
        String demand = TestDemands.published();
        String quote = quoted(demand, withOwn(TestDemands.quote(MonthOffering.id(), 100_000L), own()));
        TestDemands.closeQuoting(demand);
        Response listed = SignedIn.as("enterprise").get(TestDemands.PATH + "/" + demand + "/quotes");
        assertThat(listed.<List<Integer>>path("data.netFen")).containsExactly(100_000 + 2 * (int) EACH);
        assertThat(listed.<List<Integer>>path("data.ownWordsFen")).containsExactly(2 * (int) EACH);
        assertThat(listed.<List<String>>path("data[0].lines.planCode")).containsExactly(MonthOffering.MONTH, OWN);
        assertThat(listed.<Object>path("data[0].lines[0].ownWords")).isNull();
        assertThat(listed.<String>path("data[0].lines[1].ownWords.unit")).isEqualTo("套");
        Map<String, Object> wanted = TestDemands.award();
        wanted.put("voucherIds", List.of(voucher.id()));
        wanted.put("subsidisedPlanCodes", List.of(MonthOffering.MONTH, OWN));
        Response greedy = TestDemands.award(SignedIn.as("enterprise"), quote, wanted);
        assertThat(greedy.<List<String>>path("errors.code")).containsExactly("quote-own-words-unsupported");
        assertThat(greedy.<List<String>>path("errors.pointer")).containsExactly("/subsidisedPlanCodes/1");
        wanted.put("subsidisedPlanCodes", List.of(MonthOffering.MONTH));

        Response awarded = TestDemands.award(SignedIn.as("enterprise"), quote, wanted);

        assertThat(awarded.statusCode()).as(awarded.asString()).isEqualTo(201);
        String order = awarded.path("orderId");
        Response placed = TestOrders.get("enterprise", order);
        assertThat(placed.<Integer>path("netFen")).isEqualTo(100_000 + 2 * (int) EACH);
        assertThat(placed.<Integer>path("subsidyFen"))
                .as("a share of the plan alone")
                .isEqualTo(40_000);
        assertThat(placed.<String>path("lines[1].planCode")).isEqualTo(OWN);
        assertThat(placed.<String>path("lines[1].planName")).isEqualTo("注塑模具设计与制造");
        assertThat(placed.<String>path("lines[1].ownWords.description")).isEqualTo("按图纸开模并试模两次");
        assertThat(placed.<String>path("lines[1].ownWords.taxRate")).isEqualTo("0.13");
        assertThat(placed.<Boolean>path("lines[1].withSubsidy")).isFalse();
        assertThat(placed.<Integer>path("lines[1].subsidyFen")).isZero();
        assertThat(placed.<Integer>path("lines[1].exTaxFen")).isEqualTo(1_000_000);
        assertThat(placed.<Integer>path("lines[1].taxFen")).isEqualTo(130_000);
        assertThat(placed.<List<String>>path("lines[1].explanation.kind")).containsExactly("CHARGE", "NET", "TAX");
        TestOrders.accept(order).then().statusCode(200);
        TestOrders.activate(SignedIn.as("platform"), order).then().statusCode(200);
        TestOrders.acceptDelivery(TestOrders.delivered(order, Map.of(MonthOffering.MONTH, 12L, OWN, 2L)))
                .then()
                .statusCode(200);
        Response done = TestOrders.get("enterprise", order);
        assertThat(done.<String>path("status")).isEqualTo("COMPLETED");
        assertThat(done.<String>path("lines[1].acceptedQuantity")).isEqualTo("2");
        assertThat(done.<Integer>path("holds[0].capturedFen")).isEqualTo(40_000);
    }

    @Test
    void whatIsInOwnWordsAloneIsOrderedDeliveredInPartsMadeCheaperAndDisputed() {
        String demand = TestDemands.published();
        Map<String, Object> wanted = withOwn(TestDemands.quote(MonthOffering.id(), null), own());
        wanted.remove("lines");
        String quote = quoted(demand, wanted);
        TestDemands.closeQuoting(demand);
        Response awarded = TestDemands.award(quote);
        assertThat(awarded.statusCode()).as(awarded.asString()).isEqualTo(201);
        String order = awarded.path("orderId");
        TestOrders.accept(order).then().statusCode(200);
        TestOrders.activate(SignedIn.as("platform"), order).then().statusCode(200);

        String cut = TestOrders.propose(
                        SignedIn.as("platform"),
                        order,
                        Map.of("kind", "PRICE_CUT", "prices", List.of(Map.of("planCode", OWN, "netFen", 1_000_000))))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        TestOrders.agree(SignedIn.as("enterprise"), cut).then().statusCode(200);
        assertThat(TestOrders.deliver(SignedIn.as("platform"), order, OWN, 3).<String>path("code"))
                .isEqualTo("delivery-exceeds-order");
        String delivery = TestOrders.delivered(order, Map.of(OWN, 1L));
        TestOrders.acceptDelivery(delivery).then().statusCode(200);
        assertThat(TestOrders.get("enterprise", order).<String>path("status")).isEqualTo("ACTIVE");
        String dispute = TestDisputes.filed(order, "QUANTITY", delivery);
        Response decided = TestDisputes.decide(
                SignedIn.as("feixi"),
                dispute,
                "decisions",
                "DELIVERY_LOWERED",
                List.of(TestDisputes.line(OWN, 1, 400_000)));

        assertThat(decided.statusCode()).as(decided.asString()).isEqualTo(200);
        assertThat(decided.<String>path("lines[0].planCode")).isEqualTo(OWN);
        Response renewed = renew(order, null);
        assertThat(renewed.statusCode()).isEqualTo(409);
    }

    @Test
    void onlyWhatACatalogueHasIsRenewed() {
        String demand = TestDemands.published();
        String quote = quoted(demand, withOwn(TestDemands.quote(MonthOffering.id(), null), own()));
        TestDemands.closeQuoting(demand);
        String order = TestDemands.award(quote).path("orderId");
        TestOrders.accept(order).then().statusCode(200);
        TestOrders.activate(SignedIn.as("platform"), order).then().statusCode(200);

        assertThat(renew(order, null).<String>path("code")).isEqualTo("order-own-words-not-renewed");
        Response own = renew(order, List.of(line(OWN)));
        assertThat(own.<List<String>>path("errors.code")).containsExactly("plan-unknown");
        assertThat(renew(order, List.of(line(MonthOffering.MONTH))).statusCode())
                .isEqualTo(201);
    }

    @Test
    void allThatIsWrongWithOwnWordsIsSaid() {
        String demand = TestDemands.published();
        Map<String, Object> none = TestDemands.quote(MonthOffering.id(), null);
        none.remove("lines");
        Map<String, Object> odd = new HashMap<>(own());
        odd.putAll(Map.of("title", " ", "quantity", 0, "taxRate", "1.2", "unit", " "));
        odd.remove("description");
        Map<String, Object> wide = new HashMap<>(own());
        wide.put("unit", "一二三四五六七八九十一二三四五六七八九十长");
        Map<String, Object> dear = new HashMap<>(own());
        dear.putAll(Map.of("quantity", 1_000_000, "unitPriceFen", 1_000_000_000_000L));
        List<Map<String, Object>> months = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            months.add(Map.of("planCode", "plan-" + i, "quantity", "1"));
        }
        Map<String, Object> many = withOwn(TestDemands.quote(MonthOffering.id(), null), own());
        many.put("lines", months);
        Map<String, Object> more = TestDemands.quote(MonthOffering.id(), null);
        more.put("ownLines", Collections.nCopies(21, own()));

        assertThat(codes(demand, none)).containsExactly("quote-without-lines");
        Response refused = submit(demand, withOwn(TestDemands.quote(MonthOffering.id(), null), odd));
        assertThat(refused.<List<String>>path("errors.pointer"))
                .contains(
                        "/ownLines/0/title",
                        "/ownLines/0/description",
                        "/ownLines/0/quantity",
                        "/ownLines/0/taxRate",
                        "/ownLines/0/unit");
        assertThat(submit(demand, withOwn(TestDemands.quote(MonthOffering.id(), null), wide))
                        .<List<String>>path("errors.pointer"))
                .containsExactly("/ownLines/0/unit");
        assertThat(codes(demand, withOwn(TestDemands.quote(MonthOffering.id(), null), dear)))
                .containsExactly("order-line-too-dear");
        assertThat(codes(demand, many)).contains("too-many", "plan-unknown");
        assertThat(submit(demand, more).statusCode()).isEqualTo(400);
        assertThat(TestDemands.submit(SignedIn.as("enterprise"), demand, withOwn(none, own()))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void noLineInOwnWordsIsCalledLikeAPlanBesideIt() {
        NewQuote.Own own = new NewQuote.Own("模具", "开模", "套", 1, 100L, "0.13");
        NewQuote wanted = new NewQuote(
                UUID.randomUUID(),
                null,
                List.of(new NewQuote.Line("OWN-1", "1", null), new NewQuote.Line("OWN-3", "1", null)),
                List.of(own, own),
                1,
                TestDemands.today(),
                null);

        assertThat(wanted.own()).extracting(OwnLine::code).containsExactly("OWN-2", "OWN-4");
    }

    @Test
    void theDatabaseLetsNoVoucherPayOfOwnWords() {
        String demand = TestDemands.published();
        String quote = quoted(demand, withOwn(TestDemands.quote(MonthOffering.id(), null), own()));
        TestDemands.closeQuoting(demand);
        String order = TestDemands.award(quote).path("orderId");

        assertThat(catchThrowable(() -> TestClaims.set(
                        "UPDATE order_line SET with_subsidy = true WHERE order_id = ? AND own_words IS NOT NULL",
                        UUID.fromString(order))))
                .hasStackTraceContaining("order_line_own_words_unsupported");
    }

    private static Map<String, Object> own() {
        return Map.of(
                "title",
                "注塑模具设计与制造",
                "description",
                "按图纸开模并试模两次",
                "unit",
                "套",
                "quantity",
                2,
                "unitPriceFen",
                EACH,
                "taxRate",
                "0.13");
    }

    private static Map<String, Object> withOwn(Map<String, Object> quote, Map<String, Object> own) {
        Map<String, Object> wanted = new HashMap<>(quote);
        wanted.put("ownLines", List.of(own));
        return wanted;
    }

    private static Response submit(String demand, Map<String, Object> wanted) {
        return TestDemands.submit(SignedIn.as("platform"), demand, wanted);
    }

    private static String quoted(String demand, Map<String, Object> wanted) {
        Response made = submit(demand, wanted);
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        return made.path("id");
    }

    private static List<String> codes(String demand, Map<String, Object> wanted) {
        return submit(demand, wanted).path("errors.code");
    }

    private static Map<String, Object> line(String plan) {
        return Map.of("planCode", plan, "quantity", "1", "withSubsidy", false);
    }

    private static Response renew(String order, List<Map<String, Object>> lines) {
        Map<String, Object> wanted = new HashMap<>(Map.of(
                "startsOn", TestDemands.today().toString(),
                "endsOn", TestDemands.today().plusYears(1).toString()));
        if (lines != null) {
            wanted.put("lines", lines);
        }
        return TestOrders.post(SignedIn.as("enterprise"), TestOrders.PATH + "/" + order + "/renewals", wanted);
    }
}
