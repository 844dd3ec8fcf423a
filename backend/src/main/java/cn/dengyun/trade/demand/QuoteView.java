package cn.dengyun.trade.demand;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import cn.dengyun.trade.order.OwnWordsView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A quote as its provider sees it, and, once the demand takes no more, the enterprise. */
@Schema(name = "Quote", description = "What a provider offers for a demand")
record QuoteView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Grows with each change of its status")
        int version,

        @Schema(description = "What people read out", examples = "Q4K7-M2P9-QXT8-V")
        String number,

        @Schema(description = "What it is for") UUID demandId,

        @Schema(description = "What that wants", examples = "注塑车间数据上云")
        String demandTitle,

        @Schema(description = "The provider") UUID providerId,

        @Schema(description = "Its name then", examples = "皖云示范云平台")
        String providerName,

        @Schema(description = "The offering") UUID offeringId,

        @Schema(description = "The version that was quoted", examples = "1")
        int offeringVersion,

        @Schema(description = "Its name then", examples = "云服务器")
        String offeringName,

        @Schema(description = "Its lines") List<LineView> lines,

        @Schema(description = "What everybody pays for them by the list, in fen", examples = "400000")
        long listFen,

        @Schema(description = "What they cost by this quote, tax included, in fen", examples = "360000")
        long netFen,

        @Schema(
                required = true,
                description =
                        "Of that, what lines in own words cost: nobody's list price says so, and no voucher pays of it",
                examples = "0")
        long ownWordsFen,

        @Schema(description = "In how many days from the order on the service begins", examples = "15")
        int deliveryDays,

        @Schema(description = "The last day on which it can be awarded", examples = "2018-08-31")
        LocalDate validUntil,

        @Schema(nullable = true, description = "What else the provider says; null where nothing", examples = "含现场实施与培训")
        String note,

        @Schema(description = "Where it stands") QuoteStatus status,

        @Schema(description = "Whether nobody but the provider may know of it now", examples = "false")
        boolean sealed,

        @Schema(
                nullable = true,
                description = "From when the enterprise and its authorities may know of it; null for never")
        Instant opensAt,

        @Schema(description = "When it was submitted") Instant submittedAt,

        @Schema(nullable = true, description = "The one that it took the place of; null where there was none")
        UUID replacesId,

        @Schema(nullable = true, description = "The order by it; null unless it was awarded")
        UUID orderId,

        @Schema(nullable = true, description = "When it ended; null as long as it has not")
        Instant endedAt,

        @Schema(
                nullable = true,
                description = "Why the last step was taken; null where nobody had to say",
                examples = "报价合理")
        String reason,

        @Schema(description = "What the caller may do now", examples = "[\"AWARD\"]")
        List<String> availableActions)
        implements Tagged {

    /** It opens, and its validity ends, without a new version. */
    @Override
    public String entityTag() {
        return EntityTags.of(version, List.of(status, sealed, availableActions));
    }

    /** A line of a quote. */
    @Schema(name = "QuoteLine", description = "A line of a quote")
    record LineView(
            @Schema(description = "The plan, or what a line in own words is called by", examples = "g1-2c8g-y")
            String planCode,

            @Schema(description = "Its name then", examples = "2 核 8 GB 包年")
            String planName,

            @Schema(description = "How much of it", examples = "3")
            String quantity,

            @Schema(description = "The list price, set-up included, in fen", examples = "400000")
            long listFen,

            @Schema(description = "What it costs by this quote, tax included, in fen", examples = "360000")
            long netFen,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What the provider says in its own words; null of a line of a plan")
            OwnWordsView ownWords) {

        static LineView of(QuoteLine line) {
            return new LineView(
                    line.planCode(),
                    line.planName(),
                    line.quantity(),
                    line.listFen(),
                    line.netFen(),
                    OwnWordsView.of(line.ownWords()));
        }
    }

    static QuoteView of(Quote quote, Actor actor, Instant now) {
        return new QuoteView(
                quote.id(),
                quote.version(),
                quote.number(),
                quote.demandId(),
                quote.demandTitle(),
                quote.providerId(),
                quote.providerName(),
                quote.offeringId(),
                quote.offeringVersion(),
                quote.offeringName(),
                quote.quoted().stream().map(LineView::of).toList(),
                quote.listFen(),
                quote.netFen(),
                quote.ownLines().stream().mapToLong(QuoteLine::netFen).sum(),
                quote.deliveryDays(),
                quote.validUntil(),
                quote.note(),
                quote.statusAt(now),
                quote.opensAt() == null || now.isBefore(quote.opensAt()),
                quote.opensAt(),
                quote.submittedAt(),
                quote.replacesId(),
                quote.orderId(),
                quote.endedAt(),
                quote.reason(),
                quote.actionsAt(now, actor));
    }
}
