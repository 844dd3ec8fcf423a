package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.monitoring.plan.domain.PlanTarget;
import cn.dengyun.platform.web.Language;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A target and how it is decomposed, for everybody who may know of the plan. */
@Schema(name = "DecomposedTarget", description = "A target and how it is decomposed; shares sum up to it exactly")
record TargetView(
        @Schema(required = true, description = "What is counted")
        PlanIndicator indicator,

        @Schema(required = true, description = "What that is called", examples = "与云资源深度对接企业数")
        String indicatorName,

        @Schema(required = true, description = "What is decomposed", examples = "1000")
        long amount,

        @Schema(required = true, description = "No region gets less, unless it was set so", examples = "1")
        long floor,

        @Schema(required = true, description = "What the weights are", examples = "规模以上工业企业数")
        String weightsBasis,

        @Schema(required = true, description = "Whether weights were published, and so do not change any more")
        boolean areWeightsFixed,

        @Schema(required = true, description = "By region code", maxItems = 200)
        List<Share> shares) {

    @Schema(name = "TargetShare", description = "What a region has to reach of a target")
    record Share(
            @Schema(required = true, description = "GB/T 2260 code", examples = "340100")
            String regionCode,

            @Schema(required = true, description = "What it is called", examples = "合肥市")
            String regionName,

            @Schema(required = true, description = "How much it weighs", examples = "2310")
            long weight,

            @Schema(required = true, description = "Whether it was set, whatever it weighs", examples = "false")
            boolean isOverridden,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Why it was set; null where it was not",
                    examples = "工业企业集中，适当上调")
            String reason,

            @Schema(required = true, description = "What it has to reach", examples = "200")
            long amount) {}

    static TargetView of(PlanTarget target, PlanRegions regions, Language language) {
        return new TargetView(
                target.indicator(),
                AnnualPlanView.indicatorName(target.indicator(), language),
                target.amount(),
                target.floor(),
                target.weightsBasis(),
                target.areWeightsFixed(),
                target.shares().stream()
                        .map(share -> new Share(
                                share.regionCode(),
                                regions.name(share.regionCode(), language),
                                share.weight(),
                                share.set() != null,
                                share.reason(),
                                share.amount()))
                        .toList());
    }
}
