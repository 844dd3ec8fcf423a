package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * That a unit will not reach a target if it goes on as of late.
 *
 * @param monthOn the first day of the month in which it was said
 */
record PlanWarning(
        UUID id,
        UUID planId,
        String regionCode,
        PlanIndicator indicator,
        LocalDate monthOn,
        long target,
        long actual,
        long forecast,
        Instant warnedAt) {}
