package cn.dengyun.activity;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is told of registrations: to the enterprise, the organiser and the authorities of the enterprise. Who the person
 * is is not told.
 */
@Events(family = "cn.dengyun.activity.registration.", subject = "/api/v1/activity-registrations/{registrationId}")
enum RegistrationEvent implements EventType<RegistrationEvent.Data> {
    REGISTERED,
    /** Somebody who waited has a seat. */
    SEATED,
    WITHDRAWN,
    CHECKED_IN,
    /** It was taken back that the person has come. */
    CHECK_IN_REVOKED,
    /** Its enterprise has said how the activity was. */
    FEEDBACK_GIVEN,
    /** The activity begins within a day. */
    REMINDED,
    /** The activity is at another time or place. */
    MOVED,
    /** The activity does not take place. */
    CANCELLED;

    @Schema(name = "ActivityRegistrationEventData", description = "How a registration stands afterwards.")
    record Data(
            @Schema(description = "The registration.") UUID registrationId,

            @Schema(description = "The activity.") UUID activityId,

            @Schema(description = "What that is called.", examples = "企业登云实务培训（合肥站）")
            String activityTitle,

            @Schema(description = "The enterprise.") UUID organizationId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(description = "Where the registration stands.")
            RegistrationStatus status,

            @Schema(description = "When the activity begins.")
            Instant startsAt,

            @Schema(description = "When it ends.") Instant endsAt,

            @Schema(
                    nullable = true,
                    description = "Where it is; null where it is online alone.",
                    examples = "合肥市政务中心二楼报告厅")
            String venue,

            @Schema(
                    nullable = true,
                    description = "When the person was checked in; null before, and once it was revoked.")
            Instant checkedInAt,

            @Schema(
                    nullable = true,
                    description = "Why the activity was cancelled, or the check-in revoked; null otherwise.",
                    examples = "因天气原因取消，另行安排。")
            String explanation) {}

    @Singleton
    static final class Declared extends EventTypes.Of<RegistrationEvent> {}
}
