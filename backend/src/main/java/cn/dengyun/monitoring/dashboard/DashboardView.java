package cn.dengyun.monitoring.dashboard;

import cn.dengyun.monitoring.appraisal.CityEvaluationStatus;
import cn.dengyun.monitoring.appraisal.RunningEvaluations;
import cn.dengyun.monitoring.bulletin.BulletinStatus;
import cn.dengyun.monitoring.bulletin.RunningBulletins;
import cn.dengyun.monitoring.indicator.IndicatorKind;
import cn.dengyun.monitoring.indicator.IndicatorUnit;
import cn.dengyun.monitoring.indicator.ObservationLevel;
import cn.dengyun.monitoring.indicator.RegionFigures.RegionFigure;
import cn.dengyun.monitoring.indicator.RegionFigures.RegionMonth;
import cn.dengyun.monitoring.indicator.RegionFigures.RegionPart;
import cn.dengyun.monitoring.issue.IssueCounts;
import cn.dengyun.monitoring.plan.PlanProgressView;
import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.monitoring.plan.PlanWarningView;
import cn.dengyun.monitoring.plan.RegionTargets;
import cn.dengyun.monitoring.plan.StatusSummaryView;
import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.work.WorkCount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A region on one page. */
@Schema(name = "Dashboard", description = "What an authority wants to know of a region, in one answer")
record DashboardView(
        @Schema(required = true, description = "The region") Region region,

        @Schema(required = true, description = "For which kind of region its indicators are told")
        ObservationLevel level,

        @Schema(required = true, description = "The regions in it, by code", maxItems = 200)
        List<Region> children,

        @Schema(
                required = true,
                nullable = true,
                description = "The moment of the recount that the indicators are of; null before the first")
        Instant countedAt,

        @Schema(required = true, description = "The indicators that the caller may read, in order", maxItems = 100)
        List<Indicator> indicators,

        @Schema(
                required = true,
                nullable = true,
                description = "The published plan of this year; null where there is none, or the region has no part in"
                        + " it")
        Plan plan,

        @Schema(required = true, description = "What waits for the office of the region")
        Work work,

        @Schema(required = true, description = "Issues to be coordinated of the region that are open")
        Issues issues,

        @Schema(
                required = true,
                description = "Evaluations of the units that are under way, as far as the caller knows of them",
                maxItems = 5)
        List<Evaluation> evaluations,

        @Schema(
                required = true,
                description = "Bulletins that are not published yet, as far as the caller knows of them",
                maxItems = 5)
        List<BulletinInWork> bulletins) {

    @Schema(name = "DashboardRegion", description = "A region that the caller sees")
    record Region(
            @Schema(required = true, description = "Its code", examples = "340100")
            String regionCode,

            @Schema(required = true, description = "Its name", examples = "合肥市")
            String regionName,

            @Schema(required = true, description = "Its dashboard", examples = "/api/v1/dashboards/340100")
            String href) {}

    @Schema(name = "DashboardIndicator", description = "One indicator of the region")
    record Indicator(
            @Schema(required = true, description = "The indicator", examples = "CLOUD_ENTERPRISES")
            String code,

            @Schema(required = true, description = "Its name", examples = "登云企业数")
            String name,

            @Schema(required = true, description = "What its values are")
            IndicatorUnit unit,

            @Schema(required = true, description = "How it goes with time")
            IndicatorKind kind,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The last month that is told; null where there is none",
                    examples = "2018-12")
            String month,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Its value in that month; null where there is none, or it is protected",
                    examples = "128")
            Long value,

            @Schema(
                    required = true,
                    description = "Whether the amount is not told, for it would reveal one enterprise",
                    examples = "false")
            boolean isProtected,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The value of the month before; null where that is not told",
                    examples = "120")
            Long previous,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Its rank among the units, or among the counties of its unit: 1 for the largest."
                            + " Null for the province, for amounts, and where the caller does not see all of them",
                    examples = "1")
            Integer rank,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What the plan of this year has the region reach; null where nothing",
                    examples = "200")
            Long target,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The share of that which is reached today, rounded down, as in the progress of the"
                            + " plan; null where that cannot be told",
                    examples = "0.6000")
            String completion,

            @Schema(
                    required = true,
                    description = "The region, of the last twelve months those that are told",
                    maxItems = 12)
            List<Month> trend,

            @Schema(
                    required = true,
                    description = "The regions in it in `month`, by code. What lies in the region and in none of them"
                            + " stands under its own code, so that numbers add up to `value`. Nothing where it is not"
                            + " divided",
                    maxItems = 200)
            List<Child> children,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The values of the regions in it, as of the same recount; null where there are none",
                    examples = "/api/v1/indicators/CLOUD_ENTERPRISES/observations?level=COUNTY&region=340100")
            String childrenHref,

            @Schema(required = true, description = "What it means", examples = "/api/v1/indicators/CLOUD_ENTERPRISES")
            String definitionHref,

            @Schema(
                    required = true,
                    description = "Its values, as of the same recount",
                    examples = "/api/v1/indicators/CLOUD_ENTERPRISES/observations?level=UNIT&region=340100")
            String href,

            @Schema(
                    required = true,
                    description = "The list that has what is counted",
                    examples = "/api/v1/adopted-enterprises?status=ADOPTED")
            String sourceHref) {}

    @Schema(name = "DashboardMonth", description = "The region in a month")
    record Month(
            @Schema(required = true, description = "The month", examples = "2018-10")
            String month,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Its value; null where it is protected",
                    examples = "120")
            Long value) {}

    @Schema(name = "DashboardChild", description = "A region in the one that is looked at, in the same month")
    record Child(
            @Schema(required = true, description = "Its code", examples = "340123")
            String regionCode,

            @Schema(required = true, description = "Its name", examples = "肥西县")
            String regionName,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Its value; null where it is protected",
                    examples = "12")
            Long value,

            @Schema(
                    required = true,
                    description = "Whether the amount is not told, for it would reveal one enterprise",
                    examples = "false")
            boolean isProtected) {}

    @Schema(name = "DashboardPlan", description = "How far the region is with the plan of this year")
    record Plan(
            @Schema(required = true, description = "The annual plan")
            UUID planId,

            @Schema(required = true, description = "Its year", examples = "2018")
            int year,

            @Schema(required = true, description = "Its edition", examples = "1")
            int edition,

            @Schema(required = true, description = "What it is called", examples = "2018 年“皖企登云”推进计划")
            String title,

            @Schema(required = true, description = "The day (Asia/Shanghai) up to which it is counted")
            LocalDate on,

            @Schema(required = true, description = "How many days of the plan are left", examples = "61")
            long daysLeft,

            @Schema(required = true, description = "The targets that the region has a part in", maxItems = 20)
            List<Target> targets,

            @Schema(
                    required = true,
                    description = "What the region was warned of, of the province its units; newest first",
                    maxItems = 20)
            List<PlanWarningView> warnings,

            @Schema(required = true, description = "Whether there are older warnings", examples = "false")
            boolean hasMoreWarnings,

            @Schema(
                    required = true,
                    description = "The plan",
                    examples = "/api/v1/plans/01900000-0000-7000-8000-000000000c01")
            String href,

            @Schema(
                    required = true,
                    description = "The same numbers with those of the regions beside it",
                    examples = "/api/v1/plans/01900000-0000-7000-8000-000000000c01/progress")
            String progressHref,

            @Schema(
                    required = true,
                    description = "The list of all warnings",
                    examples = "/api/v1/plans/01900000-0000-7000-8000-000000000c01/warnings?unit=340100")
            String warningsHref) {}

    @Schema(name = "DashboardTarget", description = "How far the region is with a target")
    record Target(
            @Schema(required = true, description = "What is counted")
            PlanIndicator indicator,

            @Schema(required = true, description = "What that is called", examples = "与云资源深度对接企业数")
            String indicatorName,

            @Schema(required = true, description = "Whether the platform counts it", examples = "true")
            boolean isCounted,

            @Schema(required = true, description = "The row of the region")
            PlanProgressView.Row progress) {}

    @Schema(name = "DashboardWork", description = "What waits for the office of the region")
    record Work(
            @Schema(
                    required = true,
                    description = "Whether it is the work list of the caller; else it is what waits for anybody of the"
                            + " office who has had no part in it",
                    examples = "true")
            boolean isOwn,

            @Schema(required = true, description = "All kinds together; goes to 1,000 and then stays", examples = "12")
            long open,

            @Schema(required = true, description = "What is due within 72 hours", examples = "3")
            long dueSoon,

            @Schema(required = true, description = "What is late", examples = "1")
            long overdue,

            @Schema(required = true, description = "Kinds of which something waits", maxItems = 100)
            List<OfKind> kinds,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The list; null where it is not that of the caller",
                    examples = "/api/v1/work-items")
            String href) {

        private static final long MAX = 1_000;
        private static final String LIST = "/api/v1/work-items";

        private static Work of(boolean isOwn, List<WorkCount.OfKind> kinds) {
            WorkCount.Counts all =
                    kinds.stream().map(WorkCount.OfKind::counts).reduce(WorkCount.Counts.NONE, WorkCount.Counts::plus);
            return new Work(
                    isOwn,
                    Math.min(MAX, all.open()),
                    Math.min(MAX, all.dueSoon()),
                    Math.min(MAX, all.overdue()),
                    kinds.stream()
                            .map(each -> new OfKind(
                                    each.kind(),
                                    each.title(),
                                    each.counts().open(),
                                    each.counts().dueSoon(),
                                    each.counts().overdue(),
                                    isOwn ? LIST + "?kind=" + each.kind() : null))
                            .toList(),
                    isOwn ? LIST : null);
        }
    }

    @Schema(name = "DashboardWorkKind", description = "How much of one kind waits")
    record OfKind(
            @Schema(required = true, description = "The kind", maxLength = 64, examples = "APPLICATION_REVIEW")
            String kind,

            @Schema(required = true, description = "Its name", examples = "审核云服务券申请")
            String title,

            @Schema(required = true, description = "All of it", examples = "12")
            long open,

            @Schema(required = true, description = "What is due within 72 hours", examples = "3")
            long dueSoon,

            @Schema(required = true, description = "What is late", examples = "1")
            long overdue,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The list of this kind; null where it is not that of the caller",
                    examples = "/api/v1/work-items?kind=APPLICATION_REVIEW")
            String href) {}

    @Schema(name = "DashboardIssues", description = "Issues to be coordinated that are open")
    record Issues(
            @Schema(required = true, description = "How many stand where")
            StatusSummaryView counts,

            @Schema(required = true, description = "The list", examples = "/api/v1/issues?regionCode=340100")
            String href) {}

    @Schema(name = "DashboardEvaluation", description = "An evaluation that is under way")
    record Evaluation(
            @Schema(required = true, description = "Its id") UUID id,

            @Schema(required = true, description = "Its year", examples = "2018")
            int year,

            @Schema(required = true, description = "What it is called", examples = "2018 年度各市“皖企登云”工作考核")
            String title,

            @Schema(required = true, description = "Where it stands")
            CityEvaluationStatus status,

            @Schema(
                    required = true,
                    description = "The evaluation",
                    examples = "/api/v1/city-evaluations/01900000-0000-7000-8000-000000000e01")
            String href) {

        private static Evaluation of(RunningEvaluations.Running found) {
            return new Evaluation(found.id(), found.year(), found.title(), found.status(), found.path());
        }
    }

    @Schema(name = "DashboardBulletin", description = "A bulletin that is not published yet")
    record BulletinInWork(
            @Schema(required = true, description = "Its id") UUID id,

            @Schema(required = true, description = "The year of its months", examples = "2018")
            int year,

            @Schema(required = true, description = "What it is called", examples = "2018 年下半年“皖企登云”工作评估通报")
            String title,

            @Schema(required = true, description = "Where it stands")
            BulletinStatus status,

            @Schema(
                    required = true,
                    description = "The bulletin",
                    examples = "/api/v1/bulletins/01900000-0000-7000-8000-000000000b01")
            String href) {

        private static BulletinInWork of(RunningBulletins.Running found) {
            return new BulletinInWork(found.id(), found.year(), found.title(), found.status(), found.path());
        }
    }

    static DashboardView of(Dashboard found, List<RegionFigure> figures, PlanRegions regions, Language language) {
        return new DashboardView(
                region(found.region(), regions, language),
                found.level(),
                found.children().stream()
                        .map(code -> region(code, regions, language))
                        .toList(),
                found.countedAt(),
                figures.stream()
                        .map(figure -> indicator(figure, found, regions, language))
                        .toList(),
                found.plan() == null ? null : plan(found.plan()),
                Work.of(found.isOwn(), found.work()),
                new Issues(found.issues(), IssueCounts.LIST + found.region()),
                found.evaluations().stream().map(Evaluation::of).toList(),
                found.bulletins().stream().map(BulletinInWork::of).toList());
    }

    private static Region region(String code, PlanRegions regions, Language language) {
        return new Region(code, regions.name(code, language), DashboardResource.PATH + "/" + code);
    }

    private static Child child(RegionPart part, PlanRegions regions, Language language) {
        return new Child(
                part.regionCode(), regions.name(part.regionCode(), language), part.value(), part.value() == null);
    }

    private static Indicator indicator(RegionFigure figure, Dashboard found, PlanRegions regions, Language language) {
        List<RegionMonth> months = figure.months();
        Optional<RegionMonth> last = months.isEmpty() ? Optional.empty() : Optional.of(months.get(months.size() - 1));
        Optional<RegionMonth> previous = last.flatMap(month -> months.stream()
                .filter(each -> each.month().equals(month.month().minusMonths(1)))
                .findFirst());
        Optional<PlanProgressView.Row> target = Optional.ofNullable(found.plan())
                .flatMap(plan -> plan.targets().stream()
                        .filter(each -> each.indicator().name().equals(figure.code()))
                        .map(RegionTargets.Target::progress)
                        .findFirst());
        return new Indicator(
                figure.code(),
                figure.name(),
                figure.unit(),
                figure.kind(),
                last.map(each -> each.month().toString()).orElse(null),
                last.map(RegionMonth::value).orElse(null),
                last.isPresent() && last.get().value() == null,
                previous.map(RegionMonth::value).orElse(null),
                figure.rank(),
                target.map(PlanProgressView.Row::target).orElse(null),
                target.map(PlanProgressView.Row::completion).orElse(null),
                months.stream()
                        .map(each -> new Month(each.month().toString(), each.value()))
                        .toList(),
                figure.parts().stream()
                        .map(part -> child(part, regions, language))
                        .toList(),
                figure.parts().isEmpty() ? null : observations(figure, found.childLevel(), found),
                figure.path(),
                observations(figure, found.level(), found),
                figure.sourcePath());
    }

    private static String observations(RegionFigure figure, ObservationLevel level, Dashboard found) {
        return figure.path() + "/observations?level=" + level + "&region=" + found.region() + "&asOf="
                + found.countedAt();
    }

    private static Plan plan(RegionTargets.OfRegion found) {
        return new Plan(
                found.planId(),
                found.year(),
                found.edition(),
                found.title(),
                found.on(),
                found.daysLeft(),
                found.targets().stream()
                        .map(each ->
                                new Target(each.indicator(), each.indicatorName(), each.isCounted(), each.progress()))
                        .toList(),
                found.warnings().data(),
                found.warnings().page().hasMore(),
                found.path(),
                found.progressPath(),
                found.warningsPath());
    }
}
