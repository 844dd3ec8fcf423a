package cn.dengyun.settlement.batch;

import cn.dengyun.settlement.batch.domain.SettlementBatch;
import cn.dengyun.shared.Fen;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which claims come into a new batch. */
@Schema(name = "SettlementBatchRequest", description = "Which approved claims are to be paid together")
public record NewBatch(
        @NotNull
        @Schema(required = true, description = "Their programme", examples = "01900000-0000-7000-8000-000000000401")
        UUID programmeId,

        @Min(1)
        @Max(SettlementBatch.MAX_LINES)
        @Schema(nullable = true, description = "How many at most; 10,000 when absent", examples = "500")
        Integer maxClaims,

        @Min(1)
        @Max(Fen.MAX_AMOUNT)
        @Schema(
                nullable = true,
                description = "What they may come to, in fen; one that does not fit any more waits for the next batch",
                examples = "100000000")
        Long maxAmountFen,

        @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "第三季度兑付")
        String reason) {}
