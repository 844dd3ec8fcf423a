package cn.dengyun.identity.password;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import cn.dengyun.shared.Ids;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PasswordChangeTest {

    private static final String GIVEN = "given by the operator";
    private static final String CHOSEN = "chosen by the person";

    @Inject
    DataSource database;

    private String username;

    @BeforeEach
    void anAccountThatMustChangeItsPassword() throws SQLException {
        username = "person-" + Ids.next();
        String sql = """
                INSERT INTO account (id, username, display_name, password_hash, password_changed_at,
                    must_change_password, roles, created_at)
                VALUES (?, ?, '新人员', ?, now(), true, ARRAY['SYSADMIN'], now())
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, Ids.next());
            statement.setString(2, username);
            statement.setString(3, BcryptUtil.bcryptHash(GIVEN, 4));
            statement.executeUpdate();
        }
    }

    @Test
    void itCannotSignInUntilItChoosesANewPassword() {
        signIn(GIVEN, null).statusCode(403).body("code", is("password-change-required"));
        signIn(GIVEN, CHOSEN).statusCode(201);
        signIn(GIVEN, null).statusCode(401);
        signIn(CHOSEN, null).statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({
        "short, password-too-short",
        "passwordpassword, password-common",
        "given by the operator, password-unchanged",
        "Dengyun#2018, password-guessable",
        "密密密密密密密密密密密密密密密密密密密密密密密密密, password-too-long"
    })
    void aBadNewPasswordIsRefused(String newPassword, String code) {
        signIn(GIVEN, newPassword)
                .statusCode(400)
                .body("errors[0].pointer", is("/newPassword"))
                .body("errors[0].code", is(code));
    }

    @Test
    void aPasswordWithTheUserNameInItIsRefused() {
        signIn(GIVEN, username + "!").statusCode(400).body("errors[0].code", is("password-guessable"));
    }

    @Test
    void aDisabledAccountIsAnsweredLikeAWrongPassword() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE account SET disabled_at = now() WHERE username = ?")) {
            statement.setString(1, username);
            statement.executeUpdate();
        }
        signIn(GIVEN, CHOSEN).statusCode(401).body("code", is("credentials-wrong"));
    }

    private ValidatableResponse signIn(String password, String newPassword) {
        Map<String, String> request = new HashMap<>(Map.of("username", username, "password", password));
        if (newPassword != null) {
            request.put("newPassword", newPassword);
        }
        return given().contentType("application/json")
                .body(request)
                .post("/api/v1/sessions")
                .then();
    }
}
