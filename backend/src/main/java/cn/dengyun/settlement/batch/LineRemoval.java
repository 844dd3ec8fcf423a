package cn.dengyun.settlement.batch;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which line is taken out of a batch, and why. */
@Schema(name = "SettlementLineRemovalRequest", description = "Which line is taken out, and why")
public record LineRemoval(
        @NotNull @Schema(required = true, description = "The line", examples = "01900000-0000-7000-8000-000000000901")
        UUID lineId,

        @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "佐证材料存疑，另行核查")
        String reason) {}
