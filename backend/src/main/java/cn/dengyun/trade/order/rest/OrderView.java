package cn.dengyun.trade.order.rest;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import cn.dengyun.trade.order.OrderService.Whole;
import cn.dengyun.trade.order.OwnWordsView;
import cn.dengyun.trade.order.domain.OrderAction;
import cn.dengyun.trade.order.domain.OrderLine;
import cn.dengyun.trade.order.domain.OrderOrigin;
import cn.dengyun.trade.order.domain.OrderSide;
import cn.dengyun.trade.order.domain.OrderStatus;
import cn.dengyun.trade.order.domain.PriceStep;
import cn.dengyun.trade.order.domain.PriceStepKind;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.ReservationStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An order as both sides see it, with its lines and what vouchers hold for it. */
@Schema(name = "Order", description = "An order of a cloud service")
record OrderView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change", examples = "0")
        int version,

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

        @Schema(
                required = true,
                description = "The version that was ordered; later ones change nothing",
                examples = "1")
        int offeringVersion,

        @Schema(required = true, description = "Its name then", examples = "云服务器")
        String offeringName,

        @Schema(required = true, description = "What it is called by whoever placed it", examples = "PO-2018-0042")
        String externalReference,

        @Schema(required = true, description = "Where it comes from")
        OrderOrigin origin,

        @Schema(
                required = true,
                nullable = true,
                description = "The quote, trial or order that it comes from; null where it comes from none")
        UUID originId,

        @Schema(required = true, description = "Where it stands")
        OrderStatus status,

        @Schema(required = true, description = "The first day of the service", examples = "2018-09-01")
        LocalDate startsOn,

        @Schema(required = true, description = "Its last day", examples = "2018-12-31")
        LocalDate endsOn,

        @Schema(required = true, description = "The list prices together, in fen", examples = "400000")
        long listFen,

        @Schema(required = true, description = "What the province has agreed with the provider, in fen", examples = "0")
        long concessionFen,

        @Schema(
                required = true,
                description = "What campaigns of the provider waive, and what it has taken off in its quote, in fen",
                examples = "40000")
        long campaignFen,

        @Schema(
                required = true,
                description = "What the provider gets, tax included, before vouchers, in fen",
                examples = "360000")
        long netFen,

        @Schema(
                required = true,
                description = "Tax contained in it, as far as plans say their rates, in fen",
                examples = "20377")
        long taxFen,

        @Schema(
                required = true,
                description = "What vouchers held for it when it was placed, in fen",
                examples = "144000")
        long subsidyFen,

        @Schema(
                required = true,
                description =
                        "What the enterprise was to pay the provider when it ordered, in fen: of what programmes pay to"
                                + " the enterprise nothing is taken off, and what vouchers no longer hold comes on top",
                examples = "216000")
        long payableFen,

        @Schema(
                required = true,
                nullable = true,
                description = "The number of the contract; null where nobody said",
                examples = "HT-2018-0042")
        String contractNumber,

        @Schema(
                required = true,
                nullable = true,
                description = "The document that is the contract; null where nobody said which")
        UUID contractDocumentId,

        @Schema(
                required = true,
                nullable = true,
                description = "The hash of that document when it was said; null where nobody did",
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String contractSha256,

        @Schema(required = true, nullable = true, description = "Which side said so; null where neither did")
        OrderSide contractSide,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "When the other side said the same, or accepted the order with it: the contract counts from"
                                + " then on; null before")
        Instant contractConfirmedAt,

        @Schema(required = true, description = "Its lines") List<LineView> lines,

        @Schema(
                required = true,
                description = "What vouchers hold or held for it, oldest first; whoever sums up leaves out what is"
                        + " `SPLIT`, for its parts are there too")
        List<HoldView> holds,

        @Schema(required = true, description = "When it was placed")
        Instant placedAt,

        @Schema(required = true, nullable = true, description = "When the provider accepted it; null before")
        Instant acceptedAt,

        @Schema(required = true, nullable = true, description = "When the service began; null before")
        Instant activatedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "When nothing was left to be delivered; null as long as something is")
        Instant deliveredAt,

        @Schema(required = true, nullable = true, description = "When it ended; null as long as it has not")
        Instant endedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "What the provider calls the service that has begun; null where it said nothing",
                examples = "ecs-hf-20180901-0042")
        String serviceReference,

        @Schema(required = true, nullable = true, description = "What has to be done next; null where nothing has")
        OrderAction nextAction,

        @Schema(required = true, description = "Whether that was not done in time", examples = "false")
        boolean overdue,

        @Schema(
                required = true,
                nullable = true,
                description = "By when the next step has to be done; null where nothing has")
        Instant dueAt,

        @Schema(required = true, nullable = true, description = "Why the last step was taken", examples = "已确认资源")
        String reason,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"ACCEPT\", \"REJECT\"]")
        List<String> availableActions)
        implements Tagged {

    /** Holds end, and orders lapse, without a new version of the order. */
    @Override
    public String entityTag() {
        return EntityTags.of(version, List.of(status, overdue, holds, availableActions));
    }

    /** A line of an order. */
    @Schema(name = "OrderLine", description = "A line of an order, its price explained")
    record LineView(
            @Schema(required = true, description = "From 1", examples = "1")
            int line,

            @Schema(required = true, description = "The plan", examples = "g1-2c8g-y")
            String planCode,

            @Schema(required = true, description = "Its name then", examples = "2 核 8 GB 包年")
            String planName,

            @Schema(
                    required = true,
                    nullable = true,
                    description =
                            "What the provider has quoted in its own words, without a plan: no voucher pays of it."
                                    + " Null of a line of a plan")
            OwnWordsView ownWords,

            @Schema(required = true, description = "How much of it; of packages their units", examples = "3")
            String quantity,

            @Schema(required = true, description = "Whether vouchers may pay of it", examples = "true")
            boolean withSubsidy,

            @Schema(required = true, description = "The list price, set-up included, in fen", examples = "400000")
            long listFen,

            @Schema(
                    required = true,
                    description = "What the provider gets for it, tax included, in fen",
                    examples = "360000")
            long netFen,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The same without tax; null where the plan says no rate",
                    examples = "339622")
            Long exTaxFen,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Tax contained in it; null where the plan says no rate",
                    examples = "20378")
            Long taxFen,

            @Schema(
                    required = true,
                    description = "What vouchers held for it when it was placed, in fen",
                    examples = "135848")
            long subsidyFen,

            @Schema(required = true, description = "From the list price to what the enterprise pays, step by step")
            List<StepView> explanation,

            @Schema(
                    required = true,
                    description = "What both sides have taken off its price since it was ordered, in fen",
                    examples = "0")
            long cutFen,

            @Schema(
                    required = true,
                    description =
                            "How much of it was delivered, and neither rejected nor taken back; of what is measured"
                                    + " it may be more than was ordered",
                    examples = "1")
            String deliveredQuantity,

            @Schema(required = true, description = "How much of that was accepted", examples = "1")
            String acceptedQuantity,

            @Schema(required = true, description = "How much will not be delivered any more", examples = "0")
            String cancelledQuantity) {

        static LineView of(OrderLine line) {
            return new LineView(
                    line.line(),
                    line.planCode(),
                    line.planName(),
                    OwnWordsView.of(line.ownWords()),
                    line.quantity().toPlainString(),
                    line.withSubsidy(),
                    line.listFen(),
                    line.netFen(),
                    line.exTaxFen(),
                    line.taxFen(),
                    line.subsidyFen(),
                    line.explanation().stream().map(StepView::of).toList(),
                    line.cutFen(),
                    plain(line.delivered()),
                    plain(line.accepted()),
                    plain(line.cancelled()));
        }

        /** Without zeros at its end, and without an exponent. */
        private static String plain(BigDecimal quantity) {
            return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
        }
    }

    /** A step of a price. */
    @Schema(name = "OrderPriceStep", description = "A step of a price")
    record StepView(
            @Schema(required = true, description = "What it is")
            PriceStepKind kind,

            @Schema(required = true, description = "In fen; what is taken off is negative", examples = "-40000")
            long amountFen,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The share that it is; null where it is none",
                    examples = "0.1")
            String rate,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What the campaign or the concession is called; null otherwise",
                    examples = "上云季")
            String name) {

        static StepView of(PriceStep step) {
            return new StepView(step.kind(), step.amountFen(), text(step.rate()), step.name());
        }

        private static String text(BigDecimal rate) {
            return rate == null ? null : rate.toPlainString();
        }
    }

    /** What a voucher holds or held. */
    @Schema(name = "OrderHold", description = "What a voucher holds or held for an order")
    record HoldView(
            @Schema(required = true, description = "The reservation")
            UUID reservationId,

            @Schema(required = true, description = "The voucher")
            UUID voucherId,

            @Schema(required = true, description = "What it holds or held, in fen", examples = "144000")
            long amountFen,

            @Schema(required = true, description = "What was captured of it, in fen", examples = "0")
            long capturedFen,

            @Schema(required = true, description = "Where it stands")
            ReservationStatus status,

            @Schema(required = true, description = "The first moment at which it ends by itself")
            Instant expiresAt) {

        static HoldView of(Reservation hold, Instant now) {
            return new HoldView(
                    hold.id(),
                    hold.voucherId(),
                    hold.amountFen(),
                    hold.capturedFen(),
                    hold.statusAt(now),
                    hold.expiresAt());
        }
    }

    static OrderView of(Whole whole, Actor actor, Instant now) {
        ServiceOrder order = whole.order();
        return new OrderView(
                order.id(),
                order.version(),
                order.number(),
                order.organizationId(),
                order.organizationName(),
                order.regionCode(),
                order.providerId(),
                order.providerName(),
                order.offeringId(),
                order.offeringVersion(),
                order.offeringName(),
                order.externalReference(),
                order.origin(),
                order.originId(),
                order.statusAt(now),
                order.startsOn(),
                order.endsOn(),
                order.listFen(),
                order.concessionFen(),
                order.campaignFen(),
                order.netFen(),
                order.taxFen(),
                order.subsidyFen(),
                order.payableFen(),
                order.contractNumber(),
                order.contractDocumentId(),
                order.contractSha256(),
                order.contractSide(),
                order.contractConfirmedAt(),
                whole.lines().stream().map(LineView::of).toList(),
                whole.holds().stream().map(hold -> HoldView.of(hold, now)).toList(),
                order.placedAt(),
                order.acceptedAt(),
                order.activatedAt(),
                order.deliveredAt(),
                order.endedAt(),
                order.serviceReference(),
                order.nextActionAt(now),
                order.isOverdueAt(now),
                order.nextDueAt(now),
                order.reason(),
                order.actionsAt(now, actor, whole.parties()));
    }
}
