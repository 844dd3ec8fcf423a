package cn.dengyun.catalogue.hosting;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.provider.DemoProviders;
import cn.dengyun.provider.site.DemoPlatforms;
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

/**
 * The demo's industrial apps on its industrial cloud platform: most of them confirmed, the last ones wait for the
 * platform. Changes nothing that is there.
 */
@ApplicationScoped
class DemoHostings {

    private static final int AFTER_OFFERINGS = 410;
    private static final int CONFIRMED = 12;
    private static final int PROPOSED = 2;
    /** The application provider proposes, the platform provider confirms. */
    private static final String INSERT = """
            INSERT INTO hosting (id, version, organization_id, counterpart_id, region_code, platform_id, platform_name,
                host_id, offering_id, offering_name, developer_id, status, proposed_at, confirmed_at, updated_at)
            SELECT ('01900000-0000-7000-8000-00000000' || to_hex(28672 + a.number))::uuid, 0, ?, ?, '340000', ?, ?, ?,
                a.id, a.name, a.provider_id, CASE WHEN a.number <= ? THEN 'CONFIRMED' ELSE 'PROPOSED' END, ?,
                CASE WHEN a.number <= ? THEN ?::timestamptz END, ?
            FROM (SELECT o.id, o.name, o.provider_id, row_number() OVER (ORDER BY o.external_id) AS number
                FROM offering o WHERE o.provider_id = ? AND o.kind = 'INDUSTRIAL_APP' AND o.status = 'PUBLISHED'
                    AND o.external_id LIKE 'demo-%') a
            WHERE a.number <= ? AND NOT EXISTS (SELECT 1 FROM hosting h WHERE h.platform_id = ?)
            ON CONFLICT DO NOTHING
            """;

    private final DataSource database;
    private final Clock clock;

    DemoHostings(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void start(@Observes @Priority(AFTER_OFFERINGS) StartupEvent event, DengyunConfig config) throws SQLException {
        if (!config.demo()) {
            return;
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        UUID platform = DemoPlatforms.INDUSTRIAL_CLOUD;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Object[] values = {
                DemoAccounts.APPLICATION_ORGANIZATION,
                DemoAccounts.PLATFORM_ORGANIZATION,
                platform,
                DemoPlatforms.INDUSTRIAL_CLOUD_NAME,
                DemoProviders.PLATFORM,
                CONFIRMED,
                now,
                CONFIRMED,
                now,
                now,
                DemoProviders.APPLICATION,
                CONFIRMED + PROPOSED,
                platform
            };
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
