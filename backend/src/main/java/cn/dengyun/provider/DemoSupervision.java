package cn.dengyun.provider;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.provider.domain.EvaluationResult;
import cn.dengyun.provider.domain.IncidentGrade;
import cn.dengyun.provider.domain.IncidentStatus;
import cn.dengyun.provider.domain.SanctionBasis;
import cn.dengyun.provider.domain.SanctionStatus;
import cn.dengyun.provider.domain.SanctionTerm;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What authorities have found of the demo's providers: one was disqualified after an incident, at another an incident
 * waits to be looked into, a third passed its evaluation. Changes nothing that is there.
 */
@ApplicationScoped
class DemoSupervision {

    private static final int AFTER_PROVIDERS = 310;
    /** 马鞍山示范特钢有限公司, its provider and what there is about it. */
    private static final UUID STEEL = DemoAccounts.id(0x113);

    private static final UUID STEEL_PROVIDER = DemoAccounts.id(0x3);
    private static final UUID DETERMINED = DemoAccounts.id(0x6001);
    private static final UUID REPORTED = DemoAccounts.id(0x6002);
    private static final UUID EVALUATION = DemoAccounts.id(0x6101);
    private static final UUID SANCTION = DemoAccounts.id(0x6201);
    /** The policy of the demo whose clause on leaving it rests on. */
    private static final UUID POLICY = DemoAccounts.id(0x6A01);
    /** The accounts {@code province}, {@code province2} and {@code wuhu}. */
    private static final UUID PROVINCE = DemoAccounts.id(0x201);

    private static final UUID PROVINCE2 = DemoAccounts.id(0x20D);
    private static final UUID WUHU = DemoAccounts.id(0x208);

    private static final String PROVIDER = """
            INSERT INTO provider (id, organization_id, kinds, name_zh, name_en, disqualified_until, created_at, updated_at)
            VALUES (?, ?, '{CLOUD_APPLICATION}', ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;
    private static final String INCIDENT = """
            INSERT INTO security_incident (id, version, event_id, organization_id, region_code, authority_code, provider_id,
                provider_name_zh, title, description, affected, measures, grade, occurred_at, found_at, reported_at, status,
                recorded_by, decided_by, decided_at, finding, created_at, updated_at)
            VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;
    private static final String EVALUATE = """
            INSERT INTO security_evaluation (id, version, organization_id, region_code, provider_id, provider_name_zh,
                subject, evaluator, standard, result, evaluated_on, recorded_by, created_at)
            VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;
    private static final String IMPOSE = """
            INSERT INTO sanction (id, version, organization_id, region_code, authority_code, provider_id, provider_name_zh,
                incident_id, basis, cause_on, legal_basis, policy_id, anchor, reason, status, proposed_by, proposed_at, hearing_until, decided_by,
                decided_at, decision, ends_at, updated_at)
            VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private final DataSource database;
    private final Clock clock;

    DemoSupervision(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void start(@Observes @Priority(AFTER_PROVIDERS) StartupEvent event, DengyunConfig config) throws SQLException {
        if (!config.demo()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            disqualify(connection);
            insert(
                    connection,
                    INCIDENT,
                    REPORTED,
                    REPORTED,
                    DemoAccounts.APPLICATION_ORGANIZATION,
                    "340200",
                    "340200",
                    DemoProviders.APPLICATION,
                    "江城示范软件",
                    "登录接口被大量尝试",
                    "监测到对登录接口的异常访问，是否有数据被读取尚待核实。",
                    "江城示范软件 登录服务",
                    "已限制来源地址",
                    IncidentGrade.GENERAL.name(),
                    ago(3),
                    ago(2),
                    ago(1),
                    IncidentStatus.REPORTED.name(),
                    WUHU,
                    null,
                    null,
                    null,
                    ago(1),
                    ago(1));
            insert(
                    connection,
                    EVALUATE,
                    EVALUATION,
                    DemoAccounts.PLATFORM_ORGANIZATION,
                    "340000",
                    DemoProviders.PLATFORM,
                    "皖云示范云平台",
                    "弹性云服务器",
                    "示范信息安全测评中心",
                    "GB/T 22239 第三级",
                    EvaluationResult.PASSED.name(),
                    SanctionTerm.dayOf(clock.instant()).minusDays(40),
                    PROVINCE,
                    ago(38));
        }
    }

    private void disqualify(Connection connection) throws SQLException {
        Instant decided = clock.instant().minus(Duration.ofDays(30));
        OffsetDateTime until = utc(SanctionTerm.of(SanctionBasis.DECISION, SanctionTerm.dayOf(decided), decided)
                .until());
        String name = "特钢示范工业云";
        insert(
                connection,
                PROVIDER,
                STEEL_PROVIDER,
                STEEL,
                name,
                "Demo Cloud of Special Steel",
                until,
                ago(90),
                ago(30));
        insert(
                connection,
                INCIDENT,
                DETERMINED,
                DETERMINED,
                STEEL,
                "340500",
                "340000",
                STEEL_PROVIDER,
                name,
                "客户数据可被公开下载",
                "对象存储目录未设访问权限，客户的设备运行数据可被任何人下载。",
                "特钢示范工业云 数据存储",
                "已关闭公开访问，已通知全部客户",
                IncidentGrade.MAJOR.name(),
                ago(70),
                ago(69),
                ago(68),
                IncidentStatus.DETERMINED.name(),
                PROVINCE,
                PROVINCE2,
                ago(60),
                "经核查属实，定为重大信息安全事件。",
                ago(68),
                ago(60));
        insert(
                connection,
                IMPOSE,
                SANCTION,
                STEEL,
                "340500",
                "340000",
                STEEL_PROVIDER,
                name,
                DETERMINED,
                SanctionBasis.DECISION.name(),
                SanctionTerm.dayOf(ago(70).toInstant()),
                "《“皖企登云”行动计划（2018—2020年）》保障措施",
                POLICY,
                "art-3-2",
                "发生重大信息安全事件，取消当年度及下一年度服务商资质。",
                SanctionStatus.EFFECTIVE.name(),
                PROVINCE,
                ago(50),
                ago(35),
                PROVINCE2,
                utc(decided),
                "听取陈述后维持拟处罚意见。",
                until,
                utc(decided));
    }

    private OffsetDateTime ago(int days) {
        return utc(clock.instant().minus(Duration.ofDays(days)));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static void insert(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
