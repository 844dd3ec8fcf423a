package cn.dengyun.activity;

import java.util.UUID;

/**
 * What was held of a kind in the region and the year of a plan, by whomever.
 *
 * @param sessions activities whose outcome was told
 * @param persons check-ins in them of people of enterprises: a person counts once for each activity
 * @param enterprises of those who were checked in, each once
 */
record TrainingPlanDone(UUID planId, ActivityKind kind, long sessions, long persons, long enterprises) {

    static TrainingPlanDone nothing(UUID planId, ActivityKind kind) {
        return new TrainingPlanDone(planId, kind, 0, 0, 0);
    }
}
