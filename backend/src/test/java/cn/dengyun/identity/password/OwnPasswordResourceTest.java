package cn.dengyun.identity.password;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OwnPasswordResourceTest {

    private static final String CHOSEN = "seven green lamps under water";

    @Inject
    DataSource database;

    private TestAccount account;

    @BeforeEach
    void anAccount() {
        account = TestAccount.anAdministrator(database);
    }

    @Test
    void aPersonChangesItsPasswordAndStaysSignedInHereOnly() {
        String here = account.token();
        String there = account.token();

        change(here, TestAccount.PASSWORD, CHOSEN).statusCode(204);

        given().auth().oauth2(here).get("/api/v1/me").then().statusCode(200);
        given().auth().oauth2(there).get("/api/v1/me").then().statusCode(401);
        account.signIn().statusCode(401);
        account.signIn(CHOSEN, Map.of()).statusCode(201);
    }

    @Test
    void theCurrentPasswordIsAskedAndGuessingItIsSlowedDown() {
        String token = account.token();
        for (int i = 0; i < 5; i++) {
            change(token, "guess " + i, CHOSEN).statusCode(403).body("code", is("current-password-wrong"));
        }
        account.waitsLonger();
        change(token, TestAccount.PASSWORD, CHOSEN).statusCode(429).body("code", is("sign-in-blocked"));
        account.signIn().statusCode(429);
    }

    @Test
    void aPasswordThatIsGuessedFirstIsRefused() {
        String token = account.token();
        for (String common : new String[] {"passwordpassword", "qwertyuiop1234", "1234567890123", "aaaaaaaaaaaaaaaa"}) {
            change(token, TestAccount.PASSWORD, common)
                    .statusCode(400)
                    .body("errors.pointer", contains("/newPassword"))
                    .body("errors.code", contains("password-common"));
        }
    }

    @Test
    void allThatIsWrongWithAPasswordIsToldAtOnce() {
        TestAccount other = TestAccount.anAdministrator(database);
        other.set("username = 'zhangsan-" + other.id() + "', email = 'zs" + other.id() + "@example.cn',"
                + " display_name = '张三丰'");
        String token = SignedIn.tokenOf("zhangsan-" + other.id(), TestAccount.PASSWORD);

        change(token, TestAccount.PASSWORD, "张三丰12")
                .statusCode(400)
                .body("errors.code", contains("password-too-short", "password-guessable"));
    }

    @Test
    void aSystemHasNoPassword() {
        SignedIn.asPlatformClient()
                .contentType("application/json")
                .body(Map.of("currentPassword", "x", "newPassword", CHOSEN))
                .put("/api/v1/me/password")
                .then()
                .statusCode(403)
                .body("code", is("api-client-not-accepted"));
    }

    private static ValidatableResponse change(String token, String current, String wanted) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("currentPassword", current, "newPassword", wanted))
                .put("/api/v1/me/password")
                .then();
    }
}
