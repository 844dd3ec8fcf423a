package cn.dengyun.catalogue.concession;

import cn.dengyun.platform.operation.PlausibleDay;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Until when a concession holds that is ended before its time.
 *
 * @param endsOn null for today
 */
@Schema(name = "ConcessionEndRequest", description = "Until when the concession holds, and why")
record ConcessionEnd(
        @PlausibleDay
        @Schema(
                nullable = true,
                description = "The last day on which it holds, today at the earliest and when absent",
                examples = "2030-11-30")
        LocalDate endsOn,

        @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "双方协商一致，提前结束")
        String reason) {}
