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
 * What a provider takes off a bill.
 *
 * @param lines null or empty: it names none
 */
@Schema(name = "CreditNoteRequest", description = "What a provider takes off a bill")
public record NewCreditNote(
        @NotNull
        @Min(1)
        @Max(Fen.MAX_AMOUNT)
        @Schema(
                required = true,
                description = "In fen, tax included; not more than is left of the bill",
                examples = "1")
        Long amountFen,

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "Kept on record, and told to the enterprise", examples = "7 月 3 日服务中断补偿")
        String reason,

        @Size(max = 200)
        @Schema(
                nullable = true,
                description = "What is taken off which lines, together the amount; a credit note that names none lowers"
                        + " what vouchers pay first")
        List<@NotNull @Valid NewCreditLine> lines) {}
