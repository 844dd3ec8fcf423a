package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.platform.web.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A warning as the authorities of the unit see it. */
@Schema(name = "PlanWarning", description = "That a unit will not reach a target if it goes on as of late")
public record PlanWarningView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The annual plan")
        UUID planId,

        @Schema(required = true, description = "GB/T 2260 code of the unit", examples = "340100")
        String regionCode,

        @Schema(required = true, description = "What it is called", examples = "合肥市")
        String regionName,

        @Schema(required = true, description = "What is counted")
        PlanIndicator indicator,

        @Schema(required = true, description = "What that is called", examples = "与云资源深度对接企业数")
        String indicatorName,

        @Schema(
                required = true,
                description = "The first day of the month in which it was said",
                examples = "2018-11-01")
        LocalDate monthOn,

        @Schema(required = true, description = "What the unit has to reach", examples = "200")
        long target,

        @Schema(required = true, description = "What it had reached by the end of the month before", examples = "80")
        long actual,

        @Schema(
                required = true,
                description = "What it would come to at the pace of the last 90 days",
                examples = "150")
        long forecast,

        @Schema(required = true, description = "When it was said")
        Instant warnedAt) {

    static PlanWarningView of(PlanWarning warning, PlanRegions regions, Language language) {
        return new PlanWarningView(
                warning.id(),
                warning.planId(),
                warning.regionCode(),
                regions.name(warning.regionCode(), language),
                warning.indicator(),
                AnnualPlanView.indicatorName(warning.indicator(), language),
                warning.monthOn(),
                warning.target(),
                warning.actual(),
                warning.forecast(),
                warning.warnedAt());
    }
}
