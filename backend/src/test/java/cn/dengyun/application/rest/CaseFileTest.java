package cn.dengyun.application.rest;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.identity.organization.TestEnterprise.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.Patience;
import cn.dengyun.TestFolder;
import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.programme.DemoProgramme;
import cn.dengyun.voucher.FenOffering;
import cn.dengyun.voucher.status.TestVoucher;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Everything on the case of a voucher, from the draft to the refund, for those whom it concerns. */
@QuarkusTest
class CaseFileTest {

    private static final Map<String, Object> PASS = Map.of(
            "decision", "PASS",
            "reason", "材料齐全",
            "facts", Map.of("registeredOn", "2012-03-01", "violations", List.of()));

    @Inject
    DataSource database;

    @Inject
    ObjectMapper mapper;

    /** A case with all that a case can have, but an appeal. */
    private record Case(
            TestEnterprise enterprise, String application, String voucher, String open, String confidential) {

        String path() {
            return "/api/v1/vouchers/" + voucher + "/case-file";
        }
    }

    @Test
    void everythingIsInItAndTheAuditorsArchiveIsVerifiedWithoutThePlatform() throws Exception {
        Case made = aCase();
        Background.settle();

        as("auditor")
                .get(made.path())
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("sections.voucher.id", is(made.voucher()))
                .body("sections.voucher.availableActions", nullValue())
                .body("sections.application.voucherId", is(made.voucher()))
                .body("sections.steps.move", hasItems("SUBMIT", "PASS_TO_CITY", "APPROVE", "PUBLISH", "ISSUE"))
                .body("sections.decisions.occasion", contains("SUBMISSION", "APPROVAL"))
                .body("sections.decisions[0].rules.size()", is(23))
                .body("sections.notices.size()", is(1))
                .body("sections.objections[0].outcome", is("DISMISSED"))
                .body("sections.objections[0].statement", is("该企业已停产"))
                .body("sections.documents.status", contains("REPLACED", "IN_FORCE", "IN_FORCE"))
                .body("sections.documents.file", everyItem(notNullValue()))
                .body("sections.holds.status", contains("CAPTURED"))
                .body("sections.captures.refundedFen", contains(40))
                .body("sections.refunds.amountFen", contains(40))
                .body("sections.ledger.cause", contains("ISSUE", "RESERVATION", "CAPTURE", "REFUND"))
                .body("sections.ledger.position", everyItem(notNullValue()));

        byte[] archive = as("auditor")
                .get(made.path() + ".zip")
                .then()
                .statusCode(200)
                .header("Content-Type", "application/zip")
                .extract()
                .asByteArray();
        Map<String, byte[]> files = unpacked(archive);
        assertThat(files)
                .containsKeys(
                        "manifest.jws",
                        "case/application.json",
                        "case/ledger.json",
                        "documents/" + made.open() + ".pdf",
                        "documents/" + made.confidential() + ".pdf");
        String stored =
                as("auditor").get("/api/v1/documents/" + made.confidential()).path("sha256");
        assertThat(sha256(files.get("documents/" + made.confidential() + ".pdf")))
                .isEqualTo(stored);

        Path zip = Files.write(TestFolder.of("case-file.zip"), archive);
        Path keys = Files.writeString(
                TestFolder.of("case-keys.json"),
                given().get("/.well-known/voucher-keys.json").asString());
        assertThat(verified(zip, keys)).contains(": OK voucher ").contains("AUDITOR");
        archive[archive.length / 2] ^= 1;
        Files.write(zip, archive);
        assertThat(verified(zip, keys)).contains("CHANGED");
    }

