package cn.dengyun.identity.member;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SeparateSchema;
import cn.dengyun.shared.Ids;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may invite the second administrator alone, on a platform that begins. */
@QuarkusTest
class FirstAdministratorTest {

    private static final UUID OPERATOR = Ids.next();

    private final SeparateSchema schema = SeparateSchema.migrated();
    private final UUID first = Ids.next();

    @BeforeEach
    void oneAdministratorAndAnOperator() throws SQLException {
        execute("INSERT INTO organization (id, credit_code, kind, name_zh, region_code, created_at, updated_at)"
                + " VALUES ('" + OPERATOR
                + "', '91340000MA2T00058Q', 'OPERATOR', '运营单位', '340000', now(), now())");
        account(first, "SYSADMIN", "NULL");
    }

    @Test
    void theOnlyAdministratorThereEverWasIsTheFirst() throws SQLException {
        account(Ids.next(), "FINANCE", "NULL");

        assertThat(isFirst("second@example.cn")).isTrue();
    }

    @Test
    void whoEverHadAColleagueIsNotTheFirst() throws SQLException {
        account(Ids.next(), "SYSADMIN", "now()");

        assertThat(isFirst("second@example.cn")).isFalse();
    }

    @Test
    void oneInvitationIsOpenAtATime() throws SQLException {
        execute("INSERT INTO invitation (id, organization_id, email, organization_role, roles, digest, created_at,"
                + " expires_at) VALUES ('" + Ids.next() + "', '" + OPERATOR
                + "', 'second@example.cn', 'OWNER', ARRAY['SYSADMIN'], sha256('x'), now(), now() + interval '7 days')");

        assertThat(isFirst("second@example.cn")).isTrue();
        assertThat(isFirst("third@example.cn")).isFalse();
        execute("UPDATE invitation SET withdrawn_at = now()");
        assertThat(isFirst("third@example.cn")).isTrue();
    }

    private boolean isFirst(String email) throws SQLException {
        try (Connection connection = schema.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PREPARE first AS " + InvitationStore.IS_FIRST_ADMINISTRATOR);
            try (ResultSet row = statement.executeQuery(
                    "EXECUTE first('%s', now(), '%s', '%s')".formatted(first, OPERATOR, email))) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private void account(UUID id, String role, String disabledAt) throws SQLException {
        execute(
                "INSERT INTO account (id, username, display_name, password_hash, password_changed_at, roles, created_at,"
                        + " disabled_at) VALUES ('" + id + "', 'a-" + id + "', '管理员', 'x', now(), ARRAY['" + role
                        + "'], now(), " + disabledAt + ")");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = schema.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
