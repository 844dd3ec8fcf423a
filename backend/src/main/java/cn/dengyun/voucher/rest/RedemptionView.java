package cn.dengyun.voucher.rest;

import cn.dengyun.policy.domain.Payee;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Refund;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A capture as both sides see it. */
@Schema(name = "Redemption", description = "What was captured of a voucher, and is owed to the payee")
record RedemptionView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID reservationId,
        @Schema(required = true) UUID voucherId,
        @Schema(required = true) UUID organizationId,
        @Schema(required = true) UUID providerId,

        @Schema(required = true, description = "Whom the programme pays")
        Payee payee,

        @Schema(required = true, examples = "144000") long amountFen,

        @Schema(required = true, description = "Taken back since", examples = "0")
        long refundedFen,

        @Schema(required = true) Instant capturedAt) {

    static RedemptionView of(Redemption redemption) {
        return new RedemptionView(
                redemption.id(),
                redemption.reservationId(),
                redemption.voucherId(),
                redemption.organizationId(),
                redemption.providerId(),
                redemption.payee(),
                redemption.amountFen(),
                redemption.refundedFen(),
                redemption.capturedAt());
    }

    /** Captured money that was taken back. */
    @Schema(name = "Refund", description = "Captured money that was taken back")
    record RefundView(
            @Schema(required = true) UUID id,
            @Schema(required = true) UUID redemptionId,
            @Schema(required = true) UUID voucherId,
            @Schema(required = true, examples = "44000") long amountFen,

            @Schema(required = true, description = "`VOUCHER`: it can be used again; `BUDGET`: the voucher was over")
            Refund.Destination destination,

            @Schema(required = true, examples = "服务中途终止，按未使用月份退回")
            String reason,

            @Schema(required = true) Instant refundedAt) {

        static RefundView of(Refund refund) {
            return new RefundView(
                    refund.id(),
                    refund.redemptionId(),
                    refund.voucherId(),
                    refund.amountFen(),
                    refund.destination(),
                    refund.reason(),
                    refund.refundedAt());
        }
    }
}
