package cn.dengyun.trade.bill;

import static cn.dengyun.trade.bill.TestBills.MONTH;
import static cn.dengyun.trade.bill.TestBills.PATH;
import static cn.dengyun.trade.bill.TestBills.accept;
import static cn.dengyun.trade.bill.TestBills.answer;
import static cn.dengyun.trade.bill.TestBills.credit;
import static cn.dengyun.trade.bill.TestBills.decide;
import static cn.dengyun.trade.bill.TestBills.dispute;
import static cn.dengyun.trade.bill.TestBills.get;
import static cn.dengyun.trade.bill.TestBills.in;
import static cn.dengyun.trade.bill.TestBills.locked;
import static cn.dengyun.trade.bill.TestBills.of;
import static cn.dengyun.trade.bill.TestBills.order;
import static cn.dengyun.trade.bill.TestBills.used;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.bill.domain.BillStatus;
import cn.dengyun.trade.bill.store.BillRows;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.voucher.TestVouchers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

/** Bills from the first reading to the last credit note. */
@QuarkusTest
class BillTest {

    private static final UUID FIRST = new UUID(0, 0);

    @Inject
    TestVouchers vouchers;

    @Inject
    BillMaking making;

    @Inject
    BillRows rows;

    @Inject
    BillService bills;

    @Inject
    UnitsOfWork units;

