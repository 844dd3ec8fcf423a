package cn.dengyun.settlement.award.rest;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.settlement.award.domain.AwardCondition;
import cn.dengyun.settlement.award.domain.AwardList;
import cn.dengyun.settlement.award.domain.AwardListStatus;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A list of awards as its caller sees it. */
@Schema(name = "AwardList", description = "A list of awards of one programme")
record AwardListView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change", examples = "0")
        int version,

        @Schema(required = true, description = "What people read out", examples = "AB7M-2P9Q-XT84-K")
        String number,

        @Schema(required = true, description = "The programme that pays")
        UUID programmeId,

        @Schema(required = true, description = "Its name then", examples = "2018 年皖企登云奖补")
        String programmeName,

        @Schema(required = true, description = "The office whose programme it is")
        UUID organizationId,

        @Schema(required = true, description = "Its name then", examples = "安徽省经济和信息化委员会")
        String organizationName,

        @Schema(required = true, description = "Of the office, GB/T 2260", examples = "340000")
        String regionCode,

        @Schema(required = true, description = "What people read", examples = "2018 年工业互联网标杆企业")
        String title,

        @Schema(required = true, description = "The document that it is based on", examples = "《皖企登云行动计划奖补办法（示例）》第八条")
        String basis,

        @Schema(required = true, description = "What has been reached by those that it awards")
        AwardCondition condition,

        @Schema(
                required = true,
                description = "What each award is, in fen; with a ratio the most that it comes to",
                examples = "50000000")
        long mostFen,

        @Schema(
                required = true,
                nullable = true,
                description = "The share of what was spent; null where each award is fixed",
                examples = "0.3")
        String ratio,

        @Schema(required = true, description = "Where it stands")
        AwardListStatus status,

        @Schema(required = true, description = "Awards that are left on it", examples = "20")
        int awards,

        @Schema(required = true, description = "What they come to, in fen", examples = "1000000000")
        long amountFen,

        @Schema(required = true, description = "When it was drawn up")
        Instant drawnUpAt,

        @Schema(required = true, nullable = true, description = "When a second person granted it; null before")
        Instant grantedAt,

        @Schema(required = true, nullable = true, description = "When it was put on public notice; null before")
        Instant noticedAt,

        @Schema(required = true, nullable = true, description = "When its notice is over; null before its notice")
        Instant noticeEndsAt,

        @Schema(required = true, nullable = true, description = "When what is left of it became owed; null before")
        Instant finalizedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "By when the next step has to be done; null where nothing more happens")
        Instant dueAt,

        @Schema(
                required = true,
                nullable = true,
                description = "The office whose turn it is; null where nothing more happens")
        UUID owner,

        @Schema(required = true, nullable = true, description = "Why the last step was taken", examples = "经局务会议研究同意")
        String reason,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"GRANT\", \"CANCEL\"]")
        List<String> availableActions)
        implements Tagged {

    static AwardListView of(AwardList list, Actor actor, Instant now) {
        return new AwardListView(
                list.id(),
                list.version(),
                list.number(),
                list.programmeId(),
                list.programmeName(),
                list.organizationId(),
                list.organizationName(),
                list.regionCode(),
                list.title(),
                list.basis(),
                list.condition(),
                list.terms().mostFen(),
                list.terms().ratio() == null
                        ? null
                        : list.terms().ratio().stripTrailingZeros().toPlainString(),
                list.status(),
                list.awards(),
                list.amountFen(),
                list.drawnUpAt(),
                list.grant() == null ? null : list.grant().grantedAt(),
                list.notice() == null ? null : list.notice().noticedAt(),
                list.notice() == null ? null : list.notice().noticeEndsAt(),
                list.finality() == null ? null : list.finality().finalizedAt(),
                list.dueAt(),
                list.dueAt() == null ? null : list.organizationId(),
                list.reason(),
                list.actionsAt(actor, now));
    }
}
