package cn.dengyun.trade.bill;

import static cn.dengyun.trade.bill.TestBills.MONTH;
import static cn.dengyun.trade.bill.TestBills.PATH;
import static cn.dengyun.trade.bill.TestBills.accept;
import static cn.dengyun.trade.bill.TestBills.credit;
import static cn.dengyun.trade.bill.TestBills.get;
import static cn.dengyun.trade.bill.TestBills.lateNoMore;
import static cn.dengyun.trade.bill.TestBills.of;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.demand.TestDemands;
import cn.dengyun.trade.dispute.TestDisputes;
import cn.dengyun.trade.order.MonthOffering;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.voucher.FenOffering;
import cn.dengyun.voucher.TestVouchers;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

/** Lines in own words from the demand to the bill: what was accepted of them is billed, once and to the fen. */
@QuarkusTest
class OwnWordsBillTest {

    private static final String OWN = "OWN-1";
    private static final int EACH = 565_000;
    private static final LocalDate PRESENT = MONTH.plusMonths(2);

    @Inject
    TestVouchers vouchers;

    @Test
    void partsAreBilledInTheMonthsOfTheirAcceptanceAndSumUpToThePrice() throws IOException {
        String order = ordered(3, Map.of());
        priced(order, 1_000_000);

        String first = accepted(order, 1, MONTH);
        String bill = of(order, MONTH);

        Response one = get("enterprise", bill);
        assertThat(one.<String>path("status")).isEqualTo("LOCKED");
        assertThat(one.<Integer>path("netFen")).isEqualTo(333_333);
        assertThat(one.<Integer>path("taxFen")).isEqualTo(333_333 - 294_985);
        assertThat(one.<Object>path("deliveryId")).as("no voucher pays it").isNull();
        assertThat(one.<List<String>>path("lines.kind")).containsExactly("OWN_WORDS");
        assertThat(one.<String>path("lines[0].planCode")).isEqualTo(OWN);
        assertThat(one.<String>path("lines[0].planName")).isEqualTo("注塑模具设计与制造");
        assertThat(one.<String>path("lines[0].month")).isEqualTo(MONTH.toString());
        assertThat(one.<String>path("lines[0].quantity")).isEqualTo("1");
        assertThat(one.<String>path("lines[0].unit")).isEqualTo("套");
        assertThat(one.<String>path("lines[0].taxRate")).isEqualTo("0.13");
        assertThat(one.<String>path("lines[0].deliveryId")).isEqualTo(first);
        SignedIn.as("platform").get(TestOrders.DELIVERIES + "/" + first).then().statusCode(200);
        assertThat(SignedIn.as("platform")
                        .get(PATH + "/" + bill + "/events?line=1")
                        .<List<Object>>path("data"))
                .as("it rests on no reading")
                .isEmpty();
        String csv = text(bill, "lines.csv");
        assertThat(csv).contains(",OWN_WORDS," + MONTH + ",1,套,,,333333,0.13,38348," + first + ",0\r\n");
        assertThat(sum(bill)).isEqualByComparingTo("3333.33");
        assertThat(sheetSum(bill)).isEqualByComparingTo("3333.33");
        assertThat(accept("enterprise", bill).<String>path("status")).isEqualTo("ACCEPTED");
        assertThat(accept("platform", bill).<String>path("status")).isEqualTo("FINAL");

        String rest = accepted(order, 2, MONTH.plusMonths(1));
        lateNoMore(order, MONTH.plusMonths(1));

        assertThat(TestOrders.get("enterprise", order).<String>path("status")).isEqualTo("COMPLETED");
        Response two = get("enterprise", of(order, MONTH.plusMonths(1)));
        assertThat(two.<List<String>>path("lines.deliveryId")).containsExactly(rest);
        assertThat(two.<Integer>path("netFen")).isEqualTo(666_667);
        assertThat(one.<Integer>path("netFen") + two.<Integer>path("netFen")).isEqualTo(1_000_000);
        assertThat(one.<Integer>path("taxFen") + two.<Integer>path("taxFen")).isEqualTo(1_000_000 - 884_955);
        assertThat(code(TestOrders.refund(SignedIn.as("platform"), order, first, null)))
                .as("no voucher has paid anything that could be given back")
                .isEqualTo("refund-exceeds-capture");
        Response credited = credit("platform", bill, 1_000);
        assertThat(credited.<Integer>path("remainingFen")).isEqualTo(332_333);
        assertThat(code(credit("platform", bill, 332_334))).isEqualTo("credit-exceeds-bill");
        assertThat(text(bill, "lines.csv"))
                .as("the bill stays as it is")
                .isEqualTo(csv.replace(first + ",0\r\n", first + ",1000\r\n"));
    }

