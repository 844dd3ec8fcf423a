package cn.dengyun.voucher.rest;

import cn.dengyun.policy.domain.Payee;
import cn.dengyun.voucher.ClaimDays.ClaimDay;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Refund;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A capture as both sides see it. */
@Schema(name = "Redemption", description = "What was captured of a voucher, and is owed to the payee")
record RedemptionView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The reservation that it was captured from")
        UUID reservationId,

        @Schema(required = true, description = "The voucher")
        UUID voucherId,

        @Schema(required = true, description = "The enterprise whose voucher it is")
        UUID organizationId,

        @Schema(required = true, description = "The provider")
        UUID providerId,

        @Schema(required = true, description = "Whom the programme pays")
        Payee payee,

        @Schema(required = true, description = "What was captured, in fen", examples = "144000")
        long amountFen,

        @Schema(required = true, description = "Taken back since", examples = "0")
        long refundedFen,

        @Schema(required = true, description = "When it was captured")
        Instant capturedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "The last day on which its payee can claim it, Asia/Shanghai; null where that was done,"
                        + " nothing is left, or there is no last day",
                examples = "2018-12-31")
        LocalDate claimBy,

        @Schema(
                required = true,
                nullable = true,
                description = "Since when the clock of `claimBy` stands still, because a side is frozen or an authority"
                        + " decides about the order: the day is later by as long; null while it runs")
        Instant claimPausedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "What was captured of each line of the reservation; null of older ones: the first lines"
                        + " first")
        List<ReservationView.LineView> lines) {

    /** @param claim null where there is no day by which it has to be claimed */
    static RedemptionView of(Redemption redemption, ClaimDay claim) {
        return new RedemptionView(
                redemption.id(),
                redemption.reservationId(),
                redemption.voucherId(),
                redemption.organizationId(),
                redemption.providerId(),
                redemption.payee(),
                redemption.amountFen(),
                redemption.refundedFen(),
                redemption.capturedAt(),
                claim == null ? null : claim.lastDay(),
                claim == null ? null : claim.pausedAt(),
                redemption.lines() == null
                        ? null
                        : redemption.lines().stream()
                                .map(ReservationView.LineView::of)
                                .toList());
    }

    /** Captured money that was taken back. */
    @Schema(name = "Refund", description = "Captured money that was taken back")
    record RefundView(
            @Schema(required = true, description = "Its id") UUID id,

            @Schema(required = true, description = "The redemption that was taken back in part or whole")
            UUID redemptionId,

            @Schema(required = true, description = "The voucher")
            UUID voucherId,

            @Schema(required = true, description = "What was taken back, in fen", examples = "44000")
            long amountFen,

            @Schema(
                    required = true,
                    description = "`VOUCHER`: it can be used again; `BUDGET`: the voucher was over; `RECOVERY`: it was"
                            + " paid, and is asked back")
            Refund.Destination destination,

            @Schema(required = true, description = "Why it was taken back", examples = "服务中途终止，按未使用月份退回")
            String reason,

            @Schema(required = true, description = "When it was taken back")
            Instant refundedAt) {

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
