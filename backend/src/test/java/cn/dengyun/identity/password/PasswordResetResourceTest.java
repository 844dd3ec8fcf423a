package cn.dengyun.identity.password;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.TestMails;
import cn.dengyun.identity.account.PasswordHashing;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PasswordResetResourceTest {

    private static final String CHOSEN = "seven green lamps under water";

    @Inject
    DataSource database;

    private TestAccount account;
    private TestMails mailbox;

    @BeforeEach
    void anAccount() {
        account = TestAccount.anAdministrator(database);
        mailbox = TestMails.of(account.email());
    }

    @Test
    void whoForgotThePasswordChoosesAnotherOneAndIsSignedOutEverywhere() {
        String token = account.token();
        String mail = mailOf(account.username());

        complete(mail, CHOSEN).statusCode(204);

        given().auth().oauth2(token).get("/api/v1/me").then().statusCode(401);
        account.signIn().statusCode(401);
        account.signIn(CHOSEN, Map.of()).statusCode(201);
        mailbox.next("密码已修改");
    }

    @Test
    void theAddressServesAsWellAsTheName() {
        complete(mailOf(account.email()), CHOSEN).statusCode(204);
    }

    @Test
    void anAccountWithoutAPasswordGetsOneByMailAndIsEnteredByNothingElse() {
        String token = account.token();
        account.set("password_hash = '" + PasswordHashing.NO_PASSWORD + "'");

        account.signIn(TestAccount.PASSWORD, Map.of()).statusCode(401).body("code", is("credentials-wrong"));
        account.signIn(PasswordHashing.NO_PASSWORD, Map.of()).statusCode(401);
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("currentPassword", PasswordHashing.NO_PASSWORD, "newPassword", CHOSEN))
                .put("/api/v1/me/password")
                .then()
                .statusCode(403)
                .body("code", is("current-password-wrong"));
        complete(mailOf(account.username()), CHOSEN).statusCode(204);

        account.signIn(CHOSEN, Map.of()).statusCode(201);
    }

    @Test
    void aTokenIsGoodOnce() {
        String mail = mailOf(account.username());
        complete(mail, CHOSEN).statusCode(204);

        complete(mail, "another seven green lamps").statusCode(404).body("code", is("password-reset-not-found"));
    }

    @Test
    void allTokensOfAnAccountAreUsedTogether() {
        String first = mailOf(account.username());
        String second = mailOf(account.username());
        complete(first, CHOSEN).statusCode(204);

        complete(second, "another seven green lamps").statusCode(404);
    }

    @Test
    void aTokenExpires() {
        String mail = mailOf(account.username());
        account.execute(
                "UPDATE password_reset SET expires_at = now() - interval '1 second' WHERE account_id = ?",
                account.id());

        complete(mail, CHOSEN).statusCode(404);
    }

    @Test
    void aWrongTokenAndAnUnknownResetAreAnsweredAlike() {
        String mail = mailOf(account.username());

        complete(TestMails.idIn(mail), "wrong", CHOSEN).statusCode(404).body("code", is("password-reset-not-found"));
        complete(UUID.randomUUID().toString(), TestMails.tokenIn(mail), CHOSEN)
                .statusCode(404)
                .body("code", is("password-reset-not-found"));
    }

    @Test
    void aBadPasswordDoesNotUseTheTokenUp() {
        String mail = mailOf(account.username());

        complete(mail, account.username())
                .statusCode(400)
                .body("errors.pointer", contains("/newPassword"))
                .body("errors.code", contains("password-guessable"));
        complete(mail, CHOSEN).statusCode(204);
    }

    @Test
    void aLockIsLifted() {
        for (int i = 0; i < 5; i++) {
            account.signIn("guess " + i, Map.of()).statusCode(401);
        }
        account.waitsLonger();
        account.signIn().statusCode(429);

        complete(mailOf(account.username()), CHOSEN).statusCode(204);

        account.signIn(CHOSEN, Map.of()).statusCode(201);
    }

    @Test
    void nobodyLearnsWhetherAnAccountExists() {
        String known = request(account.username()).statusCode(202).extract().asString();
        String unknown =
                request("nobody-" + UUID.randomUUID()).statusCode(202).extract().asString();

        assertThat(known).isEqualTo(unknown).isEmpty();
    }

    @Test
    void nobodyFloodsAMailbox() {
        for (int i = 0; i < 6; i++) {
            request(account.username()).statusCode(202);
        }
        for (int i = 0; i < 3; i++) {
            mailbox.next("重置密码");
        }
        // A mail of another kind that was asked for later has come, so all of the first kind have.
        complete(mailOfAnother(), CHOSEN).statusCode(204);
        assertThat(mailbox.unread("重置密码")).isZero();
    }

    @Test
    void aRequestNeedsAName() {
        request(" ").statusCode(400).body("errors.pointer", contains("/username"));
    }

    private String mailOfAnother() {
        TestAccount other = TestAccount.anAdministrator(database);
        request(other.username()).statusCode(202);
        return TestMails.of(other.email()).next("重置密码");
    }

    private String mailOf(String name) {
        request(name).statusCode(202);
        return mailbox.next("重置密码");
    }

    private static ValidatableResponse request(String name) {
        return given().contentType("application/json")
                .body(Map.of("username", name))
                .post("/api/v1/password-resets")
                .then();
    }

    private static ValidatableResponse complete(String mail, String password) {
        return complete(TestMails.idIn(mail), TestMails.tokenIn(mail), password);
    }

    private static ValidatableResponse complete(String id, String token, String password) {
        return given().contentType("application/json")
                .body(Map.of("token", token, "newPassword", password))
                .post("/api/v1/password-resets/" + id + "/completions")
                .then();
    }
}
