package cn.dengyun.activity.contest;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of objections: to the enterprise that objects, and to the organiser. */
@Events(family = "cn.dengyun.activity.contest-objection.", subject = "/api/v1/contest-objections/{objectionId}")
enum ContestObjectionEvent implements EventType<ContestObjectionEvent.Data> {
    FILED,
    UPHELD,
    DISMISSED;

    @Schema(name = "ContestObjectionEventData", description = "Which objection it is, and how it stands afterwards.")
    record Data(
            @Schema(description = "The objection.") UUID objectionId,

            @Schema(description = "The contest.") UUID contestId,

            @Schema(description = "The entry that it is about.")
            UUID entryId,

            @Schema(description = "Where it stands.") ContestObjectionStatus status,

            @Schema(
                    nullable = true,
                    description = "Why it was decided like that; null before.",
                    examples = "经复核，评分依据充分。")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ContestObjectionEvent> {}
}
