package cn.dengyun.activity;

import cn.dengyun.trade.order.OrdersBetween;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a matchmaking has come to, without amounts. */
@Schema(name = "ActivityOrders", description = "Orders between those who were checked in at a matchmaking")
record ActivityOrdersView(
        @Schema(required = true, description = "How many orders", minimum = "0", examples = "3")
        long orders,

        @Schema(
                required = true,
                description = "How many pairs of an enterprise and a provider they are of",
                minimum = "0",
                examples = "2")
        long pairs,

        @Schema(required = true, description = "The newest of them", maxItems = ActivityOrders.MAX_ROWS)
        List<Row> newest) {

    /** One order. */
    @Schema(name = "ActivityOrder", description = "An order between an enterprise and a provider who were both there")
    record Row(
            @Schema(required = true, description = "The order")
            UUID orderId,

            @Schema(required = true, description = "Its number", examples = "DD-4K7M-2P9Q-XT8V")
            String number,

            @Schema(required = true, description = "The enterprise")
            UUID organizationId,

            @Schema(required = true, description = "Its name", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(required = true, description = "The organisation of the provider")
            UUID providerOrganizationId,

            @Schema(required = true, description = "Its name", examples = "皖云示范云平台")
            String providerName,

            @Schema(required = true, description = "When it was placed")
            Instant placedAt) {}

    static ActivityOrdersView of(OrdersBetween.Found found) {
        return new ActivityOrdersView(
                found.count().orders(),
                found.count().pairs(),
                found.newest().stream()
                        .map(each -> new Row(
                                each.id(),
                                each.number(),
                                each.organizationId(),
                                each.organizationName(),
                                each.providerOrganizationId(),
                                each.providerName(),
                                each.placedAt()))
                        .toList());
    }
}
