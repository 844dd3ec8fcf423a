package cn.dengyun.trade.order;

import cn.dengyun.trade.order.domain.OrderLine;
import cn.dengyun.trade.order.domain.OrderStatus;
import cn.dengyun.trade.order.domain.ServiceOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order, for what is built on it.
 *
 * @param status where it stands at the moment that it was asked for
 * @param organizationId the enterprise
 * @param activatedAt null before the service began
 * @param endsAt the first moment behind its last day
 */
public record OrderFacts(
        UUID id,
        String number,
        OrderStatus status,
        UUID organizationId,
        String organizationName,
        String regionCode,
        UUID providerId,
        UUID providerOrganizationId,
        String providerName,
        UUID offeringId,
        int offeringVersion,
        String offeringName,
        List<OrderLineFacts> lines,
        Instant placedAt,
        Instant activatedAt,
        Instant endsAt) {

    public OrderFacts {
        lines = List.copyOf(lines);
    }

    static OrderFacts of(ServiceOrder order, List<OrderLine> lines, Instant now) {
        return new OrderFacts(
                order.id(),
                order.number(),
                order.statusAt(now),
                order.organizationId(),
                order.organizationName(),
                order.regionCode(),
                order.providerId(),
                order.providerOrganizationId(),
                order.providerName(),
                order.offeringId(),
                order.offeringVersion(),
                order.offeringName(),
                lines.stream().map(OrderLineFacts::of).toList(),
                order.placedAt(),
                order.activatedAt(),
                order.endsAt());
    }
}
