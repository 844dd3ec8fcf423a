package cn.dengyun.identity.factor;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import cn.dengyun.TestProfiles;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.TestAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Outside the demo, authorities, finance and administrators have no way around a second factor; secrets are encrypted.
 */
@QuarkusTest
@TestProfile(TestProfiles.WithoutDemo.class)
class ObligatorySecondFactorTest {

    private static final UUID HEFEI = DemoAccounts.id(0x108);

    @Inject
    DataSource database;

    private TestAccount account;

    @BeforeEach
    void anAuthority() {
        account = TestAccount.aMember(database, "AUTHORITY", HEFEI, "OWNER");
    }

    @Test
    void untilItIsEnrolledTheSessionOpensNothingButTheAccount() {
        JsonPath session = account.signIn()
                .statusCode(201)
                .body("ownAccountOnly", is(true))
                .extract()
                .jsonPath();
        String token = session.getString("accessToken");

        given().auth().oauth2(token).get("/api/v1/me").then().statusCode(200);
        for (String path : new String[] {"/api/v1/organizations", "/api/v1/events"}) {
            given().auth()
                    .oauth2(token)
                    .get(path)
                    .then()
                    .statusCode(403)
                    .body("code", is("second-factor-enrolment-required"));
        }
        refreshed(session, true);
    }

    @Test
    void onceItIsEnrolledARefreshOpensEverything() {
        JsonPath session = account.signIn().statusCode(201).extract().jsonPath();
        TestFactor app = TestFactor.begun(session.getString("accessToken"));
        app.confirmed(session.getString("accessToken"));

        String token = refreshed(session, false);

        given().auth().oauth2(token).get("/api/v1/organizations").then().statusCode(200);
        account.signIn(TestAccount.PASSWORD, Map.of("code", app.code(1)))
                .statusCode(201)
                .body("ownAccountOnly", is(false));
    }

    @Test
    void itCannotBeTurnedOff() {
        String token = account.token();
        TestFactor app = TestFactor.begun(token);
        app.confirmed(token);

        TestFactor.post(token, "/removals", Map.of("password", TestAccount.PASSWORD, "code", app.code(1)))
                .statusCode(409)
                .body("code", is("second-factor-obligatory"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FINANCE", "SYSADMIN"})
    void whoDecidesOnMoneyOrOnPeopleNeedsOne(String role) {
        TestAccount.aMember(database, role, HEFEI, "OWNER")
                .signIn()
                .statusCode(201)
                .body("ownAccountOnly", is(true));
    }

    @Test
    void whoHasNoneOfTheseRolesNeedsNone() {
        TestAccount.aMember(database, "PROVIDER", DemoAccounts.PLATFORM_ORGANIZATION, "OWNER")
                .signIn()
                .statusCode(201)
                .body("ownAccountOnly", is(false));
    }

    @Test
    void theSecretIsEncryptedWhereItLies() throws SQLException {
        TestFactor.begun(account.token());

        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "SELECT is_encrypted, octet_length(secret) FROM second_factor WHERE account_id = ?")) {
            statement.setObject(1, account.id());
            try (var rows = statement.executeQuery()) {
                rows.next();
                org.assertj.core.api.Assertions.assertThat(rows.getBoolean(1)).isTrue();
                // 20 bytes of secret, 12 of nonce, 16 of authentication tag.
                org.assertj.core.api.Assertions.assertThat(rows.getInt(2)).isEqualTo(48);
            }
        }
    }

    private static String refreshed(JsonPath session, boolean ownAccountOnly) {
        return given().contentType("application/json")
                .body(Map.of("refreshToken", session.getString("refreshToken")))
                .post("/api/v1/sessions/refresh")
                .then()
                .statusCode(200)
                .body("ownAccountOnly", is(ownAccountOnly))
                .extract()
                .path("accessToken");
    }
}
