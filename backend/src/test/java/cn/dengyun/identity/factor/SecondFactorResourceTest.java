package cn.dengyun.identity.factor;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.TestMails;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecondFactorResourceTest {

    @Inject
    DataSource database;

    private TestAccount account;

    @BeforeEach
    void anAccount() {
        account = TestAccount.anAdministrator(database);
    }

    @Test
    void aSecondFactorIsAskedOnceItIsConfirmed() {
        String token = account.token();
        status(token, "NONE");
        TestFactor app = TestFactor.begun(token);
        status(token, "BEGUN");
        account.signIn().statusCode(201);

        assertThat(app.confirmed(token)).hasSize(10);

        status(token, "ACTIVE");
        account.signIn().statusCode(401).body("code", is("second-factor-required"));
        account.signIn(TestAccount.PASSWORD, Map.of("code", app.code(1))).statusCode(201);
        TestMails.of(account.email()).next("动态口令变更");
    }

    @Test
    void sessionsThatWereBegunWithoutItEnd() {
        String other = account.token();
        String token = account.token();
        TestFactor.begun(token).confirmed(token);

        given().auth().oauth2(other).get("/api/v1/me").then().statusCode(401);
        given().auth().oauth2(token).get("/api/v1/me").then().statusCode(200);
    }

    @Test
    void aCodeIsGoodOnce() {
        TestFactor app = enrolled();
        String code = app.code(1);

        account.signIn(TestAccount.PASSWORD, Map.of("code", code)).statusCode(201);
        account.signIn(TestAccount.PASSWORD, Map.of("code", code))
                .statusCode(401)
                .body("code", is("second-factor-wrong"));
        account.signIn(TestAccount.PASSWORD, Map.of("code", app.code(-1))).statusCode(401);
    }

    @Test
    void aWrongCodeCountsLikeAWrongPassword() {
        TestFactor app = enrolled();
        for (int i = 0; i < 5; i++) {
            account.signIn(TestAccount.PASSWORD, Map.of("code", "abcdef")).statusCode(401);
        }
        account.waitsLonger();
        account.signIn(TestAccount.PASSWORD, Map.of("code", app.code(1)))
                .statusCode(429)
                .body("code", is("sign-in-blocked"));
    }

    @Test
    void aRecoveryCodeIsGoodOnce() {
        String token = account.token();
        List<String> codes = TestFactor.begun(token).confirmed(token);

        account.signIn(TestAccount.PASSWORD, Map.of("code", codes.get(3).toLowerCase(java.util.Locale.ROOT)))
                .statusCode(201);
        account.signIn(TestAccount.PASSWORD, Map.of("code", codes.get(3))).statusCode(401);
        given().auth().oauth2(token).get(TestFactor.PATH).then().body("recoveryCodesLeft", is(9));
    }

    @Test
    void newRecoveryCodesReplaceTheOldOnes() {
        String token = account.token();
        TestFactor app = TestFactor.begun(token);
        List<String> old = app.confirmed(token);

        List<String> fresh = TestFactor.post(
                        token, "/recovery-codes", Map.of("password", TestAccount.PASSWORD, "code", app.code(1)))
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .path("recoveryCodes");

        account.signIn(TestAccount.PASSWORD, Map.of("code", old.get(0))).statusCode(401);
        account.signIn(TestAccount.PASSWORD, Map.of("code", fresh.get(0))).statusCode(201);
        TestFactor.post(token, "/recovery-codes", Map.of("password", "wrong", "code", fresh.get(1)))
                .statusCode(403)
                .body("code", is("current-password-wrong"));
    }

    @Test
    void whoNeedsNoneMayTurnItOffWithBothFactors() {
        String token = account.token();
        TestFactor app = TestFactor.begun(token);
        app.confirmed(token);

        TestFactor.post(token, "/removals", Map.of("password", TestAccount.PASSWORD, "code", "000000"))
                .statusCode(401)
                .body("code", is("second-factor-wrong"));
        TestFactor.post(token, "/removals", Map.of("password", TestAccount.PASSWORD, "code", app.code(1)))
                .statusCode(204);

        account.signIn().statusCode(201);
    }

    @Test
    void whoeverKnowsThePasswordDoesNotGuessTheCode() {
        String token = account.token();
        TestFactor app = TestFactor.begun(token);
        app.confirmed(token);
        for (int i = 0; i < 5; i++) {
            TestFactor.post(token, "/removals", Map.of("password", TestAccount.PASSWORD, "code", "abcdef"))
                    .statusCode(401);
        }

        account.waitsLonger();
        TestFactor.post(token, "/removals", Map.of("password", TestAccount.PASSWORD, "code", app.code(1)))
                .statusCode(429)
                .body("code", is("sign-in-blocked"));
    }

    @Test
    void anActiveOneIsNotReplacedSilently() {
        String token = account.token();
        TestFactor.begun(token).confirmed(token);

        TestFactor.post(token, "", Map.of("password", TestAccount.PASSWORD))
                .statusCode(409)
                .body("code", is("second-factor-exists"));
    }

    @Test
    void aConfirmationNeedsTheRightCodeOfSomethingBegun() {
        String token = account.token();
        TestFactor.post(token, "/confirmations", Map.of("code", "123456"))
                .statusCode(404)
                .body("code", is("second-factor-not-begun"));
        TestFactor.begun(token);
        TestFactor.post(token, "/confirmations", Map.of("code", "abcdef"))
                .statusCode(422)
                .body("code", is("second-factor-code-wrong"));
    }

    @Test
    void theEnrolmentIsForAnApp() {
        TestFactor.post(account.token(), "", Map.of("password", TestAccount.PASSWORD))
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("uri", startsWith("otpauth://totp/Dengyun:" + account.username()));
    }

    @Test
    void anAdministratorHelpsWhoHasLostTheDevice() {
        enrolled();
        String path = "/api/v1/accounts/" + account.id() + "/second-factor";

        SignedIn.as("platform").delete(path).then().statusCode(403);
        SignedIn.as("sysadmin").delete(path).then().statusCode(204);
        SignedIn.as("sysadmin").delete(path).then().statusCode(404).body("code", is("second-factor-not-begun"));

        account.signIn().statusCode(201);
    }

    @Test
    void aSystemHasNone() {
        SignedIn.asPlatformClient()
                .get(TestFactor.PATH)
                .then()
                .statusCode(403)
                .body("code", is("api-client-not-accepted"));
    }

    private TestFactor enrolled() {
        String token = account.token();
        TestFactor app = TestFactor.begun(token);
        app.confirmed(token);
        return app;
    }

    private static void status(String token, String status) {
        given().auth()
                .oauth2(token)
                .get(TestFactor.PATH)
                .then()
                .statusCode(200)
                .body("status", is(status))
                .body("obligatory", is(false));
    }
}
