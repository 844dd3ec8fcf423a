package cn.dengyun.voucher;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a provider is told of redemptions. */
@Events(family = "cn.dengyun.voucher.redemption.", subject = "/api/v1/redemptions/{redemptionId}")
enum RedemptionEvent implements EventType<RedemptionEvent.Data> {
    REFUNDED;

    @Schema(name = "RedemptionEventData", description = "What was refunded of a redemption.")
    record Data(
            @Schema(description = "The redemption.") UUID redemptionId,

            @Schema(description = "The voucher.") UUID voucherId,

            @Schema(description = "The refund.") UUID refundId,

            @Schema(description = "What was refunded now, in fen.", minimum = "1", examples = "500000")
            long amountFen,

            @Schema(description = "What was refunded of it altogether, in fen.", minimum = "0", examples = "500000")
            long refundedFen) {}

    @Singleton
    static final class Declared extends EventTypes.Of<RedemptionEvent> {}
}
