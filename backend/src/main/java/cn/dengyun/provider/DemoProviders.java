package cn.dengyun.provider;

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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;

/** Makes the demo's providers of the demo's organisations; changes nothing that is there. */
@ApplicationScoped
public class DemoProviders {

    /** The provider for which the account {@code platform} and the client {@code platform-client} act. */
    public static final UUID PLATFORM = DemoAccounts.id(0x1);

    /** The provider for which the account {@code application} and the client {@code application-client} act. */
    public static final UUID APPLICATION = DemoAccounts.id(0x2);

    private static final int AFTER_ORGANIZATIONS = 300;
    private static final String INSERT = """
            INSERT INTO provider (id, organization_id, kinds, name_zh, name_en, hotline, homepage,
                created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private final DataSource database;
    private final Clock clock;

    DemoProviders(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void start(@Observes @Priority(AFTER_ORGANIZATIONS) StartupEvent event, DengyunConfig config) throws SQLException {
        if (!config.demo()) {
            return;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            insert(
                    statement,
                    PLATFORM,
                    DemoAccounts.PLATFORM_ORGANIZATION,
                    ProviderKind.CLOUD_PLATFORM,
                    "皖云示范云平台",
                    "Wanyun Demo Cloud",
                    "400-000-0001",
                    "https://cloud.example.cn");
            insert(
                    statement,
                    APPLICATION,
                    DemoAccounts.APPLICATION_ORGANIZATION,
                    ProviderKind.CLOUD_APPLICATION,
                    "江城示范软件",
                    "Jiangcheng Demo Software",
                    "400-000-0002",
                    "https://software.example.cn");
        }
    }

    private void insert(
            PreparedStatement statement, UUID id, UUID organization, ProviderKind kind, String... descriptions)
            throws SQLException {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        statement.setObject(1, id);
        statement.setObject(2, organization);
        statement.setArray(3, statement.getConnection().createArrayOf("text", new String[] {kind.name()}));
        for (int i = 0; i < descriptions.length; i++) {
            statement.setString(4 + i, descriptions[i]);
        }
        statement.setObject(8, now);
        statement.setObject(9, now);
        statement.executeUpdate();
    }
}
