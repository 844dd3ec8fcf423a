package cn.dengyun.catalogue;

import cn.dengyun.catalogue.domain.OfferingTransition;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What its provider is told of an offering that an authority has hidden or shown again, and nobody else: reasons may
 * name people. What the public sees of it, {@link OfferingsEvent} tells.
 */
@Events(family = "cn.dengyun.catalogue.offering.", subject = "/api/v1/offerings/{offeringId}")
enum OfferingEvent implements EventType<OfferingEvent.Data> {
    SUSPENDED,
    REINSTATED;

    /** What has happened when an authority made a move. */
    static OfferingEvent of(OfferingTransition move) {
        return switch (move) {
            case SUSPEND -> SUSPENDED;
            case REINSTATE -> REINSTATED;
            case PUBLISH, STAY_SUSPENDED, REDRAFT, RETIRE ->
                throw new IllegalArgumentException("only its provider makes the move " + move);
        };
    }

    @Schema(name = "OfferingEventData", description = "What an authority decided about an offering.")
    record Data(
            @Schema(description = "The offering.") UUID offeringId,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "What it is called.", examples = "弹性云服务器")
            String name,

            @Schema(description = "Why, in the words of the authority.", examples = "安全事件调查期间暂停展示")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<OfferingEvent> {}
}
