package cn.dengyun.trade.capacity;

import cn.dengyun.platform.clock.ClockProducer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** When a capacity is free: never whose the rest is. */
@Schema(name = "CapacityCalendar", description = "When a capacity can be booked")
record CalendarView(
        @Schema(description = "From when it was looked at") Instant from,

        @Schema(description = "Until when") Instant until,

        @Schema(description = "The zone of its hours and days", examples = "Asia/Shanghai")
        String zone,

        @Schema(description = "Whether it can be booked at all now", examples = "true")
        boolean bookable,

        @Schema(
                description = "In the order of time. A slot is booked within one of them; units that are free from the"
                        + " same moment to the same moment stand together, and what begins before the lead time is"
                        + " over is not there")
        List<FreeView> free) {

    static CalendarView of(CapacityService.Calendar found) {
        return new CalendarView(
                found.window().startsAt(),
                found.window().endsAt(),
                ClockProducer.BUSINESS_ZONE.getId(),
                found.isBookable(),
                found.free().within(found.looked()).entrySet().stream()
                        .map(FreeView::of)
                        .toList());
    }

    /** Time at which units are free. */
    @Schema(name = "CapacityFreeTime", description = "Time at which units of a capacity are free")
    record FreeView(
            @Schema(description = "From when") Instant startsAt,

            @Schema(description = "The first moment behind it")
            Instant endsAt,

            @Schema(description = "How many units are free from exactly then to exactly then", examples = "2")
            int units) {

        static FreeView of(Map.Entry<Span, Integer> free) {
            return new FreeView(free.getKey().startsAt(), free.getKey().endsAt(), free.getValue());
        }
    }
}
