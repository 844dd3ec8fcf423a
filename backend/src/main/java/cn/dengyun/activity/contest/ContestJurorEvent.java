package cn.dengyun.activity.contest;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a juror is told; besides the juror the organiser alone knows of it, for nobody else is told who judges. */
@Events(family = "cn.dengyun.activity.contest-juror.", subject = "/api/v1/contests/{contestId}")
enum ContestJurorEvent implements EventType<ContestJurorEvent.Data> {
    NAMED,
    /** The jury judges, and there are entries that this juror may score. */
    ENTRIES_WAITING;

    @Schema(name = "ContestJurorEventData", description = "Which juror it is, and how many entries wait.")
    record Data(
            @Schema(description = "The contest.") UUID contestId,

            @Schema(description = "What that is called.", examples = "2018 年“皖企登云”优秀首席信息官评选")
            String contestTitle,

            @Schema(description = "The account of the juror.")
            UUID accountId,

            @Schema(
                    description = "How many entries wait for a score of this juror; 0 before the jury judges.",
                    examples = "12")
            long entries) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ContestJurorEvent> {}
}
