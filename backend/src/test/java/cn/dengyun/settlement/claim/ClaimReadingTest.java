package cn.dengyun.settlement.claim;

import static cn.dengyun.settlement.claim.TestClaims.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.settlement.evidence.TestEvidence;
import cn.dengyun.trade.order.MonthOffering;
import cn.dengyun.trade.order.TestOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a file says is compared with what was typed when the other side confirms, and is kept. */
@QuarkusTest
class ClaimReadingTest {

    private static final String OF_SIDE = """
            SELECT o.credit_code FROM organization o JOIN settlement_claim c ON o.id = c.%s WHERE c.id = ?
            """;

    private final String number = TestClaims.number(20);

    @BeforeEach
    void nobodyIsDrawn() {
        TestClaims.drawNobody();
    }

    @Test
    void aClaimWhoseFilesSayWhatWasTypedIsApprovedAndSaysThatAMachineReadIt() {
        Map<String, Object> evidence = TestClaims.evidence(2, number);
        String id = claimed(evidence);
        put(id, "INVOICE", "invoice.xml", "application/xml", TestEvidence.xml(invoice(id)));
        put(id, "PAYMENT_PROOF", "slip.csv", "text/csv", TestEvidence.slipCsv(slip(evidence)));

        Response before = TestClaims.get("enterprise", id);
        Response judged = TestClaims.confirm(id);

        assertThat(before.<List<String>>path("evidence.readAs")).containsOnly("TYPED");
        assertThat(before.<List<?>>path("readings")).isEmpty();
        assertThat(judged.statusCode()).as(judged.asString()).isEqualTo(200);
        assertThat(finding(judged)).isEqualTo("READINGS_AGREE");
        assertThat(judged.<String>path("status")).isEqualTo("APPROVED");
        assertThat(judged.<List<String>>path("evidence.readAs")).containsExactly("TYPED", "MACHINE", "MACHINE");
        assertThat(judged.<List<String>>path("readings.number")).contains(number);
        assertThat(judged.<List<String>>path("readings.differences.flatten()")).isEmpty();
        assertThat(TestClaims.get("feixi", id).<List<?>>path("readings")).isEqualTo(judged.<List<?>>path("readings"));
    }

    @Test
    void oneOtherDigitAndOneOtherFenSendTheClaimBackAndAMendedOneIsJudgedAnew() {
        Map<String, Object> evidence = TestClaims.evidence(2, number);
        String id = claimed(evidence);
        Map<String, String> other = invoice(id);
        other.put("number", number.substring(0, 19) + (number.charAt(19) == '0' ? '1' : '0'));
        put(id, "INVOICE", "other.xml", "application/xml", TestEvidence.xml(other));

        Response judged = TestClaims.confirm(id);

        assertThat(finding(judged)).isEqualTo("READING_NUMBER_UNKNOWN");
        assertThat(judged.<String>path("status")).isEqualTo("RETURNED");
        assertThat(judged.<List<String>>path("readings.differences.flatten()")).containsExactly("NUMBER");
        String document = judged.path("readings[0].documentId");
        withdraw(document).then().statusCode(200);
        Map<String, String> dearer = invoice(id);
        dearer.put(
                "tax",
                new BigDecimal(dearer.get("tax")).add(new BigDecimal("0.01")).toPlainString());
        dearer.put(
                "total",
                new BigDecimal(dearer.get("total")).add(new BigDecimal("0.01")).toPlainString());
        put(id, "INVOICE", "dearer.xml", "application/xml", TestEvidence.xml(dearer));
        TestClaims.resubmit(id, evidence).then().statusCode(200);
        Response again = TestClaims.confirm(id);
        assertThat(finding(again)).isEqualTo("READING_AMOUNT_DIFFERS");
        assertThat(again.<List<String>>path("checks.findAll { it.check == 'READINGS' }.verdict"))
                .containsExactly("RED");
        assertThat(again.<String>path("checks.find { it.check == 'READINGS' }.hint"))
                .isNotEmpty();
        assertThat(again.<List<?>>path("readings")).as("of the present round").hasSize(1);
    }

