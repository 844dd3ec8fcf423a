package cn.dengyun.identity;

import static io.restassured.RestAssured.given;

import cn.dengyun.shared.Ids;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** An account of its own for one test, so that no other test's sessions or failures get in its way. */
public final class TestAccount {

    public static final String PASSWORD = "correct horse battery staple";
    private static final int CHEAP = 4;

    private final DataSource database;
    private final UUID id = Ids.next();
    private final String username = "person-" + id;

    private TestAccount(DataSource database) {
        this.database = database;
    }

    /** A person of the platform itself, without an organisation. */
    public static TestAccount anAdministrator(DataSource database) {
        return new TestAccount(database).inserted("SYSADMIN", null, null);
    }

    /** A person of an organisation, in one of its roles. */
    public static TestAccount aMember(DataSource database, String role, UUID organization, String organizationRole) {
        return new TestAccount(database).inserted(role, organization, organizationRole);
    }

    /** A number that nobody has stated yet. */
    public static String aMobile() {
        return "13" + ThreadLocalRandom.current().nextLong(100_000_000L, 1_000_000_000L);
    }

    public UUID id() {
        return id;
    }

    public String username() {
        return username;
    }

    public String email() {
        return username + "@example.cn";
    }

    /** Tries to sign in. */
    public ValidatableResponse signIn(String password, Map<String, ?> more) {
        Map<String, Object> request = new HashMap<>(Map.of("username", username, "password", password));
        request.putAll(more);
        return given().contentType("application/json")
                .body(request)
                .post("/api/v1/sessions")
                .then();
    }

    public ValidatableResponse signIn() {
        return signIn(PASSWORD, Map.of());
    }

    /** The access token of a new session. */
    public String token() {
        return signIn().statusCode(201).extract().path("accessToken");
    }

    /** The next request of this account. */
    public RequestSpecification request() {
        return given().auth().oauth2(token());
    }

    /** Changes its row: {@code change} is what stands behind SET. */
    public void set(String change) {
        execute("UPDATE account SET " + change + " WHERE id = ?", id);
    }

    /** What its failed attempts cost it takes an hour longer: a slow test must not outlast what it finds blocked. */
    public void waitsLonger() {
        int changed = update(
                "UPDATE sign_in_failure SET blocked_until = blocked_until + interval '1 hour' WHERE"
                        + " split_part(subject, ':', 1) = encode(sha256(convert_to('person-' || ?::text, 'UTF8')), 'hex')",
                id);
        if (changed != 1) {
            throw new AssertionError("no failures were counted for " + username);
        }
    }

    /** Runs a statement whose one parameter is an id. */
    public void execute(String sql, UUID parameter) {
        int unused = update(sql, parameter);
    }

    private int update(String sql, UUID parameter) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private TestAccount inserted(String role, UUID organization, String organizationRole) {
        String sql = """
                INSERT INTO account (id, username, display_name, email, password_hash, password_changed_at, roles,
                    organization_id, organization_role, created_at)
                VALUES (?, ?, '测试人员', ?, ?, now(), ARRAY[?], ?, ?, now())
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            statement.setString(2, username);
            statement.setString(3, email());
            statement.setString(4, BcryptUtil.bcryptHash(PASSWORD, CHEAP));
            statement.setString(5, role);
            statement.setObject(6, organization);
            statement.setString(7, organizationRole);
            statement.executeUpdate();
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
