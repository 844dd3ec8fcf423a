package cn.dengyun.sandbox;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "SandboxClock", description = "What time it is")
record ClockView(
        @Schema(
                required = true,
                description = "The time on the platform: offices open and deadlines end by it",
                examples = "2018-09-03T00:00:00Z")
        Instant now,

        @Schema(
                required = true,
                description = "The time elsewhere: sessions and tokens end by it",
                examples = "2018-08-27T03:21:00Z")
        Instant wallTime) {}
