package cn.dengyun.trade.order.rest;

import cn.dengyun.shared.Actor;
import cn.dengyun.trade.order.AmendmentService.Shown;
import cn.dengyun.trade.order.domain.AmendedLine;
import cn.dengyun.trade.order.domain.Amendment;
import cn.dengyun.trade.order.domain.AmendmentKind;
import cn.dengyun.trade.order.domain.AmendmentStatus;
import cn.dengyun.trade.order.domain.OrderParties;
import cn.dengyun.trade.order.domain.OrderSide;
import cn.dengyun.trade.order.domain.ServiceOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What one side of an order wants otherwise, as both see it. */
@Schema(name = "OrderAmendment", description = "What one side of an order wants otherwise")
record AmendmentView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The order") UUID orderId,

        @Schema(required = true, description = "The number of the order", examples = "D4K7-M2P9-QXT8-V")
        String orderNumber,

        @Schema(required = true, description = "What it is about")
        AmendmentKind kind,

        @Schema(required = true, description = "Which side proposed it")
        OrderSide proposedSide,

        @Schema(required = true, description = "Where it stands")
        AmendmentStatus status,

        @Schema(required = true, description = "What it makes of lines; empty where it is not about lines")
        List<LineView> lines,

        @Schema(
                required = true,
                nullable = true,
                description = "The last day from then on; null unless it is about that",
                examples = "2018-10-31")
        LocalDate endsOn,

        @Schema(
                required = true,
                nullable = true,
                description = "Why, in the words of whoever proposed it",
                examples = "实际用量减少")
        String note,

        @Schema(required = true, description = "When it was proposed")
        Instant proposedAt,

        @Schema(required = true, description = "The first moment at which it has lapsed")
        Instant dueAt,

        @Schema(required = true, nullable = true, description = "When it was answered; null as long as it waits")
        Instant decidedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it was rejected or taken back; null otherwise",
                examples = "合同已按年签订")
        String reason,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"AGREE\", \"REJECT\"]")
        List<String> availableActions) {

    /** What it makes of a line. */
    @Schema(name = "OrderAmendmentLine", description = "What an amendment makes of a line of an order")
    record LineView(
            @Schema(required = true, description = "The plan of the line", examples = "g1-2c8g-y")
            String planCode,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "All of it from then on; null where that stays",
                    examples = "2")
            String quantity,

            @Schema(
                    required = true,
                    nullable = true,
                    description =
                            "What the provider gets for all of it as it was ordered, in fen; null where that stays",
                    examples = "300000")
            Long netFen) {

        static LineView of(AmendedLine line) {
            return new LineView(
                    line.planCode(),
                    line.quantity() == null ? null : line.quantity().toPlainString(),
                    line.netFen());
        }
    }

    static AmendmentView of(Shown shown, Actor actor, Instant now) {
        return of(shown.order(), shown.amendment(), shown.parties(), actor, now);
    }

    static AmendmentView of(ServiceOrder order, Amendment amendment, OrderParties parties, Actor actor, Instant now) {
        return new AmendmentView(
                amendment.id(),
                amendment.orderId(),
                order.number(),
                amendment.kind(),
                amendment.proposedSide(),
                amendment.statusAt(now),
                amendment.lines().stream().map(LineView::of).toList(),
                amendment.endsOn(),
                amendment.note(),
                amendment.proposedAt(),
                amendment.dueAt(),
                amendment.decidedAt(),
                amendment.reason(),
                amendment.actionsAt(now, order, parties, actor));
    }
}
