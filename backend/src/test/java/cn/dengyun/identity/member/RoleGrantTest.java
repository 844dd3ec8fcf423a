package cn.dengyun.identity.member;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.Patience;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.TestMails;
import cn.dengyun.identity.TestOrganization;
import cn.dengyun.platform.database.OwnerDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles with a say over others take two people. */
@QuarkusTest
class RoleGrantTest {

    @Inject
    DataSource database;

    private final String email = "office-" + UUID.randomUUID() + "@example.cn";
    private UUID office;
    private String next = email;
    private String mail;
    private String administrator;
    private String colleague;

    @BeforeEach
    void anOfficeAndTwoAdministrators() {
        office = TestOrganization.of(database, "AUTHORITY");
        administrator = SignedIn.tokenOf("sysadmin");
        colleague = SignedIn.tokenOf("sysadmin2");
    }

    @Test
    void anInvitationLeavesWhenAnotherPersonHasConsented() {
        ValidatableResponse invited = invite(administrator, "FINANCE");
        invited.statusCode(201).body("status", is("PROPOSED")).body("roleGrantId", notNullValue());
        String invitation = invited.extract().path("id");
        String grant = invited.extract().path("roleGrantId");
        assertThat(TestMails.of(email).unread("邀请")).isZero();
        accept(invitation, "guessed").statusCode(404).body("code", is("invitation-not-found"));
        get(administrator, grant)
                .statusCode(200)
                .body("status", is("PROPOSED"))
                .body("proposedByName", is("系统管理员"))
                .body("people.email", contains(email))
                .body("people.organizationName", contains("测试单位"))
                .body("people[0].roles", contains("FINANCE"))
                .body("availableActions", contains("REJECT"));
        get(colleague, grant).body("availableActions", contains("APPROVE", "REJECT"));

        approve(administrator, grant).statusCode(403).body("code", is("four-eyes-required"));
        approve(colleague, grant)
                .statusCode(200)
                .body("status", is("APPROVED"))
                .body("exempt", is(false))
                .body("decidedByName", is("系统管理复核人员"))
                .body("reason", is("名单已核对"))
                .body("availableActions", empty());

        String mail = TestMails.of(email).next("邀请");
        accept(invitation, TestMails.tokenIn(mail)).statusCode(201).body("roles", contains("FINANCE"));
        get(colleague, grant).body("people[0].accountId", notNullValue());
    }

    @Test
    void anAdministratorDoesNotMakeAnotherAlone() {
        office = TestOrganization.of(database, "OPERATOR");

        String grant = invite(administrator, "SYSADMIN")
                .statusCode(201)
                .body("status", is("PROPOSED"))
                .extract()
                .path("roleGrantId");

        approve(administrator, grant).statusCode(403).body("code", is("four-eyes-required"));
        assertThat(TestMails.of(email).unread("邀请")).isZero();
    }

    @Test
    void aMemberGetsMoreWhenAnotherPersonHasConsented() {
        TestAccount clerk = member("HANDLER");
        String old = clerk.token();

        String grant = patch(administrator, clerk, "0", Map.of("roles", List.of("AUTHORITY", "FINANCE")));

        given().auth().oauth2(old).get("/api/v1/me").then().statusCode(200).body("roles", contains("AUTHORITY"));
        approve(colleague, grant)
                .statusCode(200)
                .body("people[0].accountId", is(clerk.id().toString()));
        given().auth().oauth2(old).get("/api/v1/me").then().statusCode(401);
        clerk.signIn().statusCode(201).body("account.roles", containsInAnyOrder("AUTHORITY", "FINANCE"));
    }

    @Test
    void aViewerOfAnOfficeActsWhenAnotherPersonHasConsented() {
        TestAccount owner = member("OWNER");
        TestAccount viewer = member("VIEWER");

        String grant = patch(owner.token(), viewer, "0", Map.of("organizationRole", "HANDLER"));

        member(owner.token(), viewer).body("organizationRole", is("VIEWER")).body("roleGrantId", is(grant));
        approve(owner.token(), grant).statusCode(403).body("code", is("four-eyes-required"));
        approve(member("OWNER").token(), grant).statusCode(200);
        member(owner.token(), viewer).body("organizationRole", is("HANDLER")).body("roleGrantId", nullValue());
    }

