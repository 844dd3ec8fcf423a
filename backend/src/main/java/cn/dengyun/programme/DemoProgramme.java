package cn.dengyun.programme;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.policy.domain.ContractTiming;
import cn.dengyun.policy.domain.Payee;
import cn.dengyun.policy.domain.RuleParameter;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.policy.domain.ServiceLayer;
import cn.dengyun.policy.domain.SubsidyBase;
import cn.dengyun.programme.domain.BudgetMovement;
import cn.dengyun.programme.domain.FundingLevel;
import cn.dengyun.programme.domain.MovementDecision;
import cn.dengyun.programme.domain.MovementKind;
import cn.dengyun.programme.domain.MovementStatus;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeKind;
import cn.dengyun.programme.domain.ProgrammeStatus;
import cn.dengyun.programme.domain.RuleVersion;
import cn.dengyun.programme.store.MovementStore;
import cn.dengyun.programme.store.ProgrammeStore;
import cn.dengyun.shared.EnterpriseSize;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Makes the demo's programme once: open for this fiscal year, with rules by a policy document that does not exist,
 * money in the pool and in every reporting unit. Who is named as maker and checker are the demo's two people of
 * finance.
 */
@ApplicationScoped
public class DemoProgramme {

    /** The one programme of the demo, of the province. */
    public static final UUID ID = DemoAccounts.id(0x401);

    /** The policy of the demo that its rules cite, by its first edition; articles are made later than programmes. */
    private static final UUID POLICY = DemoAccounts.id(0x6A02);

    private static final Logger LOG = Logger.getLogger(DemoProgramme.class);
    private static final int AFTER_PROVIDERS = 400;

    private static final String PROVINCE_REGION = "340000";
    private static final UUID PROVINCE_ORGANIZATION = DemoAccounts.id(0x105);
    private static final UUID PROVINCE = DemoAccounts.id(0x201);
    private static final UUID FINANCE = DemoAccounts.id(0x202);
    private static final UUID FINANCE_CHECKER = DemoAccounts.id(0x203);
    private static final UUID SIMULATION = DemoAccounts.id(0x402);

    private static final long APPROPRIATED_FEN = 10_000_000_000L;
    private static final long UNIT_FEN = 500_000_000L;

    private final Pool pool;
    private final ProgrammeWriter writer;
    private final ProgrammeStore store;
    private final MovementService movements;
    private final MovementStore movementStore;
    private final BudgetTree tree;
    private final Clock clock;

    DemoProgramme(
            Pool pool,
            ProgrammeWriter writer,
            ProgrammeStore store,
            MovementService movements,
            MovementStore movementStore,
            BudgetTree tree,
            Clock clock) {
        this.pool = pool;
        this.writer = writer;
        this.store = store;
        this.movements = movements;
        this.movementStore = movementStore;
        this.tree = tree;
        this.clock = clock;
    }

    void start(@Observes @Priority(AFTER_PROVIDERS) StartupEvent event, DengyunConfig config) {
        if (!config.demo()) {
            return;
        }
        try {
            WorkerThread.await(pool.withTransaction(this::makeOnce));
        } catch (RuntimeException e) {
            LOG.warn(
                    "The demo programme could not be made. The platform works without it; the next start tries again.",
                    e);
        }
    }

