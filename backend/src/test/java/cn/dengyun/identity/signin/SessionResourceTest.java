package cn.dengyun.identity.signin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.Patience;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SessionResourceTest {

    private static final int DEVICES = 12;

    @ParameterizedTest
    @CsvSource({
        "province, AUTHORITY, 340000",
        "province2, AUTHORITY, 340000",
        "finance, FINANCE,",
        "finance2, FINANCE,",
        "auditor, AUDITOR,",
        "sysadmin, SYSADMIN,",
        "hefei, AUTHORITY, 340100",
        "hefei2, AUTHORITY, 340100",
        "feixi, AUTHORITY, 340123",
        "wuhu, AUTHORITY, 340200",
        "enterprise, ENTERPRISE,",
        "enterprise2, ENTERPRISE,",
        "platform, PROVIDER,",
        "application, PROVIDER,"
    })
    void everyDemoAccountSignsInWithItsRole(String username, String role, String region) {
        signIn(username, SignedIn.PASSWORD)
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("tokenType", is("Bearer"))
                .body("expiresIn", is(900))
                .body("account.username", is(username))
                .body("account.roles", contains(role))
                .body("account.regionCode", region == null ? nullValue() : is(region));
    }

    @Test
    void theUserNameMayBeWrittenInCapitals() {
        signIn(" Platform ", SignedIn.PASSWORD).statusCode(201).body("account.username", is("platform"));
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreAnsweredAlike() {
        for (String username : new String[] {"province", "nobody-of-that-name"}) {
            signIn(username, "not the password")
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("code", is("credentials-wrong"))
                    .body("detail", containsString("用户名或密码错误"));
        }
    }

    /** More at once than may fail; none of them is a failure. */
    @Test
    void rightPasswordsAtTheSameMomentAreAllLetIn() {
        ExecutorService devices = Executors.newFixedThreadPool(DEVICES);
        try {
            List<CompletableFuture<Integer>> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> signIn("enterprise2", SignedIn.PASSWORD)
                                    .extract()
                                    .statusCode(),
                            devices))
                    .limit(DEVICES)
                    .toList();

            assertThat(answers).allMatch(answer -> answer.join() == 201);
        } finally {
            devices.shutdown();
        }
    }

    @Test
    void repeatedFailuresHaveToWait() {
        for (int i = 0; i < 5; i++) {
            signIn("guessed", "guess " + i).statusCode(401);
        }
        // Whoever is slower than the first delay meets the next, which is twice as long.
        Patience.until(
                        "the name to be blocked",
                        () -> signIn("guessed", "guess 6"),
                        answer -> answer.extract().statusCode() == 429)
                .statusCode(429)
                .contentType("application/problem+json")
                .body("code", is("sign-in-blocked"))
                .header("Retry-After", notNullValue());
    }

    @Test
    void aNewPasswordMustBeAcceptable() {
        given().contentType("application/json")
                .body(Map.of("username", "finance", "password", SignedIn.PASSWORD, "newPassword", "short"))
                .post("/api/v1/sessions")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is("/newPassword"))
                .body("errors[0].code", is("password-too-short"));
    }

    @Test
    void anEmptyRequestNamesAllThatIsMissing() {
        given().contentType("application/json")
                .body("{}")
                .post("/api/v1/sessions")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/password", "/username"));
    }

    @Test
    void aSignedInAccountIsToldWhoItIs() {
        SignedIn.as("platform")
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("kind", is("ACCOUNT"))
                .body("username", is("platform"))
                .body("organizationId", is(DemoAccounts.PLATFORM_ORGANIZATION.toString()))
                .body("scopes", empty());
    }

    @Test
    void anApiClientIsToldWhoItIs() {
        SignedIn.asPlatformClient()
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("kind", is("API_CLIENT"))
                .body("username", is("platform-client"))
                .body("roles", contains("PROVIDER"));
    }

    @Test
    void nobodyIsToldToSignIn() {
        given().get("/api/v1/me")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("code", is("unauthenticated"));
    }

    private static ValidatableResponse signIn(String username, String password) {
        return given().contentType("application/json")
                .body(Map.of("username", username, "password", password))
                .post("/api/v1/sessions")
                .then();
    }
}
