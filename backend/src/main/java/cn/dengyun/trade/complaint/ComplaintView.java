package cn.dengyun.trade.complaint;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A complaint as both sides of its order and their authorities see it. */
@Schema(name = "Complaint", description = "What an enterprise complains about of an order")
record ComplaintView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "The order that it is about")
        UUID orderId,

        @Schema(required = true, description = "Its number", examples = "D4K7-M2P9-QXT8-V")
        String orderNumber,

        @Schema(required = true, description = "The enterprise")
        UUID organizationId,

        @Schema(required = true, description = "Its name when it ordered", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(
                required = true,
                description = "Where the enterprise was then; an authority of that decides",
                examples = "340123")
        String regionCode,

        @Schema(required = true, description = "The provider")
        UUID providerId,

        @Schema(required = true, description = "Its name", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, description = "The offering")
        UUID offeringId,

        @Schema(required = true, description = "What it is called", examples = "云服务器")
        String offeringName,

        @Schema(required = true, description = "What it is about")
        ComplaintKind kind,

        @Schema(required = true, description = "What happened", examples = "9 月以来控制台多次无法登录，客服电话无人接听。")
        String statement,

        @Schema(required = true, description = "What the enterprise wants", examples = "恢复服务并减免 9 月费用。")
        String remedy,

        @Schema(required = true, description = "Where it stands now")
        ComplaintStatus status,

        @Schema(required = true, description = "When the enterprise complained")
        Instant filedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "By when the provider answers, the enterprise says whether that settles it, or the"
                        + " authority decides; null where it is closed")
        Instant dueAt,

        @Schema(required = true, description = "Whether the authority has not decided in time")
        boolean overdue,

        @Schema(required = true, description = "By when the provider had, or has, to answer")
        Instant answerDueAt,

        @Schema(
                required = true,
                nullable = true,
                description = "What the provider says to it; null where it says nothing",
                examples = "故障由线路割接引起，已于 9 月 12 日恢复，并减免 9 月费用。")
        String answer,

        @Schema(required = true, nullable = true, description = "When it did; null where it did not")
        Instant answeredAt,

        @Schema(required = true, description = "Whether it did within its five working days")
        boolean isAnsweredInTime,

        @Schema(
                required = true,
                nullable = true,
                description = "Why the answer does not settle it; null where the enterprise did not say so",
                examples = "费用未按答复减免，客服仍无法接通。")
        String grounds,

        @Schema(required = true, nullable = true, description = "Since when it waits for the authority; null before")
        Instant escalatedAt,

        @Schema(required = true, nullable = true, description = "What the authority has found; null before")
        ComplaintFinding finding,

        @Schema(
                required = true,
                nullable = true,
                description = "Why, in its words; null before",
                examples = "经核查工单和通话记录，投诉属实。")
        String decision,

        @Schema(
                required = true,
                nullable = true,
                description = "What is to be done about it; null where nothing is",
                examples = "责令服务商于 10 日内减免 9 月费用，并公布值班电话。")
        String measures,

        @Schema(
                required = true,
                nullable = true,
                description = "By the end of which day; null where nothing is",
                examples = "2018-10-31")
        LocalDate measuresDueOn,

        @Schema(required = true, nullable = true, description = "When the authority has decided; null before")
        Instant decidedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "What was done of that, in the words of the provider or the authority; null before",
                examples = "9 月费用已减免，值班电话已在官网公布。")
        String done,

        @Schema(required = true, nullable = true, description = "When that was said; null before")
        Instant doneAt,

        @Schema(
                required = true,
                nullable = true,
                description = "When an authority of the enterprise has seen that it was done; null before")
        Instant confirmedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "The security incident that it was handed over to, which the provider and its authorities"
                        + " are told; null for others, and where it was not")
        UUID incidentId,

        @Schema(required = true, nullable = true, description = "When it was; null where it was not")
        Instant incidentAt,

        @Schema(
                required = true,
                nullable = true,
                description = "When the authority of the provider found no security incident in it; null where it did"
                        + " not")
        Instant ruledOutAt,

        @Schema(required = true, nullable = true, description = "Since when it is closed; null before")
        Instant closedAt,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"SETTLE\", \"ESCALATE\"]")
        List<String> availableActions)
        implements Tagged {

    static ComplaintView of(OrderComplaint complaint, Actor actor, Instant now) {
        ComplaintStatus stands = complaint.statusAt(now);
        boolean hasRunOut = stands == ComplaintStatus.ESCALATED && complaint.escalatedAt() == null;
        boolean isLeft = stands == ComplaintStatus.ANSWERED && complaint.closedAt() == null;
        return new ComplaintView(
                complaint.id(),
                complaint.version(),
                complaint.orderId(),
                complaint.orderNumber(),
                complaint.organizationId(),
                complaint.organizationName(),
                complaint.regionCode(),
                complaint.providerId(),
                complaint.providerName(),
                complaint.offeringId(),
                complaint.offeringName(),
                complaint.kind(),
                complaint.statement(),
                complaint.remedy(),
                stands,
                complaint.filedAt(),
                complaint.nextDueAt(now),
                complaint.isOverdueAt(now),
                complaint.answerDueAt(),
                complaint.answer(),
                complaint.answeredAt(),
                complaint.isAnsweredInTime(),
                complaint.grounds(),
                hasRunOut ? complaint.answerDueAt() : complaint.escalatedAt(),
                complaint.finding(),
                complaint.decision(),
                complaint.measures(),
                complaint.measuresDueOn(),
                complaint.decidedAt(),
                complaint.done(),
                complaint.doneAt(),
                complaint.confirmedAt(),
                complaint.isToldOfIncident(actor) ? complaint.incidentId() : null,
                complaint.incidentAt(),
                complaint.ruledOutAt(),
                isLeft ? complaint.settleDueAt() : complaint.closedAt(),
                complaint.actionsAt(now, actor));
    }

    /** Time goes on without a new version of the complaint. */
    @Override
    public String entityTag() {
        return EntityTags.of(version, List.of(status, overdue, incidentId != null, availableActions));
    }
}
