package cn.dengyun.settlement.recovery;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.settlement.recovery.domain.Instalments;
import cn.dengyun.shared.Fen;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent of recoveries. */
public final class RecoveryForms {

    private RecoveryForms() {}

    @Schema(name = "RecoveryReceiptRequest", description = "What has come in of a recovery")
    public record Receipt(
            @NotBlank
            @Size(max = 40)
            @Pattern(regexp = "^[A-Za-z0-9-]+$")
            @Schema(
                    required = true,
                    description =
                            "Serial number of the bank's slip, in capitals or not; the office counts each once, and each"
                                    + " recovery has one receipt of it",
                    examples = "20181022000417")
            String serial,

            @NotNull
            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(required = true, description = "In fen, no more than is open", examples = "1000")
            Long amountFen,

            @NotNull @PlausibleDay @Schema(required = true, description = "Its value date", examples = "2018-10-22")
            LocalDate receivedOn,

            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(
                    nullable = true,
                    description =
                            "What the slip comes to in all, in fen, where one transfer pays several recoveries: together"
                                    + " they get no more of it. Without it, `amountFen`",
                    examples = "1000")
            Long slipFen) {

        /** What the slip comes to, in fen. */
        long wholeFen() {
            return slipFen == null ? amountFen : slipFen;
        }
    }

    @Schema(name = "RecoveryReceiptReversalRequest", description = "Which receipt of a recovery is undone")
    public record Reversal(
            @NotNull
            @Schema(
                    required = true,
                    description = "The receipt, as `listRecoverySteps` tells it",
                    examples = "01900000-0000-7000-8000-000000000b02")
            UUID receiptId,

            @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Why", examples = "该笔款项属另一追回事项，登记有误。")
            String reason) {}

    @Schema(name = "RecoveryPlanRequest", description = "How a recovery is to be paid back by and by")
    public record Plan(
            @NotNull
            @Size(min = 1, max = Instalments.MAX)
            @Schema(
                    required = true,
                    description = "Together all that is open; each later than the one before, from tomorrow on, within"
                            + " three years")
            List<@NotNull @Valid Part> instalments,

            @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Why", examples = "本季度资金紧张，申请分期退回。")
            String reason) {}

    @Schema(name = "RecoveryInstalmentRequest", description = "A part of what is paid back")
    public record Part(
            @NotNull
            @PlausibleDay
            @Schema(required = true, description = "The last day on which it is in time", examples = "2018-11-30")
            LocalDate dueOn,

            @NotNull @Min(1) @Max(Fen.MAX_AMOUNT) @Schema(required = true, description = "In fen", examples = "4000")
            Long amountFen) {}
}
