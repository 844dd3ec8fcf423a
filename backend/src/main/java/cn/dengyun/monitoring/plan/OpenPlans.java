package cn.dengyun.monitoring.plan;

import cn.dengyun.platform.opendata.OpenDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;

/** Annual plans that were published. */
@ApplicationScoped
class OpenPlans implements OpenDataSource {

    private final AnnualPlanStore plans;

    OpenPlans(AnnualPlanStore plans) {
        this.plans = plans;
    }

    @Override
    public Uni<List<Dataset>> datasets() {
        return plans.changedAt()
                .map(changed -> List.of(new Dataset(
                        "annual-plans",
                        new Words("年度计划", "Annual plans"),
                        new Words(
                                "各年度计划的各版本：阶段、目标；分解数和进度见各计划的地址。",
                                "The editions of the plans of all years: phases and targets; shares and progress are at"
                                        + " the address of each plan."),
                        IRREGULAR,
                        LocalDate.of(AnnualPlanForm.FIRST_YEAR, Month.JANUARY, 1),
                        changed.orElse(null),
                        List.of(new Distribution(AnnualPlanResource.PATH, JSON)))));
    }
}
