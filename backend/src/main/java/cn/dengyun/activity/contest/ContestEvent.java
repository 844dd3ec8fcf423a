package cn.dengyun.activity.contest;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of contests: to everybody once they are announced. Who judges is not told, nor any score. */
@Events(family = "cn.dengyun.activity.contest.", subject = "/api/v1/contests/{contestId}")
enum ContestEvent implements EventType<ContestEvent.Data> {
    DRAFTED,
    EDITED,
    ANNOUNCED,
    JURY_REPLACED,
    JUDGING_STARTED,
    /** Somebody of the jury has scored for the first time. */
    SCORING_STARTED,
    NOTICE_POSTED,
    OBJECTED_TO,
    ANSWERED,
    CONCLUDED,
    CANCELLED;

    @Schema(name = "ContestEventData", description = "How a contest stands afterwards.")
    record Data(
            @Schema(description = "The contest.") UUID contestId,

            @Schema(description = "What is judged.") ContestKind kind,

            @Schema(description = "What it is called.", examples = "2018 年“皖企登云”优秀首席信息官评选")
            String title,

            @Schema(description = "The office that holds it.")
            UUID organizationId,

            @Schema(description = "Its region.", examples = "340100")
            String regionCode,

            @Schema(description = "Where it stands.") ContestStatus status,

            @Schema(nullable = true, description = "Before when entrants object; null before the notice.")
            Instant noticeUntil,

            @Schema(description = "How many objections are not decided.", examples = "0")
            int openObjections,

            @Schema(
                    nullable = true,
                    description = "Why it was cancelled; null where it was not.",
                    examples = "报名单位不足，另行组织。")
            String explanation) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ContestEvent> {}
}
