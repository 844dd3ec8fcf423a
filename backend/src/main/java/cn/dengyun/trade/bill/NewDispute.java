package cn.dengyun.trade.bill;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an enterprise disputes of a bill.
 *
 * @param lines numbers of lines; null or empty: all of it
 */
@Schema(name = "BillDisputeRequest", description = "What an enterprise disputes of a bill")
public record NewDispute(
        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "Kept on record, and told to the provider", examples = "7 月 12 日的用量重复")
        String reason,

        @Size(max = 200)
        @Schema(
                nullable = true,
                description = "The numbers of the lines that are disputed; all of it when absent",
                examples = "[1]")
        List<@NotNull @Min(1) @Max(100_000) Integer> lines) {}
