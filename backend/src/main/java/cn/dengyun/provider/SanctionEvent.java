package cn.dengyun.provider;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.provider.domain.SanctionStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the provider and its authorities are told of a sanction, and everybody while it is in force. */
@Events(family = "cn.dengyun.provider.sanction.", subject = "/api/v1/sanctions/{sanctionId}")
enum SanctionEvent implements EventType<SanctionEvent.Data> {
    PROPOSED,
    HEARING_OPENED,
    STATED,
    IMPOSED,
    REJECTED,
    WITHDRAWN,
    REVOCATION_PROPOSED,
    REVOCATION_REJECTED,
    REVOKED,
    STAYED,
    STAY_ENDED,
    SHORTENED;

    @Schema(name = "SanctionEventData", description = "How a sanction stands afterwards.")
    record Data(
            @Schema(description = "The sanction.") UUID sanctionId,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Name of the provider.", examples = "皖云示范云平台")
            String providerNameZh,

            @Schema(description = "Where it stands.") SanctionStatus status,

            @Schema(
                    nullable = true,
                    description =
                            "Until when the provider is heard; null before the hearing, and once everybody is told.")
            Instant hearingUntil,

            @Schema(
                    nullable = true,
                    description =
                            "The first moment at which the provider is not disqualified by it; null unless it was imposed.")
            Instant disqualifiedUntil,

            @Schema(
                    nullable = true,
                    description =
                            "Why, in the words of whoever decided; once everybody is told, the public reason when it was"
                                    + " imposed and null afterwards.",
                    examples = "发生重大信息安全事件")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<SanctionEvent> {}
}