    @Test
    void whatADisputeLowersTheNextBillTakesBackAndNoBillBeforeChanges() {
        String order = ordered(2, Map.of());
        String delivery = accepted(order, 1, MONTH);
        String bill = of(order, MONTH);
        String csv = text(bill, "lines.csv");
        String focus = text(bill, "focus.csv");

        TestDisputes.lowered(order, delivery, TestDisputes.line(OWN, 1, 400_000));
        lateNoMore(order, PRESENT);

        Response next = get("enterprise", of(order, PRESENT));
        assertThat(next.<Integer>path("netFen")).isEqualTo(400_000 - EACH);
        assertThat(next.<List<String>>path("lines.month")).containsExactly(MONTH.toString());
        assertThat(next.<List<String>>path("lines.deliveryId")).containsExactly(delivery);
        assertThat(next.<List<String>>path("lines.quantity")).containsExactly("0");
        assertThat(sum(next.path("id"))).isEqualByComparingTo("-1650.00");
        assertThat(get("enterprise", bill).<Integer>path("netFen")).isEqualTo(EACH);
        assertThat(text(bill, "lines.csv")).isEqualTo(csv);
        assertThat(text(bill, "focus.csv")).isEqualTo(focus);
        assertThat(accept("enterprise", next.path("id")).<String>path("status")).isEqualTo("ACCEPTED");
        assertThat(code(credit("platform", next.path("id"), 1))).isEqualTo("transition-not-allowed");
    }

    @Test
    void whatBecomesCheaperBehindABillIsTakenBackAndWhatIsLeftCostsLess() {
        String order = ordered(2, Map.of());
        accepted(order, 1, MONTH);
        of(order, MONTH);

        priced(order, 1_000_000);
        accepted(order, 1, PRESENT);
        lateNoMore(order, PRESENT);

        Response next = get("enterprise", of(order, PRESENT));
        assertThat(next.<List<Integer>>path("lines.amountFen")).containsExactly(500_000 - EACH, 500_000);
        assertThat(next.<List<String>>path("lines.month")).containsExactly(MONTH.toString(), PRESENT.toString());
        assertThat(TestBills.number(
                        "SELECT sum(l.amount_fen) FROM bill_line l JOIN bill b ON b.id = l.bill_id WHERE b.order_id = ?",
                        UUID.fromString(order)))
                .isEqualTo(1_000_000);
    }

    @Test
    void noVoucherPaysOfABillInOwnWords() {
        TestVouchers.Funded programme = vouchers.aProgramme(3_000_000);
        String order = ordered(
                2,
                Map.of(
                        "voucherIds",
                        List.of(vouchers.aVoucher(programme).id()),
                        "subsidisedPlanCodes",
                        List.of(MonthOffering.MONTH)));
        TestOrders.acceptDelivery(TestOrders.delivered(order, Map.of(MonthOffering.MONTH, 12L)))
                .then()
                .statusCode(200);
        int captured = TestOrders.get("enterprise", order).path("holds[0].capturedFen");

        accepted(order, 1, MONTH);
        String bill = of(order, MONTH);
        Response answered = accept("enterprise", bill);

        assertThat(answered.<String>path("status")).as(answered.asString()).isEqualTo("ACCEPTED");
        assertThat(answered.<List<String>>path("lines.planCode"))
                .as("what the provider has reported of a plan is not billed")
                .containsExactly(OWN);
        assertThat(answered.<Object>path("deliveryId")).isNull();
        assertThat(answered.<Integer>path("netFen")).isEqualTo(EACH);
        assertThat(captured).isPositive();
        assertThat(TestOrders.get("enterprise", order).<Integer>path("holds[0].capturedFen"))
                .isEqualTo(captured);
        assertThat(SignedIn.as("enterprise")
                        .get(TestOrders.PATH + "/" + order + "/deliveries")
                        .<List<String>>path("data.source"))
                .doesNotContain("BILL");
    }