    @Test
    void theSectionsOfTheAnswerAreWhatIsSigned() throws IOException {
        Case made = aCase();
        byte[] body = made.enterprise().request().get(made.path()).asByteArray();
        String text = new String(body, StandardCharsets.UTF_8);
        JsonNode file = mapper.readTree(body);
        JsonNode claims = mapper.readTree(
                Base64.getUrlDecoder().decode(file.path("manifest").asText().split("\\.", 3)[1]));

        assertThat(claims.path("voucherId").asText()).isEqualTo(made.voucher());
        assertThat(claims.path("reader").asText()).isEqualTo("HOLDER");
        for (JsonNode each : claims.path("files")) {
            String name = each.path("name").asText();
            if (name.startsWith("case/")) {
                String section = name.substring("case/".length(), name.length() - ".json".length());
                // Written in order and without blanks, as it stands in the answer.
                String json = mapper.writeValueAsString(file.path("sections").path(section));
                assertThat(text).contains("\"" + section + "\":" + json);
                assertThat(sha256(json.getBytes(StandardCharsets.UTF_8)))
                        .isEqualTo(each.path("sha256").asText());
            }
        }
    }

    @Test
    void eachSeesWhatItMaySeeAndOthersNothing() {
        Case made = aCase();

        made.enterprise()
                .request()
                .get(made.path())
                .then()
                .statusCode(200)
                .body("sections.objections[0].statement", nullValue())
                .body("sections.application.signals", is(List.of()))
                .body("sections.documents.file", everyItem(notNullValue()));
        for (String authority : List.of("feixi", "hefei", "province")) {
            as(authority)
                    .get(made.path())
                    .then()
                    .statusCode(200)
                    .body("sections.objections[0].statement", notNullValue())
                    .body("sections.documents.issuer", everyItem(notNullValue()));
        }
        JsonPath finance =
                as("finance").get(made.path()).then().statusCode(200).extract().jsonPath();
        String masked = "sections.documents.find { it.id == '" + made.confidential() + "' }";
        assertThat((Object) finance.get(masked + ".issuer")).isNull();
        assertThat((Object) finance.get(masked + ".number")).isNull();
        assertThat((Object) finance.get(masked + ".fileName")).isNull();
        assertThat((Object) finance.get(masked + ".file")).isNull();
        assertThat((Object) finance.get(masked + ".sha256")).isNotNull();

        for (String stranger : List.of("enterprise", "enterprise2", "wuhu")) {
            as(stranger).get(made.path()).then().statusCode(404).body("code", is("voucher-not-found"));
            as(stranger).get(made.application() + "/documents").then().statusCode(404);
        }
        // The provider has captured what it delivered; the case is none of its business.
        as("platform").get(made.path()).then().statusCode(403);
        as("sysadmin").get(made.path()).then().statusCode(403);
        given().get(made.path()).then().statusCode(401);
        for (String other : List.of("finance", "feixi", "province", "sysadmin", "platform")) {
            as(other).get(made.path() + ".zip").then().statusCode(403);
        }
        made.enterprise().request().get(made.path() + ".zip").then().statusCode(403);
        given().get(made.path() + ".zip").then().statusCode(401);
        as("auditor")
                .get("/api/v1/vouchers/" + UUID.randomUUID() + "/case-file.zip")
                .then()
                .statusCode(404);
    }

    @Test
    void aVoucherWithoutAnApplicationHasACaseToo() {
        TestVoucher voucher = TestVoucher.issued();

        as("enterprise")
                .get(voucher.path() + "/case-file")
                .then()
                .statusCode(200)
                .body("sections.keySet()", contains("captures", "holds", "ledger", "refunds", "voucher"));
    }

    @Test
    void aFullCaseIsExportedInUnderASecond() {
        Case made = aCase();
        as("auditor").get(made.path()).then().statusCode(200);
        String token = SignedIn.tokenOf("auditor");
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            given().auth().oauth2(token).get(made.path()).then().statusCode(200);
            best = Math.min(best, System.nanoTime() - begin);
        }

