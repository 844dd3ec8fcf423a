package cn.dengyun.trade.order.rest;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Move;
import cn.dengyun.trade.order.DeliveryService.Shown;
import cn.dengyun.trade.order.domain.DeliveredLine;
import cn.dengyun.trade.order.domain.Delivery;
import cn.dengyun.trade.order.domain.DeliveryMove;
import cn.dengyun.trade.order.domain.DeliverySource;
import cn.dengyun.trade.order.domain.DeliveryStatus;
import cn.dengyun.trade.order.domain.OrderParties;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.voucher.domain.HoldPart;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was delivered of an order in one go, as both sides see it. */
@Schema(name = "OrderDelivery", description = "What was delivered of an order in one go")
record DeliveryView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The order") UUID orderId,

        @Schema(required = true, description = "The number of the order", examples = "D4K7-M2P9-QXT8-V")
        String orderNumber,

        @Schema(required = true, description = "Which of its deliveries it is, from 1", examples = "1")
        int number,

        @Schema(required = true, description = "Who says that it was delivered")
        DeliverySource source,

        @Schema(required = true, nullable = true, description = "The bill; null where the provider says so")
        UUID sourceId,

        @Schema(required = true, description = "Where it stands")
        DeliveryStatus status,

        @Schema(required = true, description = "How much of which lines")
        List<LineView> lines,

        @Schema(
                required = true,
                description = "What the provider gets for it, tax included, in fen",
                examples = "120000")
        long netFen,

        @Schema(
                required = true,
                nullable = true,
                description = "The same without tax; null where a plan says no rate",
                examples = "113207")
        Long exTaxFen,

        @Schema(
                required = true,
                description = "Whether vouchers may pay of it: then nobody accepts it by saying nothing",
                examples = "true")
        boolean withSubsidy,

        @Schema(required = true, description = "What vouchers were held for it with, in fen", examples = "48000")
        long subsidyFen,

        @Schema(
                required = true,
                description = "Of that what was captured with its acceptance and is still due, in fen",
                examples = "48000")
        long capturedFen,

        @Schema(
                required = true,
                description = "What was due once, before it became cheaper or less, in fen",
                examples = "0")
        long loweredFen,

        @Schema(
                required = true,
                description = "What of that had been paid and was asked back from whoever was paid, in fen",
                examples = "0")
        long askedBackFen,

        @Schema(required = true, description = "Which voucher pays how much of which line; empty before it is accepted")
        List<PartView> paid,

        @Schema(required = true, nullable = true, description = "What the provider says of it", examples = "第三季度服务")
        String note,

        @Schema(required = true, description = "When it was reported")
        Instant reportedAt,

        @Schema(
                required = true,
                description = "By when the enterprise answers; what no voucher pays is accepted then by itself")
        Instant dueAt,

        @Schema(
                required = true,
                description = "Whether it was not answered in time and can still be",
                examples = "false")
        boolean overdue,

        @Schema(required = true, nullable = true, description = "When it was answered; null as long as it waits")
        Instant decidedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it was rejected or taken back; null otherwise",
                examples = "未达到约定规格")
        String reason,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"ACCEPT\", \"REJECT\"]")
        List<String> availableActions) {

    /** How much of a line. */
    @Schema(name = "OrderDeliveryLine", description = "How much of a line of an order was delivered")
    record LineView(
            @Schema(required = true, description = "The plan of the line", examples = "g1-2c8g-y")
            String planCode,

            @Schema(required = true, description = "How much of it", examples = "1")
            String quantity,

            @Schema(
                    required = true,
                    description = "What the provider gets for it, tax included, in fen",
                    examples = "120000")
            long netFen,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The same without tax; null where the plan says no rate",
                    examples = "113207")
            Long exTaxFen) {

        static LineView of(DeliveredLine line) {
            return new LineView(line.planCode(), line.quantity().toPlainString(), line.netFen(), line.exTaxFen());
        }
    }

    /** What a voucher pays of a line. */
    @Schema(name = "OrderDeliveryPart", description = "What a voucher pays of a line of a delivery")
    record PartView(
            @Schema(required = true, description = "The voucher")
            UUID voucherId,

            @Schema(required = true, description = "The plan of the line", examples = "g1-2c8g-y")
            String planCode,

            @Schema(required = true, description = "How much, in fen", examples = "48000")
            long amountFen) {

        static PartView of(HoldPart part) {
            return new PartView(part.voucherId(), part.planCode(), part.amountFen());
        }
    }

    static DeliveryView of(Shown shown, Actor actor, Instant now) {
        return of(shown.order(), shown.delivery(), shown.parties(), actor, now);
    }

    static DeliveryView of(ServiceOrder order, Delivery delivery, OrderParties parties, Actor actor, Instant now) {
        List<String> actions = order.status().isInService()
                ? Move.available(
                        DeliveryMove.values(),
                        delivery.statusAt(now),
                        move -> order.mayAct(actor, move.side()) && parties.allows(order, actor, move))
                : List.of();
        return new DeliveryView(
                delivery.id(),
                delivery.orderId(),
                order.number(),
                delivery.number(),
                delivery.source(),
                delivery.sourceId(),
                delivery.statusAt(now),
                delivery.lines().stream().map(LineView::of).toList(),
                delivery.netFen(),
                delivery.exTaxFen(),
                delivery.withSubsidy(),
                delivery.subsidyFen(),
                delivery.capturedFen(),
                delivery.loweredFen(),
                HoldPart.sum(delivery.askedBack()),
                delivery.paid().stream().map(PartView::of).toList(),
                delivery.note(),
                delivery.reportedAt(),
                delivery.dueAt(),
                delivery.isOverdueAt(now),
                delivery.decidedAt(),
                delivery.reason(),
                actions);
    }
}