    @Test
    void nobodyConsentsToWhatHeWouldGetHimself() {
        TestAccount target = member("OWNER");

        String grant = patch(administrator, target, "0", Map.of("roles", List.of("AUTHORITY", "AUDITOR")));

        approve(target.token(), grant).statusCode(403).body("code", is("four-eyes-required"));
        get(target.token(), grant).body("availableActions", contains("REJECT"));
    }

    @Test
    void anOwnerConsentsToRolesThatHeHas() {
        String grant = invite(administrator, "AUDITOR").extract().path("roleGrantId");
        String owner = member("OWNER").token();

        approve(owner, grant).statusCode(403).body("code", is("role-not-yours-to-give"));
        String own = invite(administrator, "AUTHORITY").extract().path("roleGrantId");
        approve(owner, own).statusCode(200);
    }

    @Test
    void nobodyElseSeesOrDecides() {
        String grant = invite(administrator, "AUTHORITY").extract().path("roleGrantId");
        UUID elsewhere = TestOrganization.of(database, "AUTHORITY");

        for (String stranger : List.of(
                member("HANDLER").token(),
                TestAccount.aMember(database, "AUTHORITY", elsewhere, "OWNER").token(),
                SignedIn.tokenOf("finance"))) {
            get(stranger, grant).statusCode(404).body("code", is("role-grant-not-found"));
            approve(stranger, grant).statusCode(404).body("code", is("role-grant-not-found"));
            reject(stranger, grant).statusCode(404).body("code", is("role-grant-not-found"));
        }
        String auditor = SignedIn.tokenOf("auditor");
        get(auditor, grant).statusCode(200).body("availableActions", empty());
        approve(auditor, grant).statusCode(403).body("code", is("owner-only"));
        approve(SignedIn.tokenOf("enterprise"), grant).statusCode(403).body("code", is("forbidden"));
        SignedIn.asPlatformClient()
                .get("/api/v1/role-grants/" + grant)
                .then()
                .statusCode(403)
                .body("code", is("forbidden"));
        get(administrator, grant).body("status", is("PROPOSED"));
    }

    @Test
    void anOwnerListsItsOwnAndAHandlerNothing() {
        String grant = invite(administrator, "AUTHORITY").extract().path("roleGrantId");
        String other = invited(TestOrganization.of(database, "AUTHORITY"), administrator, email, "AUTHORITY")
                .extract()
                .path("roleGrantId");
        String owner = member("OWNER").token();

        list(owner, "").body("data.id", contains(grant));
        list(owner, "?status=PROPOSED").body("data.id", contains(grant));
        list(owner, "?status=APPROVED").body("data", empty());
        list(administrator, "?status=PROPOSED&limit=200")
                .body("data.status", everyItem(is("PROPOSED")))
                .body("data.id", hasItem(other));
        given().auth()
                .oauth2(member("HANDLER").token())
                .get("/api/v1/role-grants")
                .then()
                .statusCode(403)
                .body("code", is("owner-only"));
    }

    @Test
    void whatIsRejectedOrTakenBackIsOver() {
        ValidatableResponse invited = invite(administrator, "AUTHORITY");
        String taken = invited.extract().path("roleGrantId");

        reject(administrator, taken).statusCode(200).body("status", is("REJECTED"));

        given().auth()
                .oauth2(administrator)
                .get("/api/v1/invitations/" + invited.extract().path("id"))
                .then()
                .body("status", is("WITHDRAWN"));
        for (ValidatableResponse again : List.of(approve(colleague, taken), reject(colleague, taken))) {
            again.statusCode(409).body("code", is("role-grant-decided"));
        }
        TestAccount clerk = member("HANDLER");
        String refused = patch(administrator, clerk, "0", Map.of("roles", List.of("FINANCE")));
        reject(colleague, refused).statusCode(200);
        member(administrator, clerk).body("roles", contains("AUTHORITY")).body("roleGrantId", nullValue());
        String approved = invite(administrator, "AUTHORITY").extract().path("roleGrantId");
        approve(colleague, approved).statusCode(200);
        reject(colleague, approved).statusCode(409).body("code", is("role-grant-decided"));
    }

