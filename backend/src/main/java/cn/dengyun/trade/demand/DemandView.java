package cn.dengyun.trade.demand;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.provider.Provider;
import cn.dengyun.shared.Actor;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A demand as its caller sees it. */
@Schema(name = "Demand", description = "What an enterprise needs, and what became of it")
record DemandView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Grows with each change") int version,

        @Schema(description = "What people read out", examples = "X4K7-M2P9-QXT8-V")
        String number,

        @Schema(
                nullable = true,
                description = "The enterprise; null where its name is hidden from the caller, as the next two are")
        UUID organizationId,

        @Schema(nullable = true, description = "Its name when it was drawn up", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(nullable = true, description = "Where it was then, GB/T 2260", examples = "340123")
        String regionCode,

        @JsonUnwrapped DemandForm form,

        @Schema(description = "Where it stands") DemandStatus status,

        @Schema(description = "Whether quotes are taken now", examples = "true")
        boolean quoting,

        @Schema(nullable = true, description = "When the enterprise ended the quoting early; null where it did not")
        Instant quotingClosedAt,

        @Schema(
                nullable = true,
                description =
                        "How many quotes there are; null but for the enterprise, its authorities and auditors, and all"
                                + " that anybody is told of them before the quoting is over",
                examples = "3")
        Long quotes,

        @Schema(
                nullable = true,
                description = "Whom the enterprise has invited; null but for the enterprise, its authorities and"
                        + " auditors, and in lists")
        List<InvitedView> invitations,

        @Schema(nullable = true, description = "What was awarded; null unless something was, and it may be known")
        AwardView award,

        @Schema(description = "When it was drawn up") Instant createdAt,

        @Schema(nullable = true, description = "When it was published; null before")
        Instant openedAt,

        @Schema(nullable = true, description = "When it ended; null as long as it has not")
        Instant endedAt,

        @Schema(
                nullable = true,
                description =
                        "By when providers quote, and by when the enterprise decides then; null where nobody has to")
        Instant dueAt,

        @Schema(
                nullable = true,
                description = "Why the last step was taken; null where nobody had to say",
                examples = "需求有变")
        String reason,

        @Schema(description = "What the caller may do now", examples = "[\"PROLONG\", \"WITHDRAW\"]")
        List<String> availableActions)
        implements Tagged {

    /** Statuses follow the clock, and quotes come, without a new version. */
    @Override
    public String entityTag() {
        return EntityTags.of(version, Arrays.asList(status, quoting, quotes, availableActions));
    }

    /** A provider that is invited. */
    @Schema(name = "DemandInvitation", description = "A provider that is invited to quote")
    record InvitedView(
            @Schema(description = "The provider") UUID providerId,

            @Schema(description = "Its name", examples = "皖云示范云平台")
            String providerName) {

        static InvitedView of(Provider provider) {
            return new InvitedView(provider.id(), provider.nameZh());
        }
    }

    /** What was awarded. */
    @Schema(name = "DemandAward", description = "Whose quote was awarded")
    record AwardView(
            @Schema(description = "The quote, which both sides and the authorities may read")
            UUID quoteId,

            @Schema(description = "The provider") UUID providerId,

            @Schema(description = "Its name", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "What it comes to, in fen", examples = "450000")
            long netFen,

            @Schema(
                    description = "What the order by it came to when it was placed, in fen: less where the offering had"
                            + " become cheaper than the quote",
                    examples = "440000")
            long orderedFen,

            @Schema(description = "The order by it, which both sides and the authorities may read")
            UUID orderId) {}

    static DemandView of(DemandService.Whole whole, Actor actor, Instant now) {
        return of(whole, actor, now, false);
    }

    /** The same in a list, where nobody looks up whom it invites. */
    static DemandView listed(DemandService.Whole whole, Actor actor, Instant now) {
        return of(whole, actor, now, true);
    }

    private static DemandView of(DemandService.Whole whole, Actor actor, Instant now, boolean isListed) {
        Demand demand = whole.demand();
        boolean isNamed = demand.isNamedTo(actor);
        boolean isWhole = demand.isSeenWhollyBy(actor);
        return new DemandView(
                demand.id(),
                demand.version(),
                demand.number(),
                isNamed ? demand.organizationId() : null,
                isNamed ? demand.organizationName() : null,
                isNamed ? demand.regionCode() : null,
                demand.form(),
                demand.statusAt(now),
                demand.isQuotingAt(now),
                demand.quotingClosedAt(),
                isWhole ? Long.valueOf(whole.quotes()) : null,
                isWhole && !isListed
                        ? whole.invited().stream().map(InvitedView::of).toList()
                        : null,
                demand.awardedQuoteId() != null && demand.isAwardKnownTo(actor) ? award(demand) : null,
                demand.createdAt(),
                demand.openedAt(),
                demand.endedAt(),
                demand.dueAt(now),
                demand.reason(),
                demand.actionsAt(now, actor));
    }

    private static AwardView award(Demand demand) {
        return new AwardView(
                demand.awardedQuoteId(),
                demand.awardedProviderId(),
                demand.awardedProviderName(),
                demand.awardedFen(),
                demand.orderedFen(),
                demand.orderId());
    }
}
