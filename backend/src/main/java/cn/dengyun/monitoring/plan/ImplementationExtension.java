package cn.dengyun.monitoring.plan;

import cn.dengyun.platform.operation.PlausibleDay;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** More time to file an implementation plan. */
@Schema(name = "ImplementationExtensionRequest", description = "Until when it may be filed, and why")
record ImplementationExtension(
        @NotNull
        @PlausibleDay
        @Schema(required = true, description = "The last day, later than before", examples = "2030-10-31")
        LocalDate untilOn,

        @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "机构调整，同意延期")
        String reason) {}
