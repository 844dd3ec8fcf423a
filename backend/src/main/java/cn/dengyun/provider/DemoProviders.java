package cn.dengyun.provider;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.startup.DengyunConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
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

    /** For this year and the next, so that the sandbox can go through a year. */
    private static final String QUALIFY = """
            INSERT INTO provider_qualification (id, version, organization_id, organization_name, region_code, kind, year,
                origin, provider_id, dossier, status, reviewers, decision, remarks, granted_at, valid_from, valid_until,
                created_at, updated_at)
            SELECT ordered_id(now()), 0, p.organization_id, ?, ?, p.kinds[1], y.year,
                'CARRIED_OVER', p.id, json_build_object('nameZh', p.name_zh, 'nameEn', p.name_en, 'hotline', p.hotline,
                'homepage', p.homepage)::text, 'QUALIFIED', '{}', '演示数据', '{}', p.created_at,
                greatest(p.created_at, make_timestamptz(y.year, 1, 1, 0, 0, 0, 'Asia/Shanghai')),
                make_timestamptz(y.year + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai'), p.created_at, p.created_at
            FROM provider p CROSS JOIN generate_series(?, ?) AS y (year)
            WHERE p.id = ? AND NOT EXISTS (SELECT 1 FROM provider_qualification q
                WHERE q.provider_id = p.id AND q.kind = p.kinds[1] AND q.year = y.year)
            """;

    private static final String SETTLE = """
            UPDATE provider p SET qualified_from = q.valid_from, qualified_until = q.valid_until
            FROM (SELECT provider_id, min(valid_from) AS valid_from, max(valid_until) AS valid_until
                FROM provider_qualification WHERE status = 'QUALIFIED' GROUP BY 1) q
            WHERE p.id = ? AND q.provider_id = p.id
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
            qualify(connection, PLATFORM, "皖云示范云计算有限公司", "340000");
            qualify(connection, APPLICATION, "江城示范软件有限公司", "340200");
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

    private void qualify(Connection connection, UUID provider, String organization, String region) throws SQLException {
        int year = LocalDate.ofInstant(clock.instant(), ClockProducer.BUSINESS_ZONE)
                .getYear();
        try (PreparedStatement statement = connection.prepareStatement(QUALIFY)) {
            statement.setString(1, organization);
            statement.setString(2, region);
            statement.setInt(3, year);
            statement.setInt(4, year + 1);
            statement.setObject(5, provider);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(SETTLE)) {
            statement.setObject(1, provider);
            statement.executeUpdate();
        }
    }
}
