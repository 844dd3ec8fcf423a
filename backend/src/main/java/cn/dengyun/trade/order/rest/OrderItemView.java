package cn.dengyun.trade.order.rest;

import cn.dengyun.shared.Actor;
import cn.dengyun.trade.order.OrderService.Listed;
import cn.dengyun.trade.order.domain.OrderAction;
import cn.dengyun.trade.order.domain.OrderOrigin;
import cn.dengyun.trade.order.domain.OrderStatus;
import cn.dengyun.trade.order.domain.ServiceOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An order in a list. */
@Schema(name = "OrderItem", description = "An order in a list")
record OrderItemView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "What people read out", examples = "D4K7-M2P9-QXT8-V")
        String number,

        @Schema(required = true, description = "The enterprise")
        UUID organizationId,

        @Schema(required = true, description = "Its name when it ordered", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "Where it was then, GB/T 2260", examples = "340123")
        String regionCode,

        @Schema(required = true, description = "The provider")
        UUID providerId,

        @Schema(required = true, description = "Its name then", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, description = "The offering")
        UUID offeringId,

        @Schema(required = true, description = "Its name then", examples = "云服务器")
        String offeringName,

        @Schema(required = true, description = "What it is called by whoever placed it", examples = "PO-2018-0042")
        String externalReference,

        @Schema(required = true, description = "Where it comes from")
        OrderOrigin origin,

        @Schema(required = true, description = "Where it stands")
        OrderStatus status,

        @Schema(required = true, description = "The first day of the service", examples = "2018-09-01")
        LocalDate startsOn,

        @Schema(required = true, description = "Its last day", examples = "2018-12-31")
        LocalDate endsOn,

        @Schema(
                required = true,
                description = "What the provider gets, tax included, before vouchers, in fen",
                examples = "360000")
        long netFen,

        @Schema(
                required = true,
                description = "What vouchers held for it when it was placed, in fen",
                examples = "144000")
        long subsidyFen,

        @Schema(
                required = true,
                description = "What the enterprise was to pay the provider when it ordered, in fen",
                examples = "216000")
        long payableFen,

        @Schema(required = true, description = "When it was placed")
        Instant placedAt,

        @Schema(required = true, nullable = true, description = "What has to be done next; null where nothing has")
        OrderAction nextAction,

        @Schema(required = true, description = "Whether that was not done in time", examples = "false")
        boolean overdue,

        @Schema(
                required = true,
                nullable = true,
                description = "By when the next step has to be done; null where nothing has")
        Instant dueAt,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"ACCEPT\", \"REJECT\"]")
        List<String> availableActions) {

    static OrderItemView of(Listed listed, Actor actor, Instant now) {
        ServiceOrder order = listed.order();
        return new OrderItemView(
                order.id(),
                order.number(),
                order.organizationId(),
                order.organizationName(),
                order.regionCode(),
                order.providerId(),
                order.providerName(),
                order.offeringId(),
                order.offeringName(),
                order.externalReference(),
                order.origin(),
                order.statusAt(now),
                order.startsOn(),
                order.endsOn(),
                order.netFen(),
                order.subsidyFen(),
                order.payableFen(),
                order.placedAt(),
                order.nextActionAt(now),
                order.isOverdueAt(now),
                order.nextDueAt(now),
                order.actionsAt(now, actor, listed.parties()));
    }
}
