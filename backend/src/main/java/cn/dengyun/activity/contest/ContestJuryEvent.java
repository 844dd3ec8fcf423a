package cn.dengyun.activity.contest;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of the work of a jury: to the organiser and the authorities above it. No points are told. */
@Events(family = "cn.dengyun.activity.contest-jury.", subject = "/api/v1/contests/{contestId}")
enum ContestJuryEvent implements EventType<ContestJuryEvent.Data> {
    SCORED,
    SCORE_CHANGED,
    CONFLICT_STATED;

    @Schema(name = "ContestJuryEventData", description = "Who of a jury it is about, and which entry.")
    record Data(
            @Schema(description = "The contest.") UUID contestId,

            @Schema(description = "The entry.") UUID entryId,

            @Schema(description = "The number of the juror, from 1.", examples = "2")
            int juror) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ContestJuryEvent> {}
}
