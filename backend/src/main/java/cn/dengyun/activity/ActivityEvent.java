package cn.dengyun.activity;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of activities: to the organiser and the authorities of the region; from the publication on, to all. */
@Events(family = "cn.dengyun.activity.", subject = "/api/v1/activities/{activityId}")
enum ActivityEvent implements EventType<ActivityEvent.Data> {
    DRAFTED,
    EDITED,
    PUBLISHED,
    CHANGED,
    CANCELLED,
    HELD;

    @Schema(name = "ActivityEventData", description = "How an activity stands afterwards.")
    record Data(
            @Schema(description = "The activity.") UUID activityId,

            @Schema(description = "What it is.") ActivityKind kind,

            @Schema(description = "What it is called.", examples = "企业登云实务培训（合肥站）")
            String title,

            @Schema(description = "Who holds it.") UUID organizationId,

            @Schema(description = "Its name.", examples = "合肥市主管部门（演示）")
            String organizerName,

            @Schema(description = "Where it takes place, GB/T 2260.", examples = "340100")
            String regionCode,

            @Schema(description = "When it begins.") Instant startsAt,

            @Schema(description = "When it ends.") Instant endsAt,

            @Schema(description = "How many have a seat.", minimum = "1", examples = "50")
            int capacity,

            @Schema(description = "Where it stands.") ActivityStatus status,

            @Schema(nullable = true, description = "How many were there; null before that is told.", examples = "46")
            Integer attended,

            @Schema(
                    nullable = true,
                    description = "Why it was cancelled; null where it was not.",
                    examples = "因天气原因取消，另行安排。")
            String explanation) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ActivityEvent> {}
}
