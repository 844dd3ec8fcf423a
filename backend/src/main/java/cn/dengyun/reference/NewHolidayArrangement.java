package cn.dengyun.reference;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The public holidays of a year. */
@Schema(
        name = "HolidayArrangementRequest",
        description = "The public holidays of a year as the State Council announces them")
record NewHolidayArrangement(
        @NotNull
        @Min(2018)
        @Max(2100)
        @Schema(required = true, description = "Whose holidays they are", examples = "2031")
        Integer year,

        @NotNull
        @Size(max = 60)
        @Schema(
                required = true,
                description = "Days that are not worked on; those at weekends may be left out",
                examples = "[\"2031-01-01\"]")
        List<@NotNull LocalDate> daysOff,

        @NotNull
        @Size(max = 60)
        @Schema(
                required = true,
                description = "Saturdays and Sundays that are worked on in exchange",
                examples = "[\"2031-01-04\"]")
        List<@NotNull LocalDate> makeUpDays,

        @NotBlank
        @Size(max = 200)
        @Schema(required = true, description = "By which they were announced", examples = "国务院办公厅关于节假日安排的通知")
        String document) {}
