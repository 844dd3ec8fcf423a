package cn.dengyun.trade.order.rest;

import cn.dengyun.trade.order.domain.OrderStep;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that was done with an order. */
@Schema(name = "OrderStep", description = "Something that was done with an order")
record OrderStepView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(
                required = true,
                description =
                        "A move of its lifecycle, `PLACE` for the first, `CONTRACT` and `CONFIRM_CONTRACT` for its"
                                + " contract",
                examples = "ACCEPT")
        String move,

        @Schema(required = true, description = "When") Instant at,

        @Schema(required = true, nullable = true, description = "Why; null where nobody had to say", examples = "资源不足")
        String reason) {

    static OrderStepView of(OrderStep step) {
        return new OrderStepView(step.id(), step.move(), step.at(), step.reason());
    }
}
