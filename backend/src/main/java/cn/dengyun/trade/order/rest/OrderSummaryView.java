package cn.dengyun.trade.order.rest;

import cn.dengyun.trade.order.domain.OrderStatus;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many orders stand where. */
@Schema(name = "OrderSummary", description = "How many orders the caller may know of, by where they stand")
record OrderSummaryView(
        @Schema(required = true, description = "Those statuses in which there is one at least")
        List<Count> counts) {

    @Schema(name = "OrderCount", description = "How many orders are in a status, and what they come to")
    record Count(
            @Schema(required = true) OrderStatus status,

            @Schema(required = true, description = "How many", examples = "3")
            long orders,

            @Schema(
                    required = true,
                    description = "Of how many the next step was not done in time and can still be",
                    examples = "0")
            long overdue,

            @Schema(
                    required = true,
                    description = "What providers get for them, before vouchers, in fen",
                    examples = "1080000")
            long netFen,

            @Schema(
                    required = true,
                    description = "What vouchers held for them when they were placed, in fen",
                    examples = "432000")
            long subsidyFen) {}
}
