package cn.dengyun.files;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.identity.organization.TestEnterprise.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.contract.ContractCoverage;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.shared.Hashes;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents on certifications and applications: put on them, seen, replaced and withdrawn. */
@QuarkusTest
class DocumentTest {

    private static final String DOCUMENTS = "/api/v1/documents/";
    private static final Map<String, Object> RETURNED = Map.of(
            "decision",
            "RETURN",
            "reason",
            "请补正",
            "defects",
            List.of(Map.of("pointer", "/industryCode", "code", "INDUSTRY_WRONG", "detail", "与登记不符")));

    @AfterAll
    static void whatWasAnsweredIsDeclaredAndWhatWasDoneIsOnTheAuditTrail() {
        assertThat(ContractCoverage.gapsOf("Documents")).isEmpty();
    }

    @Test
    void aDocumentSaysWhatItIsAndWhatItsBytesAre() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        String record = TestDocuments.draftCertification(enterprise);
        byte[] content = Samples.aPdfOf(10_007);
        String attachment = TestDocuments.sent(enterprise.request(), "执照.pdf", "application/pdf", content);

        String id = post(
                        enterprise.request(),
                        record + "/documents",
                        TestDocuments.of(attachment, "BUSINESS_LICENCE", "RECORD"))
                .statusCode(201)
                .body("record", is(record))
                .body("sha256", is(HexFormat.of().formatHex(Hashes.sha256(content))))
                .body("byteCount", is(content.length))
                .body("mediaType", is("application/pdf"))
                .body("status", is("IN_FORCE"))
                .body("sameContentElsewhere", nullValue())
                .body("availableActions", contains("REPLACE", "WITHDRAW"))
                .extract()
                .path("id");

