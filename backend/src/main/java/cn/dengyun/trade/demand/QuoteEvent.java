package cn.dengyun.trade.demand;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of quotes: to their provider alone, and without amounts. */
@Events(family = "cn.dengyun.trade.quote.", subject = "/api/v1/quotes/{quoteId}")
enum QuoteEvent implements EventType<QuoteEvent.Data> {
    SUBMITTED,
    REPLACED,
    WITHDRAWN,
    AWARDED,
    REJECTED,
    LAPSED,
    /** The order by it did not come about. */
    DECLINED,
    /** It can be awarded again. */
    REOPENED;

    static QuoteEvent of(QuoteMove move) {
        return switch (move) {
            case REPLACE -> REPLACED;
            case WITHDRAW -> WITHDRAWN;
            case AWARD -> AWARDED;
            case REJECT -> REJECTED;
            case LAPSE -> LAPSED;
            case DECLINE -> DECLINED;
            case REOPEN -> REOPENED;
        };
    }

    @Schema(name = "QuoteEventData", description = "How a quote stands afterwards.")
    record Data(
            @Schema(description = "The quote.") UUID quoteId,

            @Schema(description = "Its number.", examples = "Q4K7-M2P9-QXT8-V")
            String number,

            @Schema(description = "What it is for.") UUID demandId,

            @Schema(description = "What that wants.", examples = "注塑车间数据上云")
            String demandTitle,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "The offering.") UUID offeringId,

            @Schema(description = "Its name.", examples = "云服务器")
            String offeringName,

            @Schema(description = "Where it stands.") QuoteStatus status,

            @Schema(nullable = true, description = "The order by it; null unless it was awarded.")
            UUID orderId,

            @Schema(
                    nullable = true,
                    description = "Why the last step was taken; null where nobody had to say.",
                    examples = "报价合理")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<QuoteEvent> {}
}
