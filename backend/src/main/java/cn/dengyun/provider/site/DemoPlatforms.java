package cn.dengyun.provider.site;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.provider.DemoProviders;
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
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The platforms that the demo's providers run. Changes nothing that is there. */
@ApplicationScoped
public class DemoPlatforms {

    /** The industrial cloud platform of {@link DemoProviders#PLATFORM}. */
    public static final UUID INDUSTRIAL_CLOUD = DemoAccounts.id(0x6001);

    /** What it is called. */
    public static final String INDUSTRIAL_CLOUD_NAME = "皖云工业云平台（演示）";

    private static final UUID PARK = DemoAccounts.id(0x6002);
    private static final int AFTER_PROVIDERS = 320;
    private static final String INSERT = """
            INSERT INTO provider_platform (id, version, provider_id, organization_id, region_code, kind, name_zh,
                name_en, homepage, regions, industries, knowledge_models, software, status, created_at, updated_at)
            VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPERATING', ?, ?) ON CONFLICT DO NOTHING
            """;

    private final DataSource database;
    private final Clock clock;

    DemoPlatforms(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void start(@Observes @Priority(AFTER_PROVIDERS) StartupEvent event, DengyunConfig config) throws SQLException {
        if (!config.demo()) {
            return;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            insert(
                    statement,
                    INDUSTRIAL_CLOUD,
                    DemoProviders.PLATFORM,
                    DemoAccounts.PLATFORM_ORGANIZATION,
                    "340000",
                    PlatformKind.INDUSTRIAL_CLOUD.name(),
                    INDUSTRIAL_CLOUD_NAME,
                    "Wanyun Industrial Cloud (demo)",
                    "https://industrial.example.cn",
                    List.of(),
                    List.of("34", "36", "38"),
                    List.of("轴承寿命预测模型", "注塑工艺参数模型"),
                    List.of("设备接入组件", "排产优化组件"));
            insert(
                    statement,
                    PARK,
                    DemoProviders.PLATFORM,
                    DemoAccounts.PLATFORM_ORGANIZATION,
                    "340000",
                    PlatformKind.PARK.name(),
                    "皖云园区云平台（演示）",
                    "Wanyun Park Cloud (demo)",
                    "https://park.example.cn",
                    List.of("340100"),
                    List.of(),
                    List.of(),
                    List.of("园区能耗看板"));
        }
    }

    private void insert(PreparedStatement statement, Object... values) throws SQLException {
        int place = 1;
        for (Object value : values) {
            Object written = value instanceof List<?> texts
                    ? statement.getConnection().createArrayOf("text", texts.toArray())
                    : value;
            statement.setObject(place++, written);
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        statement.setObject(place++, now);
        statement.setObject(place, now);
        statement.executeUpdate();
    }
}
