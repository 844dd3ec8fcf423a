package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.domain.PlanTarget;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the published plans of years set as targets. */
@ApplicationScoped
public class PublishedTargets {

    private final AnnualPlanStore plans;

    PublishedTargets(AnnualPlanStore plans) {
        this.plans = plans;
    }

    /** The targets of the edition of a year that is published. */
    public record TargetsOfYear(UUID planId, int year, int edition, List<PlanTarget> targets) {}

    /** Empty where the year has no published plan. */
    public Uni<Optional<TargetsOfYear>> ofYear(int year) {
        return plans.inForce(year)
                .map(found -> found.stream()
                        .findFirst()
                        .map(plan -> new TargetsOfYear(plan.id(), plan.year(), plan.edition(), plan.targets())));
    }
}
