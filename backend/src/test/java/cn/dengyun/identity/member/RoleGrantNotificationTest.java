package cn.dengyun.identity.member;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.events.notification.TestNotifications;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.TestMails;
import cn.dengyun.identity.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever may consent to roles with a say over others is told that they wait. */
@QuarkusTest
class RoleGrantNotificationTest {

    @Inject
    DataSource database;

    private final String email = "office-" + UUID.randomUUID() + "@example.cn";
    private UUID office;
    private String administrator;
    private String colleague;

    @BeforeEach
    void anOfficeAndTwoAdministrators() {
        office = TestOrganization.of(database, "AUTHORITY");
        administrator = SignedIn.tokenOf("sysadmin");
        colleague = SignedIn.tokenOf("sysadmin2");
    }

    @Test
    void whoMayConsentToAnInvitationReadsWhoGetsWhatAndUntilWhen() {
        TestAccount owner = member("OWNER", "ARRAY['AUTHORITY', 'FINANCE']");
        String address = "owner-" + UUID.randomUUID() + "@example.cn";
        owner.set("email = '" + address + "'");
        TestAccount handler = member("HANDLER", "ARRAY['AUTHORITY', 'FINANCE']");
        TestAccount otherRole = member("OWNER", "ARRAY['AUTHORITY']");
        TestAccount elsewhere =
                TestAccount.aMember(database, "AUTHORITY", TestOrganization.of(database, "AUTHORITY"), "OWNER");
        elsewhere.set("roles = ARRAY['AUTHORITY', 'FINANCE']");

        String grant = invite("FINANCE");

        for (String approver : List.of(colleague, owner.token())) {
            assertThat(told(approver, grant, "zh-CN"))
                    .containsEntry("kind", "ACCESS")
                    .containsEntry("occasion", "ROLE_GRANT_PROPOSED")
                    .extractingByKey("text")
                    .asString()
                    .contains("系统管理员", "“财政部门”", email, "测试单位")
                    .containsPattern("于 20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d 前");
            assertThat(told(approver, grant, "en"))
                    .extractingByKey("text")
                    .asString()
                    .contains("(finance)", email, "approve or reject");
        }
        assertThat(TestMails.of(address).next("角色授予")).contains(email, "/api/v1/role-grants/" + grant);
        for (String other : List.of(
                administrator,
                handler.token(),
                otherRole.token(),
                elsewhere.token(),
                SignedIn.tokenOf("auditor"),
                SignedIn.tokenOf("enterprise"))) {
            assertThat(told(other, grant, "zh-CN")).isNull();
        }
    }

    @Test
    void whoWouldGetTheRolesIsNotAsked() {
        TestAccount target = member("OWNER", "ARRAY['AUTHORITY']");
        given().auth()
                .oauth2(administrator)
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body(Map.of("roles", List.of("AUTHORITY", "AUDITOR")))
                .patch("/api/v1/organizations/" + office + "/members/" + target.id())
                .then()
                .statusCode(200);
        String grant = given().auth()
                .oauth2(colleague)
                .get("/api/v1/organizations/" + office + "/members/" + target.id())
                .then()
                .extract()
                .path("roleGrantId");

        assertThat(told(colleague, grant, "zh-CN"))
                .extractingByKey("text")
                .asString()
                .contains("主管部门", "审计部门");
        assertThat(told(target.token(), grant, "zh-CN")).isNull();
    }

    @Test
    void ofAFileAdministratorsAreToldOnce() {
        String other = "other-" + email;
        UUID second = TestOrganization.of(database, "AUTHORITY");
        String file = InvitationFile.HEADER
                + InvitationFile.row(TestOrganization.creditCodeOf(database, office), "负责人", "主管部门", "李娜", email)
                + InvitationFile.row(TestOrganization.creditCodeOf(database, second), "负责人", "财政部门", "王芳", other);

        String grant = InvitationFile.upload(administrator, file)
                .statusCode(201)
                .extract()
                .path("data[0].roleGrantId");

        assertThat(told(colleague, grant, "zh-CN"))
                .extractingByKey("text")
                .asString()
                .contains("李娜 " + email, "王芳 " + other, "“主管部门、财政部门”");
    }

    private TestAccount member(String role, String roles) {
        TestAccount member = TestAccount.aMember(database, "AUTHORITY", office, role);
        member.set("roles = " + roles);
        return member;
    }

    private String invite(String role) {
        return given().auth()
                .oauth2(administrator)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("email", email, "organizationRole", "HANDLER", "roles", List.of(role)))
                .post("/api/v1/organizations/" + office + "/members")
                .then()
                .statusCode(201)
                .extract()
                .path("roleGrantId");
    }

    /** Null when this person was not told; that it was told twice is an error. */
    private static Map<String, Object> told(String as, String grant, String language) {
        List<Map<String, Object>> found = TestNotifications.about("/api/v1/role-grants/" + grant, as, language);
        assertThat(found).hasSizeLessThan(2);
        return found.isEmpty() ? null : found.get(0);
    }
}