    @Test
    void aMonthIsPreviewedWhileItGoesOnAndBilledBehindIt() {
        String order = order(List.of());
        LocalDate present = MONTH.plusMonths(2);
        used(order, Bill.startOf(present), "700.5");
        used(order, in(MONTH), "1000");
        used(order, in(MONTH), "0.5");

        String bill = of(order, MONTH);
        Response preview = SignedIn.as("enterprise").get(TestOrders.PATH + "/" + order + "/bill-preview");

        assertThat(preview.statusCode()).as(preview.asString()).isEqualTo(200);
        assertThat(preview.<Integer>path("netFen")).isEqualTo(700);
        assertThat(preview.<String>path("month")).isEqualTo(present.toString());
        assertThat(preview.<String>path("lines[0].quantity")).isEqualTo("700.5");
        Response locked = get("enterprise", bill);
        assertThat(locked.<String>path("status")).isEqualTo("LOCKED");
        assertThat(locked.<Integer>path("netFen")).isEqualTo(1_000);
        assertThat(locked.<List<String>>path("lines.quantity")).containsExactly("1000.5");
        assertThat(locked.<List<String>>path("availableActions")).containsExactly("ACCEPT", "DISPUTE");
        assertThat(get("platform", bill).<List<String>>path("availableActions")).isEmpty();
        assertThat(SignedIn.as("enterprise")
                        .header("If-None-Match", locked.header("ETag"))
                        .get(PATH + "/" + bill)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void aBillWithoutALineIsFinalAtOnce() {
        String order = order(List.of());

        assertThat(get("enterprise", of(order, MONTH)).<String>path("status")).isEqualTo("FINAL");
    }

    @Test
    void everyFenLinksToItsReadingsPageByPage() {
        String order = order(List.of());
        List<String> read = IntStream.range(0, 5)
                .mapToObj(i -> used(order, in(MONTH).plusSeconds(i), String.valueOf(i + 1)))
                .toList();
        String bill = of(order, MONTH);

        Response first = SignedIn.as("platform").get(PATH + "/" + bill + "/events?line=1&limit=3");
        Response rest = SignedIn.as("platform")
                .get(PATH + "/" + bill + "/events?line=1&limit=3&cursor=" + first.path("page.nextCursor"));

        List<String> ids = new ArrayList<>(first.<List<String>>path("data.id"));
        ids.addAll(rest.path("data.id"));
        assertThat(ids).containsExactlyElementsOf(read);
        assertThat(rest.<Boolean>path("page.hasMore")).isFalse();
        assertThat(SignedIn.as("enterprise")
                        .get(PATH + "/" + bill + "/events?line=9")
                        .<List<String>>path("data"))
                .isEmpty();
        assertThat(SignedIn.as("enterprise")
                        .get(PATH + "/" + bill + "/events?cursor=" + first.path("page.nextCursor"))
                        .<String>path("code"))
                .isEqualTo("cursor-invalid");
    }

    @Test
    void theEnterpriseAcceptsWhatVouchersPayAndTheProviderConfirms() {
        TestVouchers.Funded programme = vouchers.aProgramme(3_000_000);
        String bill = locked(List.of(vouchers.aVoucher(programme).id()));
        String delivery = get("enterprise", bill).path("deliveryId");
        assertThat(delivery).isNotNull();
        assertThat(code(accept("platform", bill))).isEqualTo("transition-not-allowed");
        assertThat(code(TestOrders.withdrawDelivery(SignedIn.as("platform"), delivery)))
                .isEqualTo("delivery-of-bill");
        assertThat(code(TestOrders.rejectDelivery("enterprise", delivery))).isEqualTo("delivery-of-bill");

        Response accepted = accept("enterprise", bill);

        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(200);
        assertThat(accepted.<String>path("status")).isEqualTo("ACCEPTED");
        Response delivered = SignedIn.as("enterprise").get(TestOrders.DELIVERIES + "/" + delivery);
        assertThat(delivered.<String>path("status")).isEqualTo("ACCEPTED");
        assertThat(delivered.<String>path("source")).isEqualTo("BILL");
        assertThat(delivered.<Integer>path("netFen")).isEqualTo(12_345);
        assertThat(delivered.<Integer>path("capturedFen")).isPositive();
        assertThat(code(accept("enterprise", bill))).isEqualTo("transition-not-allowed");
        assertThat(accept("platform", bill).<String>path("status")).isEqualTo("FINAL");
        long captured = delivered.<Integer>path("capturedFen");

        Response credited = credit("platform", bill, 12_345);

        assertThat(credited.statusCode()).as(credited.asString()).isEqualTo(201);
        assertThat(credited.<Integer>path("remainingFen")).isZero();
        assertThat(credited.<Integer>path("netFen")).isEqualTo(12_345);
        Response lowered = SignedIn.as("enterprise").get(TestOrders.DELIVERIES + "/" + delivery);
        assertThat(lowered.<Integer>path("capturedFen")).isZero();
        assertThat(lowered.<Integer>path("loweredFen")).isEqualTo((int) captured);
        assertThat(code(credit("platform", bill, 1))).isEqualTo("credit-exceeds-bill");
    }

    @Test
    void whatTheProviderDoesNotConfirmIsFinalByTheClock() {
        String bill = locked();
        accept("enterprise", bill).then().statusCode(200);
        TestBills.execute("UPDATE bill SET due_at = now() WHERE id = ?", UUID.fromString(bill));

        Background.settle();

        assertThat(get("enterprise", bill).<String>path("status")).isEqualTo("FINAL");
    }

    @Test
    void nobodyAcceptsBySilence() {
        String bill = locked();
        TestBills.execute("UPDATE bill SET due_at = now() - interval '90 days' WHERE id = ?", UUID.fromString(bill));

        Background.settle();

        assertThat(get("enterprise", bill).<String>path("status")).isEqualTo("LOCKED");
        assertThat(get("enterprise", bill).<Boolean>path("overdue")).isTrue();
        String orderId = get("enterprise", bill).path("orderId");
        assertThat(SignedIn.as("platform")
                        .get(PATH + "?overdue=true&status=LOCKED&orderId=" + orderId)
                        .<List<String>>path("data.id"))
                .containsExactly(bill);
        assertThat(SignedIn.as("platform")
                        .get(PATH + "?overdue=false&orderId=" + orderId)
                        .<List<String>>path("data.id"))
                .doesNotContain(bill);
    }

    @Test
    void aDisputeIsConcededWithACreditNote() {
        String bill = locked();
        assertThat(code(answer("platform", bill, 5L))).isEqualTo("transition-not-allowed");
        Response unknown = TestOrders.post(
                "enterprise", PATH + "/" + bill + "/disputes", Map.of("reason", "重复", "lines", List.of(1, 7)));
        assertThat(unknown.<List<String>>path("errors.code")).containsExactly("bill-line-unknown");

        Response disputed = dispute("enterprise", bill);

        assertThat(disputed.statusCode()).as(disputed.asString()).isEqualTo(200);
        assertThat(disputed.<List<Integer>>path("dispute.lines")).containsExactly(1);
        assertThat(code(accept("enterprise", bill))).isEqualTo("transition-not-allowed");
        assertThat(code(decide("feixi", bill, 0))).isEqualTo("bill-dispute-unanswered");
        assertThat(code(answer("platform", bill, 12_346L))).isEqualTo("credit-exceeds-bill");
        assertThat(TestOrders.post(
                                "platform",
                                PATH + "/" + bill + "/dispute-answers",
                                Map.of("answer", "CONCEDED", "reason", "属实"))
                        .<List<String>>path("errors.code"))
                .containsExactly("variant-member-missing");
        Response conceded = answer("platform", bill, 345L);
        assertThat(conceded.<String>path("status")).isEqualTo("FINAL");
        assertThat(conceded.<List<Integer>>path("credits.amountFen")).containsExactly(345);
        assertThat(conceded.<Integer>path("remainingFen")).isEqualTo(12_000);
    }

    @Test
    void anAuthorityDecidesWhatTheProviderStandsBy() {
        String bill = TestBills.undecided();
        assertThat(code(answer("platform", bill, 1L))).isEqualTo("bill-dispute-answered");
        assertThat(decide("wuhu", bill, 0).statusCode()).isEqualTo(404);
        assertThat(code(decide("feixi", bill, 12_346))).isEqualTo("credit-exceeds-bill");
        assertThat(decide("enterprise", bill, 0).statusCode()).isEqualTo(403);

        Response decided = decide("feixi", bill, 2_345);

        assertThat(decided.statusCode()).as(decided.asString()).isEqualTo(200);
        assertThat(decided.<String>path("status")).isEqualTo("FINAL");
        assertThat(decided.<Integer>path("remainingFen")).isEqualTo(10_000);
        assertThat(code(decide("feixi", bill, 0))).isEqualTo("transition-not-allowed");
    }

    @Test
    void whatComesLateAndWhatIsTakenBackGoesToTheNextBill() {
        String order = order(List.of());
        String wrong = used(order, in(MONTH), "1000");
        String bill = of(order, MONTH);
        used(order, in(MONTH), "30");
        used(order, in(MONTH.plusMonths(1)), "400");
        TestBills.reversed(wrong);

        TestBills.lateNoMore(order, MONTH.plusMonths(1));

        String next = of(order, MONTH.plusMonths(1));
        Response shown = get("enterprise", next);
        assertThat(shown.<List<String>>path("lines.month"))
                .containsExactly(MONTH.toString(), MONTH.plusMonths(1).toString());
        assertThat(shown.<List<Integer>>path("lines.amountFen")).containsExactly(-970, 400);
        assertThat(shown.<Integer>path("netFen")).isEqualTo(-570);
        assertThat(get("enterprise", bill).<Integer>path("netFen")).isEqualTo(1_000);
        Response late = SignedIn.as("enterprise").get(PATH + "/" + next + "/events?line=1");
        assertThat(late.<List<Boolean>>path("data.takenBack")).containsExactlyInAnyOrder(true, false);
        assertThat(code(credit("platform", next, 1))).isEqualTo("transition-not-allowed");
    }

    @Test
    void whoeverLocksAtOnceLocksOnceAndWhatArrivesMeanwhileIsCountedOnce() {
        String order;
        List<Supplier<Object>> calls = new ArrayList<>();
        try (Background paused = Background.paused()) {
            order = order(List.of());
            used(order, in(MONTH), "100");
            TestBills.over(order);
            WorkerThread.await(rows.due(BillStatus.OPEN, bills.now(), FIRST, 10_000)).stream()
                    .filter(each -> each.orderId().equals(UUID.fromString(order)))
                    .forEach(each -> WorkerThread.await(units.carryOut(making.endMonth(each))));
            WorkerThread.await(rows.due(BillStatus.GRACE, bills.now(), FIRST, 10_000)).stream()
                    .filter(each -> each.orderId().equals(UUID.fromString(order))
                            && each.month().equals(MONTH))
                    .forEach(due -> IntStream.range(0, 4)
                            .forEach(i -> calls.add(() -> WorkerThread.await(units.carryOut(making.lock(due, true))))));
            assertThat(calls).hasSize(4);
            IntStream.range(0, 8).forEach(i -> calls.add(() -> used(order, in(MONTH), "1")));
            List<CompletableFuture<Object>> all = calls.stream()
                    .map(call -> CompletableFuture.supplyAsync(call, task -> new Thread(task).start()))
                    .toList();
            List<Object> done = all.stream().map(CompletableFuture::join).toList();
            assertThat(done.stream().filter(Boolean.TRUE::equals)).hasSize(1);
        }
        TestBills.lateNoMore(order, MONTH.plusMonths(1));

        assertThat(TestBills.number(
                        "SELECT count(*) FROM usage_event WHERE order_id = ? AND bill_id IS NULL",
                        UUID.fromString(order)))
                .isZero();
        assertThat(TestBills.number(
                        "SELECT sum(l.amount_fen) FROM bill_line l JOIN bill b ON b.id = l.bill_id WHERE b.order_id = ?",
                        UUID.fromString(order)))
                .isEqualTo(108);
    }

    @Test
    void acceptanceAndDisputeAtOnceEndInOneOfBoth() {
        String bill = locked();
        List<Supplier<Response>> calls = List.of(
                () -> accept("enterprise", bill),
                () -> dispute("enterprise", bill),
                () -> accept("enterprise", bill),
                () -> dispute("enterprise", bill));

        List<CompletableFuture<Response>> all = calls.stream()
                .map(call -> CompletableFuture.supplyAsync(call, task -> new Thread(task).start()))
                .toList();
        List<Response> answers = all.stream().map(CompletableFuture::join).toList();

        assertThat(answers.stream().filter(each -> each.statusCode() == 200)).hasSize(1);
        assertThat(answers.stream().filter(each -> each.statusCode() == 409)).hasSize(3);
    }

    @Test
    void aKeyIsGoodForOneAnswer() {
        String bill = locked();
        String key = UUID.randomUUID().toString();
        Supplier<Response> accept =
                () -> SignedIn.as("enterprise").header("Idempotency-Key", key).post(PATH + "/" + bill + "/acceptances");

        Response first = accept.get();
        Response again = accept.get();

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(SignedIn.as("enterprise")
                        .header("Idempotency-Key", key)
                        .contentType("application/json")
                        .body(Map.of("reason", "重复"))
                        .post(PATH + "/" + bill + "/disputes")
                        .statusCode())
                .isEqualTo(422);
        assertThat(code(SignedIn.as("enterprise").post(PATH + "/" + bill + "/acceptances")))
                .isEqualTo("idempotency-key-missing");
    }

    @Test
    void othersAreNotToldOfIt() {
        String bill = locked();

        assertThat(get("enterprise2", bill).statusCode()).isEqualTo(404);
        assertThat(get("application", bill).statusCode()).isEqualTo(404);
        assertThat(get("wuhu", bill).statusCode()).isEqualTo(404);
        assertThat(get("feixi", bill).statusCode()).isEqualTo(200);
        assertThat(get("finance", bill).statusCode()).isEqualTo(200);
        assertThat(get("auditor", bill).statusCode()).isEqualTo(200);
        assertThat(accept("enterprise2", bill).statusCode()).isEqualTo(404);
        assertThat(code(dispute("feixi", bill))).isNotNull();
        assertThat(given().auth()
                        .oauth2(SignedIn.narrowToken("catalogue:read"))
                        .get(PATH + "/" + bill)
                        .statusCode())
                .isEqualTo(403);
        assertThat(SignedIn.asPlatformClient().get(PATH + "/" + bill).statusCode())
                .isEqualTo(200);
        assertThat(SignedIn.as("enterprise2")
                        .get(TestOrders.PATH + "/" + UUID.randomUUID() + "/bill-preview")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aBillIsATableAndItsFocusCostsSumUpToIt() {
        String bill = locked();
        TestBills.execute("UPDATE bill SET offering_name = '=cmd()' WHERE id = ?", UUID.fromString(bill));

        Response lines = SignedIn.as("enterprise").get(PATH + "/" + bill + "/lines.csv");
        Response focus = SignedIn.as("platform").get(PATH + "/" + bill + "/focus.csv");

        assertThat(lines.statusCode()).as(lines.asString()).isEqualTo(200);
        assertThat(lines.header("Content-Disposition")).startsWith("attachment; filename=\"bill-");
        assertThat(new String(lines.asByteArray(), StandardCharsets.UTF_8))
                .startsWith("\uFEFFbill,order,")
                .contains(",'=cmd(),")
                .contains(",USAGE," + MONTH + ",12345,GB_MONTH,,,12345,0,0,,0\r\n");
        List<String> rows =
                new String(focus.asByteArray(), StandardCharsets.UTF_8).lines().toList();
        int cost = List.of(rows.get(0).split(",", -1)).indexOf("BilledCost");
        assertThat(rows.stream()
                        .skip(1)
                        .map(row -> new BigDecimal(row.split(",", -1)[cost]))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("123.45");
        assertThat(SignedIn.as("enterprise2")
                        .get(PATH + "/" + bill + "/lines.csv")
                        .statusCode())
                .isEqualTo(404);
        assertThat(SignedIn.as("enterprise2")
                        .get(PATH + "/" + bill + "/focus.csv")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aBillIsASpreadsheetWhoseAmountsAreNumbersAndWhoseTextsAreTexts() throws IOException {
        String bill = locked();
        TestBills.execute("UPDATE bill SET offering_name = '=HYPERLINK(1)' WHERE id = ?", UUID.fromString(bill));

        Response file = SignedIn.as("enterprise").get(PATH + "/" + bill + "/lines.xlsx");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.header("Content-Disposition"))
                .startsWith("attachment; filename=\"bill-")
                .endsWith(".xlsx\"");
        List<Row> rows = rows(file);
        List<String> header = rows.get(0).stream().map(Cell::asString).toList();
        List<List<String>> table = new String(
                        SignedIn.as("enterprise")
                                .get(PATH + "/" + bill + "/lines.csv")
                                .asByteArray(),
                        StandardCharsets.UTF_8)
                .lines()
                .map(line -> List.of(line.split(",", -1)))
                .toList();
        assertThat(rows).hasSameSizeAs(table);
        int amount = header.indexOf("amountYuan");
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 1; i < rows.size(); i++) {
            Cell cell = rows.get(i).getCell(amount);
            assertThat(cell.getType()).isEqualTo(CellType.NUMBER);
            assertThat(cell.getDataFormatString()).isEqualTo("0.00");
            assertThat(cell.asNumber().movePointRight(2))
                    .isEqualByComparingTo(table.get(i).get(amount));
            sum = sum.add(cell.asNumber());
            Cell text = rows.get(i).getCell(header.indexOf("offering"));
            assertThat(text.getType()).isEqualTo(CellType.STRING);
            assertThat(text.asString()).isEqualTo("=HYPERLINK(1)");
        }
        assertThat(sum.movePointRight(2))
                .isEqualByComparingTo(
                        get("enterprise", bill).<Integer>path("netFen").toString());
        assertThat(SignedIn.as("enterprise2")
                        .get(PATH + "/" + bill + "/lines.xlsx")
                        .statusCode())
                .isEqualTo(404);
    }

    private static List<Row> rows(Response file) throws IOException {
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(new ByteArrayInputStream(file.asByteArray()), new ReadingOptions(true, false))) {
            return workbook.getFirstSheet().read();
        }
    }

    private static String code(Response answer) {
        return answer.path("code");
    }
}
