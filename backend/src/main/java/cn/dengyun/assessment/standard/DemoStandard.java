package cn.dengyun.assessment.standard;

import cn.dengyun.assessment.standard.StandardForm.Dimension;
import cn.dengyun.assessment.standard.StandardForm.Gate;
import cn.dengyun.assessment.standard.StandardForm.Indicator;
import cn.dengyun.assessment.standard.StandardForm.LevelBand;
import cn.dengyun.assessment.standard.StandardForm.PointBand;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DemoStart;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;

/**
 * Publishes a standard for the demo, once: one person of the province has drawn it up, another has published it. Its
 * dimensions, weights, levels and gates are those that domain.md §8 proposes; the indicators are the demo's own.
 */
@ApplicationScoped
class DemoStandard {

    private static final int AFTER_ADOPTION = 3_200;

    private static final Actor WRITER = province(0x201);
    private static final Actor PUBLISHER = province(0x20D);

    private final AssessmentStandardService standards;
    private final UnitsOfWork units;

    DemoStandard(AssessmentStandardService standards, UnitsOfWork units) {
        this.standards = standards;
        this.units = units;
    }

    private static Actor province(long account) {
        return new Actor(
                DemoAccounts.id(account),
                false,
                DemoAccounts.id(0x105),
                Set.of(Roles.AUTHORITY),
                Set.of(),
                AssessmentStandard.PROVINCE);
    }

    void start(@Observes @Priority(AFTER_ADOPTION) StartupEvent event, DengyunConfig config) {
        DemoStart.make(config, "assessment-standard", this::makeMissing);
    }

    void makeMissing() {
        boolean isMade = !WorkerThread.await(standards.list(WRITER, new Filter(), null, 1))
                .data()
                .isEmpty();
        if (isMade) {
            return;
        }
        WorkerThread.await(units.carryOut(standards
                .draw(WRITER, form())
                .then((connection, drawn) -> standards
                        .publish(PUBLISHER, drawn.id(), "专家论证通过，予以发布")
                        .prepare()
                        .chain(prepared -> prepared.in(connection)))));
    }

    static StandardForm form() {
        return new StandardForm(
                "皖企登云水平评估标准（演示）",
                "Standard of levels on the cloud (demo)",
                List.of(
                        new Dimension(
                                "I",
                                "基础设施登云",
                                "Infrastructure",
                                "15.00",
                                List.of(score(
                                        "I-1", "计算、存储和网络资源上云比例", "Share of computing, storage and network", "100.00"))),
                        new Dimension(
                                "P",
                                "平台登云",
                                "Platforms",
                                "15.00",
                                List.of(
                                        yesNo(
                                                "P-1",
                                                "是否使用云平台服务（PaaS）",
                                                "Whether platform services are used",
                                                "40.00",
                                                null),
                                        score(
                                                "P-2",
                                                "工业互联网平台应用深度",
                                                "Depth of use of an industrial platform",
                                                "60.00"))),
                        new Dimension(
                                "S",
                                "业务应用登云",
                                "Business applications",
                                "25.00",
                                List.of(
                                        number(
                                                "S-1",
                                                "已登云的核心业务系统数",
                                                "Core systems on the cloud",
                                                "50.00",
                                                null,
                                                band("1", "50.00"),
                                                band("2", "75.00"),
                                                band("4", "100.00")),
                                        number(
                                                "S-2",
                                                "在用云服务种类数",
                                                "Kinds of cloud services in use",
                                                "30.00",
                                                PlatformFigure.SERVICE_KINDS,
                                                band("1", "40.00"),
                                                band("3", "70.00"),
                                                band("5", "100.00")),
                                        number(
                                                "S-3",
                                                "云服务连续使用天数",
                                                "Days in a row of use",
                                                "20.00",
                                                null,
                                                band("30", "30.00"),
                                                band("90", "100.00")))),
                        new Dimension(
                                "D",
                                "设备登云",
                                "Devices",
                                "15.00",
                                List.of(number(
                                        "D-1",
                                        "联网设备台数",
                                        "Devices connected",
                                        "100.00",
                                        null,
                                        band("1", "40.00"),
                                        band("10", "70.00"),
                                        band("50", "100.00")))),
                        new Dimension(
                                "C",
                                "能力交易",
                                "Capability trading",
                                "10.00",
                                List.of(yesNo(
                                        "C-1",
                                        "是否开展能力在线交易或数据、模型应用",
                                        "Whether capacities are traded, or data and models" + " used",
                                        "100.00",
                                        null))),
                        new Dimension(
                                "A",
                                "安全合规",
                                "Security",
                                "10.00",
                                List.of(
                                        yesNo(
                                                "A-1",
                                                "是否没有未整改的安全问题",
                                                "Whether no security failure is open",
                                                "60.00",
                                                null),
                                        yesNo(
                                                "A-2",
                                                "是否通过云安全评估",
                                                "Whether the security of its cloud was evaluated",
                                                "40.00",
                                                null))),
                        new Dimension(
                                "E",
                                "登云成效",
                                "Effect",
                                "10.00",
                                List.of(
                                        score("E-1", "成本、效率和质量的改善", "Effect on cost, speed and quality", "60.00"),
                                        yesNo(
                                                "E-2",
                                                "是否为登云企业",
                                                "Whether it counts as on the cloud",
                                                "40.00",
                                                PlatformFigure.ADOPTED)))),
                List.of(
                        new LevelBand(AssessmentLevel.L1, "20.00"),
                        new LevelBand(AssessmentLevel.L2, "40.00"),
                        new LevelBand(AssessmentLevel.L3, "60.00"),
                        new LevelBand(AssessmentLevel.L4, "75.00"),
                        new LevelBand(AssessmentLevel.L5, "90.00")),
                List.of(
                        new Gate(AssessmentLevel.L3, "S-3", "90"),
                        new Gate(AssessmentLevel.L3, "S-1", "1"),
                        new Gate(AssessmentLevel.L3, "A-1", "YES"),
                        new Gate(AssessmentLevel.L4, "D-1", "1"),
                        new Gate(AssessmentLevel.L5, "C-1", "YES")),
                StandardForm.MIN_NOTICE_WORKING_DAYS);
    }

    private static Indicator score(String code, String zh, String en, String weight) {
        return new Indicator(code, zh, en, weight, AnswerKind.SCORE, null, null);
    }

    private static Indicator yesNo(String code, String zh, String en, String weight, PlatformFigure figure) {
        return new Indicator(code, zh, en, weight, AnswerKind.YES_NO, null, figure);
    }

    private static Indicator number(
            String code, String zh, String en, String weight, PlatformFigure figure, PointBand... bands) {
        return new Indicator(code, zh, en, weight, AnswerKind.NUMBER, List.of(bands), figure);
    }

    private static PointBand band(String from, String points) {
        return new PointBand(from, points);
    }
}
