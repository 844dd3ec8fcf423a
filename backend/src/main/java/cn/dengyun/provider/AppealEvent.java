package cn.dengyun.provider;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.provider.domain.AppealStatus;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the provider and its authorities are told of an appeal. */
@Events(family = "cn.dengyun.provider.sanction-appeal.", subject = "/api/v1/sanctions/{sanctionId}")
enum AppealEvent implements EventType<AppealEvent.Data> {
    FILED,
    STAYED,
    DECIDED,
    WITHDRAWN;

    @Schema(name = "SanctionAppealEventData", description = "How an appeal stands afterwards.")
    record Data(
            @Schema(description = "The sanction.") UUID sanctionId,

            @Schema(description = "The appeal.") UUID appealId,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Where it stands.") AppealStatus status,

            @Schema(
                    nullable = true,
                    description = "Why, in the words of whoever decided; null where nobody did.",
                    examples = "维持原决定")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<AppealEvent> {}
}
