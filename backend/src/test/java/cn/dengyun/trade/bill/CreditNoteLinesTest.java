package cn.dengyun.trade.bill;

import static cn.dengyun.trade.bill.OwnWordsBillTest.accepted;
import static cn.dengyun.trade.bill.OwnWordsBillTest.atOnce;
import static cn.dengyun.trade.bill.OwnWordsBillTest.mixed;
import static cn.dengyun.trade.bill.OwnWordsBillTest.sheetSum;
import static cn.dengyun.trade.bill.OwnWordsBillTest.sum;
import static cn.dengyun.trade.bill.OwnWordsBillTest.text;
import static cn.dengyun.trade.bill.TestBills.MONTH;
import static cn.dengyun.trade.bill.TestBills.PATH;
import static cn.dengyun.trade.bill.TestBills.accept;
import static cn.dengyun.trade.bill.TestBills.credit;
import static cn.dengyun.trade.bill.TestBills.get;
import static cn.dengyun.trade.bill.TestBills.of;
import static cn.dengyun.trade.bill.TestBills.off;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.voucher.TestVouchers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Credit notes that name lines of a bill: 1,000 fen of a meter of which a voucher pays four tenths (line 1), and two
 * pieces in own words (lines 2 and 3), of which none does.
 */
@QuarkusTest
class CreditNoteLinesTest {

    private static final int EACH = 565_000;
    private static final int WHOLE = 1_000 + 2 * EACH;

    @Inject
    TestVouchers vouchers;

    private String order;
    private String bill;

    @BeforeEach
    void aBillOfThreeLines() {
        TestVouchers.Funded programme = vouchers.aProgramme(3_000_000);
        order = mixed(vouchers.aVoucher(programme).id());
        accepted(order, 1, MONTH);
        accepted(order, 1, MONTH);
        bill = of(order, MONTH);
        assertThat(get("enterprise", bill).<List<Integer>>path("lines.amountFen"))
                .containsExactly(1_000, EACH, EACH);
    }

    @Test
    void aNoteOnALineInOwnWordsLowersWhatTheEnterprisePaysAlone() throws IOException {
        finished();

        Response credited = credit("platform", bill, 65_000, List.of(off(3, 65_000)));

        assertThat(credited.statusCode()).as(credited.asString()).isEqualTo(201);
        for (String account : List.of("enterprise", "platform", "feixi", "finance")) {
            Response told = get(account, bill);
            assertThat(told.<Integer>path("creditedFen")).as(account).isEqualTo(65_000);
            assertThat(told.<List<Integer>>path("lines.creditedFen")).containsExactly(0, 0, 65_000);
            assertThat(told.<List<Integer>>path("lines.remainingFen")).containsExactly(1_000, EACH, 500_000);
            assertThat(told.<List<Integer>>path("credits[0].lines.line")).containsExactly(3);
            assertThat(told.<List<Integer>>path("credits[0].lines.amountFen")).containsExactly(65_000);
        }
        assertDelivered(1_000, 400);
        assertThat(text(bill, "lines.csv").lines().map(row -> row.substring(row.lastIndexOf(',') + 1)))
                .containsExactly("creditedFen", "0", "0", "65000");
        assertThat(sum(bill, "BilledCost").movePointRight(2)).isEqualByComparingTo(String.valueOf(WHOLE));
        assertThat(sum(bill, "x_CreditedCost")).isEqualByComparingTo("650.00");
        assertThat(sheetSum(bill, "amountYuan").movePointRight(2)).isEqualByComparingTo(String.valueOf(WHOLE));
        assertThat(sheetSum(bill, "creditedYuan")).isEqualByComparingTo("650.00");
    }

