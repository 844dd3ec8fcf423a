package cn.dengyun.identity.organization;

import static cn.dengyun.identity.organization.TestEnterprise.aRegistration;
import static cn.dengyun.identity.organization.TestEnterprise.anOwner;
import static cn.dengyun.identity.organization.TestEnterprise.post;
import static cn.dengyun.identity.organization.TestEnterprise.register;
import static cn.dengyun.identity.organization.TestEnterprise.usernameOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestMails;
import cn.dengyun.platform.job.Background;
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.provider.TestRegister;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anybody can register the credit code of anybody, and loses it to whom it belongs. */
@QuarkusTest
class SquattedRegistrationTest {

    @Inject
    DataSource database;

    @Test
    void aCodeIsReservedForThirtyDaysAndTheProblemSaysUntilWhen() {
        TestEnterprise squatter = TestEnterprise.registered("340123");

        again(squatter)
                .statusCode(409)
                .body("code", is("credit-code-reserved"))
                .body("detail", containsString(lastDayOf(squatter)));
        age(squatter, 30);
        again(squatter).statusCode(409).body("code", is("credit-code-reserved"));
        squatter.request().get(squatter.path()).then().statusCode(200);
    }

    @Test
    void afterThatTheRegistrationGivesWayAndNobodyActsForItAnyMore() {
        Map<String, Object> request = aRegistration("340123");
        TestEnterprise squatter = registered(request);
        String draft = squatter.apply(true).statusCode(201).extract().path("id");
        age(squatter, 31);

        String id = again(squatter)
                .statusCode(201)
                .body("creditCode", is(squatter.creditCode()))
                .body("earlierRegistrationAt", notNullValue())
                .extract()
                .path("id");

        squatter.request().get("/api/v1/me").then().statusCode(401);
        post(squatter.request(), "/api/v1/certifications/" + draft + "/submissions", Map.of())
                .statusCode(401);
        given().contentType("application/json")
                .body(Map.of("username", usernameOf(request), "password", TestEnterprise.PASSWORD))
                .post("/api/v1/sessions")
                .then()
                .statusCode(401);
        for (String reader : List.of("feixi", "auditor", "sysadmin")) {
            SignedIn.as(reader).get(squatter.path()).then().statusCode(404);
            SignedIn.as(reader)
                    .queryParam("limit", 200)
                    .get("/api/v1/organizations")
                    .then()
                    .body("data.id", hasItem(id))
                    .body("data.id", not(hasItem(squatter.id())));
        }
        SignedIn.as("feixi").get("/api/v1/organizations/" + id).then().body("earlierRegistrationAt", notNullValue());
        SignedIn.as("auditor").get("/api/v1/certifications/" + draft).then().body("status", is("WITHDRAWN"));
        SignedIn.as("auditor")
                .queryParam("subject", "/api/v1/certifications/" + draft)
                .get("/api/v1/audit-entries")
                .then()
                .body("data.action", hasItem("certification.withdrawn"));
        SignedIn.as("auditor")
                .queryParam("subject", squatter.path())
                .get("/api/v1/audit-entries")
                .then()
                .body("data.action", hasItem("organization.closed"));
        measure(squatter, "freezes").statusCode(404);
    }

    @Test
    void whoHasProvenAnAddressIsToldThatTheRegistrationHasEnded() {
        Map<String, Object> request = aRegistration("340123");
        TestEnterprise lapsed = registered(request);
        TestMails mails = TestMails.of(emailOf(request));
        prove(usernameOf(request), mails);
        Map<String, Object> unproven = aRegistration("340123");
        TestEnterprise other = registered(unproven);
        age(lapsed, 31);
        age(other, 31);

        again(lapsed).statusCode(201);
        again(other).statusCode(201);

        assertThat(mails.next("登记已失效")).contains(usernameOf(request));
        Background.settle();
        assertThat(TestMails.of(emailOf(unproven)).unread("登记已失效")).isZero();
    }

    @Test
    void whoComesBackRegistersWithTheSameNameAndAddress() {
        Map<String, Object> request = aRegistration("340123");
        TestEnterprise lapsed = registered(request);
        age(lapsed, 31);

        register(UUID.randomUUID().toString(), request).statusCode(201);

        assertThat(TestEnterprise.signIn(usernameOf(request))).isNotEmpty();
    }

