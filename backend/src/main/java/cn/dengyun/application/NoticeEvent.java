package cn.dengyun.application;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of public notices: that they were published to everybody, the rest to the authorities. */
@Events(family = "cn.dengyun.voucher.notice.", subject = "/api/v1/public-notices/{noticeId}")
enum NoticeEvent implements EventType<NoticeEvent.Data> {
    PUBLISHED,
    OBJECTED,
    ISSUE_DECIDED,
    ISSUE_CANCELLED;

    @Schema(name = "NoticeEventData", description = "What a public notice is about.")
    record Data(
            @Schema(description = "The public notice.") UUID noticeId,

            @Schema(description = "The programme.") UUID programmeId,

            @Schema(description = "GB/T 2260 code of the region.", examples = "340100")
            String regionCode,

            @Schema(description = "How many applications it names.", minimum = "1", examples = "12")
            int items,

            @Schema(description = "Their face values together, in fen.", minimum = "0", examples = "60000000")
            long amountFen,

            @Schema(description = "Until when objections are taken.")
            Instant endsAt) {}

    @Singleton
    static final class Declared extends EventTypes.Of<NoticeEvent> {}
}