    private Uni<Void> makeOnce(SqlConnection connection) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return store.find(connection, ID, now)
                .chain(found ->
                        found == null ? make(connection, now) : Uni.createFrom().voidItem());
    }

    private Uni<Void> make(SqlConnection connection, Instant now) {
        int year = LocalDate.ofInstant(now, ClockProducer.BUSINESS_ZONE).getYear();
        Programme programme = programme(year, now);
        String rules = RuleSetJson.write(rules(year));
        Uni<Void> made = writer.insert(connection, programme)
                .chain(() -> store.insertRules(
                        connection,
                        new RuleVersion(
                                ID,
                                1,
                                programme.opensAt(),
                                rules,
                                RuleSetJson.hash(rules(year)),
                                "演示规则",
                                now,
                                PROVINCE,
                                now,
                                FINANCE)))
                .chain(() -> writer.amend(
                        connection,
                        programme.withSimulation(new Programme.Simulated(SIMULATION, 1, "{}", now)),
                        now,
                        PROVINCE))
                .chain(() -> move(connection, programme, MovementKind.APPROPRIATION, null, PROVINCE_REGION, now));
        for (String unit : tree.reportingUnits()) {
            made = made.chain(() -> move(connection, programme, MovementKind.ALLOCATION, PROVINCE_REGION, unit, now));
        }
        return made;
    }

    private Uni<Void> move(
            SqlConnection connection, Programme programme, MovementKind kind, String from, String to, Instant now) {
        boolean isAppropriation = kind == MovementKind.APPROPRIATION;
        BudgetMovement proposed = new BudgetMovement(
                cn.dengyun.shared.Ids.next(),
                ID,
                kind,
                from,
                to,
                null,
                null,
                null,
                isAppropriation ? APPROPRIATED_FEN : UNIT_FEN,
                isAppropriation ? "演示拨款文件〔演示〕第1号" : null,
                "演示数据",
                MovementStatus.PROPOSED,
                null,
                now,
                FINANCE,
                null,
                null,
                null);
        return movements
                .carryOut(connection, programme, proposed, FINANCE_CHECKER, now)
                .chain(moved -> movementStore.insert(
                        connection, proposed.decided(MovementDecision.APPROVE, moved, now, FINANCE_CHECKER, "演示数据")));
    }

    /** Announced long ago, so that it is open by the clock until the year ends. */
    private static Programme programme(int year, Instant now) {
        return new Programme(
                ID,
                year + " 年安徽省云服务券（演示）",
                "Anhui cloud-service vouchers " + year + " (demo)",
                "演示项目：支持中小微企业购买云服务。政策文件、条款与金额均为虚构。",
                "A demo: helps small and medium-sized enterprises buy cloud services. Document, clauses and amounts are"
                        + " fictitious.",
                FundingLevel.PROVINCE,
                PROVINCE_REGION,
                PROVINCE_ORGANIZATION,
                year,
                ProgrammeKind.VOUCHER,
                ProgrammeStatus.ANNOUNCED,
                firstMoment(year),
                firstMoment(year + 1),
                1,
                null,
                null,
                0,
                now,
                PROVINCE,
                now,
                PROVINCE);
    }

    private static Instant firstMoment(int year) {
        return LocalDate.of(year, 1, 1)
                .atStartOfDay(ClockProducer.BUSINESS_ZONE)
                .toInstant();
    }

    /** Rules of the demo for a year; every clause is of the demo's policy, which is published with it. */
    public static RuleSet rules(int year) {
        return new RuleSet(
                new RuleSet.PolicyDocument(
                        "云服务券实施办法（演示文件，并不存在）", "演示〔" + year + "〕第1号", LocalDate.of(year, 1, 1), POLICY),
                new RuleParameter<>(Payee.PROVIDER, "演示办法第十二条", "art-12"),
                new RuleParameter<>(SubsidyBase.EX_TAX, "演示办法第七条", "art-7"),
                new RuleParameter<>(ContractTiming.ALLOWED, "演示办法第五条", "art-5"),
                new RuleParameter<>(LocalDate.of(year, 1, 1), "演示办法第五条", "art-5"),
                new RuleParameter<>(LocalDate.of(year, 12, 31), "演示办法第五条", "art-5"),
                new RuleParameter<>(false, "演示办法第三条", "art-3"),
                new RuleParameter<>(
                        List.of(EnterpriseSize.MEDIUM, EnterpriseSize.SMALL, EnterpriseSize.MICRO),
                        "演示办法第三条第二款",
                        "art-3"),
                null,
                null,
                null,
                new RuleParameter<>(true, "演示办法第四条", "art-4"),
                new RuleParameter<>(5, "演示办法第四条第二款", "art-4"),
                new RuleParameter<>(
                        Map.of(
                                ServiceLayer.IAAS, new BigDecimal("0.4"),
                                ServiceLayer.PAAS, new BigDecimal("0.6"),
                                ServiceLayer.SAAS, new BigDecimal("0.6"),
                                ServiceLayer.DEVICE, new BigDecimal("0.5"),
                                ServiceLayer.CAPABILITY, new BigDecimal("0.3"),
                                ServiceLayer.SERVICE, new BigDecimal("0.3")),
                        "演示办法第七条第二款",
                        "art-7"),
                new RuleParameter<>(5_000_000L, "演示办法第八条", "art-8"),
                new RuleParameter<>(3_000_000L, "演示办法第八条第二款", "art-8"),
                new RuleParameter<>(10_000L, "演示办法第八条第三款", "art-8"),
                new RuleParameter<>(12, "演示办法第九条", "art-9"),
                new RuleParameter<>(LocalDate.of(year + 1, 12, 31), "演示办法第九条", "art-9"),
                new RuleParameter<>(30, "演示办法第九条第二款", "art-9"),
                new RuleParameter<>(false, "演示办法第六条", "art-6"),
                null,
                null,
                new RuleParameter<>(false, "演示办法第十五条", "art-15"),
                new RuleParameter<>(5, "演示办法第十一条", "art-11"),
                new RuleParameter<>(5, "演示办法第十条", "art-10"),
                new RuleParameter<>(10, "演示办法第十条第二款", "art-10"),
                new RuleParameter<>(new BigDecimal("0.05"), "演示办法第十条第三款", "art-10"),
                new RuleParameter<>(2_500_000L, "演示办法第十条第四款", "art-10"),
                null,
                null,
                null);
    }
}
