package cn.dengyun.monitoring.appraisal;

import cn.dengyun.monitoring.plan.DemoOffices;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DemoStart;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.shared.Actor;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets the demo's province publish the evaluation of the year before, and consult the units on that of this year, to
 * which Wuhu objects; each once. A start that was broken off is gone on with. Points are made up for the demonstration.
 */
@ApplicationScoped
class DemoEvaluations {

    private static final int AFTER_STATISTICS = 3_310;
    private static final int OBJECTION_DAYS = 10;
    private static final int LOWEST = 62;
    private static final int STEP = 7;
    private static final int SPREAD = 37;
    private static final Duration LONG_AGO = Duration.ofDays(60);
    private static final String YES = "情况属实，同意";
    private static final Actor FIRST = DemoOffices.PROVINCE;
    private static final Actor SECOND = DemoOffices.PROVINCE_CHECKER;

    private final CityEvaluationService evaluations;
    private final EvaluationInputs inputs;
    private final UnitsOfWork units;

    DemoEvaluations(CityEvaluationService evaluations, EvaluationInputs inputs, UnitsOfWork units) {
        this.evaluations = evaluations;
        this.inputs = inputs;
        this.units = units;
    }

    void start(@Observes @Priority(AFTER_STATISTICS) StartupEvent event, DengyunConfig config) {
        DemoStart.make(config, "evaluations", this::makeMissing);
    }

    void makeMissing() {
        LocalDate today = LocalDate.ofInstant(evaluations.now(), ClockProducer.BUSINESS_ZONE);
        Set<String> places = inputs.units(today);
        publish(lastYear(today.getYear() - 1, places));
        consult(thisYear(today.getYear(), places));
    }

    private void publish(EvaluationForm form) {
        for (Optional<Effect<CityEvaluation>> next = toPublication(form);
                next.isPresent();
                next = toPublication(form)) {
            WorkerThread.await(units.carryOut(next.get()));
        }
    }

    /** The period is over because it began long ago. */
    private Optional<Effect<CityEvaluation>> toPublication(EvaluationForm form) {
        Optional<CityEvaluation> known = of(form.year());
        if (known.isEmpty()) {
            return Optional.of(evaluations.draft(FIRST, form));
        }
        CityEvaluation found = known.get();
        return switch (found.status()) {
            case DRAFT ->
                Optional.of(evaluations.openAt(
                        FIRST,
                        found.id(),
                        Precondition.NONE,
                        null,
                        "征求意见",
                        evaluations.now().minus(LONG_AGO)));
            case CONSULTATION ->
                Optional.of(evaluations.decide(
                        found.agreedBy() == null ? FIRST : SECOND, found.id(), Precondition.NONE, YES));
            case DECIDED -> Optional.of(evaluations.publish(SECOND, found.id(), "予以公布"));
            case PUBLISHED, WITHDRAWN -> Optional.empty();
        };
    }

    private void consult(EvaluationForm form) {
        if (of(form.year()).isEmpty()) {
            WorkerThread.await(units.carryOut(evaluations.draft(FIRST, form)));
        }
        CityEvaluation found = of(form.year()).orElseThrow();
        if (found.status() == CityEvaluationStatus.DRAFT && found.version() == 0) {
            CityEvaluation opened = WorkerThread.await(
                    units.carryOut(evaluations.open(FIRST, found.id(), Precondition.NONE, null, "征求意见")));
            EvaluationForms.Objection says = new EvaluationForms.Objection("SURVEY", "样本中有 40 份来自外地企业，请核实（演示）");
            WorkerThread.await(units.carryOut(evaluations.object(DemoOffices.WUHU, opened.id(), says)));
        }
    }

    private Optional<CityEvaluation> of(int year) {
        return WorkerThread.await(evaluations.list(FIRST, new Filter().is("year", year), null, 1)).data().stream()
                .findFirst();
    }

    private static EvaluationForm lastYear(int year, Set<String> places) {
        List<EvaluationForm.Typed> typed = new ArrayList<>(typed("SURVEY", places, 0));
        typed.addAll(typed("TRAINING", places, STEP));
        return new EvaluationForm(
                year,
                year + " 年度皖企登云工作考核评价（演示）",
                OBJECTION_DAYS,
                List.of(
                        typed("SURVEY", "知晓度调查", "Awareness survey", "60.00"),
                        typed("TRAINING", "培训组织", "Training", "40.00")),
                grades(),
                typed);
    }

    static EvaluationForm thisYear(int year, Set<String> places) {
        return new EvaluationForm(
                year,
                year + " 年度皖企登云工作考核评价（演示）",
                OBJECTION_DAYS,
                List.of(
                        planned("TARGETS", "登云目标完成", "Target reached", "50.00", "CLOUD_ENTERPRISES"),
                        planned("DEEP", "深度对接", "Deep connection", "20.00", "DEEP_ENTERPRISES"),
                        new EvaluationForm.Component(
                                "ORDERS",
                                "云服务交易",
                                "Orders",
                                "10.00",
                                EvaluationSource.INDICATOR,
                                "ORDERS",
                                20L,
                                "100.00"),
                        typed("SURVEY", "知晓度调查", "Awareness survey", "20.00")),
                grades(),
                typed("SURVEY", places, STEP + STEP));
    }

    private static EvaluationForm.Component planned(
            String code, String nameZh, String nameEn, String weight, String indicator) {
        return new EvaluationForm.Component(
                code, nameZh, nameEn, weight, EvaluationSource.PLAN_TARGET, indicator, null, "120.00");
    }

    private static EvaluationForm.Component typed(String code, String nameZh, String nameEn, String weight) {
        return new EvaluationForm.Component(code, nameZh, nameEn, weight, EvaluationSource.TYPED, null, null, null);
    }

    private static List<EvaluationForm.Grade> grades() {
        return List.of(
                new EvaluationForm.Grade("BASIC", "待改进", "To improve", "0.00"),
                new EvaluationForm.Grade("PASSED", "合格", "Passed", "60.00"),
                new EvaluationForm.Grade("GOOD", "良好", "Good", "75.00"),
                new EvaluationForm.Grade("EXCELLENT", "优秀", "Excellent", "90.00"));
    }

    private static List<EvaluationForm.Typed> typed(String component, Set<String> places, int shift) {
        List<EvaluationForm.Typed> typed = new ArrayList<>();
        int next = shift;
        for (String place : places) {
            typed.add(new EvaluationForm.Typed(component, place, LOWEST + next % SPREAD + ".50", "演示数据，并无此项调查"));
            next += STEP;
        }
        return typed;
    }
}
