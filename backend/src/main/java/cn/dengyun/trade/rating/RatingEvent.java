package cn.dengyun.trade.rating;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of ratings: to both sides and the authorities of the enterprise; not what was written. */
@Events(family = "cn.dengyun.trade.rating.", subject = "/api/v1/ratings/{ratingId}")
enum RatingEvent implements EventType<RatingEvent.Data> {
    RATED,
    CHANGED,
    WITHDRAWN,
    ANSWERED,
    CONCEALED;

    /** @param why in the words of whoever did it; null where nobody had to say */
    DomainEvent told(OrderRating rating, String why) {
        Data data = new Data(
                rating.id(),
                rating.orderId(),
                rating.orderNumber(),
                rating.organizationId(),
                rating.organizationName(),
                rating.providerId(),
                rating.providerName(),
                rating.offeringId(),
                rating.offeringName(),
                rating.stars(),
                rating.status(),
                why);
        return about(rating, data, rating.updatedAt()).alsoTo(rating.providerOrganizationId());
    }

    @Schema(name = "RatingEventData", description = "How a rating stands afterwards.")
    record Data(
            @Schema(description = "The rating.") UUID ratingId,

            @Schema(description = "The order that it is about.")
            UUID orderId,

            @Schema(description = "Its number.", examples = "D4K7-M2P9-QXT8-V")
            String number,

            @Schema(description = "The enterprise.") UUID organizationId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "The offering.") UUID offeringId,

            @Schema(description = "Its name.", examples = "云服务器")
            String offeringName,

            @Schema(description = "From 1 to 5.", minimum = "1", maximum = "5", examples = "4")
            int stars,

            @Schema(description = "Where it stands.") RatingStatus status,

            @Schema(
                    nullable = true,
                    description = "Why it was concealed or withdrawn; null otherwise.",
                    examples = "含有他人联系方式")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<RatingEvent> {}
}
