package cn.dengyun.trade.order.rest;

import cn.dengyun.trade.order.OrderRefunds.Given;
import cn.dengyun.voucher.domain.Refund;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a provider has given back of what was captured for a delivery. */
@Schema(name = "OrderRefund", description = "What a provider has given back of what was captured for a delivery")
record OrderRefundView(
        @Schema(required = true, description = "The order") UUID orderId,

        @Schema(required = true, description = "The delivery")
        UUID deliveryId,

        @Schema(required = true, description = "All of it, in fen", examples = "10000")
        long amountFen,

        @Schema(required = true, description = "What was given back of each capture")
        List<PartView> refunds) {

    /** What was given back of one capture. */
    @Schema(name = "OrderRefundPart", description = "What was given back of one capture")
    record PartView(
            @Schema(required = true, description = "The refund")
            UUID refundId,

            @Schema(required = true, description = "The capture")
            UUID redemptionId,

            @Schema(required = true, description = "The voucher")
            UUID voucherId,

            @Schema(required = true, description = "How much, in fen", examples = "10000")
            long amountFen,

            @Schema(required = true, description = "Where it went")
            Refund.Destination destination) {

        static PartView of(Refund refund) {
            return new PartView(
                    refund.id(), refund.redemptionId(), refund.voucherId(), refund.amountFen(), refund.destination());
        }
    }

    static OrderRefundView of(Given given) {
        return new OrderRefundView(
                given.order().id(),
                given.delivery().id(),
                given.amountFen(),
                given.refunds().stream().map(PartView::of).toList());
    }
}