    @Test
    void aNoteOnAMeasuredLineLowersVoucherAndEnterpriseByTheirShares() {
        finished();

        credit("platform", bill, 500, List.of(off(1, 500))).then().statusCode(201);

        assertDelivered(500, 200);

        credit("platform", bill, 10_500, List.of(off(1, 500), off(2, 10_000)))
                .then()
                .statusCode(201);

        assertDelivered(0, 0);
        Response told = get("enterprise", bill);
        assertThat(told.<List<Integer>>path("lines.creditedFen")).containsExactly(1_000, 10_000, 0);
        assertThat(told.<Integer>path("remainingFen")).isEqualTo(WHOLE - 11_000);
    }

    @Test
    void aNoteThatNamesNoLineLowersWhatVouchersPayFirst() {
        finished();
        credit("platform", bill, 600, List.of(off(2, 600))).then().statusCode(201);

        credit("platform", bill, 700).then().statusCode(201);

        assertDelivered(300, 120);
        assertThat(get("enterprise", bill).<List<Integer>>path("lines.creditedFen"))
                .containsExactly(700, 600, 0);
        assertThat(get("enterprise", bill).<List<Object>>path("credits[1].lines"))
                .as("it names none")
                .isEmpty();

        credit("platform", bill, 1_000, List.of()).then().statusCode(201);

        assertDelivered(0, 0);
        assertThat(get("enterprise", bill).<List<Integer>>path("lines.creditedFen"))
                .containsExactly(1_000, 1_300, 0);
        assertThat(code(credit("platform", bill, 1, List.of(off(1, 1)))))
                .as("of the meter nothing is left")
                .isEqualTo("credit-exceeds-line");
    }

    @Test
    void whatIsNotOfTheBillOrMoreThanIsLeftOfALineIsRefusedAndNothingIsLowered() {
        assertThat(code(credit("platform", bill, 1, List.of(off(1, 1)))))
                .as("the enterprise has not answered it")
                .isEqualTo("transition-not-allowed");
        finished();
        credit("platform", bill, 300_000, List.of(off(2, 300_000))).then().statusCode(201);

        Response over = credit("platform", bill, 265_001, List.of(off(2, 265_001)));

        assertThat(over.statusCode()).isEqualTo(409);
        assertThat(code(over)).isEqualTo("credit-exceeds-line");
        assertThat(over.<String>path("detail")).contains("第 2 行", "2650.00", "2650.01", "remainingFen");
        assertThat(code(credit("platform", bill, WHOLE, List.of(off(2, WHOLE)))))
                .isEqualTo("credit-exceeds-bill");
        assertThat(defects(4, 3)).containsExactly("bill-line-unknown");
        assertThat(defects(2, 2)).containsExactly("bill-line-repeated");
        assertThat(credit("platform", bill, 3, List.of(off(2, 1), off(3, 1))).<List<String>>path("errors.code"))
                .containsExactly("credit-lines-sum");
        assertThat(credit("platform", bill, 1, List.of(off(2, 0))).statusCode()).isEqualTo(400);
        assertThat(credit("application", bill, 1, List.of(off(2, 1))).statusCode())
                .as("another provider")
                .isEqualTo(404);
        assertThat(credit("enterprise", bill, 1, List.of(off(2, 1))).statusCode())
                .as("the enterprise")
                .isEqualTo(403);
        assertThat(get("enterprise", bill).<List<Object>>path("credits")).hasSize(1);
        credit("platform", bill, 265_000, List.of(off(2, 265_000))).then().statusCode(201);
        assertDelivered(1_000, 400);
    }

    @Test
    void ofTwoNotesAtOnceOnOneLineOneIsTooMuch() {
        finished();

        List<Response> answers = atOnce(() -> credit("platform", bill, 300_000, List.of(off(2, 300_000))));

        assertThat(answers).extracting(Response::statusCode).containsOnlyOnce(201);
        assertThat(answers.stream().filter(each -> each.statusCode() != 201))
                .allMatch(each -> code(each).equals("credit-exceeds-line"));
        assertThat(get("enterprise", bill).<Integer>path("creditedFen")).isEqualTo(300_000);
        assertThat(get("enterprise", bill).<List<Integer>>path("lines.creditedFen"))
                .containsExactly(0, 300_000, 0);
        assertThat(TestBills.number(
                        "SELECT sum(amount_fen) FROM credit_note_line WHERE bill_id = ? AND line = 2",
                        UUID.fromString(bill)))
                .isEqualTo(300_000);
    }

