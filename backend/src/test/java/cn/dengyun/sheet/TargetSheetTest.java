package cn.dengyun.sheet;

import static cn.dengyun.monitoring.plan.TestPlans.PATH;
import static cn.dengyun.monitoring.plan.TestPlans.drawnUp;
import static cn.dengyun.monitoring.plan.TestPlans.proposed;
import static cn.dengyun.monitoring.plan.TestPlans.published;
import static cn.dengyun.monitoring.plan.TestPlans.year;
import static cn.dengyun.sheet.TestSheetImports.CSV;
import static cn.dengyun.sheet.TestSheetImports.IMPORTS;
import static cn.dengyun.sheet.TestSheetImports.XLSX;
import static cn.dengyun.sheet.TestSheetImports.counts;
import static cn.dengyun.sheet.TestSheetImports.export;
import static cn.dengyun.sheet.TestSheetImports.exported;
import static cn.dengyun.sheet.TestSheetImports.file;
import static cn.dengyun.sheet.TestSheetImports.outcomes;
import static cn.dengyun.sheet.TestSheetImports.send;
import static cn.dengyun.sheet.TestSheetImports.sent;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.monitoring.plan.TestPlans;
import cn.dengyun.platform.sheet.TestSheets;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What units have to reach, set by a sheet: sums stay exact, and what is published stays as it is. */
@QuarkusTest
class TargetSheetTest {

    private static final int SHARES = 2 * TestPlans.UNITS.size();

    private String token;

    @BeforeEach
    void somebodyOfTheProvince() {
        token = SignedIn.tokenOf("province");
    }

    private static Map<String, String> of(String plan) {
        return Map.of("kind", "TARGETS", "targetId", plan);
    }

