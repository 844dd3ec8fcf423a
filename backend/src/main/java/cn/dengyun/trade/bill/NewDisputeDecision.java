package cn.dengyun.trade.bill;

import cn.dengyun.shared.Fen;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an authority decides of a dispute. */
@Schema(name = "BillDisputeDecisionRequest", description = "What an authority decides of a dispute")
public record NewDisputeDecision(
        @NotNull
        @Min(0)
        @Max(Fen.MAX_AMOUNT)
        @Schema(
                required = true,
                description = "What is taken off the bill, in fen; 0 where it stays as it is",
                examples = "0")
        Long creditFen,

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "Kept on record, and told to both sides", examples = "计量记录完整，账单成立")
        String reason) {}