    @Test
    void whatNoMachineCanReadWaitsForAPerson() {
        String id = claimed(TestClaims.evidence(2, number));
        Map<String, String> broken = invoice(id);
        broken.put("total", "1.005");
        put(id, "INVOICE", "broken.xml", "application/xml", TestEvidence.xml(broken));

        Response judged = TestClaims.confirm(id);

        assertThat(finding(judged)).isEqualTo("READING_FAILED");
        assertThat(judged.<List<String>>path("readings.fault")).containsExactly("AMOUNT_UNFIT");
        assertThat(judged.<String>path("checks.find { it.check == 'READINGS' }.detail"))
                .contains("broken.xml")
                .doesNotContain("AMOUNT_UNFIT");
        assertThat(judged.<String>path("status")).isEqualTo("CHECKED");
        assertThat(judged.<List<String>>path("evidence.readAs")).containsOnly("TYPED");
        assertThat(TestClaims.review("feixi", id, "APPROVE").<String>path("status"))
                .isEqualTo("APPROVED");
    }

    /** What the hint says can be done. */
    @Test
    void whatNoMachineCanReadIsReturnedAndTakesAnotherFile() {
        Map<String, Object> evidence = TestClaims.evidence(2, number);
        String id = claimed(evidence);
        Map<String, String> broken = invoice(id);
        broken.put("total", "1.005");
        put(id, "INVOICE", "broken.xml", "application/xml", TestEvidence.xml(broken));
        Response judged = TestClaims.confirm(id);
        assertThat(judged.<String>path("checks.find { it.check == 'READINGS' }.hint"))
                .contains("退回后可上传");

        TestClaims.review("feixi", id, "RETURN").then().statusCode(200);
        withdraw(judged.path("readings[0].documentId")).then().statusCode(200);
        put(id, "INVOICE", "invoice.xml", "application/xml", TestEvidence.xml(invoice(id)));
        TestClaims.resubmit(id, evidence).then().statusCode(200);

        assertThat(finding(TestClaims.confirm(id))).isEqualTo("READINGS_AGREE");
    }

    /** Files take long: who has read another state of the claim, or may not confirm it, is refused before. */
    @Test
    void whatIsRefusedReadsNoFile() {
        String id = claimed(TestClaims.evidence(2, number));
        put(id, "INVOICE", "gone.xml", "application/xml", TestEvidence.xml(invoice(id)));
        move(id, "number + 1000");

        Response stale = TestClaims.confirm(SignedIn.as("enterprise"), id, "\"stale\"");

        assertThat(stale.statusCode()).as(stale.asString()).isEqualTo(412);
        move(id, "number - 1000");
        assertThat(finding(TestClaims.confirm(id))).isEqualTo("READINGS_AGREE");
    }

    /** Nobody who reads the files of a claim finds what is in them. */
    private static void move(String claim, String where) {
        TestClaims.set(
                "UPDATE attachment_chunk SET number = " + where + " WHERE content_id IN (SELECT a.content_id FROM"
                        + " attachment a JOIN case_document d ON d.attachment_id = a.id WHERE d.record_id = ?)",
                UUID.fromString(claim));
    }

    @Test
    void anotherCodeOrNameWaitsForAPersonToo() {
        String id = claimed(TestClaims.evidence(2, number));
        Map<String, String> foreign = invoice(id);
        foreign.put("buyerCode", TestEvidence.BUYER_CODE);
        foreign.put("seller", "另一家公司");
        put(id, "INVOICE", "foreign.xml", "application/xml", TestEvidence.xml(foreign));

        Response judged = TestClaims.confirm(id);

        assertThat(judged.<List<String>>path("readings.differences.flatten()"))
                .containsExactly("PAYER_CODE", "PAYEE_NAME");
        assertThat(finding(judged)).isEqualTo("READING_CODE_DIFFERS");
        assertThat(judged.<String>path("status")).isEqualTo("CHECKED");
    }

    @Test
    void whatOnlyReviewersSeeIsNotShownByReadingIt() {
        String id = claimed(TestClaims.evidence(2, number));
        String file = sent("hidden.xml", "application/xml", TestEvidence.xml(TestEvidence.invoice()));
        TestOrders.post(
                        SignedIn.as("platform"),
                        PATH + "/" + id + "/documents",
                        TestDocuments.of(file, "INVOICE", "REVIEW"))
                .then()
                .statusCode(201);

        Response judged = TestClaims.confirm(id);

        assertThat(judged.<List<?>>path("readings")).isEmpty();
        assertThat(finding(judged)).isEqualTo("READINGS_NONE");
    }

