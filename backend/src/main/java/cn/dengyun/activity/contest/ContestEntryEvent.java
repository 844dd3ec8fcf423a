package cn.dengyun.activity.contest;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of entries: to the enterprise, its authorities and the organiser. Who the person is is not told. */
@Events(family = "cn.dengyun.activity.contest-entry.", subject = "/api/v1/contest-entries/{entryId}")
enum ContestEntryEvent implements EventType<ContestEntryEvent.Data> {
    NOMINATED,
    WITHDRAWN,
    /** The jury has begun to judge, and the entry is among those that it judges. */
    ADMITTED,
    /** An objection to it was upheld. */
    STRUCK,
    /** It has a title. */
    TITLED;

    @Schema(name = "ContestEntryEventData", description = "How an entry stands afterwards.")
    record Data(
            @Schema(description = "The entry.") UUID entryId,

            @Schema(description = "The contest.") UUID contestId,

            @Schema(description = "What that is called.", examples = "2018 年“皖企登云”优秀首席信息官评选")
            String contestTitle,

            @Schema(description = "The enterprise.") UUID organizationId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(description = "Where the entry stands.") ContestEntryStatus status) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ContestEntryEvent> {}
}
