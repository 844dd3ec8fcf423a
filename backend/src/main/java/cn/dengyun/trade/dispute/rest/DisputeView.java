package cn.dengyun.trade.dispute.rest;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import cn.dengyun.trade.dispute.LoweredLines;
import cn.dengyun.trade.dispute.domain.DisputeHindrance;
import cn.dengyun.trade.dispute.domain.DisputeOutcome;
import cn.dengyun.trade.dispute.domain.DisputeReason;
import cn.dengyun.trade.dispute.domain.DisputeRemedy;
import cn.dengyun.trade.dispute.domain.DisputeStatus;
import cn.dengyun.trade.dispute.domain.LoweredLine;
import cn.dengyun.trade.dispute.domain.OrderDispute;
import cn.dengyun.trade.order.domain.OrderSide;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A dispute as all who may know of it see it. */
@Schema(name = "OrderDispute", description = "What the two sides of an order do not agree on")
record DisputeView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "0 at first; each change makes it one more", examples = "1")
        int version,

        @Schema(required = true, description = "The order") UUID orderId,

        @Schema(required = true, description = "The number of the order", examples = "D4K7-M2P9-QXT8-V")
        String orderNumber,

        @Schema(required = true, description = "The enterprise")
        UUID organizationId,

        @Schema(required = true, description = "Its name", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "Where the enterprise is", examples = "340123")
        String regionCode,

        @Schema(required = true, description = "The provider")
        UUID providerId,

        @Schema(required = true, description = "Its name", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, description = "Name of the offering", examples = "云服务器")
        String offeringName,

        @Schema(required = true, description = "Which side complains")
        OrderSide filedSide,

        @Schema(
                required = true,
                nullable = true,
                description = "The delivery that it is about; null where it is about the order")
        UUID deliveryId,

        @Schema(required = true, description = "What it is about")
        DisputeReason reason,

        @Schema(
                required = true,
                description = "What happened and what is wanted",
                examples = "8 月份云主机仅开通 6 台，少于约定的 10 台，请按实际数量核减。")
        String statement,

        @Schema(required = true, description = "Where it stands now")
        DisputeStatus status,

        @Schema(required = true, description = "When somebody complained")
        Instant filedAt,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "By when the authority decides or recovers or, once it has decided, a side may appeal; null"
                                + " where it is settled")
        Instant dueAt,

        @Schema(required = true, description = "Whether the authority has not done in time what it still can")
        boolean overdue,

        @Schema(
                required = true,
                description = "The first moment at which nobody waits for a decision any more: the order goes on as"
                        + " it was, or as the first decision says")
        Instant lapsesAt,

        @Schema(required = true, nullable = true, description = "What was decided last; null before")
        DisputeOutcome outcome,

        @Schema(required = true, description = "What that leaves of lines of the delivery; empty unless it lowers it")
        List<LineView> lines,

        @Schema(
                required = true,
                nullable = true,
                description = "Why, in the words of whoever decided last; null before",
                examples = "经核对开通记录，实际交付 6 台，其余核减。")
        String decision,

        @Schema(required = true, nullable = true, description = "When that was decided; null before")
        Instant decidedAt,

        @Schema(required = true, nullable = true, description = "Which side has appealed; null where neither has")
        OrderSide appealedSide,

        @Schema(
                required = true,
                nullable = true,
                description = "Why, in its words; null where neither has",
                examples = "决定未采信平台导出的开通日志。")
        String grounds,

        @Schema(required = true, nullable = true, description = "When it has; null where neither has")
        Instant appealedAt,

        @Schema(required = true, nullable = true, description = "Since when the order goes on; null before")
        Instant closedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why what was decided could not be taken back at once; null where it could")
        DisputeHindrance hindrance,

        @Schema(
                required = true,
                nullable = true,
                description = "How an authority has seen to that; null before, and where nothing was in the way")
        DisputeRemedy remedy,

        @Schema(required = true, nullable = true, description = "The same in its words", examples = "银行已答复，按决定补办退回。")
        String recovered,

        @Schema(required = true, nullable = true, description = "When it has")
        Instant recoveredAt,

        @Schema(
                required = true,
                nullable = true,
                description = "What was paid back before recoveries had a record of their own, in fen; null otherwise",
                examples = "8000")
        Long recoveredFen,

        @Schema(required = true, nullable = true, description = "The value date of that", examples = "2018-10-08")
        LocalDate recoveredOn,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"WITHDRAW\"]")
        List<String> availableActions)
        implements Tagged {

    /** What a decision leaves of a line. */
    @Schema(name = "OrderDisputeLine", description = "What a decision leaves of a line of a delivery")
    record LineView(
            @Schema(required = true, description = "The plan of the line", examples = "g1-2c8g-y")
            String planCode,

            @Schema(required = true, description = "How much was delivered", examples = "6")
            String quantity,

            @Schema(
                    required = true,
                    description = "What the provider gets for it, in fen",
                    minimum = "0",
                    examples = "216000")
            long netFen) {

        static LineView of(LoweredLine line) {
            return new LineView(line.planCode(), line.quantity().toPlainString(), line.netFen());
        }
    }

    /** Time goes on without a new version of the dispute. */
    @Override
    public String entityTag() {
        return EntityTags.of(version, List.of(status, overdue, availableActions));
    }

    static DisputeView of(OrderDispute dispute, Actor actor, Instant now) {
        Optional<OrderDispute.Recovery> recovery = Optional.ofNullable(dispute.recovery());
        return new DisputeView(
                dispute.id(),
                dispute.version(),
                dispute.orderId(),
                dispute.orderNumber(),
                dispute.organizationId(),
                dispute.organizationName(),
                dispute.regionCode(),
                dispute.providerId(),
                dispute.providerName(),
                dispute.offeringName(),
                dispute.filedSide(),
                dispute.deliveryId(),
                dispute.reason(),
                dispute.statement(),
                dispute.statusAt(now),
                dispute.filedAt(),
                dispute.nextDueAt(now),
                dispute.isOverdueAt(now),
                dispute.lapsesAt(),
                dispute.outcome(),
                LoweredLines.read(dispute.lowered()).stream().map(LineView::of).toList(),
                dispute.decision(),
                dispute.decidedAt(),
                dispute.appealedSide(),
                dispute.grounds(),
                dispute.appealedAt(),
                dispute.closedAt(),
                recovery.map(OrderDispute.Recovery::hindrance).orElse(null),
                recovery.map(OrderDispute.Recovery::remedy).orElse(null),
                recovery.map(OrderDispute.Recovery::recovered).orElse(null),
                recovery.map(OrderDispute.Recovery::recoveredAt).orElse(null),
                recovery.map(OrderDispute.Recovery::recoveredFen).orElse(null),
                recovery.map(OrderDispute.Recovery::recoveredOn).orElse(null),
                dispute.actionsAt(now, actor));
    }
}
