package cn.dengyun.settlement.award.rest;

import cn.dengyun.settlement.award.domain.Award;
import cn.dengyun.settlement.award.domain.AwardCondition;
import cn.dengyun.settlement.award.domain.AwardList;
import cn.dengyun.settlement.award.domain.AwardStatus;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A list of awards on public notice, as everybody sees it. */
@Schema(name = "AwardNotice", description = "A list of awards on public notice")
record AwardNoticeView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "What people read out", examples = "AB7M-2P9Q-XT84-K")
        String number,

        @Schema(required = true, description = "The programme that pays")
        UUID programmeId,

        @Schema(required = true, description = "Its name", examples = "2018 年皖企登云奖补")
        String programmeName,

        @Schema(
                required = true,
                description = "The office to which people say what is wrong with it",
                examples = "安徽省经济和信息化委员会")
        String organizationName,

        @Schema(required = true, description = "What people read", examples = "2018 年工业互联网标杆企业")
        String title,

        @Schema(required = true, description = "The document that it is based on", examples = "《皖企登云行动计划奖补办法（示例）》第八条")
        String basis,

        @Schema(required = true, description = "What has been reached by those that it awards")
        AwardCondition condition,

        @Schema(required = true, description = "Awards that are left on it", examples = "20")
        int awards,

        @Schema(required = true, description = "What they come to, in fen", examples = "1000000000")
        long amountFen,

        @Schema(required = true, description = "Since when everybody can look at it")
        Instant noticedAt,

        @Schema(required = true, description = "Until when it is on notice")
        Instant noticeEndsAt,

        @Schema(required = true, description = "Whether it still is")
        boolean isRunning) {

    static AwardNoticeView of(AwardList list, Instant now) {
        return new AwardNoticeView(
                list.id(),
                list.number(),
                list.programmeId(),
                list.programmeName(),
                list.organizationName(),
                list.title(),
                list.basis(),
                list.condition(),
                list.awards(),
                list.amountFen(),
                list.notice().noticedAt(),
                list.notice().noticeEndsAt(),
                !list.isNoticeOverAt(now));
    }

    /** Who gets how much. */
    @Schema(name = "AwardOnNotice", description = "Who gets how much by a list of awards on public notice")
    record AwardOnNotice(
            @Schema(required = true, description = "Its place on the list, from 1", examples = "1")
            int line,

            @Schema(required = true, description = "The beneficiary", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(required = true, description = "Where it is certified, GB/T 2260", examples = "340123")
            String regionCode,

            @Schema(required = true, description = "What it is, in fen", examples = "50000000")
            long amountFen,

            @Schema(required = true, description = "Where it stands")
            AwardStatus status,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Why it was struck off; null where it was not",
                    examples = "经核实不符合评选条件")
            String struckReason) {

        static AwardOnNotice of(Award award) {
            return new AwardOnNotice(
                    award.line(),
                    award.organizationName(),
                    award.regionCode(),
                    award.amountFen(),
                    award.status(),
                    award.struckReason());
        }
    }
}
