package cn.dengyun.reference;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "HolidayArrangement", description = "The public holidays of a year that are in force")
public record HolidayArrangementView(
        @Schema(required = true, description = "Whose holidays they are", examples = "2031")
        int year,

        @Schema(required = true, description = "Days that are not worked on", examples = "[\"2031-01-01\"]")
        List<LocalDate> daysOff,

        @Schema(
                required = true,
                description = "Saturdays and Sundays that are worked on in exchange",
                examples = "[\"2031-01-04\"]")
        List<LocalDate> makeUpDays,

        @Schema(required = true, description = "By which they were announced", examples = "国务院办公厅关于节假日安排的通知")
        String document,

        @Schema(required = true, description = "When the platform was told", examples = "2030-11-20T02:00:00Z")
        Instant recordedAt) {

    static HolidayArrangementView of(HolidayArrangement found) {
        return new HolidayArrangementView(
                found.year(), found.daysOff(), found.makeUpDays(), found.document(), found.recordedAt());
    }
}
