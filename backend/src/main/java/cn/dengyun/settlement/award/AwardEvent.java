package cn.dengyun.settlement.award;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.settlement.award.domain.Award;
import cn.dengyun.settlement.award.domain.AwardList;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is told of single awards to whoever is to get one, from the public notice of its list on: before that nothing is
 * decided. What becomes owed of it is told with its entitlement.
 */
@Events(family = "cn.dengyun.award.", subject = "/api/v1/award-notices/{awardListId}")
enum AwardEvent implements EventType<AwardEvent.Data> {
    LISTED,
    STRUCK,
    WITHDRAWN;

    /** @param list as it is afterwards */
    DomainEvent told(AwardList list, Award award) {
        return of(
                award.organizationId(),
                new Data(
                        award.id(),
                        list.id(),
                        list.number(),
                        list.programmeId(),
                        list.title(),
                        list.organizationName(),
                        award.organizationId(),
                        award.organizationName(),
                        award.amountFen(),
                        list.notice() == null ? null : list.notice().noticeEndsAt(),
                        list.reason()),
                list.updatedAt());
    }

    @Schema(name = "AwardEventData", description = "An award, and what became of it.")
    record Data(
            @Schema(description = "The award.") UUID awardId,

            @Schema(description = "Its list.") UUID awardListId,

            @Schema(description = "The number of its list.", examples = "AB7M-2P9Q-XT84-K")
            String number,

            @Schema(description = "The programme.") UUID programmeId,

            @Schema(description = "What people read.", examples = "2018 年工业互联网标杆企业")
            String title,

            @Schema(description = "The office whose list it is.", examples = "安徽省经济和信息化厅")
            String officeName,

            @Schema(description = "Whoever is to get it.") UUID organizationId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(description = "How much it is, in fen.", minimum = "1", examples = "50000000")
            long amountFen,

            @Schema(nullable = true, description = "When the public notice is over.")
            Instant noticeEndsAt,

            @Schema(nullable = true, description = "Why the office did it.", examples = "异议成立，不符合申报条件")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<AwardEvent> {}
}