    @Test
    void besideWhatIsMeasuredOwnWordsAreOnTheSameBillAndVouchersPayOfTheMeterAlone() {
        TestVouchers.Funded programme = vouchers.aProgramme(3_000_000);
        String order = mixed(vouchers.aVoucher(programme).id());
        accepted(order, 1, MONTH);

        String bill = of(order, MONTH);
        Response answered = accept("enterprise", bill);

        assertThat(answered.<String>path("status")).as(answered.asString()).isEqualTo("ACCEPTED");
        assertThat(answered.<List<String>>path("lines.kind")).containsExactly("USAGE", "OWN_WORDS");
        assertThat(answered.<List<Integer>>path("lines.number")).containsExactly(1, 2);
        assertThat(answered.<Integer>path("netFen")).isEqualTo(1_000 + EACH);
        assertThat(sum(bill)).isEqualByComparingTo("5660.00");
        Response delivered = SignedIn.as("enterprise").get(TestOrders.DELIVERIES + "/" + answered.path("deliveryId"));
        assertThat(delivered.<List<String>>path("lines.planCode")).containsExactly(FenOffering.PLAN);
        assertThat(delivered.<Integer>path("netFen")).isEqualTo(1_000);
        assertThat(delivered.<Integer>path("capturedFen"))
                .as("a share of the meter alone")
                .isEqualTo(400);
    }

    @Test
    void whatIsAcceptedAtOnceIsBilledOnce() {
        String order = ordered(2, Map.of());
        String bill;
        try (Background paused = Background.paused()) {
            String delivery = TestOrders.delivered(order, Map.of(OWN, 1L));
            List<Response> answers = atOnce(() -> TestOrders.acceptDelivery(delivery));
            assertThat(answers).extracting(Response::statusCode).containsOnlyOnce(200);
            assertThat(answers.stream().filter(each -> each.statusCode() != 200))
                    .allMatch(each -> code(each).equals("transition-not-allowed"));
            billedIn(MONTH, order, delivery);
        }

        bill = of(order, MONTH);
        List<Response> answers = atOnce(() -> accept("enterprise", bill));

        assertThat(get("enterprise", bill).<List<Integer>>path("lines.amountFen"))
                .containsExactly(EACH);
        assertThat(answers).extracting(Response::statusCode).containsOnlyOnce(200);
    }

    @Test
    void onlyWhatWasAcceptedIsPreviewedAndBilled() {
        String order = ordered(4, Map.of());
        String waiting = TestOrders.delivered(order, Map.of(OWN, 1L));
        String rejected = TestOrders.delivered(order, Map.of(OWN, 1L));
        TestOrders.rejectDelivery("enterprise", rejected).then().statusCode(200);
        Background.settle();
        assertThat(preview(order).<Integer>path("netFen")).isZero();
        assertThat(bills(order))
                .as("an order of which nothing was accepted has no bill")
                .isEmpty();

        TestOrders.acceptDelivery(waiting).then().statusCode(200);
        Background.settle();

        Response preview = preview(order);
        assertThat(preview.<Integer>path("netFen")).isEqualTo(EACH);
        assertThat(preview.<List<String>>path("lines.deliveryId")).containsExactly(waiting);
        assertThat(bills(order)).hasSize(1);
        String bill = bills(order).get(0);
        assertThat(get("enterprise", bill).<String>path("month"))
                .isEqualTo(Bill.monthOf(Instant.now()).toString());
        assertThat(get("enterprise", bill).<List<Object>>path("lines")).isEmpty();
        assertThat(code(accept("enterprise", bill))).isEqualTo("transition-not-allowed");
        assertThat(code(credit("platform", bill, 1))).isEqualTo("transition-not-allowed");
        assertThat(get("enterprise2", bill).statusCode()).isEqualTo(404);
        assertThat(get("application", bill).statusCode()).isEqualTo(404);
        assertThat(get("wuhu", bill).statusCode()).isEqualTo(404);
        TestOrders.agree(SignedIn.as("enterprise"), TestOrders.proposed("platform", order))
                .then()
                .statusCode(200);
        assertThat(preview(order).<Integer>path("netFen"))
                .as("what is cancelled was never billed")
                .isEqualTo(EACH);
    }

