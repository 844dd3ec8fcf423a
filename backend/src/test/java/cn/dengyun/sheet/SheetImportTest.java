package cn.dengyun.sheet;

import static cn.dengyun.sheet.TestSheetImports.CSV;
import static cn.dengyun.sheet.TestSheetImports.EXPORTS;
import static cn.dengyun.sheet.TestSheetImports.IMPORTS;
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
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.sheet.TestSheets;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider's catalogue through the Excel door, there and back. */
@QuarkusTest
class SheetImportTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int IMPORTED = Integer.getInteger("sheet.imported", 1_100);

    @Inject
    DataSource database;

    private TestProvider provider;
    private String token;

    @BeforeEach
    void aPersonOfAProvider() {
        provider = TestProvider.aProvider();
        token = personOf(provider);
    }

    private String personOf(TestProvider of) {
        return TestAccount.aMember(database, "PROVIDER", UUID.fromString(of.organizationId()), "HANDLER")
                .token();
    }

    private Map<String, String> catalogue() {
        return Map.of("kind", "CATALOGUE", "targetId", provider.id());
    }

    private static byte[] aCatalogue() {
        return TestSheets.workbook(
                List.of("某公司 2018 年云服务"),
                List.of("服务编号", "服务类型", "名称", "服务分类", "套餐编号", "套餐名称", "计价方式", "套餐价格（元）", "计费周期", "内部备注"),
                List.of("ecs", "基础设施即服务", "弹性云服务器", "I-1", "y", "包年", "包年包月", 3600, "YEAR", "不公开"),
                List.of("ecs", "", "", "", "m", "包月", "SUBSCRIPTION", 320.5, "MONTH", ""),
                List.of("cos", "IAAS", "=对象存储"),
                List.of("bad", "月亮", "", "", "", "", "", "", "", "很多"),
                List.of("", "IAAS", "没有编号"),
                List.of("cos", "IAAS", "又一次"));
    }

    @Test
    void everyRowHasItsResultAndTheFileGoesBackWithThem() {
        String id = sent(token, XLSX, aCatalogue(), catalogue());

        assertThat(outcomes(token, id))
                .containsExactly(
                        "3 CREATED",
                        "4 CREATED",
                        "5 CREATED",
                        "6 REFUSED /kind sheet-choice-unknown",
                        "7 REFUSED /externalId required",
                        "8 REFUSED  sheet-row-repeated");
        assertThat(counts(token, id)).containsExactly(3, 0, 0, 3);
        provider.get("ecs")
                .then()
                .statusCode(200)
                .body("content.name", is("弹性云服务器"))
                .body("content.plans.code", contains("y", "m"))
                .body("content.plans.amountFen", contains(360_000, 32_050));
        provider.get("cos").then().body("content.name", is("=对象存储"));
        List<List<String>> back = TestSheets.seen(file(token, id));
        assertThat(back.get(0)).containsExactly("某公司 2018 年云服务");
        assertThat(back.get(1)).endsWith("内部备注", "处理结果", "原因", "办法");
        assertThat(back.get(2)).contains("ecs", "不公开", "已新增");
        assertThat(back.get(5).get(10)).isEqualTo("未处理");
        assertThat(back.get(5).get(11)).startsWith("【服务类型】没有“月亮”这个选项。");
        assertThat(back.get(5).get(12)).contains("基础设施即服务");
    }

    @Test
    void theFileThatCameBackChangesNothingWhenItIsSentAgain() {
        String first = sent(token, XLSX, aCatalogue(), catalogue());

        String second = sent(token, XLSX, file(token, first), catalogue());
        String third = sent(token, XLSX, file(token, second), catalogue());

        assertThat(counts(token, second)).containsExactly(0, 0, 3, 3);
        assertThat(counts(token, third)).containsExactly(0, 0, 3, 3);
        assertThat(TestSheets.seen(file(token, third))).isEqualTo(TestSheets.seen(file(token, second)));
        provider.get("ecs").then().body("version", is(1));
    }

    @Test
    void whatNoCellSaysStaysAsItIs() {
        provider.put("vm", """
                {"kind": "IAAS", "name": "主机", "categoryCode": "I-1", "description": "很好", "attributes": {"a": "b"},
                 "plans": [{"code": "p", "name": "套餐", "model": "SUBSCRIPTION", "amountFen": 100, "period": "MONTH"},
                           {"code": "t", "name": "阶梯", "model": "METERED", "unit": "HOUR", "tierMode": "GRADUATED",
                            "tiers": [{"upTo": "10", "unitPriceFen": "5"}, {"unitPriceFen": "4"}]}]}""").then().statusCode(201);

        String id = sent(
                token,
                CSV,
                "服务编号,套餐编号,套餐价格（元）,单价（元）\nvm,p,2.00,\nvm,t,,9\n".getBytes(StandardCharsets.UTF_8),
                catalogue());

        assertThat(outcomes(token, id))
                .containsExactly(
                        "2 REFUSED /planUnitPrice catalogue-sheet-tiers",
                        "3 REFUSED /planUnitPrice catalogue-sheet-tiers");
        String again = sent(token, CSV, "服务编号,套餐编号,套餐价格（元）\nvm,p,2.00\n".getBytes(StandardCharsets.UTF_8), catalogue());
        assertThat(counts(token, again)).containsExactly(0, 1, 0, 0);
        provider.get("vm")
                .then()
                .body("content.description", is("很好"))
                .body("content.attributes.a", is("b"))
                .body("content.plans.amountFen", hasItem(200))
                .body("content.plans.code", contains("p", "t"));
    }

    @Test
    void rowsOfOneServiceMayNotContradictEachOther() {
        String id = sent(
                token,
                CSV,
                String.join(
                                "\n",
                                "服务编号,服务类型,名称,套餐编号,套餐名称,计价方式,套餐价格（元）",
                                "a,IAAS,甲,p,一,ONE_OFF,1",
                                "a,IAAS,乙,q,二,ONE_OFF,2",
                                "b,IAAS,丙,,三,,3")
                        .getBytes(StandardCharsets.UTF_8),
                catalogue());

        assertThat(outcomes(token, id))
                .containsExactly("2 CREATED", "3 REFUSED /name sheet-rows-differ", "4 REFUSED /planCode required");
    }

    @Test
    void aTableInGb18030GoesBackAsOne() {
        byte[] file = "服务编号,服务类型,名称\r\nrare,IAAS,𠮷林㐂云\r\nx,IAAS,\r\n".getBytes(GB18030);

        // What a program says of the encoding is often wrong.
        String id = sent(token, CSV + "; charset=UTF-8", file, catalogue());

        assertThat(new String(file(token, id), GB18030).split("\r\n", -1))
                .containsExactly(
                        "服务编号,服务类型,名称,处理结果,原因,办法", "rare,IAAS,𠮷林㐂云,已新增,,", "x,IAAS,,未处理,【名称】此项必填。,请补充此项。", "");
        provider.get("rare").then().body("content.name", is("𠮷林㐂云"));
    }

    @Test
    void aDryRunSaysWhatWouldBecomeOfTheRowsAndLeavesNothing() {
        String id = ended(request(token)
                .contentType(XLSX)
                .queryParams(catalogue())
                .queryParam("validateOnly", "true")
                .body(aCatalogue())
                .post(IMPORTS));

        assertThat(counts(token, id)).containsExactly(3, 0, 0, 3);
        provider.get("ecs").then().statusCode(404);
    }

    @Test
    void aKeyIsGoodForOneFile() {
        String key = UUID.randomUUID().toString();
        byte[] file = "服务编号,服务类型,名称\na,IAAS,甲\n".getBytes(StandardCharsets.UTF_8);
        byte[] other = "服务编号,服务类型,名称\na,IAAS,乙\n".getBytes(StandardCharsets.UTF_8);

        Response first = withKey(key, file);
        Response again = withKey(key, file);

        first.then().statusCode(202).header("Location", endsWith(first.path("id")));
        again.then().statusCode(202).header("Idempotent-Replayed", "true").body("id", equalTo(first.path("id")));
        withKey(key, other).then().statusCode(422).body("code", is("idempotency-key-reused"));
        ended(first);
    }

    private Response withKey(String key, byte[] file) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", key)
                .contentType(CSV)
                .queryParams(catalogue())
                .body(file)
                .post(IMPORTS);
    }

    @Test
    void aFileThatCannotBeReadIsRefusedAtOnce() {
        send(token, XLSX, "服务编号,名称\n".getBytes(StandardCharsets.UTF_8), catalogue())
                .then()
                .statusCode(400)
                .body("errors.code", contains("csv-empty"));
        send(token, CSV, new byte[] {'P', 'K', 3, 4, 9}, catalogue())
                .then()
                .statusCode(400)
                .body("errors.code", contains("sheet-unreadable"))
                .body("errors[0].hint", containsString("XLSX"));
        send(token, CSV, "甲,乙\n1,2\n".getBytes(StandardCharsets.UTF_8), catalogue())
                .then()
                .statusCode(400)
                .body("errors.code", contains("sheet-header-missing"));
        request(token)
                .contentType(CSV)
                .header("Content-Encoding", "gzip")
                .queryParams(catalogue())
                .body("服务编号\na\n".getBytes(StandardCharsets.UTF_8))
                .post(IMPORTS)
                .then()
                .statusCode(415);
        request(token)
                .contentType(CSV)
                .queryParams(catalogue())
                .queryParam("fileName", "../passwd")
                .body("服务编号\na\n".getBytes(StandardCharsets.UTF_8))
                .post(IMPORTS)
                .then()
                .statusCode(400)
                .body("errors.code", contains("attachment-name-unsound"));
    }

    @Test
    void whoMayNotSendSuchRowsSendsNone() {
        byte[] file = "服务编号,服务类型,名称\na,IAAS,甲\n".getBytes(StandardCharsets.UTF_8);
        TestProvider other = TestProvider.aProvider();

        send(personOf(other), CSV, file, catalogue()).then().statusCode(403).body("code", is("provider-not-yours"));
        send(token, CSV, file, Map.of("kind", "CATALOGUE"))
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("query/targetId"));
        send(token, CSV, file, Map.of("kind", "NONE")).then().statusCode(404).body("code", is("sheet-kind-not-found"));
        send(token, CSV, file, Map.of("kind", "ORGANIZATIONS"))
                .then()
                .statusCode(403)
                .body("code", is("forbidden"));
        send(SignedIn.tokenOf("hefei"), CSV, file, catalogue()).then().statusCode(403);
        send(provider.token(), CSV, file, catalogue())
                .then()
                .statusCode(403)
                .body("code", is("api-client-not-accepted"));
        String viewer = TestAccount.aMember(database, "PROVIDER", UUID.fromString(provider.organizationId()), "VIEWER")
                .token();
        send(viewer, CSV, file, catalogue()).then().statusCode(403).body("code", is("viewer-may-only-read"));
    }

    @Test
    void othersAreNotToldOfIt() {
        String id = sent(token, CSV, "服务编号,服务类型,名称\na,IAAS,甲\n".getBytes(StandardCharsets.UTF_8), catalogue());
        String stranger = personOf(TestProvider.aProvider());

        for (String part : List.of("", "/results", "/progress", "/file")) {
            given().auth()
                    .oauth2(stranger)
                    .get(IMPORTS + "/" + id + part)
                    .then()
                    .statusCode(404);
            given().auth().oauth2(token).get(IMPORTS + "/" + id + part).then().statusCode(200);
        }
        request(stranger).post(IMPORTS + "/" + id + "/cancellations").then().statusCode(404);
        given().auth().oauth2(stranger).get(IMPORTS).then().body("data.id", not(hasItem(id)));
        given().auth()
                .oauth2(token)
                .queryParam("kind", "CATALOGUE")
                .get(IMPORTS)
                .then()
                .body("data.id", hasItem(id));
        given().auth()
                .oauth2(token)
                .queryParam("kind", "ORGANIZATIONS")
                .get(IMPORTS)
                .then()
                .body("data.id", not(hasItem(id)));
        SignedIn.as("auditor").get(IMPORTS + "/" + id).then().statusCode(200).body("kindName", is("云服务目录"));
    }

    @Test
    void oneThatWasCancelledInTimeDoesNothing() {
        try (Background paused = Background.paused()) {
            Response accepted =
                    send(token, CSV, "服务编号,服务类型,名称\na,IAAS,甲\n".getBytes(StandardCharsets.UTF_8), catalogue());
            String id = accepted.then()
                    .statusCode(202)
                    .body("state", is("QUEUED"))
                    .body("availableActions", contains("CANCEL"))
                    .extract()
                    .path("id");

            given().auth()
                    .oauth2(token)
                    .get(IMPORTS + "/" + id + "/file")
                    .then()
                    .statusCode(409)
                    .body("code", is("sheet-not-finished"));
            request(token)
                    .post(IMPORTS + "/" + id + "/cancellations")
                    .then()
                    .statusCode(200)
                    .body("state", is("CANCELLED"));
            request(token)
                    .post(IMPORTS + "/" + id + "/cancellations")
                    .then()
                    .statusCode(409)
                    .body("code", is("job-already-finished"));
            Background.finishJobs();
        }
        provider.get("a").then().statusCode(404);
    }

    /** On demand as many as the door takes in a minute: {@code -Dsheet.imported=100000}. */
    @Test
    void manyRowsAreCarriedOutInPieces() {
        StringBuilder file = new StringBuilder("服务编号,服务类型,名称\n");
        for (int i = 0; i < IMPORTED; i++) {
            file.append("k").append(i).append(",IAAS,服务").append(i).append('\n');
        }

        long begun = System.nanoTime();
        String id = sent(token, CSV, file.toString().getBytes(StandardCharsets.UTF_8), catalogue());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        System.out.printf("%d rows imported in %d ms%n", IMPORTED, millis);

        assertThat(counts(token, id)).containsExactly(IMPORTED, 0, 0, 0);
        assertThat(results(token, id)).hasSize(IMPORTED);
        assertThat(millis).isLessThan(TimeUnit.MINUTES.toMillis(1));
        given().auth()
                .oauth2(token)
                .queryParam("outcome", "REFUSED")
                .get(IMPORTS + "/" + id + "/results")
                .then()
                .statusCode(200)
                .body(equalTo(""));
    }

    @Test
    void aFileOfWhatIsOnRecordChangesNothingWhenItIsSent() {
        sent(token, XLSX, aCatalogue(), catalogue());
        provider.put("long", """
                {"kind": "SAAS", "name": "长", "description": "一\\r\\n二\\n=三", "availability": "0.9995", "draft": true,
                 "plans": [{"code": "p", "name": "按量", "model": "METERED", "unit": "HOUR",
                            "tiers": [{"unitPriceFen": "0.123456789"}], "taxRate": "0.06"}]}""").then().statusCode(201);

        for (String format : List.of("XLSX", "CSV_UTF_8", "CSV_GB18030")) {
            String id = ended(request(token)
                    .contentType("application/json")
                    .body(Map.of("kind", "CATALOGUE", "targetId", provider.id(), "format", format))
                    .post(EXPORTS));
            byte[] exported = given().auth()
                    .oauth2(token)
                    .get(EXPORTS + "/" + id + "/file")
                    .then()
                    .statusCode(200)
                    .header("Content-Disposition", startsWith("attachment"))
                    .extract()
                    .asByteArray();
            given().auth()
                    .oauth2(token)
                    .get(EXPORTS + "/" + id)
                    .then()
                    .body("rowCount", is(4))
                    .body("cutOff", is(false))
                    .body("availableActions", contains("DOWNLOAD"));

            String again = sent(token, format.equals("XLSX") ? XLSX : CSV, exported, catalogue());

            assertThat(counts(token, again)).as(format).containsExactly(0, 0, 4, 0);
        }
    }

    @Test
    void anExportIsForThePersonWhoAskedForIt() {
        String id = ended(request(token)
                .contentType("application/json")
                .body(Map.of("kind", "CATALOGUE", "targetId", provider.id(), "format", "XLSX"))
                .post(EXPORTS));
        String colleague = personOf(provider);

        given().auth().oauth2(colleague).get(EXPORTS + "/" + id).then().statusCode(404);
        given().auth()
                .oauth2(colleague)
                .get(EXPORTS + "/" + id + "/file")
                .then()
                .statusCode(404);
        SignedIn.as("auditor").get(EXPORTS + "/" + id).then().statusCode(200).body("availableActions", is(List.of()));
        SignedIn.as("auditor").get(EXPORTS + "/" + id + "/file").then().statusCode(404);
        given().auth().oauth2(token).get(EXPORTS).then().body("data.id", contains(id));
        request(personOf(TestProvider.aProvider()))
                .contentType("application/json")
                .body(Map.of("kind", "CATALOGUE", "targetId", provider.id(), "format", "XLSX"))
                .post(EXPORTS)
                .then()
                .statusCode(403)
                .body("code", is("provider-not-yours"));
        request(colleague)
                .contentType("application/json")
                .body(Map.of("kind", "ORGANIZATIONS", "format", "XLSX"))
                .post(EXPORTS)
                .then()
                .statusCode(403);
    }

    @Test
    void thereIsATemplateOfEachKind() {
        given().get("/api/v1/sheet-kinds").then().statusCode(401).body("code", is("unauthenticated"));
        List<String> kinds = given().auth()
                .oauth2(token)
                .get("/api/v1/sheet-kinds")
                .then()
                .statusCode(200)
                .body("data.code", hasItem("CATALOGUE"))
                .body("data.find { it.code == 'CATALOGUE' }.availableActions", contains("IMPORT", "EXPORT"))
                .body("data.find { it.code == 'ORGANIZATIONS' }.availableActions", is(List.of()))
                .extract()
                .path("data.code");

        for (String kind : kinds) {
            byte[] template = given().auth()
                    .oauth2(token)
                    .get("/api/v1/sheet-kinds/{kind}/template", kind)
                    .then()
                    .statusCode(200)
                    .contentType(XLSX)
                    .extract()
                    .asByteArray();
            assertThat(TestSheets.seen(template).get(0)).isNotEmpty();
        }
        given().auth()
                .oauth2(token)
                .get("/api/v1/sheet-kinds/NONE/template")
                .then()
                .statusCode(404);
    }
}
