package cn.dengyun.trade.bill;

import cn.dengyun.platform.operation.OnlyWith;
import cn.dengyun.platform.operation.Variants;
import cn.dengyun.shared.Fen;
import cn.dengyun.trade.bill.domain.DisputeAnswer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a provider says of a dispute.
 *
 * @param amountFen what it takes off; only where it concedes, and then it has to be said
 * @param lines likewise; null or empty: it names none
 */
@Variants("answer")
@Schema(name = "BillDisputeAnswerRequest", description = "What a provider says of a dispute")
public record NewDisputeAnswer(
        @NotNull
        @Schema(
                required = true,
                description = "Whether it takes something off or stands by the bill",
                examples = "CONCEDED")
        DisputeAnswer answer,

        @OnlyWith("CONCEDED")
        @Min(1)
        @Max(Fen.MAX_AMOUNT)
        @Schema(nullable = true, description = "What it takes off, in fen", examples = "1")
        Long amountFen,

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "Kept on record, and told to the enterprise", examples = "情况属实，核减重复用量")
        String reason,

        @OnlyWith(value = "CONCEDED", required = false)
        @Size(max = 200)
        @Schema(
                nullable = true,
                description = "What is taken off which lines, together the amount; a credit note that names none lowers"
                        + " what vouchers pay first")
        List<@NotNull @Valid NewCreditLine> lines) {}
