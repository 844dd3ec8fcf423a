package cn.dengyun.identity.member;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.TestMails;
import cn.dengyun.identity.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several people invited by one file. */
@QuarkusTest
class InvitationFileTest {

    @Inject
    DataSource database;

    private final String mark = UUID.randomUUID().toString();
    private UUID city;
    private UUID county;
    private String cityCode;
    private String countyCode;
    private String administrator;

    @BeforeEach
    void twoAuthorities() {
        city = TestOrganization.of(database, "AUTHORITY");
        county = TestOrganization.of(database, "AUTHORITY");
        administrator = SignedIn.tokenOf("sysadmin");
        cityCode = TestOrganization.creditCodeOf(database, city);
        countyCode = TestOrganization.creditCodeOf(database, county);
    }

    @Test
    void everybodyInTheFileIsInvitedInItsOrder() {
        String file = InvitationFile.HEADER
                + row(cityCode, "负责人", "主管部门", "李娜", "lina")
                + row(countyCode, "HANDLER", "AUTHORITY;FINANCE", "王芳", "wangfang");

        String grant = InvitationFile.upload(administrator, file)
                .statusCode(201)
                .body("data.email", contains(address("lina"), address("wangfang")))
                .body("data.organizationId", contains(city.toString(), county.toString()))
                .body("data.organizationRole", contains("OWNER", "HANDLER"))
                .body("data[1].roles", containsInAnyOrder("AUTHORITY", "FINANCE"))
                .body("data.status", everyItem(is("PROPOSED")))
                .extract()
                .path("data[0].roleGrantId");
        assertThat(TestMails.of(address("lina")).unread("邀请")).isZero();
        given().auth()
                .oauth2(SignedIn.tokenOf("sysadmin2"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body("{\"reason\":\"名单已核对\"}")
                .post("/api/v1/role-grants/" + grant + "/approvals")
                .then()
                .statusCode(200)
                .body("people.email", contains(address("lina"), address("wangfang")))
                .body("people.name", contains(nullValue(), nullValue()));

        String mail = TestMails.of(address("lina")).next("邀请");
        assertThat(mail).contains("李娜您好", "1. ", "2. ", "3. ");
        given().contentType("application/json")
                .body("""
                        {"token":"%s","username":"u%s","displayName":"李娜","mobile":"%s","password":"seven green lamps under water"}
                        """.formatted(TestMails.tokenIn(mail), mark, TestAccount.aMobile()))
                .post("/api/v1/invitations/" + TestMails.idIn(mail) + "/acceptances")
                .then()
                .statusCode(201)
                .body("organizationRole", is("OWNER"))
                .body("roles", contains("AUTHORITY"));
    }

    @Test
    void oneBadRowInvitesNobodyAndEveryDefectIsNamed() {
        String file = InvitationFile.HEADER
                + row(cityCode, "负责人", "主管部门", "李娜", "lina")
                + row("91340000MA2T00058X", "负责人", "主管部门", "王芳", "wangfang")
                + row(cityCode, "局长", "主管部门", "张伟", "zhangwei")
                + row(cityCode, "经办人", "ENTERPRISE", "张伟", "zhangwei")
                + row(cityCode, "经办人", "", "陈晨", "chenchen")
                + row(cityCode, "经办人", "主管部门", "李娜", "LINA")
                + cityCode + ",经办人,主管部门,赵敏,nowhere\n"
                + cityCode + ",,主管部门,,\n";

        InvitationFile.upload(administrator, file)
                .statusCode(400)
                .body(
                        "errors.collect { it.pointer + ' ' + it.code }",
                        containsInAnyOrder(
                                "/rows/3/creditCode invitation-host-unknown",
                                "/rows/4/organizationRole organization-role-required",
                                "/rows/5/roles role-not-for-kind",
                                "/rows/5/email invitation-twice",
                                "/rows/6/roles role-required",
                                "/rows/7/email invitation-twice",
                                "/rows/8/email email-invalid",
                                "/rows/9/organizationRole required",
                                "/rows/9/email required"));

        list(city).body("data", empty());
    }

    @Test
    void aDryRunInvitesNobody() {
        String file = InvitationFile.HEADER + row(cityCode, "经办人", "主管部门", "李娜", "lina");

        InvitationFile.upload(administrator, UUID.randomUUID().toString(), "?validateOnly=true", file)
                .statusCode(200)
                .body("dryRun", is(true))
                .body("would.data.email", contains(address("lina")))
                .body("would.data[0].id", nullValue());
        InvitationFile.upload(administrator, UUID.randomUUID().toString(), "?validateOnly=true", InvitationFile.HEADER)
                .statusCode(200)
                .body("refusals.errors.flatten().code", contains("csv-empty"));

        list(city).body("data", empty());
        assertThat(TestMails.of(address("lina")).unread("邀请")).isZero();
    }

    @Test
    void aRepetitionInvitesOnceAndAnotherFileWithItsKeyIsRefused() {
        String key = UUID.randomUUID().toString();
        String file = InvitationFile.HEADER + row(cityCode, "经办人", "主管部门", "李娜", "lina");
        String body = InvitationFile.upload(administrator, key, "", file)
                .statusCode(201)
                .extract()
                .asString();

        InvitationFile.upload(administrator, key, "", file)
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body(is(body));
        InvitationFile.upload(administrator, key, "", file + row(countyCode, "经办人", "主管部门", "", "b"))
                .statusCode(422)
                .body("code", is("idempotency-key-reused"));

        list(city).body("data", hasSize(1));
    }

    @Test
    void anOwnerInvitesToItsOwnOrganisationAndGivesNoMoreThanItHas() {
        String owner = TestAccount.aMember(database, "AUTHORITY", city, "OWNER").token();
        String handler =
                TestAccount.aMember(database, "AUTHORITY", city, "HANDLER").token();
        String own = InvitationFile.HEADER + row(cityCode, "经办人", "主管部门", "李娜", "lina");

        InvitationFile.upload(owner, own).statusCode(201);
        InvitationFile.upload(
                        owner, own + row(countyCode, "经办人", "主管部门", "", "b") + row(cityCode, "经办人", "审计部门", "", "c"))
                .statusCode(400)
                .body("errors.pointer", contains("/rows/3/creditCode", "/rows/4/roles"))
                .body("errors.code", contains("invitation-host-unknown", "role-not-yours-to-give"));
        InvitationFile.upload(handler, own).statusCode(400).body("errors.code", contains("invitation-host-unknown"));
        InvitationFile.upload(SignedIn.tokenOf("enterprise"), own).statusCode(403);
    }

    @Test
    void aFileHasBounds() {
        String rows = IntStream.rangeClosed(1, 201)
                .mapToObj(i -> row(cityCode, "经办人", "主管部门", "", "p" + i))
                .collect(Collectors.joining());
        InvitationFile.upload(administrator, InvitationFile.HEADER + rows)
                .statusCode(400)
                .body("errors.code", contains("csv-too-many-rows"));

        String wrong = String.join("", Collections.nCopies(200, "a,b,c,d,e\n"));
        InvitationFile.upload(administrator, InvitationFile.HEADER + wrong)
                .statusCode(400)
                .body("errors", hasSize(101))
                .body("errors[100].code", is("more-defects"));

        InvitationFile.upload(administrator, InvitationFile.HEADER + "x".repeat(300_000))
                .statusCode(413)
                .body("code", is("body-too-large"));
        InvitationFile.upload(administrator, "").statusCode(400).body("errors.code", contains("body-missing"));
    }

    private String row(String creditCode, String role, String roles, String name, String box) {
        return InvitationFile.row(creditCode, role, roles, name, address(box));
    }

    private String address(String box) {
        return box.toLowerCase(Locale.ROOT) + "-" + mark + "@example.cn";
    }

    private ValidatableResponse list(UUID organization) {
        return given().auth()
                .oauth2(administrator)
                .get("/api/v1/organizations/" + organization + "/invitations")
                .then()
                .statusCode(200);
    }
}
