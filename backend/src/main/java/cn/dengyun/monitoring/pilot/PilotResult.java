package cn.dengyun.monitoring.pilot;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of a pilot. */
@Schema(name = "PilotResultRequest", description = "What came of a pilot, for everybody to read")
record PilotResult(
        @NotBlank
        @Size(max = 5_000)
        @Schema(
                required = true,
                description = "What was reached, and what others learn of it",
                examples = "三类业务系统登云，运维成本下降三成。")
        String outcome) {}
