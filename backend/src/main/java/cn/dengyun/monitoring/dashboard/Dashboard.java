package cn.dengyun.monitoring.dashboard;

import cn.dengyun.monitoring.appraisal.RunningEvaluations;
import cn.dengyun.monitoring.bulletin.RunningBulletins;
import cn.dengyun.monitoring.indicator.ObservationLevel;
import cn.dengyun.monitoring.plan.RegionTargets;
import cn.dengyun.monitoring.plan.StatusSummaryView;
import cn.dengyun.platform.work.WorkCount;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What lists know of a region at the moment of the question, all but the statistics, which only change with a recount.
 *
 * @param children codes of the regions in it
 * @param countedAt the last recount; null before the first
 * @param plan null where this year has none, or none for the region
 * @param isOwn whether the work is that of the actor, else that of anybody of the office
 */
record Dashboard(
        String region,
        ObservationLevel level,
        Set<String> children,
        Instant countedAt,
        RegionTargets.OfRegion plan,
        boolean isOwn,
        List<WorkCount.OfKind> work,
        StatusSummaryView issues,
        List<RunningEvaluations.Running> evaluations,
        List<RunningBulletins.Running> bulletins) {

    /** Of its children: units of the province, counties of a unit; null where there are none. */
    ObservationLevel childLevel() {
        if (children.isEmpty()) {
            return null;
        }
        return level == ObservationLevel.PROVINCE ? ObservationLevel.UNIT : ObservationLevel.COUNTY;
    }
}
