package cn.dengyun.trade.capacity;

import cn.dengyun.platform.operation.PlausibleDay;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Time that a provider closes. */
@Schema(name = "CapacityClosureRequest", description = "When a capacity is closed")
record NewClosure(
        @NotNull
        @PlausibleDay
        @Schema(
                required = true,
                description = "On the hour of Asia/Shanghai, not before the present one",
                examples = "2018-07-10T00:00:00Z")
        Instant startsAt,

        @NotNull
        @PlausibleDay
        @Schema(
                required = true,
                description = "The first moment behind it: on the hour, and within 365 days from now",
                examples = "2018-07-11T00:00:00Z")
        Instant endsAt,

        @Min(1)
        @Max(CapacityForm.MAX_UNITS)
        @Schema(nullable = true, description = "Which of the units, from 1; all of them when absent", examples = "1")
        Integer unitNumber,

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "Kept on record, and not public", examples = "年度检修")
        String reason) {

    Span span() {
        return new Span(startsAt, endsAt);
    }
}