    @Test
    void whatSilenceAcceptsIsBilledToo() {
        String order = ordered(1, Map.of());
        String delivery = TestOrders.delivered(order, Map.of(OWN, 1L));
        TestBills.execute(
                "UPDATE order_delivery SET due_at = now() - interval '1 minute' WHERE id = ?",
                UUID.fromString(delivery));

        Background.settle();
        Background.settle();

        assertThat(TestOrders.get("enterprise", order).<String>path("status")).isEqualTo("COMPLETED");
        String bill = bills(order).get(0);
        lateNoMore(order, LocalDate.parse(get("enterprise", bill).path("month")));
        assertThat(get("enterprise", bill).<List<String>>path("lines.deliveryId"))
                .containsExactly(delivery);
        assertThat(TestOrders.post(
                                "enterprise",
                                PATH + "/" + bill + "/disputes",
                                Map.of("reason", "试模未通过", "lines", List.of(1)))
                        .<String>path("status"))
                .isEqualTo("DISPUTED");
        assertThat(TestBills.answer("platform", bill, 65_000L).<Integer>path("remainingFen"))
                .isEqualTo(500_000);
    }

    /**
     * The id of one in service since {@link TestBills#MONTH} began, of two pieces in own words beside a meter of which
     * that voucher pays four tenths; 1,000 fen of that were used, and the bills have begun.
     */
    static String mixed(UUID voucher) {
        try (Background paused = Background.paused()) {
            String order = ordered(
                    2,
                    FenOffering.id(),
                    Map.of("planCode", FenOffering.PLAN, "quantity", "100000"),
                    Map.of("voucherIds", List.of(voucher), "subsidisedPlanCodes", List.of(FenOffering.PLAN)));
            TestBills.execute(
                    "UPDATE usage_meter SET made_at = ?, begins_at = ? WHERE order_id = ?",
                    Bill.startOf(MONTH),
                    Bill.startOf(MONTH),
                    UUID.fromString(order));
            begun(order);
            TestBills.used(order, TestBills.in(MONTH), "1000");
            return order;
        }
    }

    /** The id of one in service, of pieces in own words beside a year of a plan where vouchers are to pay of that. */
    private static String ordered(int pieces, Map<String, Object> ofAward) {
        Map<String, Object> plan = ofAward.isEmpty() ? null : Map.of("planCode", MonthOffering.MONTH, "quantity", "12");
        return ordered(pieces, MonthOffering.id(), plan, ofAward);
    }

    private static String ordered(int pieces, String offering, Map<String, Object> plan, Map<String, Object> ofAward) {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        String demand = TestDemands.published();
        Map<String, Object> quote = new HashMap<>(Map.of(
                "offeringId",
                offering,
                "ownLines",
                List.of(Map.of(
                        "title",
                        "注塑模具设计与制造",
                        "description",
                        "按图纸开模并试模两次",
                        "unit",
                        "套",
                        "quantity",
                        pieces,
                        "unitPriceFen",
                        EACH,
                        "taxRate",
                        "0.13")),
                "deliveryDays",
                15,
                "validUntil",
                today.plusDays(40).toString()));
        if (plan != null) {
            quote.put("lines", List.of(plan));
        }
        String quoted = made(TestOrders.post("platform", TestDemands.PATH + "/" + demand + "/quotes", quote))
                .path("id");
        TestDemands.closeQuoting(demand);
        Map<String, Object> award = new HashMap<>(Map.of(
                "startsOn", today.toString(),
                "endsOn", today.plusYears(1).toString(),
                "reason", "报价合理"));
        award.putAll(ofAward);
        String order = made(TestOrders.post("enterprise", TestDemands.QUOTES + "/" + quoted + "/awards", award))
                .path("orderId");
        TestOrders.accept(order).then().statusCode(200);
        TestOrders.activate(SignedIn.as("platform"), order).then().statusCode(200);
        return order;
    }

