package cn.dengyun.catalogue.search;

import cn.dengyun.platform.paging.Page.PageInfo;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One page of found offerings. */
@Schema(name = "OfferingPage", description = "One page of found offerings, with counts where they were asked for.")
public record OfferingPage(
        @Schema(required = true, description = "The offerings, best first.")
        List<OfferingSummary> data,

        @Schema(required = true, description = "Where the list goes on.")
        PageInfo page,

        @Schema(
                required = true,
                nullable = true,
                description = "By the name of each facet that was asked for, how many offerings of the whole list have"
                        + " each value: at most 100 values, the most frequent first. Null when none was asked for.")
        Map<String, List<FacetValue>> facets) {

    @Schema(name = "FacetValue", description = "A value of a facet and how often it occurs.")
    public record FacetValue(
            @Schema(
                    required = true,
                    description = "The value, as the filter of the same name takes it.",
                    examples = "IAAS")
            String value,

            @Schema(
                    required = true,
                    nullable = true,
                    description =
                            "What it is called in the language asked for; null for values that say it" + " themselves.",
                    examples = "基础设施即服务")
            String name,

            @Schema(
                    required = true,
                    description = "How many offerings of the list this value as a filter would keep, exactly.",
                    examples = "42")
            long count) {}
}
