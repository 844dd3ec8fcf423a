package cn.dengyun.monitoring.plan;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The targets of an annual plan, of the province or of one of its units. */
@Schema(name = "PlanTargets", description = "The targets of an annual plan, decomposed by one level")
record PlanTargetsView(
        @Schema(required = true, description = "The annual plan")
        UUID planId,

        @Schema(required = true, description = "Its year", examples = "2018")
        int year,

        @Schema(required = true, description = "Its edition", examples = "1")
        int edition,

        @Schema(
                required = true,
                description = "The division whose targets they are: the province, or the unit that was asked for",
                examples = "340000")
        String regionCode,

        @Schema(required = true, description = "What it is called", examples = "安徽省")
        String regionName,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "The published implementation plan that decomposes them; null of the province, and where a"
                                + " city has published none")
        UUID implementationPlanId,

        @Schema(required = true, description = "None of a unit that has not decomposed its targets", maxItems = 20)
        List<TargetView> targets) {}
