package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.ProgressService.Measured;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The door of annual plans for what else in monitoring goes by them. */
@ApplicationScoped
public class PlanStandings {

    private final AnnualPlanStore plans;
    private final ProgressService progress;

    PlanStandings(AnnualPlanStore plans, ProgressService progress) {
        this.plans = plans;
        this.progress = progress;
    }

    /** What a unit has reached of its share of a target. */
    public record Reached(String regionCode, long target, long actual) {}

    /**
     * The published plan of a year, as far as it is counted.
     *
     * @param reached of all units, by indicator
     */
    public record OfUnits(UUID planId, Map<String, List<Reached>> reached) {}

    /** How all units stand with the published plan of a year at the end of a day that is over; empty without one. */
    public Uni<Optional<OfUnits>> ofUnits(int year, LocalDate on) {
        return plans.inForce(year)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : progress.ofUnits(found.get(0), on)
                                .map(all -> Optional.of(new OfUnits(
                                        all.plan().id(),
                                        all.measured().stream()
                                                .filter(Measured::isCounted)
                                                .collect(Collectors.toMap(
                                                        each -> each.indicator().name(), PlanStandings::reached))))));
    }

    private static List<Reached> reached(Measured measured) {
        return measured.progress().rows().stream()
                .map(row -> new Reached(row.regionCodes().get(0), row.target(), row.actual()))
                .toList();
    }
}
