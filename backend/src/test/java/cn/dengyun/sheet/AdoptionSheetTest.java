package cn.dengyun.sheet;

import static cn.dengyun.adoption.record.TestAdoption.COUNTY;
import static cn.dengyun.adoption.record.TestAdoption.RECORDS;
import static cn.dengyun.adoption.record.TestAdoption.batchOf;
import static cn.dengyun.adoption.record.TestAdoption.body;
import static cn.dengyun.adoption.record.TestAdoption.carriedOut;
import static cn.dengyun.adoption.record.TestAdoption.drawn;
import static cn.dengyun.adoption.record.TestAdoption.execute;
import static cn.dengyun.adoption.record.TestAdoption.inspectAll;
import static cn.dengyun.adoption.record.TestAdoption.line;
import static cn.dengyun.adoption.record.TestAdoption.passObjections;
import static cn.dengyun.adoption.record.TestAdoption.post;
import static cn.dengyun.adoption.record.TestAdoption.status;
import static cn.dengyun.adoption.record.TestAdoption.strangersLine;
import static cn.dengyun.adoption.record.TestAdoption.today;
import static cn.dengyun.sheet.TestSheetImports.CSV;
import static cn.dengyun.sheet.TestSheetImports.EXPORTS;
import static cn.dengyun.sheet.TestSheetImports.XLSX;
import static cn.dengyun.sheet.TestSheetImports.counts;
import static cn.dengyun.sheet.TestSheetImports.ended;
import static cn.dengyun.sheet.TestSheetImports.file;
import static cn.dengyun.sheet.TestSheetImports.outcomes;
import static cn.dengyun.sheet.TestSheetImports.request;
import static cn.dengyun.sheet.TestSheetImports.results;
import static cn.dengyun.sheet.TestSheetImports.send;
import static cn.dengyun.sheet.TestSheetImports.sent;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.adoption.record.TestAdoption;
import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.sheet.TestSheets;
import cn.dengyun.provider.TestSupervision;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who uses a provider's services through the Excel door, there and back. */
@QuarkusTest
class AdoptionSheetTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Map<String, String> KIND = Map.of("kind", "ADOPTIONS");
    private static final List<String> FIELDS = List.of(
            "creditCode",
            "name",
            "regionCode",
            "categoryCode",
            "contractNumber",
            "signedOn",
            "startsOn",
            "endsOn",
            "amountFen",
            "lastUsedOn",
            "devices",
            "broughtByCode");
    private static final List<String> TITLES = List.of(
            "统一社会信用代码",
            "企业名称",
            "所在县区代码",
            "服务类别",
            "合同编号",
            "签订日期",
            "开始日期",
            "结束日期",
            "合同金额（元）",
            "最近使用日期",
            "联网设备数",
            "带动单位统一社会信用代码");

    @Inject
    DataSource database;

    private TestProvider provider;
    private String token;

    @BeforeEach
    void aPersonOfAProvider() {
        provider = TestProvider.aProvider();
        token = personOf(provider, "HANDLER");
    }

    private String personOf(TestProvider of, String organizationRole) {
        return TestAccount.aMember(database, "PROVIDER", UUID.fromString(of.organizationId()), organizationRole)
                .token();
    }

    /** What a line of an import says as cells: amounts are yuan. */
    private static List<String> cells(Map<String, Object> line) {
        return FIELDS.stream()
                .map(field -> {
                    Object value = line.get(field);
                    if (value == null) {
                        return "";
                    }
                    return field.equals("amountFen") && value instanceof Number fen
                            ? BigDecimal.valueOf(fen.longValue(), 2).toPlainString()
                            : String.valueOf(value);
                })
                .toList();
    }

    @SafeVarargs
    private static byte[] csv(Charset charset, Map<String, Object>... lines) {
        return Stream.concat(Stream.of(TITLES), Arrays.stream(lines).map(AdoptionSheetTest::cells))
                .map(cells -> String.join(",", cells))
                .collect(Collectors.joining("\r\n"))
                .getBytes(charset);
    }

    @SafeVarargs
    private static byte[] csv(Map<String, Object>... lines) {
        return csv(StandardCharsets.UTF_8, lines);
    }

    @SafeVarargs
    private static byte[] workbook(Map<String, Object>... lines) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(new ArrayList<>(TITLES));
        for (Map<String, Object> each : lines) {
            rows.add(new ArrayList<>(cells(each)));
        }
        return TestSheets.workbook(rows);
    }

    /** One that says all that a line can say. */
    private static Map<String, Object> wholeLine() {
        Map<String, Object> line = strangersLine();
        line.put("endsOn", today().plusDays(400).toString());
        line.put("amountFen", 3_600_050L);
        line.put("devices", 12);
        line.put("broughtByCode", TestEnterprise.aCreditCode());
        return line;
    }

    private static String recordOf(String token, String id, int place) {
        return results(token, id).get(place).get("recordId").textValue();
    }

    private static List<String> codes(String token, String id, int place) {
        List<String> codes = new ArrayList<>();
        results(token, id)
                .get(place)
                .path("errors")
                .forEach(error -> codes.add(error.get("pointer").textValue() + " "
                        + error.get("code").textValue()));
        return codes;
    }

    private static byte[] exported(String token, String format) {
        String id = ended(request(token)
                .contentType("application/json")
                .body(Map.of("kind", "ADOPTIONS", "format", format))
                .post(EXPORTS));
        return given().auth()
                .oauth2(token)
                .get(EXPORTS + "/" + id + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    @Test
    void rowsAreLinesOfAnImportAndCountiesJudgeThem() {
        Map<String, Object> whole = wholeLine();
        Map<String, Object> elsewhere = strangersLine();
        elsewhere.put("regionCode", "340207");

        String id = sent(token, XLSX, workbook(whole, strangersLine(), elsewhere), KIND);

        assertThat(outcomes(token, id)).containsExactly("2 CREATED", "3 CREATED", "4 CREATED");
        SignedIn.as("auditor")
                .get(TestAdoption.IMPORTS + "/" + id)
                .then()
                .statusCode(200)
                .body("format", is("SHEET"))
                .body("state", is("SUCCEEDED"))
                .body("receivedLines", is(3))
                .body("counts.created", is(3));
        assertThat(TestAdoption.outcomes(id)).containsExactly("2 CREATED", "3 CREATED", "4 CREATED");
        SignedIn.as("auditor")
                .get(RECORDS + "/" + recordOf(token, id, 0))
                .then()
                .body("amountFen", is(3_600_050))
                .body("devices", is(12))
                .body("endsOn", is(whole.get("endsOn")))
                .body("broughtByCode", is(whole.get("broughtByCode")))
                .body("importId", is(id))
                .body("batchId", notNullValue());
        String batch = batchOf(id);
        assertThat(drawn(batch)).hasSize(2);
        inspectAll(batch);
        assertThat(TestAdoption.accept("feixi", id).statusCode()).isEqualTo(200);
        passObjections(id);
        assertThat(status(recordOf(token, id, 0))).isEqualTo("COUNTED");
        assertThat(status(recordOf(token, id, 2))).isEqualTo("PENDING");
        SignedIn.as("auditor")
                .queryParam("importId", id)
                .get(TestAdoption.BATCHES)
                .then()
                .body("data.regionCode", hasItem("340207"));
    }

    @Test
    void anEnterpriseOnThePlatformIsToldAndMayObject() {
        TestEnterprise enterprise = TestEnterprise.certified(COUNTY, "feixi");

        Map<String, Object> line = line(enterprise.creditCode());

        String id = sent(token, CSV, csv(line), KIND);

        String record = recordOf(token, id, 0);
        enterprise
                .request()
                .get(RECORDS + "/" + record)
                .then()
                .statusCode(200)
                .body("toldAt", notNullValue())
                .body("availableActions", contains("OBJECT"));
        assertThat(TestAdoption.object(enterprise.request(), record).statusCode())
                .isEqualTo(200);
        assertThat(outcomes(token, sent(token, CSV, csv(line), KIND)))
                .containsExactly("2 REFUSED /contractNumber adoption-record-objected");
    }

    @Test
    void theSameFileAndTheOneThatCameBackChangeNothing() {
        byte[] file = workbook(wholeLine(), strangersLine());
        String first = sent(token, XLSX, file, KIND);
        String record = recordOf(token, first, 0);

        String again = sent(token, XLSX, file, KIND);
        String back = sent(token, XLSX, file(token, again), KIND);

        assertThat(counts(token, first)).containsExactly(2, 0, 0, 0);
        assertThat(counts(token, again)).containsExactly(0, 0, 2, 0);
        assertThat(counts(token, back)).containsExactly(0, 0, 2, 0);
        SignedIn.as("auditor").get(RECORDS + "/" + record).then().body("importId", is(first));
        assertThat(batchOf(back)).isNull();
    }

    @Test
    void whatNoCellSaysStaysAsItIs() {
        Map<String, Object> whole = wholeLine();
        String first = sent(token, CSV, csv(whole), KIND);
        Map<String, Object> less = new HashMap<>(whole);
        FIELDS.subList(7, FIELDS.size()).forEach(less::remove);
        Map<String, Object> used = new HashMap<>(less);
        used.put("lastUsedOn", today().toString());

        assertThat(counts(token, sent(token, CSV, csv(less), KIND))).containsExactly(0, 0, 1, 0);
        assertThat(counts(token, sent(token, CSV, csv(used), KIND))).containsExactly(0, 1, 0, 0);

        SignedIn.as("auditor")
                .get(RECORDS + "/" + recordOf(token, first, 0))
                .then()
                .body("amountFen", is(3_600_050))
                .body("endsOn", is(whole.get("endsOn")))
                .body("lastUsedOn", is(used.get("lastUsedOn")));
    }

    @Test
    void everyDefectOfARowIsToldAndHarmsNoOther() {
        Map<String, Object> wrong = strangersLine();
        wrong.put("creditCode", "91340100MA2N0AAA00");
        wrong.put("name", "");
        wrong.put("regionCode", "340100");
        wrong.put("categoryCode", "Z-9");
        wrong.put("signedOn", "昨天");
        wrong.put("amountFen", "很多");
        wrong.put("devices", -1);
        wrong.put("lastUsedOn", today().minusDays(30).toString());
        wrong.put("endsOn", today().minusDays(11).toString());
        Map<String, Object> early = strangersLine();
        early.put("signedOn", "1999-12-31");
        Map<String, Object> sound = strangersLine();

        String id = sent(token, CSV, csv(wrong, early, sound), KIND);

        assertThat(codes(token, id, 0))
                .containsExactlyInAnyOrder(
                        "/name required",
                        "/signedOn sheet-day-invalid",
                        "/amountFen sheet-number-invalid",
                        "/devices invalid-min",
                        "/creditCode credit-code-check-character",
                        "/regionCode adoption-region-unfit",
                        "/categoryCode unknown-code",
                        "/lastUsedOn adoption-used-too-early",
                        "/endsOn ends-before-it-begins");
        assertThat(codes(token, id, 1)).containsExactly("/signedOn invalid-plausible-day");
        assertThat(outcomes(token, id)).endsWith("4 CREATED");
        assertThat(TestSheets.seen(file(token, sent(token, XLSX, workbook(wrong), KIND)))
                        .get(1))
                .contains("未处理");
    }

    @Test
    void theSameRowsComeToTheSameEndsAsLines() {
        TestEnterprise enterprise = TestEnterprise.certified(COUNTY, "feixi");
        Map<String, Object> known = strangersLine();
        Map<String, Object> said = new HashMap<>(known);
        said.put("devices", 3);
        Map<String, Object> unknown = strangersLine();
        unknown.put("regionCode", "990000");
        Map<String, Object> elsewhere = line(enterprise.creditCode());
        elsewhere.put("regionCode", "340122");
        Map<String, Object> over = strangersLine();
        over.put("endsOn", today().minusDays(2).toString());
        Map<String, Object> self = strangersLine();
        self.put("broughtByCode", self.get("creditCode"));
        Map<String, Object> twice = strangersLine();
        TestEnterprise other = TestEnterprise.certified("PROVIDER", COUNTY, "feixi");
        TestSupervision.asProvider(other);
        carriedOut(TestAdoption.send(given().auth().oauth2(other.token()), body(known)));
        sent(token, CSV, csv(known), KIND);

        String lines = carriedOut(TestAdoption.send(
                given().auth().oauth2(other.token()), body(said, unknown, elsewhere, over, self, twice, twice)));
        String rows = sent(token, CSV, csv(said, unknown, elsewhere, over, self, twice, twice), KIND);

        Map<String, Integer> counts =
                SignedIn.as("auditor").get(TestAdoption.IMPORTS + "/" + lines).path("counts");
        assertThat(counts(token, rows))
                .containsExactly(
                        counts.get("created"),
                        counts.get("changed"),
                        counts.get("unchanged"),
                        counts.get("rejected") + counts.get("conflict"))
                .containsExactly(1, 1, 0, 5);
        assertThat(outcomes(token, rows))
                .containsExactly(
                        "2 UPDATED",
                        "3 REFUSED /regionCode unknown-code",
                        "4 REFUSED /regionCode adoption-region-differs",
                        "5 REFUSED /endsOn adoption-contract-over",
                        "6 REFUSED /broughtByCode adoption-brought-by-itself",
                        "7 CREATED",
                        "8 REFUSED  sheet-row-repeated");
    }

    @Test
    void aTableInGb18030GoesBackAsOneAndZerosAreNotLost() {
        Map<String, Object> rare = strangersLine();
        rare.put("name", "𠮷林㐂云（合肥）制造有限公司");
        rare.put("contractNumber", "007" + rare.get("contractNumber"));
        List<Object> lost = new ArrayList<>(cells(strangersLine()));
        lost.set(4, 20_180_042);
        lost.set(2, 340_123);

        String id = sent(token, CSV, csv(GB18030, rare), KIND);
        String numbers = sent(token, XLSX, TestSheets.workbook(List.of(new ArrayList<>(TITLES), lost)), KIND);

        SignedIn.as("auditor")
                .get(RECORDS + "/" + recordOf(token, id, 0))
                .then()
                .body("enterpriseName", is(rare.get("name")))
                .body("reference", is(rare.get("contractNumber")));
        assertThat(new String(file(token, id), GB18030)).contains("𠮷林㐂云").contains("已新增");
        assertThat(outcomes(token, numbers)).containsExactly("2 REFUSED /contractNumber sheet-cell-zeros-lost");
    }

    @Test
    void aDryRunLeavesNothing() {
        byte[] file = csv(wholeLine(), strangersLine());

        String id = sent(token, CSV, file, Map.of("kind", "ADOPTIONS", "validateOnly", "true"));

        assertThat(counts(token, id)).containsExactly(2, 0, 0, 0);
        SignedIn.as("auditor").get(TestAdoption.IMPORTS + "/" + id).then().statusCode(404);
        assertThat(counts(token, sent(token, CSV, file, KIND))).containsExactly(2, 0, 0, 0);
    }

    @Test
    void whoMayNotReportReportsNothing() {
        Map<String, Object> line = strangersLine();
        byte[] file = csv(line);
        TestProvider other = TestProvider.aProvider();
        String stranger = personOf(other, "HANDLER");
        String id = sent(token, CSV, file, KIND);

        // Each speaks for itself: the same contract of another provider is another one.
        assertThat(counts(stranger, sent(stranger, CSV, file, KIND))).containsExactly(1, 0, 0, 0);
        send(token, CSV, file, Map.of("kind", "ADOPTIONS", "targetId", other.id()))
                .then()
                .statusCode(400)
                .body("errors.code", contains("sheet-target-surplus"));
        given().auth()
                .oauth2(stranger)
                .get(TestAdoption.IMPORTS + "/" + id)
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(stranger)
                .get(TestSheetImports.IMPORTS + "/" + id + "/results")
                .then()
                .statusCode(404);
        for (String account : List.of("feixi", "enterprise")) {
            send(SignedIn.tokenOf(account), CSV, file, KIND).then().statusCode(403);
        }
        send(SignedIn.tokenOf("sysadmin"), CSV, file, KIND).then().statusCode(403);
        send(provider.token(), CSV, file, KIND).then().statusCode(403).body("code", is("api-client-not-accepted"));
        send(personOf(provider, "VIEWER"), CSV, file, KIND)
                .then()
                .statusCode(403)
                .body("code", is("viewer-may-only-read"));
    }

    @Test
    void whoIsDisqualifiedMeanwhileHearsSoAtEachRow() {
        TestEnterprise seller = TestEnterprise.certified("PROVIDER", COUNTY, "feixi");
        String sanctioned = TestSupervision.asProvider(seller);
        String id;
        try (Background paused = Background.paused()) {
            id = send(seller.token(), CSV, csv(strangersLine(), strangersLine()), KIND)
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id");
            TestSupervision.imposed(sanctioned);
            Background.finishJobs();
        }

        assertThat(outcomes(seller.token(), id))
                .containsExactly("2 REFUSED  provider-disqualified", "3 REFUSED  provider-disqualified");
        SignedIn.as("auditor").get(TestAdoption.IMPORTS + "/" + id).then().statusCode(404);
        send(seller.token(), CSV, csv(strangersLine()), KIND)
                .then()
                .statusCode(403)
                .body("code", is("provider-disqualified"));
        assertThat(exported(seller.token(), "CSV_UTF_8")).isNotEmpty();
    }

    @Test
    void theFileOfWhatStandsChangesNothingWhenItIsSent() {
        Map<String, Object> spaced = wholeLine();
        spaced.put("name", " 测试  制造有限公司");
        Map<String, Object> taken = strangersLine();
        String id = sent(token, CSV, csv(spaced, strangersLine(), taken), KIND);
        execute(
                "UPDATE adoption_record SET enterprise_name = '测试  制造 有限公司' WHERE id = ?",
                UUID.fromString(recordOf(token, id, 0)));
        post(
                        given().auth().oauth2(token),
                        RECORDS + "/" + recordOf(token, id, 2) + "/withdrawals",
                        Map.of("reason", "合同未履行"))
                .then()
                .statusCode(200);

        for (String format : List.of("XLSX", "CSV_UTF_8", "CSV_GB18030")) {
            byte[] file = exported(token, format);

            String again = sent(token, format.equals("XLSX") ? XLSX : CSV, file, KIND);

            assertThat(counts(token, again)).as(format).containsExactly(0, 0, 2, 0);
        }
        assertThat(new String(exported(token, "NDJSON"), StandardCharsets.UTF_8))
                .contains("\"recordStatus\":\"PENDING\"")
                .contains("3600050")
                .doesNotContain((String) taken.get("creditCode"));
    }

    @Test
    void anAuthorityHasThoseOfItsRegionAndAnAuditorAll() {
        Map<String, Object> here = strangersLine();
        Map<String, Object> elsewhere = strangersLine();
        elsewhere.put("regionCode", "340207");
        String id = sent(token, CSV, csv(here, elsewhere), KIND);
        SignedIn.as("auditor")
                .get(RECORDS + "/" + recordOf(token, id, 0))
                .then()
                .body("organizationId", nullValue());

        String feixi = new String(exported(SignedIn.tokenOf("feixi"), "CSV_UTF_8"), StandardCharsets.UTF_8);
        String hefei = new String(exported(SignedIn.tokenOf("hefei"), "CSV_UTF_8"), StandardCharsets.UTF_8);
        String wuhu = new String(exported(SignedIn.tokenOf("wuhu"), "CSV_UTF_8"), StandardCharsets.UTF_8);
        String auditor = new String(exported(SignedIn.tokenOf("auditor"), "CSV_UTF_8"), StandardCharsets.UTF_8);

        String mine = (String) here.get("creditCode");
        String others = (String) elsewhere.get("creditCode");
        assertThat(feixi).contains(mine).doesNotContain(others);
        assertThat(hefei).contains(mine).doesNotContain(others);
        assertThat(wuhu).contains(others).doesNotContain(mine);
        assertThat(auditor).contains(mine).contains(others);
        request(SignedIn.tokenOf("sysadmin"))
                .contentType("application/json")
                .body(Map.of("kind", "ADOPTIONS", "format", "XLSX"))
                .post(EXPORTS)
                .then()
                .statusCode(403);
        String stranger = new String(
                exported(personOf(TestProvider.aProvider(), "HANDLER"), "CSV_UTF_8"), StandardCharsets.UTF_8);
        assertThat(stranger).doesNotContain(mine).doesNotContain(others);
    }
}
