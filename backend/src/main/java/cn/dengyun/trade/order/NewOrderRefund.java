package cn.dengyun.trade.order;

import cn.dengyun.shared.Fen;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Captured money that a provider gives back. */
@Schema(name = "OrderRefundRequest", description = "What a provider gives back of what was captured for a delivery")
public record NewOrderRefund(
        @NotNull
        @Schema(
                required = true,
                description = "A delivery of the order that was accepted",
                examples = "01900000-0000-7000-8000-000000000c11")
        UUID deliveryId,

        @Min(1)
        @Max(Fen.MAX_AMOUNT)
        @Schema(
                nullable = true,
                description = "How much, in fen; all that was captured for it and not taken back when absent",
                examples = "10000")
        Long amountFen,

        @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "服务中断，退还部分补助")
        String reason) {}
