package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.ProgressService.Measured;
import cn.dengyun.monitoring.plan.ProgressService.Progress;
import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One region in the published plan of the year, for what else in monitoring shows it: what {@code /plans} tells. */
@ApplicationScoped
public class RegionTargets {

    private static final int MAX_WARNINGS = 20;

    private final ProgressService progress;
    private final PlanRegions regions;

    RegionTargets(ProgressService progress, PlanRegions regions) {
        this.progress = progress;
        this.regions = regions;
    }

    /**
     * A region in the plan of the year, as counted today.
     *
     * @param path of the plan
     * @param progressPath of the progress that has the region
     * @param warningsPath of the list of its warnings, which a county has none of
     * @param targets of which the region has a part
     * @param warnings of the region, or of all units for the province, newest first
     */
    public record OfRegion(
            UUID planId,
            int year,
            int edition,
            String title,
            LocalDate on,
            long daysLeft,
            String path,
            String progressPath,
            String warningsPath,
            List<Target> targets,
            Page<PlanWarningView> warnings) {}

    /** How far a region is with one target. */
    public record Target(
            PlanIndicator indicator, String indicatorName, boolean isCounted, PlanProgressView.Row progress) {}

    /**
     * Empty where this year has no published plan, or the unit no part in it.
     *
     * @param region the province, a unit, or a county or zone of a unit
     */
    public Uni<Optional<OfRegion>> of(Actor actor, String region, Language language) {
        // Ranks are among those of the whole that a region is a part of.
        String whole = AnnualPlan.PROVINCE.equals(region) || regions.isUnit(region) ? null : regions.unitOf(region);
        return progress.ofThisYear(whole)
                .chain(found -> found.map(each ->
                                withWarnings(actor, each, region, language).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<OfRegion> withWarnings(Actor actor, Progress found, String region, Language language) {
        String path = AnnualPlanResource.PATH + "/" + found.plan().id();
        boolean isProvince = AnnualPlan.PROVINCE.equals(region);
        String unit = isProvince ? null : region;
        return progress.warnings(actor, found.plan().id(), unit, null, MAX_WARNINGS)
                .map(warnings -> new OfRegion(
                        found.plan().id(),
                        found.plan().year(),
                        found.plan().edition(),
                        found.plan().title(),
                        found.on(),
                        PlanProgressView.daysLeft(found),
                        path,
                        path + "/progress" + (found.unit() == null ? "" : "?unit=" + found.unit()),
                        path + "/warnings" + (isProvince ? "" : "?unit=" + region),
                        found.measured().stream()
                                .flatMap(each -> target(each, region, language).stream())
                                .toList(),
                        warnings.map(warning -> PlanWarningView.of(warning, regions, language))));
    }

    private Optional<Target> target(Measured measured, String region, Language language) {
        PlanProgress all = measured.progress();
        Optional<ProgressRow> row = AnnualPlan.PROVINCE.equals(region)
                ? Optional.of(all.whole())
                : all.rows().stream()
                        .filter(each -> each.regionCodes().contains(region))
                        .findFirst();
        return row.map(found -> new Target(
                measured.indicator(),
                AnnualPlanView.indicatorName(measured.indicator(), language),
                measured.isCounted(),
                PlanProgressView.Row.of(found, regions, language)));
    }
}
