package cn.dengyun.provider.payee;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.startup.DengyunConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;

/** Where the demo's providers are paid to: one is, one waits to be verified. Changes nothing that is there. */
@ApplicationScoped
class DemoPayeeAccounts {

    private static final int AFTER_PROVIDERS = 310;
    private static final long ACCOUNTS = 0x5000;
    /** The accounts {@code finance}, {@code platform} and {@code application}. */
    private static final UUID FINANCE = DemoAccounts.id(0x202);

    private static final UUID PLATFORM_OWNER = DemoAccounts.id(0x20B);
    private static final UUID APPLICATION_OWNER = DemoAccounts.id(0x20C);

    private static final String INSERT = """
            INSERT INTO payee_account (id, version, organization_id, organization_name, region_code, holder, bank_name,
                bank_code, number, status, proposed_by, proposed_at, decided_by, decided_at, reason, effective_from)
            VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private final DataSource database;
    private final Clock clock;

    DemoPayeeAccounts(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void start(@Observes @Priority(AFTER_PROVIDERS) StartupEvent event, DengyunConfig config) throws SQLException {
        if (!config.demo()) {
            return;
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        OffsetDateTime proposed = now.minus(Duration.ofDays(30));
        OffsetDateTime verified = now.minus(Duration.ofDays(28));
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            insert(
                    statement,
                    DemoAccounts.id(ACCOUNTS + 1),
                    DemoAccounts.PLATFORM_ORGANIZATION,
                    "皖云示范云计算有限公司",
                    "340000",
                    "皖云示范云计算有限公司",
                    "示范银行合肥分行",
                    "999361000018",
                    "9990000000000010018",
                    PayeeAccountStatus.VERIFIED.name(),
                    PLATFORM_OWNER,
                    proposed,
                    FINANCE,
                    verified,
                    "演示数据",
                    verified);
            insert(
                    statement,
                    DemoAccounts.id(ACCOUNTS + 2),
                    DemoAccounts.APPLICATION_ORGANIZATION,
                    "江城示范软件有限公司",
                    "340200",
                    "江城示范软件有限公司",
                    "示范银行芜湖分行",
                    "999362000026",
                    "9990000000000020026",
                    PayeeAccountStatus.PROPOSED.name(),
                    APPLICATION_OWNER,
                    now.minus(Duration.ofDays(1)),
                    null,
                    null,
                    null,
                    null);
        }
    }

    private static void insert(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }
}
