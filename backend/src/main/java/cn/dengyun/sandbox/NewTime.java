package cn.dengyun.sandbox;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "SandboxClockMove", description = "Where the time goes")
record NewTime(
        @NotNull
        @Schema(
                required = true,
                description = "What time it is then: ahead of the present, by 366 days at most",
                examples = "2018-09-03T00:00:00Z")
        Instant to) {}
