package cn.dengyun.sheet;

import static cn.dengyun.sheet.TestSheetImports.CSV;
import static cn.dengyun.sheet.TestSheetImports.EXPORTS;
import static cn.dengyun.sheet.TestSheetImports.XLSX;
import static cn.dengyun.sheet.TestSheetImports.counts;
import static cn.dengyun.sheet.TestSheetImports.ended;
import static cn.dengyun.sheet.TestSheetImports.outcomes;
import static cn.dengyun.sheet.TestSheetImports.request;
import static cn.dengyun.sheet.TestSheetImports.results;
import static cn.dengyun.sheet.TestSheetImports.sent;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.sheet.TestSheets;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The register of organisations through the Excel door. */
@QuarkusTest
class OrganizationSheetTest {

    private static final Map<String, String> KIND = Map.of("kind", "ORGANIZATIONS");

    private String token;

    @BeforeEach
    void anAdministrator() {
        token = SignedIn.tokenOf("sysadmin");
    }

    @Test
    void aRowRegistersAnEnterpriseOrUpdatesItOrIsAsItWas() {
        TestEnterprise known = TestEnterprise.registered("340123");
        String fresh = TestEnterprise.aCreditCode();
        byte[] file = TestSheets.workbook(
                List.of("统一社会信用代码", "单位名称", "行政区划代码", "从业人员数", "上年营业收入（元）", "成立日期", "企业标签"),
                List.of(fresh.toLowerCase(Locale.ROOT), "芜湖示范机械有限公司", 340207, 320, 25_000_000.5, 43381, "ABOVE_SCALE"),
                List.of(known.creditCode(), "改名机械有限公司"));

        String first = sent(token, XLSX, file, KIND);
        String second = sent(token, XLSX, file, KIND);

        assertThat(counts(token, first)).containsExactly(1, 1, 0, 0);
        assertThat(counts(token, second)).containsExactly(0, 0, 2, 0);
        String made = results(token, first).get(0).get("recordId").textValue();
        SignedIn.as("auditor")
                .get("/api/v1/organizations/{id}", made)
                .then()
                .statusCode(200)
                .body("creditCode", is(fresh))
                .body("regionCode", is("340207"))
                .body("staffCount", is(320));
        given().auth().oauth2(known.token()).get(known.path()).then().body("nameZh", is("改名机械有限公司"));
    }

    @Test
    void whatIsWrongWithARowHarmsNoOther() {
        String sound = TestEnterprise.aCreditCode();
        TestEnterprise known = TestEnterprise.registered("340123");
        String file = String.join(
                "\n",
                "统一社会信用代码,机构类型,单位名称,行政区划代码,电子邮箱",
                "91340100MA2T00074X,企业,甲,340111,",
                TestEnterprise.aCreditCode() + ",企业,乙,999999,no-mail",
                sound + ",企业,丙,340111,a@example.cn",
                known.creditCode() + ",云服务商,丁,340111,",
                TestEnterprise.aCreditCode() + ",企业,,,",
                sound.toLowerCase(Locale.ROOT) + ",企业,戊,340111,");

        String id = sent(token, CSV, file.getBytes(StandardCharsets.UTF_8), KIND);

        assertThat(outcomes(token, id))
                .containsExactly(
                        "2 REFUSED /creditCode credit-code-check-character",
                        "3 REFUSED /contactEmail organization-field-invalid /regionCode organization-region-unknown",
                        "4 CREATED",
                        "5 REFUSED /kind organization-kind-stays",
                        "6 REFUSED /nameZh organization-field-invalid /regionCode organization-field-invalid",
                        "7 REFUSED  sheet-row-repeated");
        assertThat(outcomes(token, id)).hasSize(6);
    }

    @Test
    void anAuthorityHasThoseOfItsRegionAndSendsNone() {
        String feixi = SignedIn.tokenOf("feixi");
        TestEnterprise.registered("340123");
        TestEnterprise elsewhere = TestEnterprise.registered("340207");

        String id = ended(request(feixi)
                .contentType("application/json")
                .body(Map.of("kind", "ORGANIZATIONS", "format", "CSV_UTF_8"))
                .post(EXPORTS));
        String table = given().auth()
                .oauth2(feixi)
                .get(EXPORTS + "/" + id + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(table.lines().skip(1)).isNotEmpty();
        assertThat(table).contains("统一社会信用代码").doesNotContain(elsewhere.creditCode());
        TestSheetImports.send(feixi, CSV, table.getBytes(StandardCharsets.UTF_8), KIND)
                .then()
                .statusCode(403);
        TestSheetImports.send(
                        token,
                        CSV,
                        table.getBytes(StandardCharsets.UTF_8),
                        Map.of("kind", "ORGANIZATIONS", "targetId", elsewhere.id()))
                .then()
                .statusCode(400)
                .body("errors[0].code", is("sheet-target-surplus"));
    }
}