        enterprise.request().get(DOCUMENTS + id).then().statusCode(200).body("fileName", is("执照.pdf"));
        enterprise.request().get(record + "/documents").then().body("data.id", contains(id));
    }

    @Test
    void onlyWhoMayKnowOfRecordAndDocumentSeesIt() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        String record = TestDocuments.draftCertification(enterprise);
        String open = TestDocuments.idOfPut(enterprise, record, "BUSINESS_LICENCE", "RECORD");
        String confidential = TestDocuments.idOfPut(enterprise, record, "FINANCIAL_REPORT", "REVIEW");
        String file = enterprise.request().get(DOCUMENTS + confidential).path("attachmentId");

        for (String stranger : List.of("enterprise", "enterprise2", "platform", "feixi", "wuhu")) {
            isNotThere(stranger, record, open, file);
        }
        submit(enterprise, record).statusCode(200);

        for (String reviewer : List.of("feixi", "hefei", "province", "auditor")) {
            as(reviewer)
                    .get(record + "/documents")
                    .then()
                    .statusCode(200)
                    .body("data.id", contains(open, confidential))
                    .body("data.sameContentElsewhere", contains(0, 0))
                    .body("data[0].availableActions", empty());
            as(reviewer).get("/api/v1/attachments/" + file + "/content").then().statusCode(200);
        }
        for (String stranger : List.of("enterprise2", "platform", "wuhu")) {
            isNotThere(stranger, record, open, file);
        }
        String shown = enterprise.request().get(DOCUMENTS + open).path("attachmentId");
        for (String office : List.of("finance", "sysadmin")) {
            as(office).get("/api/v1/attachments/" + shown + "/content").then().statusCode(404);
        }
        given().get(record + "/documents").then().statusCode(401);
        given().get(DOCUMENTS + open).then().statusCode(401);
        as("finance").get(DOCUMENTS + open).then().statusCode(403);
        enterprise.request().get(DOCUMENTS + UUID.randomUUID()).then().statusCode(404);
    }

    private static void isNotThere(String stranger, String record, String document, String file) {
        as(stranger).get(record + "/documents").then().statusCode(404).body("code", is("certification-not-found"));
        as(stranger).get(DOCUMENTS + document).then().statusCode(404).body("code", is("document-not-found"));
        as(stranger).get("/api/v1/attachments/" + file).then().statusCode(404);
        as(stranger).get("/api/v1/attachments/" + file + "/content").then().statusCode(404);
        if (!List.of("feixi", "wuhu").contains(stranger)) {
            post(as(stranger), DOCUMENTS + document + "/withdrawals", Map.of()).statusCode(404);
        }
    }

    @Test
    void aFileServesOneRecordOfItsOwnOrganisation() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        TestEnterprise other = TestEnterprise.certified("340123", "feixi");
        String record = TestDocuments.draftApplication(enterprise.request());
        String second = TestDocuments.draftApplication(enterprise.request());
        String attachment = TestDocuments.sent(enterprise);
        Map<String, Object> wanted = TestDocuments.of(attachment, "CONTRACT", "RECORD");

        post(other.request(), TestDocuments.draftApplication(other.request()) + "/documents", wanted)
                .statusCode(404)
                .body("code", is("attachment-not-found"));
        post(other.request(), record + "/documents", wanted).statusCode(404).body("code", is("application-not-found"));
        post(enterprise.request(), record + "/documents", wanted).statusCode(201);
        post(enterprise.request(), record + "/documents", wanted)
                .statusCode(409)
                .body("code", is("attachment-in-use"));
        post(enterprise.request(), second + "/documents", wanted)
                .statusCode(409)
                .body("code", is("attachment-in-use"));
    }

    @Test
    void theSameBytesTwiceAreRefusedOnOneRecordAndToldToReviewersOnTwo() {
        byte[] content = Samples.aPdf();
        TestEnterprise first = TestEnterprise.certified("340123", "feixi");
        TestEnterprise second = TestEnterprise.certified("340123", "feixi");
        String record = TestDocuments.draftApplication(first.request());
        String another = TestDocuments.draftApplication(second.request());

        put(first, record, content, "合同.pdf", "CONTRACT").statusCode(201);
        put(first, record, content, "发票.pdf", "INVOICE").statusCode(409).body("code", is("document-repeated"));
        put(second, another, content, "合同.pdf", "CONTRACT").statusCode(201).body("sameContentElsewhere", nullValue());
        submit(second, another).statusCode(200);

        as("feixi").get(another + "/documents").then().body("data.sameContentElsewhere", contains(1));
        second.request().get(another + "/documents").then().body("data.sameContentElsewhere[0]", nullValue());
    }

    @Test
    void whatProvesNothingIsRefused() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        String record = TestDocuments.draftCertification(enterprise);
        byte[] html = "<!DOCTYPE html><html><body>合同</body></html>".getBytes(StandardCharsets.UTF_8);

        TestDocuments.send(enterprise.request(), "a.pdf", "application/pdf", html)
                .statusCode(400)
                .body("errors.code", contains("attachment-type-mismatch"));
        TestDocuments.send(enterprise.request(), "a.pdf", "application/pdf", new byte[0])
                .statusCode(400)
                .body("errors.code", contains("attachment-empty"));
        for (String type : List.of("application/pdf", "text/plain")) {
            TestDocuments.send(
                            enterprise.request(),
                            type.equals("text/plain") ? "a.txt" : "a.pdf",
                            type,
                            new byte[(int) AttachmentService.MAX_BYTES])
                    .statusCode(400)
                    .body("errors.code", contains("attachment-type-mismatch"));
        }
        String blank = TestDocuments.sent(enterprise.request(), "a.txt", "text/plain", new byte[] {' ', ' '});
        Map<String, Object> wanted = TestDocuments.of(blank, "CONTRACT", "RECORD");
        wanted.put(
                "issuedOn", LocalDate.now(java.time.ZoneOffset.UTC).plusDays(2).toString());
        post(enterprise.request(), record + "/documents", wanted)
                .statusCode(400)
                .body("errors.code", hasItems("document-type-unfit", "document-issued-later"));
        post(enterprise.request(), record + "/documents", Map.of("issuer", " "))
                .statusCode(400)
                .body("errors.pointer", hasItems("/attachmentId", "/purpose", "/issuer", "/issuedOn", "/visibility"));
        enterprise.request().get(record + "/documents").then().body("data", empty());
        // What was refused has not taken the file.
        enterprise.request().delete("/api/v1/attachments/" + blank).then().statusCode(204);
    }

    @Test
    void aSwapMakesANewDocumentAndTheOldOneKeepsItsHash() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        String record = TestDocuments.draftCertification(enterprise);
        String old = TestDocuments.idOfPut(enterprise, record, "BUSINESS_LICENCE", "RECORD");
        String hash = enterprise.request().get(DOCUMENTS + old).path("sha256");
        TestEnterprise other = TestEnterprise.registered("340123");
        String elsewhere = TestDocuments.idOfPut(other, TestDocuments.draftCertification(other), "CONTRACT", "RECORD");
        submit(enterprise, record).statusCode(200);
        TestEnterprise.decide("feixi", lastPart(record), RETURNED).statusCode(200);

        swap(enterprise, record, elsewhere).statusCode(400).body("errors.code", contains("document-of-another-record"));
        swap(enterprise, record, UUID.randomUUID().toString()).statusCode(400);
        String young = swap(enterprise, record, old)
                .statusCode(201)
                .body("replaces", is(old))
                .body("sha256", not(hash))
                .extract()
                .path("id");
        swap(enterprise, record, old).statusCode(409).body("code", is("document-ended"));
        withdraw(enterprise, old).statusCode(409).body("code", is("document-ended"));

        as("feixi")
                .get(DOCUMENTS + old)
                .then()
                .statusCode(200)
                .body("status", is("REPLACED"))
                .body("replacedBy", is(young))
                .body("sha256", is(hash));
    }

    @ParameterizedTest
    @CsvSource({
        "DRAFT, true",
        "SUBMITTED, false",
        "RETURNED, true",
        "CERTIFIED, false",
        "REJECTED, false",
        "WITHDRAWN, false"
    })
    void documentsChangeWhileTheirRecordIsInItsAuthorsHands(String status, boolean isInHands) {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        String record = TestDocuments.draftCertification(enterprise);
        String id = TestDocuments.idOfPut(enterprise, record, "BUSINESS_LICENCE", "RECORD");
        bring(enterprise, record, status);

        if (isInHands) {
            TestDocuments.put(enterprise, record, "CONTRACT", "RECORD").statusCode(201);
            String next = swap(enterprise, record, id).statusCode(201).extract().path("id");
            withdraw(enterprise, next).statusCode(200).body("status", is("WITHDRAWN"));
            return;
        }
        TestDocuments.put(enterprise, record, "CONTRACT", "RECORD")
                .statusCode(409)
                .body("code", is("document-record-closed"));
        swap(enterprise, record, id).statusCode(409).body("code", is("document-record-closed"));
        withdraw(enterprise, id).statusCode(409).body("code", is("document-record-closed"));
        enterprise.request().get(DOCUMENTS + id).then().body("availableActions", empty());
    }

    private static void bring(TestEnterprise enterprise, String record, String status) {
        if (status.equals("DRAFT")) {
            return;
        }
        submit(enterprise, record).statusCode(200);
        switch (status) {
            case "RETURNED" ->
                TestEnterprise.decide("feixi", lastPart(record), RETURNED).statusCode(200);
            case "CERTIFIED" ->
                TestEnterprise.decide("feixi", lastPart(record), Map.of("decision", "CERTIFY", "reason", "属实"))
                        .statusCode(200);
            case "REJECTED" ->
                TestEnterprise.decide(
                                "feixi",
                                lastPart(record),
                                Map.of("decision", "REJECT", "reason", "不属实", "clause", "第三条"))
                        .statusCode(200);
            case "WITHDRAWN" ->
                post(enterprise.request(), record + "/withdrawals", null).statusCode(200);
            default -> assertThat(status).isEqualTo("SUBMITTED");
        }
    }

    @Test
    void anotherMakesNoDocumentWhereItMayOnlyLook() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        String record = TestDocuments.draftCertification(enterprise);
        String id = TestDocuments.idOfPut(enterprise, record, "BUSINESS_LICENCE", "RECORD");
        submit(enterprise, record).statusCode(200);

        post(
                        as("feixi"),
                        record + "/documents",
                        TestDocuments.of(UUID.randomUUID().toString(), "OTHER", "RECORD"))
                .statusCode(403);
        post(as("feixi"), DOCUMENTS + id + "/withdrawals", Map.of()).statusCode(403);
        post(as("auditor"), DOCUMENTS + id + "/withdrawals", Map.of()).statusCode(403);
    }

    @Test
    void ofTwoWhoSwapOneDocumentAtOnceOneIsTooLate() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        String record = TestDocuments.draftCertification(enterprise);
        String old = TestDocuments.idOfPut(enterprise, record, "BUSINESS_LICENCE", "RECORD");

        List<Integer> statuses = atOnce(
                () -> swap(enterprise, record, old).extract().statusCode(),
                () -> swap(enterprise, record, old).extract().statusCode());

        assertThat(statuses).containsExactlyInAnyOrder(201, 409);
    }

    @Test
    void aDocumentThatComesWhileItsRecordIsSubmittedIsOnItOrRefused() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        String record = TestDocuments.draftCertification(enterprise);
        String attachment = TestDocuments.sent(enterprise);

        List<Integer> statuses = atOnce(
                () -> post(
                                enterprise.request(),
                                record + "/documents",
                                TestDocuments.of(attachment, "CONTRACT", "RECORD"))
                        .extract()
                        .statusCode(),
                () -> submit(enterprise, record).extract().statusCode());

        assertThat(statuses.get(0)).isIn(201, 409);
        assertThat(statuses.get(1)).isEqualTo(200);
    }

    @Test
    void aRepeatedRequestAndADryRunPutNothingTwice() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        String record = TestDocuments.draftCertification(enterprise);
        Map<String, Object> wanted = TestDocuments.of(TestDocuments.sent(enterprise), "CONTRACT", "RECORD");
        String key = UUID.randomUUID().toString();

        enterprise
                .request()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(wanted)
                .post(record + "/documents?validateOnly=true")
                .then()
                .statusCode(200)
                .body("dryRun", is(true))
                .body("would.status", is("IN_FORCE"));
        for (int i = 0; i < 2; i++) {
            enterprise
                    .request()
                    .header("Idempotency-Key", key)
                    .contentType("application/json")
                    .body(wanted)
                    .post(record + "/documents")
                    .then()
                    .statusCode(201);
        }

        enterprise.request().get(record + "/documents").then().body("data.size()", is(1));
    }

    @Test
    void whatWasDoneAndWhoLookedStandsInTheAuditTrail() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        String record = TestDocuments.draftCertification(enterprise);
        String old = TestDocuments.idOfPut(enterprise, record, "BUSINESS_LICENCE", "RECORD");
        String young = swap(enterprise, record, old).statusCode(201).extract().path("id");
        withdraw(enterprise, young).statusCode(200);
        submit(enterprise, record).statusCode(200);
        as("feixi").get(record + "/documents").then().statusCode(200);

        Background.settle();

        as("auditor")
                .queryParam("subject", DOCUMENTS + old)
                .get("/api/v1/audit-entries")
                .then()
                .body("data.action", contains("document.replaced", "document.added"));
        as("auditor")
                .queryParam("subject", DOCUMENTS + young)
                .get("/api/v1/audit-entries")
                .then()
                .body("data.action", contains("document.withdrawn", "document.added"));
        as("auditor")
                .queryParam("subject", record)
                .get("/api/v1/audit-entries")
                .then()
                .body("data.action", hasItem("document.read"));
    }

    private static ValidatableResponse put(
            TestEnterprise enterprise, String record, byte[] content, String name, String purpose) {
        String attachment = TestDocuments.sent(enterprise.request(), name, "application/pdf", content);
        return post(enterprise.request(), record + "/documents", TestDocuments.of(attachment, purpose, "RECORD"));
    }

    private static ValidatableResponse swap(TestEnterprise enterprise, String record, String old) {
        Map<String, Object> wanted = TestDocuments.of(TestDocuments.sent(enterprise), "BUSINESS_LICENCE", "RECORD");
        wanted.put("replaces", old);
        return post(enterprise.request(), record + "/documents", wanted);
    }

    private static ValidatableResponse withdraw(TestEnterprise enterprise, String id) {
        return enterprise
                .request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(DOCUMENTS + id + "/withdrawals")
                .then();
    }

    private static ValidatableResponse submit(TestEnterprise enterprise, String record) {
        return enterprise
                .request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(record + "/submissions")
                .then();
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @SafeVarargs
    private static List<Integer> atOnce(java.util.function.Supplier<Integer>... tries) {
        List<CompletableFuture<Integer>> running =
                Stream.of(tries).map(CompletableFuture::supplyAsync).toList();
        return running.stream().map(CompletableFuture::join).toList();
    }
}
