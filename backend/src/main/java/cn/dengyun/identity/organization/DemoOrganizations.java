package cn.dengyun.identity.organization;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.organization.DemoEnterprises.DemoEnterprise;
import cn.dengyun.identity.organization.domain.CertifiedFacts;
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

/** Makes the demo's enterprises, and certifies them and its providers once; changes nothing that is there. */
@ApplicationScoped
class DemoOrganizations {

    private static final int AFTER_ACCOUNTS = 250;
    /** The account {@code province}. */
    private static final UUID DECIDER = DemoAccounts.id(0x201);

    private static final long CERTIFICATIONS = 0x3000;

    private static final String INSERT = """
            INSERT INTO organization (id, credit_code, kind, name_zh, name_en, region_code, created_at, updated_at)
            VALUES (?, ?, 'ENTERPRISE', ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;
    private static final String CERTIFY = """
            INSERT INTO certification (id, organization_id, status, name_zh, name_en, region_code, industry_code,
                staff_count, revenue_fen, assets_fen, size, tags, legal_representative, controller,
                registered_address, registered_on, registered_industry, submitted_at, outcome, reason, decided_at,
                decided_by, version, created_at, created_by, updated_at, updated_by)
            SELECT ?, o.id, 'CERTIFIED', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'CERTIFY', '演示数据', ?, ?, 2,
                ?, ?, ?, ?
            FROM organization o
            WHERE o.id = ? AND NOT EXISTS (SELECT 1 FROM certification c WHERE c.organization_id = o.id)
            """;
    private static final String PUT_IN_FORCE = """
            UPDATE organization o SET industry_code = c.industry_code, staff_count = c.staff_count,
                revenue_fen = c.revenue_fen, assets_fen = c.assets_fen, tags = c.tags,
                contact_name = coalesce(o.contact_name, '演示联系人'),
                contact_phone = coalesce(o.contact_phone, '0551-6' || lpad((('x' || right(o.id::text, 4))::bit(16)::int)::text, 7, '0')),
                contact_email = coalesce(o.contact_email, 'contact-' || right(o.id::text, 4) || '@example.cn'),
                certification_id = c.id, certified_at = c.decided_at, certified_name_zh = c.name_zh,
                certified_name_en = c.name_en, certified_region_code = c.region_code,
                certified_industry_code = c.industry_code, certified_staff_count = c.staff_count,
                certified_revenue_fen = c.revenue_fen, certified_assets_fen = c.assets_fen, certified_size = c.size,
                certified_tags = c.tags, legal_representative = c.legal_representative, controller = c.controller,
                registered_address = c.registered_address, registered_on = c.registered_on,
                registered_industry = c.registered_industry,
                certified_legal_representative = c.legal_representative, certified_controller = c.controller,
                certified_registered_address = c.registered_address, certified_registered_on = c.registered_on,
                certified_registered_industry = c.registered_industry
            FROM certification c WHERE c.id = ? AND o.id = c.organization_id
            """;

    private final DataSource database;
    private final Clock clock;

    DemoOrganizations(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void start(@Observes @Priority(AFTER_ACCOUNTS) StartupEvent event, DengyunConfig config) throws SQLException {
        if (config.demo()) {
            load();
        }
    }

    private void load() throws SQLException {
        try (Connection connection = database.getConnection()) {
            for (DemoEnterprise enterprise : DemoEnterprises.WITH_ACCOUNTS) {
                certify(connection, enterprise);
            }
            for (DemoEnterprise enterprise : DemoEnterprises.OTHERS) {
                insert(connection, enterprise);
                certify(connection, enterprise);
            }
        }
    }

    private void insert(Connection connection, DemoEnterprise enterprise) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            set(
                    statement,
                    enterprise.id(),
                    enterprise.creditCode(),
                    enterprise.nameZh(),
                    enterprise.nameEn(),
                    enterprise.regionCode(),
                    now(),
                    now());
            statement.executeUpdate();
        }
    }

    private void certify(Connection connection, DemoEnterprise enterprise) throws SQLException {
        UUID certification = DemoAccounts.id(CERTIFICATIONS + (enterprise.id().getLeastSignificantBits() & 0xFFF));
        CertifiedFacts facts = new CertifiedFacts(
                enterprise.nameZh(),
                enterprise.nameEn(),
                enterprise.regionCode(),
                enterprise.industryCode(),
                enterprise.staffCount(),
                enterprise.revenueFen(),
                enterprise.assetsFen(),
                enterprise.tags().stream().sorted().toList(),
                enterprise.registration());
        try (PreparedStatement certify = connection.prepareStatement(CERTIFY);
                PreparedStatement putInForce = connection.prepareStatement(PUT_IN_FORCE)) {
            set(
                    certify,
                    certification,
                    facts.nameZh(),
                    facts.nameEn(),
                    facts.regionCode(),
                    facts.industryCode(),
                    facts.staffCount(),
                    facts.revenueFen(),
                    facts.assetsFen(),
                    facts.size().name(),
                    connection.createArrayOf("text", facts.tags().toArray()),
                    facts.registration().legalRepresentative(),
                    facts.registration().controller(),
                    facts.registration().registeredAddress(),
                    facts.registration().registeredOn(),
                    facts.registration().registeredIndustry(),
                    now(),
                    now(),
                    DECIDER,
                    now(),
                    DECIDER,
                    now(),
                    DECIDER,
                    enterprise.id());
            if (certify.executeUpdate() == 1) {
                set(putInForce, certification);
                putInForce.executeUpdate();
            }
        }
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