    private static byte[] table(String... lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    /** Three shares of two targets, as an office would list them. */
    private static byte[] aList() {
        return TestSheets.workbook(
                List.of("2030 年目标任务分解"),
                List.of("区划代码", "区划名称", "指标", "指定数", "指定理由"),
                List.of(340100, "合肥市", "登云企业数", 1_234, "工业企业集中"),
                List.of("340826", "宿松县", "CLOUD_ENTERPRISES", 20, "港口物流企业集中登云"),
                List.of("340100", "", "平台注册企业数", "100", "与登云企业数一并上调"));
    }

    private static Response targets(String plan) {
        return SignedIn.as("province")
                .get(PATH + "/" + plan + "/targets")
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    private static long sum(Response targets, String indicator) {
        List<Number> amounts = targets.path("targets.find { it.indicator == '" + indicator + "' }.shares.amount");
        return amounts.stream().mapToLong(Number::longValue).sum();
    }

    private static List<String> set(Response targets, String indicator) {
        List<Map<String, Object>> set =
                targets.path("targets.find { it.indicator == '" + indicator + "' }.shares.findAll { it.isOverridden }");
        return set.stream()
                .map(share -> share.get("regionCode") + " " + share.get("amount") + " " + share.get("reason"))
                .toList();
    }

    @Test
    void rowsSetSharesAndTheOthersShareTheRest() {
        String plan = drawnUp(year());

        String first = sent(token, XLSX, aList(), of(plan));
        String second = sent(token, XLSX, aList(), of(plan));
        String third = sent(token, XLSX, file(token, first), of(plan));

        assertThat(counts(token, first)).containsExactly(0, 3, 0, 0);
        assertThat(counts(token, second)).containsExactly(0, 0, 3, 0);
        assertThat(counts(token, third)).containsExactly(0, 0, 3, 0);
        Response targets = targets(plan);
        assertThat(set(targets, "CLOUD_ENTERPRISES")).containsExactly("340100 1234 工业企业集中", "340826 20 港口物流企业集中登云");
        assertThat(set(targets, "REGISTERED_ENTERPRISES")).containsExactly("340100 100 与登云企业数一并上调");
        assertThat(sum(targets, "CLOUD_ENTERPRISES")).isEqualTo(10_000);
        assertThat(sum(targets, "REGISTERED_ENTERPRISES")).isEqualTo(1_000);
        assertThat(TestSheets.seen(file(token, first)).get(2)).contains("合肥市", "已更新");
    }

    @Test
    void aDryRunSetsNothing() {
        String plan = drawnUp(year());

        String id = sent(token, XLSX, aList(), Map.of("kind", "TARGETS", "targetId", plan, "validateOnly", "true"));

        assertThat(counts(token, id)).containsExactly(0, 3, 0, 0);
        assertThat(set(targets(plan), "CLOUD_ENTERPRISES")).isEmpty();
    }

    @Test
    void whatIsOnRecordChangesNothingWhenItIsSentAndOneRowOfItAlone() {
        String plan = drawnUp(year());
        sent(token, XLSX, aList(), of(plan));

        for (String format : List.of("XLSX", "CSV_UTF_8", "CSV_GB18030")) {
            byte[] all = exported(token, "TARGETS", plan, format);
            String id = sent(token, format.equals("XLSX") ? XLSX : CSV, all, of(plan));

            assertThat(counts(token, id)).as(format).containsExactly(0, 0, SHARES, 0);
        }
        String gb = new String(exported(token, "TARGETS", plan, "CSV_GB18030"), Charset.forName("GB18030"));
        String freed = gb.lines()
                .map(line -> line.startsWith("340826,") && line.contains("港口") ? "340826,宿松县,登云企业数,,否,," : line)
                .reduce("", (all, line) -> all + line + "\n");
        byte[] changed = freed.getBytes(Charset.forName("GB18030"));
        assertThat(counts(token, sent(token, CSV, changed, of(plan)))).containsExactly(0, 1, SHARES - 1, 0);
        assertThat(counts(token, sent(token, CSV, changed, of(plan)))).containsExactly(0, 0, SHARES, 0);
        assertThat(set(targets(plan), "CLOUD_ENTERPRISES")).containsExactly("340100 1234 工业企业集中");
        assertThat(sum(targets(plan), "CLOUD_ENTERPRISES")).isEqualTo(10_000);
    }

    @Test
    void whatIsWrongWithARowHarmsNoOtherTarget() {
        String plan = drawnUp(year());
        byte[] file = table(
                "区划代码,指标,是否指定,指定数,指定理由",
                "340100,登云企业数,是,,",
                "340200,登云企业数,否,5,",
                "340300,登云企业数,,-1,理由",
                "340123,登云企业数,,5,理由",
                "340400,试点企业数,,5,理由",
                "340500,月亮,,5,理由",
                "340600,登云企业数,,七,理由",
                "340700,登云企业数,,7,理由",
                "340700,登云企业数,,8,理由",
                "340800,登云企业数,,,理由",
                "340100,平台注册企业数,,900,理由",
                "340200,平台注册企业数,,200,理由",
                "340300,平台注册企业数,否,,",
                "340826,登云企业数,,9000000000000001,理由");

        String id = sent(token, CSV, file, of(plan));

        assertThat(outcomes(token, id))
                .containsExactly(
                        "2 REFUSED /amount required /reason required",
                        "3 REFUSED /isOverridden plan-override-contradicted",
                        "4 REFUSED /amount invalid-min",
                        "5 REFUSED /regionCode plan-region-unfit",
                        "6 REFUSED /indicator plan-indicator-absent",
                        "7 REFUSED /indicator sheet-choice-unknown",
                        "8 REFUSED /amount sheet-number-invalid",
                        "9 UPDATED",
                        "10 REFUSED  sheet-row-repeated",
                        "11 REFUSED /amount required",
                        "12 REFUSED /amount plan-overrides-exceed",
                        "13 REFUSED /amount plan-overrides-exceed",
                        "14 UNCHANGED",
                        "15 REFUSED /amount invalid-max");
        assertThat(set(targets(plan), "CLOUD_ENTERPRISES")).containsExactly("340700 7 理由");
        assertThat(set(targets(plan), "REGISTERED_ENTERPRISES")).isEmpty();
    }

    @Test
    void whatIsSetMayMoveBetweenRegionsInOneFile() {
        String plan = drawnUp(year());
        String header = "区划代码,指标,指定数,指定理由";
        sent(token, CSV, table(header, "340100,平台注册企业数,900,理由"), of(plan));

        String id = sent(token, CSV, table(header, "340200,平台注册企业数,900,理由", "340100,平台注册企业数,20,调减"), of(plan));

        assertThat(outcomes(token, id)).containsExactly("2 UPDATED", "3 UPDATED");
        assertThat(set(targets(plan), "REGISTERED_ENTERPRISES")).containsExactly("340100 20 调减", "340200 900 理由");
        assertThat(sum(targets(plan), "REGISTERED_ENTERPRISES")).isEqualTo(1_000);
    }

    @Test
    void nobodyButTheProvinceSetsSharesAndOnlyOfADraft() {
        String draft = drawnUp(year());
        String locked = published(year());
        String waiting = proposed(year());

        send(SignedIn.tokenOf("hefei"), XLSX, aList(), of(draft))
                .then()
                .statusCode(404)
                .body("code", is("annual-plan-not-found"));
        send(SignedIn.tokenOf("hefei"), XLSX, aList(), of(locked))
                .then()
                .statusCode(403)
                .body("code", is("not-yours"));
        for (String account : List.of("platform", "enterprise", "sysadmin")) {
            send(SignedIn.tokenOf(account), XLSX, aList(), of(draft))
                    .then()
                    .statusCode(403)
                    .body("code", is("forbidden"));
        }
        SignedIn.asPlatformClient()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(XLSX)
                .queryParams(of(draft))
                .body(aList())
                .post(IMPORTS)
                .then()
                .statusCode(403);
        for (String plan : List.of(locked, waiting)) {
            send(token, XLSX, aList(), of(plan)).then().statusCode(409).body("code", is("transition-not-allowed"));
        }
        send(token, XLSX, aList(), Map.of("kind", "TARGETS"))
                .then()
                .statusCode(400)
                .body("errors[0].code", is("required"));
        export(SignedIn.tokenOf("hefei"), "TARGETS", draft, "XLSX")
                .then()
                .statusCode(404)
                .body("code", is("annual-plan-not-found"));
        assertThat(TestSheets.seen(exported(SignedIn.tokenOf("hefei"), "TARGETS", locked, "XLSX")))
                .hasSize(SHARES + 1);
    }

    @Test
    void whoIsNotToldOfAnImportOfAnotherOfficeDoesNotFindIt() {
        String id = sent(token, XLSX, aList(), of(drawnUp(year())));

        SignedIn.as("hefei").get(IMPORTS + "/" + id).then().statusCode(404).body("code", is("sheet-import-not-found"));
        given().auth()
                .oauth2(SignedIn.tokenOf("auditor"))
                .get(IMPORTS + "/" + id + "/results")
                .then()
                .statusCode(200);
    }
}
