package cn.dengyun.catalogue.concession;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.clock.ClockProducer;
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
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The demo's concessions: a price cut of its platform on one offering, and a free trial of its application provider.
 * Changes nothing that is there.
 */
@ApplicationScoped
class DemoConcessions {

    private static final int AFTER_OFFERINGS = 410;
    private static final UUID DISCOUNT = DemoAccounts.id(0x8001);
    private static final UUID TRIAL = DemoAccounts.id(0x8002);

    private static final UUID PROVINCE = DemoAccounts.id(0x105);
    private static final UUID DRAWN_UP_BY = DemoAccounts.id(0x201);
    private static final UUID PUBLISHED_BY = DemoAccounts.id(0x20D);

    private static final String INSERT = """
            INSERT INTO concession (id, version, code, organization_id, region_code, provider_organization_id,
                provider_name, provider_id, title, kind, rate, trial_days, offering_ids, from_on, until_on, status,
                proposed_by, proposed_at, confirmed_by, confirmed_at, published_by, published_at, reason, updated_at)
            SELECT ?, 3, ?, ?, '340000', ?, ?, o.provider_id, ?, ?, ?, ?, ARRAY[o.id], ?, ?, 'PUBLISHED', ?, ?, ?, ?, ?,
                ?, '双方协商一致，同意发布', ?
            FROM offering o WHERE o.provider_id = ? AND o.external_id = ?
            ON CONFLICT DO NOTHING
            """;

    private final DataSource database;
    private final Clock clock;

    DemoConcessions(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void start(@Observes @Priority(AFTER_OFFERINGS) StartupEvent event, DengyunConfig config) throws SQLException {
        if (!config.demo()) {
            return;
        }
        insert(
                DISCOUNT,
                "CM3D-YJMT-XSBY",
                "高性能计算首年优惠",
                "0.15",
                null,
                "demo-hpc",
                new Side(
                        DemoProviders.PLATFORM, "皖云示范云平台", DemoAccounts.PLATFORM_ORGANIZATION, DemoAccounts.id(0x20B)));
        insert(
                TRIAL,
                "CT22-4PRM-AWCP",
                "客户管理免费试用",
                null,
                60,
                "demo-crm",
                new Side(
                        DemoProviders.APPLICATION,
                        "江城示范软件",
                        DemoAccounts.APPLICATION_ORGANIZATION,
                        DemoAccounts.id(0x20C)));
    }

    /** Who concedes something. */
    private record Side(UUID provider, String name, UUID organization, UUID owner) {}

    private void insert(UUID id, String code, String title, String rate, Integer days, String offering, Side side)
            throws SQLException {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ClockProducer.BUSINESS_ZONE);
        Object[] values = {
            id,
            code,
            PROVINCE,
            side.organization(),
            side.name(),
            title,
            rate == null ? "TRIAL" : "DISCOUNT",
            rate,
            days,
            today.minusDays(10),
            today.plusDays(355),
            DRAWN_UP_BY,
            now.minusDays(20),
            side.owner(),
            now.minusDays(18),
            PUBLISHED_BY,
            now.minusDays(15),
            now.minusDays(15),
            side.provider(),
            offering
        };
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