        assertThat(best / 1_000_000).as("milliseconds of the fastest of five").isLessThan(1_000);
    }

    @Test
    void whoExportedWhatStandsInTheAuditTrail() {
        TestVoucher voucher = TestVoucher.issued();
        as("auditor").get(voucher.path() + "/case-file").then().statusCode(200);
        Background.settle();

        as("auditor")
                .queryParam("subject", voucher.path())
                .get("/api/v1/audit-entries")
                .then()
                .body("data.action", hasItem("voucher.case-exported"))
                .body("data.action", not(hasItem("voucher.read")));
    }

    private Case aCase() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String application;
        String old;
        String open;
        String confidential;
        do {
            application = TestDocuments.draftApplication(enterprise.request());
            old = TestDocuments.idOfPut(enterprise, application, "CONTRACT", "RECORD");
            Map<String, Object> swap =
                    new HashMap<>(TestDocuments.of(TestDocuments.sent(enterprise), "CONTRACT", "RECORD"));
            swap.put("replaces", old);
            open = post(enterprise.request(), application + "/documents", swap)
                    .statusCode(201)
                    .extract()
                    .path("id");
            confidential = TestDocuments.idOfPut(enterprise, application, "FINANCIAL_REPORT", "REVIEW");
            enterprise
                    .request()
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .post(application + "/submissions")
                    .then()
                    .statusCode(200);
            post(as("feixi"), application + "/reviews", PASS).statusCode(200);
            post(as("hefei"), application + "/reviews", PASS).statusCode(200);
        } while (!isApproved(enterprise, application));
        String voucher = issued(enterprise, application);
        use(enterprise, voucher);
        return new Case(enterprise, application, voucher, open, confidential);
    }

    /** Not one of those that the province looks at by chance: then somebody is left who has decided nothing. */
    private static boolean isApproved(TestEnterprise enterprise, String application) {
        if (enterprise.request().get(application).path("status").equals("APPROVED")) {
            return true;
        }
        post(enterprise.request(), application + "/withdrawals", Map.of()).statusCode(200);
        return false;
    }

    private String issued(TestEnterprise enterprise, String application) {
        Map<String, Object> notice = Map.of(
                "programmeId", DemoProgramme.ID.toString(),
                "regionCode", "340100",
                "title", "测试公示",
                "reason", "审核完毕");
        String published = "/api/v1/public-notices/"
                + post(as("province"), "/api/v1/public-notices", notice)
                        .statusCode(201)
                        .extract()
                        .path("id");
        String objection = post(
                        as("enterprise2"),
                        published + "/objections",
                        Map.of(
                                "applicationId",
                                application.substring(application.lastIndexOf('/') + 1),
                                "statement",
                                "该企业已停产"))
                .statusCode(201)
                .extract()
                .path("id");
        post(
                        as("province"),
                        "/api/v1/notice-objections/" + objection + "/decisions",
                        Map.of("outcome", "DISMISSED", "reason", "经核查，企业经营正常"))
                .statusCode(200);
        end(published.substring(published.lastIndexOf('/') + 1));
        post(as("hefei"), published + "/issues", Map.of("reason", "公示无异议")).statusCode(202);
        return Patience.until(
                "the voucher to be issued",
                () -> enterprise.request().get(application).<String>path("voucherId"),
                java.util.Objects::nonNull);
    }

    private void end(String notice) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE public_notice SET published_at = now() - interval '9 days',"
                                + " ends_at = now() - interval '1 day' WHERE id = ?")) {
            statement.setObject(1, UUID.fromString(notice));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void use(TestEnterprise enterprise, String voucher) {
        post(enterprise.request(), "/api/v1/vouchers/" + voucher + "/acceptances", null)
                .statusCode(200);
        String hold = post(
                        enterprise.request(),
                        "/api/v1/vouchers/" + voucher + "/reservations",
                        FenOffering.order(1_000, 100))
                .statusCode(201)
                .extract()
                .path("id");
        String capture = post(as("platform"), "/api/v1/reservations/" + hold + "/captures", Map.of("amountFen", 100))
                .extract()
                .path("id");
        post(as("platform"), "/api/v1/redemptions/" + capture + "/refunds", Map.of("amountFen", 40, "reason", "部分退货"))
                .statusCode(201);
    }

    /** What the verifier prints, run as anybody would. */
    private static String verified(Path zip, Path keys) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        Path.of("case-verifier", "CaseVerifier.java").toString(),
                        zip.toString(),
                        keys.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> unpacked(byte[] archive) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(cn.dengyun.shared.Hashes.sha256(bytes));
    }
}
