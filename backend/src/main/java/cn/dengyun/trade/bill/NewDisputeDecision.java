package cn.dengyun.trade.bill;

import cn.dengyun.shared.Fen;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an authority decides of a dispute.
 *
 * @param lines null or empty: it names none
 */
@Schema(name = "BillDisputeDecisionRequest", description = "What an authority decides of a dispute")
public record NewDisputeDecision(
        @NotNull
        @Min(0)
        @Max(Fen.MAX_AMOUNT)
        @Schema(
                required = true,
                description = "What is taken off the bill, in fen; 0 where it stays as it is",
                examples = "1")
        Long creditFen,

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "Kept on record, and told to both sides", examples = "计量记录完整，账单成立")
        String reason,

        @Size(max = 200)
        @Schema(
                nullable = true,
                description = "What is taken off which lines, together the amount; a credit note that names none lowers"
                        + " what vouchers pay first")
        List<@NotNull @Valid NewCreditLine> lines) {}