    @Test
    void aFileIsReadForTheFormByThoseWhoMaySeeIt() {
        String file = sent("invoice.xml", "application/xml", TestEvidence.xml(TestEvidence.invoice()));
        String scan = TestDocuments.sent(SignedIn.as("platform"), "发票.pdf", "application/pdf", TestDocuments.aPdf());

        Response read = read("platform", file);

        assertThat(read.statusCode()).as(read.asString()).isEqualTo(200);
        assertThat(read.<String>path("number")).isEqualTo("26342000000012345678");
        assertThat(read.<Integer>path("amountFen")).isEqualTo(3_600);
        assertThat(read.<String>path("issuedOn")).isEqualTo("2030-08-01");
        assertThat(read.<String>path("purpose")).isEqualTo("INVOICE");
        assertThat(read.<Object>path("fault")).isNull();
        assertThat(read("platform", scan).<String>path("fault")).isEqualTo("UNKNOWN_FORM");
        assertThat(read("enterprise", file).<String>path("code")).isEqualTo("attachment-not-found");
        assertThat(read("platform", UUID.randomUUID().toString()).statusCode()).isEqualTo(404);
    }

    @Test
    void whatMachinesReadProvesNothingElse() {
        String id = claimed(TestClaims.evidence(2, number));
        String table = sent("slip.csv", "text/csv", TestEvidence.slipCsv(TestEvidence.slip()));

        Response refused = TestOrders.post(
                SignedIn.as("platform"), PATH + "/" + id + "/documents", TestDocuments.of(table, "CONTRACT", "RECORD"));

        assertThat(refused.<List<String>>path("errors.code")).containsExactly("document-type-unfit");
    }

    private String claimed(Map<String, Object> evidence) {
        return TestClaims.submit(SignedIn.as("platform"), TestClaims.captured(2), evidence)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** The invoice that was typed, as a file. */
    private Map<String, String> invoice(String claim) {
        UUID id = UUID.fromString(claim);
        BigDecimal total = BigDecimal.valueOf(2 * MonthOffering.PRICE, 2);
        Map<String, String> fields = TestEvidence.invoice();
        fields.put("number", number);
        fields.put("day", LocalDate.now(ZoneId.of("Asia/Shanghai")).toString());
        fields.put("seller", TestClaims.SELLER);
        fields.put("sellerCode", TestClaims.text(OF_SIDE.formatted("provider_organization_id"), id));
        fields.put("buyer", TestClaims.BUYER);
        fields.put("buyerCode", TestClaims.text(OF_SIDE.formatted("organization_id"), id));
        fields.put("exTax", total.subtract(BigDecimal.ONE).toPlainString());
        fields.put("tax", "1.00");
        fields.put("total", total.toPlainString());
        return fields;
    }

    private static Map<String, String> slip(Map<String, Object> evidence) {
        Map<?, ?> typed = (Map<?, ?>) ((List<?>) evidence.get("bankReceipts")).get(0);
        Map<String, String> fields = TestEvidence.slip();
        fields.put("Serial", (String) typed.get("serial"));
        fields.put("PaidOn", (String) typed.get("paidOn"));
        fields.put(
                "Amount", BigDecimal.valueOf((Long) typed.get("amountFen"), 2).toPlainString());
        fields.put("PayerName", (String) typed.get("payerName"));
        fields.put("PayeeName", (String) typed.get("payeeName"));
        return fields;
    }

    private static String sent(String name, String type, String content) {
        return TestDocuments.sent(SignedIn.as("platform"), name, type, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void put(String claim, String purpose, String name, String type, String content) {
        Map<String, Object> document = TestDocuments.of(sent(name, type, content), purpose, "RECORD");
        TestOrders.post(SignedIn.as("platform"), PATH + "/" + claim + "/documents", document)
                .then()
                .statusCode(201);
    }

    private static Response withdraw(String document) {
        return SignedIn.as("platform")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/v1/documents/" + document + "/withdrawals");
    }

    private static Response read(String account, String file) {
        return SignedIn.as(account).get("/api/v1/attachments/" + file + "/evidence-reading");
    }

    private static String finding(Response judged) {
        return judged.path("checks.find { it.check == 'READINGS' }.finding");
    }
}
