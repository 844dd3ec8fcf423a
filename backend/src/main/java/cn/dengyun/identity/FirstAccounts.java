package cn.dengyun.identity;

import cn.dengyun.identity.account.PasswordHashing;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Sees to it that somebody can sign in: the demo accounts where the demo is on, else one {@code sysadmin} from
 * {@code DENGYUN_BOOTSTRAP_PASSWORD} as long as there is no account at all. Runs at every start and changes nothing
 * that is there.
 */
@ApplicationScoped
class FirstAccounts {

    private static final Logger LOG = Logger.getLogger(FirstAccounts.class);
    private static final int BEFORE_OTHER_DEMO_DATA = 200;

    private static final String INSERT_ORGANIZATION = """
            INSERT INTO organization (id, credit_code, kind, name_zh, name_en, region_code, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;
    private static final String INSERT_ACCOUNT = """
            INSERT INTO account (id, username, display_name, password_hash, password_changed_at, must_change_password,
                roles, organization_id, created_at, email, organization_role)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;
    private static final String INSERT_CLIENT = """
            INSERT INTO api_client (id, client_id, organization_id, name, secret_hash, scopes, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private final DataSource database;
    private final DengyunConfig platform;
    private final AccountsConfig config;
    private final PasswordHashing passwords;
    private final Clock clock;

    FirstAccounts(
            DataSource database,
            DengyunConfig platform,
            AccountsConfig config,
            PasswordHashing passwords,
            Clock clock) {
        this.database = database;
        this.platform = platform;
        this.config = config;
        this.passwords = passwords;
        this.clock = clock;
    }

    void start(@Observes @Priority(BEFORE_OTHER_DEMO_DATA) StartupEvent event) throws SQLException {
        if (platform.demo()) {
            loadDemo();
            return;
        }
        if (!isAnyAccount()) {
            bootstrap();
        }
    }

    void loadDemo() throws SQLException {
        try (Connection connection = database.getConnection()) {
            for (DemoAccounts.DemoOrganization organization : DemoAccounts.ORGANIZATIONS) {
                insert(connection, organization);
            }
            if (!holds(connection, DemoAccounts.ACCOUNTS.size())) {
                // One password, one hash: one for each would take seconds at start and hide nothing.
                String hash = passwords.hashNow(WellKnownSecrets.PASSWORD);
                for (DemoAccounts.DemoAccount account : DemoAccounts.ACCOUNTS) {
                    insert(connection, account, hash, false);
                }
            }
            for (DemoAccounts.DemoClient client : DemoAccounts.CLIENTS) {
                insert(connection, client);
            }
        }
    }

    private void bootstrap() throws SQLException {
        if (config.bootstrapPassword().isEmpty()) {
            LOG.warn("There is no account yet: nobody can sign in. Set DENGYUN_BOOTSTRAP_PASSWORD and start again;"
                    + " the account sysadmin is then created with it.");
            return;
        }
        String password = config.bootstrapPassword().get();
        if (WellKnownSecrets.isPassword(password)) {
            throw new IllegalStateException(
                    "DENGYUN_BOOTSTRAP_PASSWORD is the password of the demo, which everybody knows:"
                            + " choose another one.");
        }
        try (Connection connection = database.getConnection()) {
            DemoAccounts.DemoAccount first = new DemoAccounts.DemoAccount(
                    Ids.next(),
                    "sysadmin",
                    "系统管理员",
                    Roles.SYSADMIN,
                    null,
                    config.bootstrapEmail().orElse(null));
            insert(connection, first, passwords.hashNow(password), true);
        }
        LOG.info("The account sysadmin was created; it has to change its password at first sign-in."
                + " DENGYUN_BOOTSTRAP_PASSWORD can be removed now.");
    }

    private boolean isAnyAccount() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return holds(connection, 1);
        }
    }

    private static boolean holds(Connection connection, int accounts) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM (SELECT 1 FROM account LIMIT " + accounts + ") found")) {
            row.next();
            return row.getInt(1) == accounts;
        }
    }

    private void insert(Connection connection, DemoAccounts.DemoOrganization organization) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_ORGANIZATION)) {
            statement.setObject(1, organization.id());
            statement.setString(2, organization.creditCode());
            statement.setString(3, organization.kind().name());
            statement.setString(4, organization.nameZh());
            statement.setString(5, organization.nameEn());
            statement.setString(6, organization.regionCode());
            statement.setObject(7, now());
            statement.setObject(8, now());
            statement.executeUpdate();
        }
    }

    private void insert(Connection connection, DemoAccounts.DemoAccount account, String hash, boolean mustChange)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_ACCOUNT)) {
            statement.setObject(1, account.id());
            statement.setString(2, account.username());
            statement.setString(3, account.displayName());
            statement.setString(4, hash);
            statement.setObject(5, now());
            statement.setBoolean(6, mustChange);
            statement.setArray(7, connection.createArrayOf("text", new String[] {account.role()}));
            statement.setObject(8, account.organizationId());
            statement.setObject(9, now());
            statement.setString(10, account.email());
            statement.setString(11, account.organizationId() == null ? null : Actor.OWNER);
            statement.executeUpdate();
        }
    }

    private void insert(Connection connection, DemoAccounts.DemoClient client) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_CLIENT)) {
            statement.setObject(1, client.id());
            statement.setString(2, client.clientId());
            statement.setObject(3, client.organizationId());
            statement.setString(4, client.name());
            statement.setBytes(5, WellKnownSecrets.digest(client.secret()));
            statement.setArray(
                    6, connection.createArrayOf("text", client.scopes().toArray(new String[0])));
            statement.setObject(7, now());
            statement.executeUpdate();
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