    @Test
    void whatIsWithTheBankKeepsNobodyFromCreditingOwnWords() {
        finished();
        TestClaims.stand(order, ClaimStatus.INSTRUCTED);

        assertThat(code(credit("platform", bill, 500, List.of(off(1, 500))))).isEqualTo("refund-in-payment");
        credit("platform", bill, 500, List.of(off(2, 500))).then().statusCode(201);

        assertDelivered(1_000, 400);
        TestClaims.stand(order, ClaimStatus.BANK_FAILED);
        credit("platform", bill, 500, List.of(off(1, 500))).then().statusCode(201);
        assertDelivered(500, 200);
        assertThat(get("enterprise", bill).<List<Integer>>path("lines.creditedFen"))
                .containsExactly(500, 500, 0);
    }

    @Test
    void aConcessionNamesTheLineThatWasDisputed() {
        TestOrders.post("enterprise", PATH + "/" + bill + "/disputes", Map.of("reason", "试模未通过", "lines", List.of(3)))
                .then()
                .statusCode(200);
        Map<String, Object> answer =
                Map.of("answer", "CONCEDED", "amountFen", 65_000, "reason", "情况属实", "lines", List.of(off(3, 65_000)));

        Response conceded = TestOrders.post("platform", PATH + "/" + bill + "/dispute-answers", answer);

        assertThat(conceded.statusCode()).as(conceded.asString()).isEqualTo(200);
        assertThat(conceded.<String>path("status")).isEqualTo("FINAL");
        assertThat(conceded.<List<Integer>>path("lines.creditedFen")).containsExactly(0, 0, 65_000);
        assertThat(delivery().<Integer>path("netFen")).isEqualTo(1_000);
    }

    @Test
    void aDecisionNamesLinesOnlyForWhatItTakesOff() {
        TestBills.dispute("enterprise", bill).then().statusCode(200);
        TestBills.answer("platform", bill, null).then().statusCode(200);

        assertThat(decided(0, 2, 65_000).<List<String>>path("errors.code")).containsExactly("credit-lines-sum");
        assertThat(code(decided(EACH + 1, 2, EACH + 1))).isEqualTo("credit-exceeds-line");
        Response decided = decided(600, 1, 600);

        assertThat(decided.statusCode()).as(decided.asString()).isEqualTo(200);
        assertThat(decided.<List<Integer>>path("lines.creditedFen")).containsExactly(600, 0, 0);
        assertThat(delivery().<Integer>path("netFen")).isEqualTo(400);
    }

    private Response decided(long creditFen, int line, long fen) {
        return TestOrders.post(
                "feixi",
                PATH + "/" + bill + "/dispute-decisions",
                Map.of("creditFen", creditFen, "reason", "部分成立", "lines", List.of(off(line, fen))));
    }

    /** What is wrong with a note of a fen of each of two lines. */
    private List<String> defects(int first, int second) {
        return credit("platform", bill, 2, List.of(off(first, 1), off(second, 1)))
                .path("errors.code");
    }

    /** Both sides have accepted it, and the voucher has paid. */
    private void finished() {
        accept("enterprise", bill).then().statusCode(200);
        accept("platform", bill).then().statusCode(200);
        assertDelivered(1_000, 400);
    }

    private void assertDelivered(int netFen, int capturedFen) {
        assertThat(delivery().<Integer>path("netFen")).isEqualTo(netFen);
        assertThat(delivery().<Integer>path("capturedFen")).isEqualTo(capturedFen);
    }

    private Response delivery() {
        return SignedIn.as("enterprise")
                .get(TestOrders.DELIVERIES + "/" + get("enterprise", bill).path("deliveryId"));
    }

    private static String code(Response answer) {
        return answer.path("code");
    }
}
