package cn.dengyun.events.notification;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody is told of the work that waits for him. */
@Events(family = "cn.dengyun.work.", subject = "/api/v1/work-items")
enum WorkEvent implements EventType<WorkEvent.Data> {
    /** Something is overdue or will be soon. */
    DUE;

    @Schema(name = "WorkEventData", description = "How much waits for whom, that morning.")
    record Data(
            @Schema(description = "The account.") UUID accountId,

            @Schema(description = "How many items wait.", examples = "12")
            long open,

            @Schema(description = "How many of them are overdue.", examples = "1")
            long overdue,

            @Schema(description = "How many of them are due within three days.", examples = "3")
            long dueSoon) {}

    @Singleton
    static final class Declared extends EventTypes.Of<WorkEvent> {}
}
