package cn.dengyun.monitoring.issue;

import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An issue to be coordinated as its caller sees it. */
@Schema(name = "CoordinationIssue", description = "What a county or a city cannot solve by itself")
record CoordinationIssueView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "What it is about")
        CoordinationIssueKind kind,

        @Schema(required = true, description = "In a few words", examples = "园区专线带宽不足")
        String title,

        @Schema(
                required = true,
                description = "What is the matter, and what is wanted",
                examples = "园区 30 家企业登云受限于带宽，请协调运营商扩容。")
        String description,

        @Schema(required = true, description = "GB/T 2260 code of the division that has raised it", examples = "340123")
        String regionCode,

        @Schema(required = true, description = "What that is called", examples = "肥西县")
        String regionName,

        @Schema(required = true, description = "That of the division whose authority answers it", examples = "340100")
        String ownerRegionCode,

        @Schema(required = true, description = "What that is called", examples = "合肥市")
        String ownerRegionName,

        @Schema(required = true, description = "Where it stands")
        CoordinationIssueStatus status,

        @Schema(required = true, description = "When it was raised")
        Instant raisedAt,

        @Schema(required = true, description = "By when it is, or was, to be answered")
        Instant answerDueAt,

        @Schema(
                required = true,
                nullable = true,
                description = "The last answer; null before there is one",
                examples = "已协调运营商于本月扩容")
        String answer,

        @Schema(required = true, nullable = true, description = "When that was given; null before")
        Instant answeredAt,

        @Schema(
                required = true,
                nullable = true,
                description = "When it was handed to the province; null where it was not")
        Instant escalatedAt,

        @Schema(required = true, nullable = true, description = "When it was over; null while it is open")
        Instant closedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "The division whose authority has to act; null where none has to",
                examples = "340100")
        String actingRegionCode,

        @Schema(required = true, nullable = true, description = "By when; null where nobody has to act")
        Instant dueAt,

        @Schema(required = true, description = "Whether an answer is late", examples = "false")
        boolean isOverdue,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"ANSWER\"]")
        List<String> availableActions)
        implements Tagged {

    static CoordinationIssueView of(
            CoordinationIssue issue, Actor actor, Instant now, PlanRegions regions, Language language) {
        return new CoordinationIssueView(
                issue.id(),
                issue.version(),
                issue.kind(),
                issue.title(),
                issue.description(),
                issue.regionCode(),
                regions.name(issue.regionCode(), language),
                issue.ownerRegionCode(),
                regions.name(issue.ownerRegionCode(), language),
                issue.status(),
                issue.raisedAt(),
                issue.answerDueAt(),
                issue.answer(),
                issue.answeredAt(),
                issue.escalatedAt(),
                issue.closedAt(),
                issue.actingRegionCode(),
                issue.dueAt(),
                issue.isOverdueAt(now),
                issue.actions(actor));
    }
}