    @Test
    void takingAwayNeedsNobodyAndEndsWhatWasProposed() {
        TestAccount clerk = member("HANDLER");
        clerk.set("roles = ARRAY['AUTHORITY', 'FINANCE']");
        String grant = patch(administrator, clerk, "0", Map.of("roles", List.of("AUTHORITY", "FINANCE", "AUDITOR")));

        patched(administrator, clerk, "*", Map.of("roles", List.of("AUTHORITY")))
                .statusCode(200)
                .body("roles", contains("AUTHORITY"))
                .body("roleGrantId", nullValue());

        lapsed(grant);
    }

    @Test
    void whatIsProposedAnewReplacesWhatWasProposedBefore() {
        TestAccount clerk = member("HANDLER");
        String first = patch(administrator, clerk, "0", Map.of("roles", List.of("FINANCE")));
        patched(administrator, clerk, "0", Map.of("roles", List.of("AUDITOR"))).statusCode(412);

        String second = patch(administrator, clerk, "*", Map.of("roles", List.of("AUDITOR")));

        lapsed(first);
        approve(colleague, second).statusCode(200);
        member(administrator, clerk).body("roles", contains("AUDITOR"));
    }

    @Test
    void whatNobodyCanGetAnyMoreLapses() {
        TestAccount clerk = member("HANDLER");
        String ofMember = patch(administrator, clerk, "0", Map.of("roles", List.of("FINANCE")));
        ValidatableResponse invited = invite(administrator, "FINANCE");
        String ofInvitation = invited.extract().path("roleGrantId");
        member("OWNER");

        given().auth().oauth2(administrator).delete(path(clerk)).then().statusCode(204);
        given().auth()
                .oauth2(administrator)
                .delete("/api/v1/invitations/" + invited.extract().path("id"))
                .then()
                .statusCode(204);

        lapsed(ofMember);
        lapsed(ofInvitation);
    }

    @Test
    void nobodyConsentsToWhatItsProposerMayNotProposeAnyMore() {
        for (String change :
                List.of("organization_role = 'HANDLER'", "roles = ARRAY['FINANCE']", "disabled_at = now()")) {
            TestAccount owner = member("OWNER");
            String grant = invited(office, owner.token(), "x" + UUID.randomUUID() + email, "AUTHORITY")
                    .extract()
                    .path("roleGrantId");
            get(colleague, grant).body("status", is("PROPOSED"));

            owner.set(change);

            lapsed(grant);
        }
    }

    @Test
    void afterSevenDaysItIsOver() throws SQLException {
        String grant = invite(administrator, "AUTHORITY").extract().path("roleGrantId");
        byOwner("UPDATE role_grant SET expires_at = now() - interval '1 second' WHERE id = '" + grant + "'");

        lapsed(grant);
    }