    @Test
    void whileTheAuthorityHasItsRequestItStaysAndOnceRefusedItGivesWay() {
        TestEnterprise squatter = TestEnterprise.registered("340123");
        String certification = squatter.apply();
        age(squatter, 90);
        again(squatter).statusCode(409).body("code", is("credit-code-taken"));
        TestEnterprise.decide(
                        "feixi", certification, Map.of("decision", "REJECT", "reason", "材料系冒用", "clause", "实施方案第三条第二款"))
                .statusCode(200);

        String id = again(squatter).statusCode(201).extract().path("id");

        // Whoever took it over has the days that everybody has, though another one was refused.
        ValidatableResponse later = again(squatter).statusCode(409).body("code", is("credit-code-reserved"));
        later.body("detail", not(containsString(id)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CERTIFIED", "REVOKED", "FROZEN", "PROVIDER"})
    void whatSomebodyVouchedForOrHasToLookIntoNeverGivesWay(String why) {
        TestEnterprise holder = why.equals("CERTIFIED") || why.equals("REVOKED")
                ? TestEnterprise.certified("340123", "feixi")
                : TestEnterprise.registered("PROVIDER", "340123");
        switch (why) {
            case "REVOKED" -> measure(holder, "revocations").statusCode(200);
            case "FROZEN" -> measure(holder, "freezes").statusCode(200);
            case "PROVIDER" -> TestRegister.provider(holder.id(), "测试通信", ProviderKind.TELECOM);
            default -> {}
        }
        age(holder, 400);

        again(holder).statusCode(409).body("code", is("credit-code-taken"));
        holder.request().get(holder.path()).then().statusCode(200);
    }

    @Test
    void ofManyWhoTakeItOverAtOnceOneDoes() {
        TestEnterprise squatter = TestEnterprise.registered("340123");
        age(squatter, 31);

        List<CompletableFuture<Integer>> attempts = IntStream.range(0, 5)
                .mapToObj(each -> CompletableFuture.supplyAsync(
                        () -> again(squatter).extract().statusCode()))
                .toList();

        assertThat(attempts.stream().map(CompletableFuture::join).sorted().toList())
                .containsExactly(201, 409, 409, 409, 409);
    }

    @Test
    void ofATakeoverAndARequestForCertificationAtOnceOneHolds() {
        for (int round = 0; round < 5; round++) {
            TestEnterprise squatter = TestEnterprise.registered("340123");
            age(squatter, 31);

            CompletableFuture<Integer> request = CompletableFuture.supplyAsync(
                    () -> squatter.apply(false).extract().statusCode());
            int takeover = again(squatter).extract().statusCode();

            if (takeover == 201) {
                assertThat(request.join()).isIn(401, 404);
            } else {
                assertThat(takeover).isEqualTo(409);
                assertThat(request.join()).isEqualTo(201);
            }
        }
    }

    @Test
    void nobodyIsInvitedIntoAClosedOrganisation() {
        TestEnterprise squatter = TestEnterprise.registered("340123");
        String email = "guest-" + UUID.randomUUID() + "@example.cn";
        post(squatter.request(), squatter.path() + "/members", Map.of("email", email, "organizationRole", "OWNER"))
                .statusCode(201);
        String mail = TestMails.of(email).next("邀请");
        age(squatter, 31);
        again(squatter).statusCode(201);

        accept(mail).statusCode(404).body("code", is("invitation-not-found"));
    }

    @Test
    void aDelegationOfAClosedOrganisationIsOver() {
        TestEnterprise squatter = TestEnterprise.registered("340123");
        String delegation = post(
                        squatter.request(),
                        "/api/v1/delegations",
                        Map.of(
                                "agentOrganizationId",
                                "01900000-0000-7000-8000-000000000101",
                                "scopes",
                                List.of("organization:read"),
                                "validFrom",
                                Instant.now().minusSeconds(60).toString(),
                                "validUntil",
                                Instant.now().plusSeconds(86_400).toString()))
                .statusCode(201)
                .extract()
                .path("id");
        age(squatter, 31);
        again(squatter).statusCode(201);

        SignedIn.as("auditor").get("/api/v1/delegations/" + delegation).then().body("status", is("REVOKED"));
    }

    @Test
    void anUnprovenAddressReservesNothingAndWhoIsInvitedByItTakesIt() {
        Map<String, Object> request = aRegistration("340123");
        TestEnterprise squatter = registered(request);
        String email = emailOf(request);
        registeredWith(email);
        String owner = squatter.request().get("/api/v1/me").path("id");

        TestEnterprise host = TestEnterprise.certified("340123", "feixi");
        post(host.request(), host.path() + "/members", Map.of("email", email, "organizationRole", "HANDLER"))
                .statusCode(201);
        accept(TestMails.of(email).next("邀请")).statusCode(201);

        squatter.request().get(squatter.path() + "/members").then().body("data[0].email", nullValue());
        SignedIn.as("auditor")
                .queryParam("subject", "/api/v1/accounts/" + owner)
                .get("/api/v1/audit-entries")
                .then()
                .body("data.action", hasItem("account.email-released"));
        Background.settle();
        squatter.request()
                .queryParam("limit", 200)
                .get("/api/v1/notifications")
                .then()
                .statusCode(200)
                .body("data.findAll { it.occasion == 'EMAIL_RELEASED' }.kind", contains("SECURITY"))
                .body("data.find { it.occasion == 'EMAIL_RELEASED' }.subject", is("/api/v1/accounts/" + owner));
        Map<String, Object> late = aRegistration("340123");
        owner(late).put("email", email);
        register(UUID.randomUUID().toString(), late).statusCode(409).body("code", is("email-taken"));
    }

    @Test
    void aTokenThatWasMailedProvesTheAddress() {
        Map<String, Object> request = aRegistration("340123");
        TestEnterprise squatter = registered(request);
        String email = emailOf(request);
        TestEnterprise right = registeredWith(email);
        String name = right.request().get("/api/v1/me").path("username");
        TestMails mails = TestMails.of(email);

        prove(name, mails);

        squatter.request().get(squatter.path() + "/members").then().body("data[0].email", nullValue());
        forgot(email);
        assertThat(mails.next("重置密码")).contains(name);
        Map<String, Object> late = aRegistration("340123");
        owner(late).put("email", email);
        register(UUID.randomUUID().toString(), late).statusCode(409).body("code", is("email-taken"));
    }

    @Test
    void anAddressOfACertifiedOrganisationIsKept() {
        Map<String, Object> request = aRegistration("340123");
        TestEnterprise certified = registered(request);
        certified.certifyBy("feixi");
        String email = emailOf(request);
        TestEnterprise host = TestEnterprise.certified("340123", "feixi");
        post(host.request(), host.path() + "/members", Map.of("email", email, "organizationRole", "HANDLER"))
                .statusCode(201);

        accept(TestMails.of(email).next("邀请")).statusCode(409).body("code", is("email-taken"));
        certified.request().get(certified.path() + "/members").then().body("data[0].email", is(email));
        SignedIn.as("auditor")
                .queryParam(
                        "subject",
                        "/api/v1/accounts/"
                                + certified.request().get("/api/v1/me").path("id"))
                .queryParam("action", "account.email-released")
                .get("/api/v1/audit-entries")
                .then()
                .body("data", empty());
    }

    private static TestEnterprise registered(Map<String, Object> request) {
        String id = register(UUID.randomUUID().toString(), request)
                .statusCode(201)
                .extract()
                .path("id");
        return new TestEnterprise(id, TestEnterprise.signIn(usernameOf(request)), (String) request.get("creditCode"));
    }

    /** Of another legal entity, with this address. */
    private static TestEnterprise registeredWith(String email) {
        Map<String, Object> request = aRegistration("340123");
        owner(request).put("email", email);
        return registered(request);
    }

    /** Somebody else registers the same credit code. */
    private static ValidatableResponse again(TestEnterprise holder) {
        Map<String, Object> request = aRegistration("340123");
        request.put("creditCode", holder.creditCode());
        request.put("owner", anOwner("p" + UUID.randomUUID().toString().substring(24)));
        return register(UUID.randomUUID().toString(), request);
    }

    private static ValidatableResponse measure(TestEnterprise enterprise, String noun) {
        return post(SignedIn.as("feixi"), enterprise.path() + "/" + noun, Map.of("reason", "核查"));
    }

    private static ValidatableResponse accept(String mail) {
        return given().contentType("application/json")
                .body(Map.of(
                        "token",
                        TestMails.tokenIn(mail),
                        "username",
                        "p" + UUID.randomUUID().toString().substring(24),
                        "displayName",
                        "客人",
                        "password",
                        TestEnterprise.PASSWORD))
                .post("/api/v1/invitations/" + TestMails.idIn(mail) + "/acceptances")
                .then();
    }

    /** By the token in a mail for a forgotten password. */
    private static void prove(String username, TestMails mails) {
        forgot(username);
        String mail = mails.next("重置密码");
        given().contentType("application/json")
                .body(Map.of("token", TestMails.tokenIn(mail), "newPassword", "seven green lamps under water"))
                .post("/api/v1/password-resets/" + TestMails.idIn(mail) + "/completions")
                .then()
                .statusCode(204);
    }

    private static void forgot(String name) {
        given().contentType("application/json")
                .body(Map.of("username", name))
                .post("/api/v1/password-resets")
                .then()
                .statusCode(202);
    }

    private static String emailOf(Map<String, Object> request) {
        return (String) owner(request).get("email");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> owner(Map<String, Object> request) {
        return (Map<String, Object>) request.get("owner");
    }

    private String lastDayOf(TestEnterprise holder) {
        Instant createdAt = Instant.parse(holder.request().get(holder.path()).path("createdAt"));
        return LocalDate.ofInstant(createdAt, ZoneId.of("Asia/Shanghai"))
                .plusDays(30)
                .toString();
    }

    /** Makes its registration older. */
    private void age(TestEnterprise holder, int days) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE organization SET created_at = created_at - ? * interval '1 day' WHERE id = ?")) {
            statement.setInt(1, days);
            statement.setObject(2, UUID.fromString(holder.id()));
            assertThat(statement.executeUpdate()).isOne();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
