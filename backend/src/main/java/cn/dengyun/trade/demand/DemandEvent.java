package cn.dengyun.trade.demand;

import cn.dengyun.catalogue.domain.OfferingKind;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of demands: to the enterprise and its authorities, and to everybody where the demand is public. */
@Events(family = "cn.dengyun.trade.demand.", subject = "/api/v1/demands/{demandId}")
enum DemandEvent implements EventType<DemandEvent.Data> {
    CREATED,
    EDITED,
    PUBLISHED,
    INVITATIONS_CHANGED,
    /** Told to each provider that is invited. */
    INVITED,
    PROLONGED,
    QUOTING_CLOSED,
    AWARDED,
    /** The order by the quote did not come about. */
    REOPENED,
    CLOSED,
    WITHDRAWN,
    LAPSED;

    /** What is told of a move that ends a demand without an award. */
    static DemandEvent of(DemandMove move) {
        return switch (move) {
            case CLOSE -> CLOSED;
            case WITHDRAW -> WITHDRAWN;
            case LAPSE -> LAPSED;
            default -> throw new IllegalArgumentException(move + " does not end a demand by itself");
        };
    }

    @Schema(
            name = "DemandEventData",
            description = "How a demand stands afterwards; whose it is is said at its address.")
    record Data(
            @Schema(description = "The demand.") UUID demandId,

            @Schema(description = "Its number.", examples = "X4K7-M2P9-QXT8-V")
            String number,

            @Schema(description = "What is wanted.", examples = "注塑车间数据上云")
            String title,

            @Schema(description = "What sort of service or capability.")
            OfferingKind kind,

            @Schema(nullable = true, description = "Service category; null where none was said.", examples = "I-1")
            String categoryCode,

            @Schema(description = "Where it is wanted, GB/T 2260.", examples = "340123")
            String serviceRegionCode,

            @Schema(description = "Where it stands.") DemandStatus status,

            @Schema(description = "The first moment at which no quotes are taken any more.")
            Instant quotesUntil,

            @Schema(nullable = true, description = "Whose quote was awarded; null unless one was.")
            UUID awardedProviderId,

            @Schema(
                    nullable = true,
                    description = "What that comes to, in fen; null unless one was.",
                    minimum = "1",
                    examples = "450000")
            Long awardedFen,

            @Schema(
                    nullable = true,
                    description = "Why the last step was taken; null where nobody had to say.",
                    examples = "需求有变")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<DemandEvent> {}
}
