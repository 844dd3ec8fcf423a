package cn.dengyun.monitoring.plan;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.monitoring.plan.domain.PlanPhaseKind;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.platform.startup.DemoStart;
import cn.dengyun.platform.startup.DengyunConfig;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.UUID;

/**
 * Lets the demo's province plan this year, once, unless there is a plan of any year: its targets are shared over the
 * units, Hefei shares its own over its counties and has published that, and what Feixi has filed waits for Hefei. All
 * of it is one unit of work, so that no start leaves half of it. The numbers are of a demonstration, and of no
 * statistics.
 */
@ApplicationScoped
class DemoPlans {

    private static final int AFTER_TRADE = 3_180;
    private static final int DAYS_TO_FILE = 30;
    private static final String WEIGHTS = "规模以上工业企业数（演示数据）";
    private static final String YES = "情况属实，同意";

    private static final String OF_HEFEI = """
            {"summary":"以县（市、区）为单位，先规上工业企业、后中小微企业，分行业推进登云。","measures":[
            {"title":"组织企业登云培训","tasks":"每月一场，覆盖规上工业企业","responsible":"市经信局信息化处","dueOn":"%1$s"},
            {"title":"组建登云服务队","tasks":"每县（市、区）一支，上门诊断","responsible":"市经信局信息化处","dueOn":"%1$s"}],
            "breakdowns":[%2$s]}
            """;
    private static final String BREAKDOWN = """
            {"indicator":"%s","floor":0,"weightsBasis":"规模以上工业企业数（演示数据）","weights":%s}""";
    private static final String OF_FEIXI = """
            {"summary":"依托桃花工业园，推动装备制造企业核心系统登云。","measures":[
            {"title":"桃花工业园登云诊断","tasks":"逐户诊断，一企一策","responsible":"县经信局","dueOn":"%s"}]}
            """;

    private final AnnualPlanService plans;
    private final ImplementationPlanService filings;
    private final ImplementationPlanStore filed;
    private final UnitsOfWork units;

    DemoPlans(
            AnnualPlanService plans,
            ImplementationPlanService filings,
            ImplementationPlanStore filed,
            UnitsOfWork units) {
        this.plans = plans;
        this.filings = filings;
        this.filed = filed;
        this.units = units;
    }

    void start(@Observes @Priority(AFTER_TRADE) StartupEvent event, DengyunConfig config) {
        DemoStart.make(config, "plans", this::makeMissing);
    }

    void makeMissing() {
        boolean isMade = !WorkerThread.await(plans.list(DemoOffices.PROVINCE, new Filter(), null, 1))
                .data()
                .isEmpty();
        if (!isMade) {
            LocalDate today = LocalDate.ofInstant(plans.now(), ClockProducer.BUSINESS_ZONE);
            WorkerThread.await(units.carryOut(made(today)));
        }
    }

    private Effect<ImplementationPlan> made(LocalDate today) {
        LocalDate last = LocalDate.of(today.getYear(), Month.DECEMBER, 31);
        return Effect.of(connection -> published(connection, form(today))
                .chain(plan -> filed.lockOfYear(connection, plan.year()))
                .chain(open -> ofHefei(connection, of(open, DemoOffices.HEFEI.regionCode()), last)
                        .chain(() -> ofFeixi(connection, of(open, DemoOffices.FEIXI.regionCode()), last))));
    }

    private Uni<AnnualPlan> published(SqlConnection connection, AnnualPlanForm form) {
        return in(connection, plans.drawUp(DemoOffices.PROVINCE, form))
                .chain(made ->
                        in(connection, plans.propose(DemoOffices.PROVINCE, made.id(), Precondition.NONE, "请审核发布")))
                .chain(made ->
                        in(connection, plans.publish(DemoOffices.PROVINCE_CHECKER, made.id(), Precondition.NONE, YES)));
    }

    /** Since the first day of the year, so that there is something to forecast from. */
    private static AnnualPlanForm form(LocalDate today) {
        int year = today.getYear();
        return new AnnualPlanForm(
                year,
                year + " 年“皖企登云”年度计划（演示）",
                "“皖企登云”行动计划（演示文件，并不存在）",
                today.plusDays(DAYS_TO_FILE),
                List.of(
                        phase(PlanPhaseKind.MOBILIZATION, year, Month.JANUARY, Month.FEBRUARY, "宣传发动，摸清底数"),
                        phase(PlanPhaseKind.LAUNCH, year, Month.MARCH, Month.JUNE, "试点先行，每个单位至少一户"),
                        phase(PlanPhaseKind.SCALE_UP, year, Month.JULY, Month.DECEMBER, "规模覆盖，全面推进企业登云")),
                List.of(
                        target(PlanIndicator.REGISTERED_ENTERPRISES, 2_000, 10),
                        target(PlanIndicator.CLOUD_ENTERPRISES, 1_600, 10),
                        target(PlanIndicator.DEEP_ENTERPRISES, 320, 2),
                        target(PlanIndicator.PILOT_ENTERPRISES, 36, 1)));
    }

    private static PlanPhase phase(PlanPhaseKind kind, int year, Month first, Month last, String tasks) {
        LocalDate until = LocalDate.of(year, last, 1).plusMonths(1).minusDays(1);
        return new PlanPhase(kind, LocalDate.of(year, first, 1), until, tasks);
    }

    private static PlanTargetForm target(PlanIndicator indicator, long amount, long floor) {
        List<PlanWeight> weights = List.of(KeptTexts.read(PlanWeight.UNITS, PlanWeight[].class));
        return new PlanTargetForm(indicator, amount, floor, WEIGHTS, weights, List.of());
    }

    private static UUID of(List<ImplementationPlan> open, String regionCode) {
        return open.stream()
                .filter(each -> each.regionCode().equals(regionCode))
                .map(ImplementationPlan::id)
                .findFirst()
                .orElseThrow();
    }

    private Uni<ImplementationPlan> ofHefei(SqlConnection connection, UUID id, LocalDate last) {
        String breakdowns = String.join(
                ",",
                breakdown(PlanIndicator.REGISTERED_ENTERPRISES),
                breakdown(PlanIndicator.CLOUD_ENTERPRISES),
                breakdown(PlanIndicator.DEEP_ENTERPRISES),
                breakdown(PlanIndicator.PILOT_ENTERPRISES));
        JsonNode says = KeptTexts.read(OF_HEFEI.formatted(last, breakdowns), JsonNode.class);
        return in(connection, filings.edit(DemoOffices.HEFEI, id, Precondition.NONE, says))
                .chain(() -> in(connection, filings.submit(DemoOffices.HEFEI, id, Precondition.NONE)))
                .chain(() -> in(connection, filings.accept(DemoOffices.PROVINCE, id, Precondition.NONE, YES)))
                .chain(() -> in(connection, filings.publish(DemoOffices.HEFEI, id, "予以发布")));
    }

    private static String breakdown(PlanIndicator indicator) {
        return BREAKDOWN.formatted(indicator, PlanWeight.COUNTIES);
    }

    private Uni<ImplementationPlan> ofFeixi(SqlConnection connection, UUID id, LocalDate last) {
        JsonNode says = KeptTexts.read(OF_FEIXI.formatted(last), JsonNode.class);
        return in(connection, filings.edit(DemoOffices.FEIXI, id, Precondition.NONE, says))
                .chain(() -> in(connection, filings.submit(DemoOffices.FEIXI, id, Precondition.NONE)));
    }
}