    @Test
    void ofTwoWhoDecideAtOnceOneDoes() {
        String owner = member("OWNER").token();
        String approved = invite(administrator, "AUTHORITY").extract().path("roleGrantId");
        assertThat(atOnce(() -> approve(owner, approved), () -> approve(colleague, approved)))
                .containsExactlyInAnyOrder(200, 409);

        String either = invite(administrator, "AUTHORITY").extract().path("roleGrantId");
        assertThat(atOnce(() -> approve(owner, either), () -> reject(colleague, either)))
                .containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void aFileIsOneGrantAndWhoIsWithdrawnGetsNoMail() {
        UUID second = TestOrganization.of(database, "AUTHORITY");
        String stays = "stays-" + email;
        String goes = "goes-" + email;
        String file = InvitationFile.HEADER
                + InvitationFile.row(TestOrganization.creditCodeOf(database, office), "负责人", "主管部门", "李娜", stays)
                + InvitationFile.row(TestOrganization.creditCodeOf(database, second), "负责人", "财政部门", "王芳", goes);
        ValidatableResponse invited = InvitationFile.upload(administrator, file).statusCode(201);
        String grant = invited.extract().path("data[0].roleGrantId");
        invited.body("data.roleGrantId", everyItem(is(grant)));
        get(member("OWNER").token(), grant).statusCode(404);
        get(colleague, grant)
                .body("people.name", contains("李娜", "王芳"))
                .body("people.organizationId", containsInAnyOrder(office.toString(), second.toString()));

        given().auth()
                .oauth2(administrator)
                .delete("/api/v1/invitations/" + invited.extract().path("data[1].id"))
                .then()
                .statusCode(204);
        approve(colleague, grant).statusCode(200);

        assertThat(TestMails.of(stays).next("邀请")).contains("李娜您好");
        assertThat(TestMails.of(goes).unread("邀请")).isZero();
    }

    @Test
    void onePersonHasOneAccountWithASay() {
        String mobile = TestAccount.aMobile();
        String first = approvedInvitation("FINANCE");
        accepted(first, token(), Map.of())
                .statusCode(400)
                .body("errors.pointer", contains("/mobile"))
                .body("errors.code", contains("mobile-required"));
        for (String other : List.of("23800005551", "+86" + mobile, mobile + " ", wide(mobile))) {
            accept(first, token(), other).statusCode(400).body("errors.pointer", contains("/mobile"));
        }
        String account = accept(first, token(), mobile)
                .statusCode(201)
                .body("mobile", is("*******" + mobile.substring(7)))
                .extract()
                .path("id");

        next = "second-" + email;
        String second = approvedInvitation("AUDITOR");
        accept(second, token(), mobile).statusCode(409).body("code", is("person-known"));

        member("OWNER");
        given().auth()
                .oauth2(administrator)
                .delete("/api/v1/organizations/" + office + "/members/" + account)
                .then()
                .statusCode(204);
        accept(second, token(), mobile).statusCode(201);
    }

    private static String wide(String digits) {
        return digits.chars()
                .map(digit -> digit - '0' + '０')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @Test
    void ofTwoAcceptancesOfOnePersonAtOnceOneMakesAnAccount() {
        String mobile = TestAccount.aMobile();
        String first = approvedInvitation("FINANCE");
        String firstToken = token();
        next = "second-" + email;
        String second = approvedInvitation("AUDITOR");

        assertThat(atOnce(() -> accept(first, firstToken, mobile), () -> accept(second, token(), mobile)))
                .containsExactlyInAnyOrder(201, 409);
    }

    @Test
    void whoHasASayElsewhereGetsNoneByASecondAccount() {
        String mobile = TestAccount.aMobile();
        accept(approvedInvitation("FINANCE"), token(), mobile).statusCode(201);
        TestAccount clerk = member("HANDLER");
        clerk.set("roles = '{}', mobile = '" + mobile + "'");

        String grant = patch(administrator, clerk, "0", Map.of("roles", List.of("AUTHORITY")));

        approve(colleague, grant).statusCode(409).body("code", is("person-known"));
        get(colleague, grant).body("status", is("PROPOSED"));
        member(administrator, clerk).body("roles", empty());
    }

    private String approvedInvitation(String role) {
        ValidatableResponse invited = invited(office, administrator, next, role).statusCode(201);
        approve(colleague, invited.extract().path("roleGrantId")).statusCode(200);
        mail = TestMails.of(next).next("邀请");
        return invited.extract().path("id");
    }

    private String token() {
        return TestMails.tokenIn(mail);
    }

    @Test
    void theDatabaseRefusesOnePersonForBoth() {
        String grant = invite(administrator, "AUTHORITY").extract().path("roleGrantId");

        assertThatThrownBy(() -> byOwner("UPDATE role_grant SET status = 'APPROVED', decided_by = proposed_by,"
                        + " decided_at = now(), reason = 'x' WHERE id = '" + grant + "'"))
                .hasMessageContaining("role_grant_four_eyes");
    }

    @Test
    void whatHappensIsTold() {
        String grant = invite(administrator, "AUTHORITY").extract().path("roleGrantId");
        approve(colleague, grant).statusCode(200);

        String subject = "/api/v1/role-grants/" + grant;
        given().auth()
                .oauth2(SignedIn.tokenOf("auditor"))
                .queryParam("organizationId", office)
                .get("/api/v1/audit-entries")
                .then()
                .statusCode(200)
                .body(
                        "data.findAll { it.subject == '" + subject + "' && it.kind == 'WRITE' }.action",
                        containsInAnyOrder("role-grant.proposed", "role-grant.approved"));
        assertThat(Patience.until(
                        "two events",
                        () -> given().auth()
                                .oauth2(administrator)
                                .queryParam("subject", subject)
                                .get("/api/v1/events")
                                .then()
                                .statusCode(200)
                                .extract()
                                .<String>path("data.type.join(' ')"),
                        told -> told.contains(" ")))
                .isEqualTo("cn.dengyun.identity.role-grant.proposed cn.dengyun.identity.role-grant.approved");
    }

    private void lapsed(String grant) {
        get(colleague, grant).body("status", is("LAPSED")).body("availableActions", empty());
        list(colleague, "?status=LAPSED&limit=200").body("data.id", hasItem(grant));
        approve(colleague, grant).statusCode(409).body("code", is("role-grant-decided"));
        reject(colleague, grant).statusCode(409).body("code", is("role-grant-decided"));
    }

    private TestAccount member(String role) {
        return TestAccount.aMember(database, "AUTHORITY", office, role);
    }

    private ValidatableResponse invite(String as, String role) {
        return invited(office, as, email, role);
    }

    private static ValidatableResponse invited(UUID organization, String as, String address, String role) {
        return given().auth()
                .oauth2(as)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("email", address, "organizationRole", "HANDLER", "roles", List.of(role)))
                .post("/api/v1/organizations/" + organization + "/members")
                .then();
    }

    /** The role grant that a change of a member waits for. */
    private String patch(String as, TestAccount account, String tag, Map<String, ?> change) {
        return patched(as, account, tag, change)
                .statusCode(200)
                .body("roleGrantId", notNullValue())
                .extract()
                .path("roleGrantId");
    }

    private ValidatableResponse patched(String as, TestAccount account, String tag, Map<String, ?> change) {
        return given().auth()
                .oauth2(as)
                .header("If-Match", tag.equals("*") ? tag : "\"" + tag + "\"")
                .contentType("application/merge-patch+json")
                .body(change)
                .patch(path(account))
                .then();
    }

    private ValidatableResponse member(String as, TestAccount account) {
        return given().auth().oauth2(as).get(path(account)).then().statusCode(200);
    }

    private String path(TestAccount account) {
        return "/api/v1/organizations/" + office + "/members/" + account.id();
    }

    private static ValidatableResponse get(String as, String grant) {
        return given().auth().oauth2(as).get("/api/v1/role-grants/" + grant).then();
    }

    private static ValidatableResponse list(String as, String query) {
        return given().auth()
                .oauth2(as)
                .get("/api/v1/role-grants" + query)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse approve(String as, String grant) {
        return decide(as, grant, "approvals");
    }

    private static ValidatableResponse reject(String as, String grant) {
        return decide(as, grant, "rejections");
    }

    private static ValidatableResponse decide(String as, String grant, String decision) {
        return given().auth()
                .oauth2(as)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("reason", "名单已核对"))
                .post("/api/v1/role-grants/" + grant + "/" + decision)
                .then();
    }

    private static ValidatableResponse accept(String invitation, String token) {
        return accept(invitation, token, TestAccount.aMobile());
    }

    private static ValidatableResponse accept(String invitation, String token, String mobile) {
        return accepted(invitation, token, Map.of("mobile", mobile));
    }

    private static ValidatableResponse accepted(String invitation, String token, Map<String, ?> more) {
        Map<String, Object> request = new HashMap<>(Map.of(
                "token",
                token,
                "username",
                "office-" + UUID.randomUUID(),
                "displayName",
                "李娜",
                "password",
                "seven green lamps under water"));
        request.putAll(more);
        return given().contentType("application/json")
                .body(request)
                .post("/api/v1/invitations/" + invitation + "/acceptances")
                .then();
    }

    @SafeVarargs
    private static List<Integer> atOnce(Supplier<ValidatableResponse>... requests) {
        List<CompletableFuture<Integer>> asked = Stream.of(requests)
                .map(request -> CompletableFuture.supplyAsync(
                        () -> request.get().extract().statusCode()))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private static void byOwner(String sql) throws SQLException {
        try (Connection connection = OwnerDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
