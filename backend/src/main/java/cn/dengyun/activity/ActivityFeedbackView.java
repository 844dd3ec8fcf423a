package cn.dengyun.activity;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the enterprise of somebody who was there says of an activity. */
@Schema(name = "ActivityFeedback", description = "What the enterprise of somebody who was there says of an activity")
record ActivityFeedbackView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The activity")
        UUID activityId,

        @Schema(required = true, description = "The registration of who was there")
        UUID registrationId,

        @Schema(required = true, description = "The enterprise")
        UUID organizationId,

        @Schema(required = true, description = "Its name", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(
                required = true,
                description = "From 1, poor, to 5, very good",
                minimum = "1",
                maximum = "5",
                examples = "4")
        int stars,

        @Schema(
                required = true,
                nullable = true,
                description = "In words, as plain text; null where there are none",
                examples = "内容实用，希望增加操作演示。")
        String comment,

        @Schema(required = true, description = "When it was given")
        Instant givenAt) {

    static ActivityFeedbackView of(ActivityFeedback given) {
        return new ActivityFeedbackView(
                given.id(),
                given.activityId(),
                given.registrationId(),
                given.organizationId(),
                given.organizationName(),
                given.stars(),
                given.comment(),
                given.givenAt());
    }
}
