package cn.dengyun.identity.member;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.TestMails;
import cn.dengyun.identity.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InvitationResourceTest {

    private static final String PASSWORD = "seven green lamps under water";

    @Inject
    DataSource database;

    private final String email = "guest-" + UUID.randomUUID() + "@example.cn";
    private final String username = "guest-" + UUID.randomUUID();
    private UUID organization;
    private String token;

    @BeforeEach
    void anOrganisationWithAnOwner() {
        organization = TestOrganization.of(database, "ENTERPRISE");
        token = member("OWNER").token();
    }

    @Test
    void whoIsInvitedBecomesAMember() {
        String id = invite(token, Map.of())
                .statusCode(201)
                .header("Location", notNullValue())
                .body("status", is("PENDING"))
                .body("roleGrantId", nullValue())
                .body("roles", contains("ENTERPRISE"))
                .extract()
                .path("id");
        String mail = TestMails.of(email).next("邀请");

        accept(mail, Map.of())
                .statusCode(201)
                .body("username", is(username))
                .body("organizationId", is(organization.toString()))
                .body("organizationRole", is("HANDLER"))
                .body("email", is(email));

        SignedIn.tokenOf(username, PASSWORD);
        get(token, id).statusCode(200).body("status", is("ACCEPTED")).body("accountId", notNullValue());
        accept(mail, Map.of("username", username + "2")).statusCode(404).body("code", is("invitation-not-found"));
    }

    @Test
    void aRepetitionWithTheSameKeyInvitesOnce() {
        String key = UUID.randomUUID().toString();
        String id = invite(token, key, Map.of()).statusCode(201).extract().path("id");

        invite(token, key, Map.of())
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body("id", is(id));
        list(token).body("data", hasSize(1));
    }

    @Test
    void anotherInvitationReplacesTheOneBefore() {
        TestMails mailbox = TestMails.of(email);
        invite(token, Map.of()).statusCode(201);
        String first = mailbox.next("邀请");
        invite(token, Map.of("organizationRole", "VIEWER")).statusCode(201);
        String second = mailbox.next("邀请");

        accept(first, Map.of()).statusCode(404);
        accept(second, Map.of()).statusCode(201).body("organizationRole", is("VIEWER"));
        list(token).statusCode(200).body("data.status", contains("ACCEPTED", "WITHDRAWN"));
    }

    @Test
    void mailOfAnUncertifiedOrganisationCarriesNoneOfItsWords() {
        invite(token, Map.of()).statusCode(201);

        assertThat(TestMails.of(email).next("邀请")).doesNotContain("测试单位");
    }

    @Test
    void anUncertifiedOrganisationFloodsNobody() {
        for (int i = 0; i < 3; i++) {
            invite(token, Map.of()).statusCode(201);
        }
        invite(token, Map.of()).statusCode(429).body("code", is("invitation-quota-exceeded"));

        List<Integer> answers = IntStream.range(0, 24)
                .parallel()
                .map(i -> invite(token, Map.of("email", "other-" + i + email))
                        .extract()
                        .statusCode())
                .boxed()
                .toList();
        assertThat(answers).containsOnly(201, 429);
        assertThat(answers.stream().filter(status -> status == 201)).hasSize(17);
    }

    @Test
    void anInvitationCanBeWithdrawn() {
        String id = invite(token, Map.of()).extract().path("id");
        String mail = TestMails.of(email).next("邀请");

        withdraw(token, id).statusCode(204);

        accept(mail, Map.of()).statusCode(404).body("code", is("invitation-not-found"));
        withdraw(token, id).statusCode(409).body("code", is("invitation-over"));
    }

    @Test
    void anInvitationExpires() {
        String id = invite(token, Map.of()).extract().path("id");
        String mail = TestMails.of(email).next("邀请");
        member("VIEWER")
                .execute(
                        "UPDATE invitation SET expires_at = now() - interval '1 second' WHERE id = ?",
                        UUID.fromString(id));

        accept(mail, Map.of()).statusCode(404);
        get(token, id).body("status", is("EXPIRED"));
    }

    @Test
    void aPasswordHasToBeGood() {
        invite(token, Map.of());
        String mail = TestMails.of(email).next("邀请");

        accept(mail, Map.of("password", "passwordpassword"))
                .statusCode(400)
                .body("errors.pointer", contains("/password"))
                .body("errors.code", contains("password-common"));
        accept(mail, Map.of()).statusCode(201);
    }

    @Test
    void aUserNameAndAnAddressBelongToOneAccount() {
        TestAccount somebody = member("VIEWER");
        invite(token, Map.of());
        String mail = TestMails.of(email).next("邀请");
        accept(mail, Map.of("username", somebody.username().toUpperCase(java.util.Locale.ROOT)))
                .statusCode(409)
                .body("code", is("username-taken"));

        somebody.set("email_proven_at = now()");
        invite(token, Map.of("email", somebody.email())).statusCode(201);
        accept(TestMails.of(somebody.email()).next("邀请"), Map.of())
                .statusCode(409)
                .body("code", is("email-taken"));
    }

    @Test
    void aUserNameIsOneWord() {
        invite(token, Map.of());
        accept(TestMails.of(email).next("邀请"), Map.of("username", "two words"))
                .statusCode(400)
                .body("errors.pointer", contains("/username"));
    }

    @Test
    void onlyOwnersInvite() {
        invite(member("HANDLER").token(), Map.of()).statusCode(403).body("code", is("owner-only"));
        invite(member("VIEWER").token(), Map.of()).statusCode(403).body("code", is("viewer-may-only-read"));
        invite(SignedIn.tokenOf("enterprise"), Map.of()).statusCode(404).body("code", is("organization-not-found"));
        invite(SignedIn.tokenOf("sysadmin"), Map.of()).statusCode(201);
    }

    @Test
    void nobodyElseSeesInvitations() {
        String id = invite(token, Map.of()).extract().path("id");

        list(member("HANDLER").token()).statusCode(403).body("code", is("owner-only"));
        list(SignedIn.tokenOf("enterprise")).statusCode(404);
        for (String other : List.of(member("HANDLER").token(), SignedIn.tokenOf("enterprise"))) {
            get(other, id).statusCode(404).body("code", is("invitation-not-found"));
            withdraw(other, id).statusCode(404).body("code", is("invitation-not-found"));
        }
    }

    @Test
    void anAuthoritySaysWhatTheAccountWillBe() {
        UUID authority = TestOrganization.of(database, "AUTHORITY");
        organization = authority;
        String chief =
                TestAccount.aMember(database, "AUTHORITY", authority, "OWNER").token();

        invite(chief, Map.of())
                .statusCode(400)
                .body("errors.pointer", contains("/roles"))
                .body("errors.code", contains("role-required"));
        invite(chief, Map.of("roles", List.of("AUDITOR"))).statusCode(403).body("code", is("role-not-yours-to-give"));
        invite(chief, Map.of("roles", List.of("AUTHORITY"))).statusCode(201);
        invite(SignedIn.tokenOf("sysadmin"), Map.of("roles", List.of("AUDITOR")))
                .statusCode(201);
    }

    @Test
    void anAddressIsAnAddress() {
        invite(token, Map.of("email", "nobody"))
                .statusCode(400)
                .body("errors.pointer", contains("/email"))
                .body("errors.code", contains("email-invalid"));
    }

    private TestAccount member(String role) {
        return TestAccount.aMember(database, "ENTERPRISE", organization, role);
    }

    private ValidatableResponse invite(String as, Map<String, ?> changes) {
        return invite(as, UUID.randomUUID().toString(), changes);
    }

    private ValidatableResponse invite(String as, String key, Map<String, ?> changes) {
        Map<String, Object> request = new HashMap<>(Map.of("email", email, "organizationRole", "HANDLER"));
        request.putAll(changes);
        return given().auth()
                .oauth2(as)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(request)
                .post("/api/v1/organizations/" + organization + "/members")
                .then();
    }

    private ValidatableResponse accept(String mail, Map<String, ?> changes) {
        Map<String, Object> request = new HashMap<>(Map.of(
                "token", TestMails.tokenIn(mail), "username", username, "displayName", "客人", "password", PASSWORD));
        request.putAll(changes);
        return given().contentType("application/json")
                .body(request)
                .post("/api/v1/invitations/" + TestMails.idIn(mail) + "/acceptances")
                .then();
    }

    private ValidatableResponse list(String as) {
        return given().auth()
                .oauth2(as)
                .get("/api/v1/organizations/" + organization + "/invitations")
                .then();
    }

    private static ValidatableResponse get(String as, String id) {
        return given().auth().oauth2(as).get("/api/v1/invitations/" + id).then();
    }

    private static ValidatableResponse withdraw(String as, String id) {
        return given().auth().oauth2(as).delete("/api/v1/invitations/" + id).then();
    }
}
