package cn.dengyun.settlement.award;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.settlement.award.domain.AwardList;
import cn.dengyun.settlement.award.domain.AwardListStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of lists of awards: to the office that made one and the authorities of its region. */
@Events(family = "cn.dengyun.award-list.", subject = "/api/v1/award-lists/{awardListId}")
enum AwardListEvent implements EventType<AwardListEvent.Data> {
    DRAWN_UP,
    GRANTED,
    NOTICED,
    AWARD_STRUCK,
    FINALIZED,
    CANCELLED;

    DomainEvent told(AwardList list) {
        return of(
                        list.organizationId(),
                        new Data(
                                list.id(),
                                list.number(),
                                list.programmeId(),
                                list.title(),
                                list.status(),
                                list.awards(),
                                list.amountFen(),
                                list.notice() == null ? null : list.notice().noticeEndsAt(),
                                list.dueAt(),
                                list.reason()),
                        list.updatedAt())
                .inRegion(list.regionCode());
    }

    @Schema(name = "AwardListEventData", description = "How a list of awards stands afterwards.")
    record Data(
            @Schema(description = "The list.") UUID awardListId,

            @Schema(description = "Its number.", examples = "AB7M-2P9Q-XT84-K")
            String number,

            @Schema(description = "The programme.") UUID programmeId,

            @Schema(description = "What people read.", examples = "2018 年工业互联网标杆企业")
            String title,

            @Schema(description = "Where it stands.") AwardListStatus status,

            @Schema(description = "Awards that are left on it.", minimum = "0", examples = "20")
            int awards,

            @Schema(description = "What they come to, in fen.", minimum = "0", examples = "1000000000")
            long amountFen,

            @Schema(nullable = true, description = "When its notice is over; null before its notice.")
            Instant noticeEndsAt,

            @Schema(nullable = true, description = "By when the next step has to be done; null where nothing has.")
            Instant dueAt,

            @Schema(nullable = true, description = "Why the last step was taken.", examples = "经局务会议研究同意")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<AwardListEvent> {}
}