    private static Response made(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer;
    }

    /** Both sides agree that all of it costs less. */
    private static void priced(String order, long netFen) {
        String cut = TestOrders.propose(
                        SignedIn.as("platform"),
                        order,
                        Map.of("kind", "PRICE_CUT", "prices", List.of(Map.of("planCode", OWN, "netFen", netFen))))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        TestOrders.agree(SignedIn.as("enterprise"), cut).then().statusCode(200);
    }

    /** The id of a delivery that was accepted when a month began; the bill of that has begun and waits for the test. */
    static String accepted(String order, long pieces, LocalDate month) {
        try (Background paused = Background.paused()) {
            String delivery = TestOrders.delivered(order, Map.of(OWN, pieces));
            TestOrders.acceptDelivery(delivery).then().statusCode(200);
            billedIn(month, order, delivery);
            return delivery;
        }
    }

    private static void billedIn(LocalDate month, String order, String delivery) {
        TestBills.execute(
                "UPDATE order_delivery SET decided_at = ? WHERE id = ?",
                Bill.startOf(month),
                UUID.fromString(delivery));
        begun(order);
    }

    /** The bills of an order have begun, and none goes on before the test lets it. */
    private static void begun(String order) {
        WorkerThread.await(Arc.container().instance(BillRounds.class).get().begin());
        TestBills.execute(
                "UPDATE bill SET due_at = now() + interval '1 year' WHERE order_id = ? AND status = 'OPEN'",
                UUID.fromString(order));
    }

    static List<Response> atOnce(Supplier<Response> call) {
        List<CompletableFuture<Response>> all = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(call, task -> new Thread(task).start()))
                .toList();
        return all.stream().map(CompletableFuture::join).toList();
    }

    private static Response preview(String order) {
        return SignedIn.as("enterprise").get(TestOrders.PATH + "/" + order + "/bill-preview");
    }

    private static List<String> bills(String order) {
        return SignedIn.as("enterprise").get(PATH + "?orderId=" + order).path("data.id");
    }

    static String text(String bill, String table) {
        return new String(
                SignedIn.as("enterprise").get(PATH + "/" + bill + "/" + table).asByteArray(), StandardCharsets.UTF_8);
    }

    /** What its costs in the columns of FOCUS come to, in yuan. */
    private static BigDecimal sum(String bill) {
        return sum(bill, "BilledCost");
    }

    /** What a column of FOCUS comes to. */
    static BigDecimal sum(String bill, String column) {
        List<String> rows = text(bill, "focus.csv").lines().toList();
        int cost = List.of(rows.get(0).split(",", -1)).indexOf(column);
        return rows.stream()
                .skip(1)
                .map(row -> new BigDecimal(row.split(",", -1)[cost]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What its spreadsheet comes to, in yuan. */
    private static BigDecimal sheetSum(String bill) throws IOException {
        return sheetSum(bill, "amountYuan");
    }

    /** What a column of its spreadsheet comes to. */
    static BigDecimal sheetSum(String bill, String column) throws IOException {
        byte[] sheet =
                SignedIn.as("enterprise").get(PATH + "/" + bill + "/lines.xlsx").asByteArray();
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(sheet))) {
            List<Row> rows = workbook.getFirstSheet().read();
            int amount =
                    rows.get(0).stream().map(cell -> cell.asString()).toList().indexOf(column);
            return rows.stream()
                    .skip(1)
                    .map(row -> row.getCell(amount).asNumber())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    private static String code(Response answer) {
        return answer.path("code");
    }
}
