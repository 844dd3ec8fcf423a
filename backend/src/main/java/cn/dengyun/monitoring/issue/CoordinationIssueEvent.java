package cn.dengyun.monitoring.issue;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of issues to be coordinated: to the office that has raised them and the authorities above it. */
@Events(family = "cn.dengyun.monitoring.issue.", subject = "/api/v1/issues/{issueId}")
enum CoordinationIssueEvent implements EventType<CoordinationIssueEvent.Data> {
    RAISED,
    ANSWERED,
    DEFERRED,
    ESCALATED,
    SETTLED,
    CLOSED,
    WITHDRAWN;

    @Schema(name = "CoordinationIssueEventData", description = "How an issue to be coordinated stands afterwards.")
    record Data(
            @Schema(description = "The issue.") UUID issueId,

            @Schema(description = "In a few words.", examples = "园区专线带宽不足")
            String title,

            @Schema(description = "What it is about.") CoordinationIssueKind kind,

            @Schema(description = "GB/T 2260 code of the division that has raised it.", examples = "340123")
            String regionCode,

            @Schema(description = "That of the division whose authority it waits for.", examples = "340100")
            String ownerRegionCode,

            @Schema(description = "Where it stands.") CoordinationIssueStatus status,

            @Schema(nullable = true, description = "By when somebody has to act; null where nobody does.")
            Instant dueAt,

            @Schema(
                    nullable = true,
                    description = "What whoever acted has said; null where nobody did.",
                    examples = "已协调运营商于本月扩容")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<CoordinationIssueEvent> {}
}
