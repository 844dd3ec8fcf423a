package cn.dengyun.monitoring.dashboard;

import cn.dengyun.monitoring.appraisal.RunningEvaluations;
import cn.dengyun.monitoring.bulletin.RunningBulletins;
import cn.dengyun.monitoring.indicator.ObservationLevel;
import cn.dengyun.monitoring.indicator.RegionFigures;
import cn.dengyun.monitoring.indicator.RegionFigures.RegionFigure;
import cn.dengyun.monitoring.issue.IssueCounts;
import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.monitoring.plan.RegionTargets;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.work.WorkCount;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * A region as its authority sees it: each figure is asked of the slice that answers for it, as the actor, so that no
 * dashboard shows what a list would not.
 */
@ApplicationScoped
class DashboardService {

    private final RegionFigures figures;
    private final RegionTargets targets;
    private final WorkCount work;
    private final IssueCounts issues;
    private final RunningEvaluations evaluations;
    private final RunningBulletins bulletins;
    private final PlanRegions regions;
    private final Clock clock;

    DashboardService(
            RegionFigures figures,
            RegionTargets targets,
            WorkCount work,
            IssueCounts issues,
            RunningEvaluations evaluations,
            RunningBulletins bulletins,
            PlanRegions regions,
            Clock clock) {
        this.figures = figures;
        this.targets = targets;
        this.work = work;
        this.issues = issues;
        this.evaluations = evaluations;
        this.bulletins = bulletins;
        this.regions = regions;
        this.clock = clock;
    }

    /**
     * What lists know of a region now. Rejects with {@code region-not-found} (404) what is none of the province's
     * today, and with {@code not-yours} (403) whoever neither oversees it nor sees everything.
     */
    Uni<Dashboard> of(Actor actor, String region, Language language) {
        LocalDate today = LocalDate.now(clock);
        if (!regions.isOn(region, today)) {
            throw Rejection.notFound("region-not-found", region);
        }
        if (!Oversight.of(actor).covers(region) && !Aggregate.seesAll(actor)) {
            throw Rejection.forbidden("not-yours");
        }
        boolean isProvince = new RegionCode(region).isProvince();
        ObservationLevel level = isProvince
                ? ObservationLevel.PROVINCE
                : regions.isUnit(region) ? ObservationLevel.UNIT : ObservationLevel.COUNTY;
        Set<String> children = isProvince ? regions.unitsOn(today) : regions.partsOf(region, today);
        boolean isOwn = actor.has(Roles.AUTHORITY) && region.equals(actor.regionCode()) && !actor.isViewer();
        Uni<List<WorkCount.OfKind>> waiting = isOwn ? work.byKind(actor, language) : work.ofOffice(region, language);
        return Uni.combine()
                .all()
                .unis(
                        figures.lastCounted(),
                        targets.of(actor, region, language),
                        waiting,
                        issues.open(actor, region),
                        evaluations.of(actor),
                        bulletins.of(actor))
                // One request takes one connection at a time, however many lists it asks.
                .usingConcurrencyOf(1)
                .with((counted, plan, kinds, open, evaluated, told) -> new Dashboard(
                        region,
                        level,
                        children,
                        counted.orElse(null),
                        plan.orElse(null),
                        isOwn,
                        kinds,
                        open,
                        evaluated,
                        told));
    }

    /** The statistics of a dashboard: the same for the same actor, region and recount. */
    Uni<List<RegionFigure>> figures(Actor actor, Dashboard found, Language language) {
        return found.countedAt() == null
                ? Uni.createFrom().item(List.of())
                : figures.of(actor, found.region(), found.level(), found.childLevel(), found.countedAt(), language);
    }
}
