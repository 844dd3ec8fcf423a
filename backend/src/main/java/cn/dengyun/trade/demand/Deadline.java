package cn.dengyun.trade.demand;

import cn.dengyun.platform.operation.PlausibleDay;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Until when quotes are taken from now on. */
@Schema(name = "DemandProlongation", description = "Until when quotes are taken")
record Deadline(
        @NotNull
        @PlausibleDay
        @Schema(
                required = true,
                description = "Later than before, and between 24 hours and 90 days from now",
                examples = "2018-07-20T09:00:00Z")
        Instant quotesUntil,

        @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "应服务商要求延期")
        String reason) {

    Deadline {
        quotesUntil = quotesUntil == null ? null : quotesUntil.truncatedTo(ChronoUnit.MICROS);
    }
}
