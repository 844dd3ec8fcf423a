package cn.dengyun.monitoring.pilot;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.shared.CreditCode;
import cn.dengyun.shared.RegionCode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.Month;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a pilot is: sent whole to plan one, in part to change it. */
@Schema(name = "PilotRequest", description = "Which enterprise is connected first, by which provider, to what end")
record PilotForm(
        @Min(2_018)
        @Max(2_100)
        @Schema(required = true, description = "The year of the plan that it belongs to", examples = "2030")
        int year,

        @NotNull
        @Pattern(regexp = RegionCode.PATTERN)
        @Schema(required = true, description = "Where the enterprise is, GB/T 2260", examples = "340123")
        String regionCode,

        @NotNull
        @Pattern(regexp = CreditCode.PATTERN)
        @Schema(
                required = true,
                description = "Unified social credit code of the enterprise",
                examples = "91340100MA2T00015G")
        String creditCode,

        @NotBlank @Size(max = 200) @Schema(required = true, description = "Its name", examples = "合肥示范制造有限公司")
        String enterpriseName,

        @NotNull
        @Schema(required = true, description = "Who connects it", examples = "01900000-0000-7000-8000-000000000001")
        UUID providerId,

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "What is to be reached", examples = "核心业务系统登云，关键设备联网")
        String task,

        @NotNull @PlausibleDay @Schema(required = true, description = "Its first day", examples = "2030-08-01")
        LocalDate fromOn,

        @NotNull
        @PlausibleDay
        @Schema(required = true, description = "The day by which it is to be completed", examples = "2030-09-30")
        LocalDate untilOn) {

    /** The last day on which it may start: its last, or that of its year. */
    LocalDate lastToStart() {
        LocalDate end = LocalDate.of(year, Month.DECEMBER, 31);
        return untilOn.isAfter(end) ? end : untilOn;
    }
}
