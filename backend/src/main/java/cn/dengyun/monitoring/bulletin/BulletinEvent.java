package cn.dengyun.monitoring.bulletin;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of bulletins: to the province, and to everybody once they are published, or corrected. */
@Events(family = "cn.dengyun.monitoring.bulletin.", subject = "/api/v1/bulletins/{bulletinId}")
enum BulletinEvent implements EventType<BulletinEvent.Data> {
    DRAFTED,
    EDITED,
    SUBMITTED,
    RETURNED,
    APPROVED,
    PUBLISHED,
    DISCARDED,
    CORRECTION_PROPOSED,
    CORRECTION_DISCARDED,
    CORRECTED;

    @Schema(name = "BulletinEventData", description = "Which bulletin it is, and how it stands afterwards.")
    record Data(
            @Schema(description = "The bulletin.") UUID bulletinId,

            @Schema(description = "Its first month.", examples = "2018-07")
            String fromMonth,

            @Schema(description = "Its last month.", examples = "2018-12")
            String toMonth,

            @Schema(description = "What it is called.", examples = "2018 年下半年“皖企登云”工作评估通报")
            String title,

            @Schema(description = "Where it stands.") BulletinStatus status,

            @Schema(nullable = true, description = "The erratum that it is about; null for the bulletin itself.")
            UUID erratumId,

            @Schema(
                    nullable = true,
                    description = "Its number; null for the bulletin itself, and before two people agree to it.",
                    examples = "1")
            Integer erratumNumber) {}

    @Singleton
    static final class Declared extends EventTypes.Of<BulletinEvent> {}
}
