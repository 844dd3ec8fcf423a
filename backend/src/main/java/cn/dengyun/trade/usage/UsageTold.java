package cn.dengyun.trade.usage;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.trade.usage.domain.UsageEvent;
import cn.dengyun.trade.usage.domain.UsageMeter;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of what was read of meters: to both sides of the order and the authorities of the enterprise. */
@Events(family = "cn.dengyun.trade.usage.", subject = "/api/v1/usage-meters/{meterId}")
enum UsageTold implements EventType<UsageTold.Data> {
    QUARANTINED,
    RELEASED,
    DISMISSED,
    CORRECTED;

    /** Of so many that came in one request. */
    DomainEvent told(UsageMeter meter, UUID receiptId, long count, Instant now) {
        return about(meter, data(meter, null, receiptId, count, null), now).alsoTo(meter.providerOrganizationId());
    }

    /** Of one. */
    DomainEvent told(UsageMeter meter, UsageEvent event, Instant now) {
        return about(meter, data(meter, event.id(), null, 1, event.reason()), now)
                .alsoTo(meter.providerOrganizationId());
    }

    private static Data data(UsageMeter meter, UUID event, UUID receipt, long count, String reason) {
        return new Data(
                meter.id(),
                meter.orderId(),
                meter.orderNumber(),
                meter.planCode(),
                meter.planName(),
                meter.organizationId(),
                meter.organizationName(),
                meter.providerId(),
                meter.providerName(),
                meter.offeringName(),
                event,
                receipt,
                count,
                reason);
    }

    @Schema(name = "UsageEventData", description = "What became of something that was read of a meter.")
    record Data(
            @Schema(description = "The meter.") UUID meterId,

            @Schema(description = "The order.") UUID orderId,

            @Schema(description = "Its number.", examples = "D4K7-M2P9-QXT8-V")
            String orderNumber,

            @Schema(description = "The plan that is measured.", examples = "gb-out")
            String planCode,

            @Schema(description = "What it is called.", examples = "公网流量")
            String planName,

            @Schema(description = "The enterprise.") UUID organizationId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "What the offering is called.", examples = "云服务器")
            String offeringName,

            @Schema(nullable = true, description = "The event; null where several came at once.")
            UUID usageEventId,

            @Schema(nullable = true, description = "The receipt of the request that they came in; else null.")
            UUID receiptId,

            @Schema(description = "How many events it is about.", minimum = "1", examples = "1")
            long count,

            @Schema(nullable = true, description = "Why; null where nobody had to say.", examples = "采集程序重复计量")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<UsageTold> {}
}
