package cn.dengyun.voucher;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a provider is told of redemptions. */
enum RedemptionEvent implements EventType<RedemptionEvent.Data> {
    REFUNDED;

    @Override
    public String family() {
        return "cn.dengyun.voucher.redemption.";
    }

    @Override
    public String subject() {
        return "/api/v1/redemptions/{redemptionId}";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

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
    static final class Declared implements EventTypes {
        @Override
        public List<EventType<?>> all() {
            return List.of(values());
        }
    }
}
