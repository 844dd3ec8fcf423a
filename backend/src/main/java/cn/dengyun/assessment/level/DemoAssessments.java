package cn.dengyun.assessment.level;

import cn.dengyun.assessment.level.AssessmentForms.Answer;
import cn.dengyun.assessment.level.AssessmentForms.AssessmentDecision;
import cn.dengyun.assessment.level.AssessmentForms.AssessmentDefect;
import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DemoStart;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Lets eight enterprises of the demo assess themselves, each once, by its standard; they stand in different places: one
 * in public notice, two with a certificate, one of those by two experts, one lowered, one with an appeal. Two that hold
 * are drawn to be checked, and one of those has answered.
 */
@ApplicationScoped
class DemoAssessments {

    private static final int AFTER_STANDARD = 3_202;

    private static final Actor PROVINCE = authority(0x201, 0x105, Assessment.PROVINCE);
    private static final Actor HEFEI = authority(0x206, 0x108, "340100");

    /** L3 by the demo's standard, 61.22 points. */
    private static final Map<String, String> GOOD = Map.ofEntries(
            Map.entry("I-1", "80.00"),
            Map.entry("P-1", "YES"),
            Map.entry("P-2", "60.00"),
            Map.entry("S-1", "2"),
            Map.entry("S-2", "3"),
            Map.entry("S-3", "120"),
            Map.entry("D-1", "0"),
            Map.entry("C-1", "NO"),
            Map.entry("A-1", "YES"),
            Map.entry("A-2", "YES"),
            Map.entry("E-1", "70.00"),
            Map.entry("E-2", "YES"));

    private final AssessmentService assessments;
    private final AssessmentDisputes disputes;
    private final PreRatingService ratings;
    private final SpotCheckService checks;
    private final AssessmentExpertService experts;
    private final AssessmentExpertStore drawn;
    private final AggregateStore<AssessmentOpinion> opinions;
    private final UnitsOfWork units;

    DemoAssessments(
            AssessmentService assessments,
            AssessmentDisputes disputes,
            PreRatingService ratings,
            SpotCheckService checks,
            AssessmentExpertService experts,
            AssessmentExpertStore drawn,
            Aggregates aggregates,
            UnitsOfWork units) {
        this.assessments = assessments;
        this.disputes = disputes;
        this.ratings = ratings;
        this.checks = checks;
        this.experts = experts;
        this.drawn = drawn;
        this.opinions = aggregates.of(AssessmentOpinion.class, "false");
        this.units = units;
    }

    private static Actor authority(long account, long office, String regionCode) {
        return new Actor(
                DemoAccounts.id(account),
                false,
                DemoAccounts.id(office),
                Set.of(Roles.AUTHORITY),
                Set.of(),
                regionCode);
    }

    /** Whoever acts for an enterprise: its account, or where it has none somebody whom nobody can sign in as. */
    private static Actor enterprise(long number) {
        long person = number == 0x103 ? 0x209 : 0x400 + number;
        return new Actor(
                DemoAccounts.id(person),
                false,
                DemoAccounts.id(number),
                Set.of(Roles.ENTERPRISE),
                Set.of(),
                null,
                Actor.OWNER,
                null);
    }

    void start(@Observes @Priority(AFTER_STANDARD) StartupEvent event, DengyunConfig config) {
        DemoStart.make(config, "assessments", this::makeMissing);
    }

    void makeMissing() {
        boolean isFirst = WorkerThread.await(experts.listExperts(PROVINCE, new Filter(), null, 1))
                .data()
                .isEmpty();
        if (isFirst) {
            expert(0x208, "芜湖市主管人员", "芜湖市主管部门（演示）");
            expert(0x210, "省级签发人员", "省经济和信息化主管部门（演示）");
        }
        make(0x103, Map.of("E-2", "NO"), inForce(HEFEI, AssessmentLevel.L2));
        make(0x110, Map.of(), null);
        make(
                0x111,
                Map.of("S-1", "1", "P-1", "NO", "I-1", "20.00", "A-1", "NO"),
                confirm(PROVINCE, AssessmentLevel.L1));
        make(
                0x112,
                Map.of("A-1", "NO"),
                review(
                        AssessmentDecision.RETURN,
                        List.of(
                                new AssessmentDefect("A-1", "请说明安全问题的整改计划"),
                                new AssessmentDefect("S-2", "请补充云服务合同扫描件"))));
        make(0x113, Map.of("D-1", "12", "I-1", "90.00", "P-2", "90.00"), judged(AssessmentLevel.L4));
        make(
                0x115,
                Map.of("S-3", "100"),
                id -> inForce(PROVINCE, AssessmentLevel.L3)
                        .of(id)
                        .then((connection, confirmed) -> assessments
                                .downgrade(
                                        PROVINCE, id, new AssessmentForms.Downgrade(AssessmentLevel.L1, "抽查发现核心系统已停用"))
                                .prepare()
                                .chain(prepared -> prepared.in(connection))));
        make(
                0x116,
                Map.of("S-1", "4"),
                id -> review(AssessmentDecision.REJECT, null)
                        .of(id)
                        .then((connection, rejected) -> disputes.appeal(enterprise(0x116), id, "现场核查时核心系统正在迁移，现已完成（演示）")
                                .prepare()
                                .chain(prepared -> prepared.in(connection))
                                .replaceWith(rejected)));
        draft(0x117);
        if (isFirst) {
            expert(0x20C, "云应用服务商经办人", "江城示范软件有限公司");
            expert(0x20A, "示范企业二经办人", "广德示范电子材料有限公司");
        }
        rateBeforehand();
        drawSpotChecks();
    }

