package cn.dengyun.settlement.batch;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody says against a line. */
@Schema(name = "SettlementObjectionRequest", description = "What somebody says against one payment on public notice")
public record NewObjection(
        @NotNull @Schema(required = true, description = "The line", examples = "01900000-0000-7000-8000-000000000901")
        UUID lineId,

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "What is objected, and what shows it", examples = "该企业并未使用所列服务")
        String statement) {}
