package cn.dengyun.trade.dispute;

import cn.dengyun.platform.operation.OnlyWith;
import cn.dengyun.platform.operation.Variants;
import cn.dengyun.shared.Fen;
import cn.dengyun.trade.dispute.domain.DisputeOutcome;
import cn.dengyun.trade.dispute.domain.DisputeReason;
import cn.dengyun.trade.order.NewOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent of disputes. */
public final class DisputeForms {

    private DisputeForms() {}

    @Schema(name = "OrderDisputeRequest", description = "What one side of an order does not agree with")
    public record Complaint(
            @NotNull @Schema(required = true, description = "What it is about")
            DisputeReason reason,

            @Schema(
                    nullable = true,
                    description = "The delivery that it is about, which waits or was accepted; null where it is about"
                            + " the order",
                    examples = "01900000-0000-7000-8000-000000000c11")
            UUID deliveryId,

            @NotBlank
            @Size(max = 5_000)
            @Schema(
                    required = true,
                    description = "What happened and what is wanted; told to the other side and to the authority."
                            + " Evidence is put on the order as documents",
                    examples = "8 月份云主机仅开通 6 台，少于约定的 10 台，请按实际数量核减。")
            String statement) {}

    @Schema(name = "OrderDisputeMessageRequest", description = "Something to say in a dispute")
    public record Message(
            @NotBlank
            @Size(max = 5_000)
            @Schema(
                    required = true,
                    description = "Told to both sides and to the authority",
                    examples = "开通记录已作为订单附件上传，请核对。")
            String text) {}

    @Schema(name = "OrderDisputeAppeal", description = "Why a side does not agree with a decision")
    public record Appeal(
            @NotBlank
            @Size(max = 5_000)
            @Schema(required = true, description = "Facts, reasons and evidence", examples = "决定未采信平台导出的开通日志。")
            String grounds) {}

    @Variants("outcome")
    @Schema(name = "OrderDisputeDecision", description = "What an authority decides in a dispute")
    public record Decision(
            @NotNull @Schema(required = true, description = "What becomes of it")
            DisputeOutcome outcome,

            @Size(min = 1, max = 50)
            @OnlyWith("DELIVERY_LOWERED")
            @Schema(nullable = true, description = "What is left of which lines of the delivery; others stay")
            List<@NotNull @Valid Line> lines,

            @NotBlank
            @Size(max = 5_000)
            @Schema(required = true, description = "Told to both sides", examples = "经核对开通记录，实际交付 6 台，其余核减。")
            String reason) {}

    @Schema(name = "OrderDisputeDecisionLine", description = "What a decision leaves of a line of a delivery")
    public record Line(
            @NotBlank
            @Size(max = 64)
            @Schema(required = true, description = "The plan of the line", examples = "g1-2c8g-y")
            String planCode,

            @NotNull
            @Pattern(regexp = NewOrder.Line.QUANTITY)
            @Schema(
                    required = true,
                    description = "How much was delivered, no more than was said; a decimal string",
                    examples = "6")
            String quantity,

            @NotNull
            @Min(0)
            @Max(Fen.MAX_AMOUNT)
            @Schema(
                    required = true,
                    description = "What the provider gets for it, tax included, in fen: no more than was said",
                    examples = "216000")
            Long netFen) {}
}