    private void expert(long account, String name, String organization) {
        WorkerThread.await(units.carryOut(experts.add(
                PROVINCE,
                new AssessmentExpertForms.NewExpert(DemoAccounts.id(account), name, organization, List.of()))));
    }

    /** Draws the highest and the lowest of the levels that hold, unless anything was drawn. */
    private void drawSpotChecks() {
        if (!WorkerThread.await(checks.listDraws(PROVINCE, new Filter(), null, 1))
                .data()
                .isEmpty()) {
            return;
        }
        Actor answering = enterprise(0x113);
        WorkerThread.await(units.carryOut(checks.draw(
                PROVINCE,
                new SpotCheckForms.NewDraw(
                        "2018-Q2",
                        List.of(AssessmentLevel.L1, AssessmentLevel.L4),
                        null,
                        2,
                        false,
                        20,
                        "2018年二季度抽查（演示）"))));
        for (SpotCheck each : WorkerThread.await(checks.list(answering, new Filter(), null, 1))
                .data()) {
            WorkerThread.await(units.carryOut(
                    checks.answer(answering, each.id(), new SpotCheckForms.Answer("关键系统仍在云上运行（演示）", List.of()))));
        }
    }

    /** Begins a run behind the start, unless there was one. */
    private void rateBeforehand() {
        if (WorkerThread.await(ratings.listRuns(null, 1)).data().isEmpty()) {
            WorkerThread.await(units.carryOut(ratings.start(PROVINCE, "年度预评（演示）")));
            ratings.begin();
        }
    }

    /** What somebody does with one that was submitted. */
    @FunctionalInterface
    private interface Answered {
        Effect<Assessment> of(UUID id);
    }

    private Answered confirm(Actor reviewer, AssessmentLevel level) {
        return id -> assessments.review(
                reviewer, id, new AssessmentForms.Review(AssessmentDecision.APPROVE, "材料齐全，情况属实（演示）", level, null));
    }

    /** The same, of one whose notice is over. */
    private Answered inForce(Actor reviewer, AssessmentLevel level) {
        return id -> confirm(reviewer, level)
                .of(id)
                .then((connection, announced) ->
                        assessments.carryOut(connection, announced, announced.tookEffect(announced.updatedAt())));
    }

    /** The same, by opinions of two experts, who are all that can be drawn then. */
    private Answered judged(AssessmentLevel level) {
        return id -> experts.draw(PROVINCE, id, "四级评估需专家意见（演示）")
                .then((connection, draw) -> drawn.lockAsked(connection, id)
                        .chain(asked -> InTurn.each(
                                asked,
                                each -> opinions.carryOut(connection, each, stated(each, level, draw.drawnAt()))
                                        .replaceWithVoid()))
                        .replaceWith(draw))
                .then((connection, draw) ->
                        inForce(PROVINCE, level).of(id).prepare().chain(prepared -> prepared.in(connection)));
    }

    private static Change<AssessmentOpinion> stated(AssessmentOpinion asked, AssessmentLevel level, Instant now) {
        Actor expert = new Actor(asked.accountId(), false, null, Set.of(), Set.of(), null);
        return asked.stated(expert, new AssessmentExpertForms.Statement(level, "核心系统已在云上运行，材料充分（演示）", null), now);
    }

    private Answered review(AssessmentDecision decision, List<AssessmentDefect> defects) {
        return id ->
                assessments.review(PROVINCE, id, new AssessmentForms.Review(decision, "材料与实际情况不一致（演示）", null, defects));
    }

    private void draft(long number) {
        Actor actor = enterprise(number);
        if (isMissing(actor)) {
            WorkerThread.await(units.carryOut(assessments.start(actor, new AssessmentForms.Answers(List.of()))));
        }
    }

    /** @param then null where it waits to be reviewed */
    private void make(long number, Map<String, String> other, Answered then) {
        Actor actor = enterprise(number);
        if (!isMissing(actor)) {
            return;
        }
        Map<String, String> answers = new TreeMap<>(GOOD);
        answers.putAll(other);
        AssessmentForms.Answers says = new AssessmentForms.Answers(answers.entrySet().stream()
                .map(each -> new Answer(each.getKey(), each.getValue()))
                .toList());
        AssessmentForms.Submission pledged = new AssessmentForms.Submission(true, List.of());
        Effect<Assessment> submitted = assessments
                .start(actor, says)
                .then((connection, begun) -> assessments
                        .submit(actor, begun.id(), pledged)
                        .prepare()
                        .chain(prepared -> prepared.in(connection)));
        Effect<Assessment> all = then == null
                ? submitted
                : submitted.then(
                        (connection, done) -> then.of(done.id()).prepare().chain(prepared -> prepared.in(connection)));
        WorkerThread.await(units.carryOut(all));
    }

    private boolean isMissing(Actor actor) {
        return WorkerThread.await(assessments.list(actor, new Filter(), null, 1))
                .data()
                .isEmpty();
    }
}
