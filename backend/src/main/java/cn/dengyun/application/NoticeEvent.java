package cn.dengyun.application;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of public notices: that they were published to everybody, the rest to the authorities. */
enum NoticeEvent implements EventType<NoticeEvent.Data> {
    PUBLISHED,
    OBJECTED,
    ISSUE_DECIDED,
    ISSUE_CANCELLED;

    @Override
    public String family() {
        return "cn.dengyun.voucher.notice.";
    }

    @Override
    public String subject() {
        return "/api/v1/public-notices/{noticeId}";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

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
    static final class Declared implements EventTypes {
        @Override
        public List<EventType<?>> all() {
            return List.of(values());
        }
    }
}
