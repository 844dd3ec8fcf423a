package cn.dengyun.trade.demand;

import cn.dengyun.catalogue.domain.OfferingKind;
import cn.dengyun.catalogue.search.OfferingSummary;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An offering that may be what a demand wants. */
@Schema(name = "DemandSuggestion", description = "An offering that may be what is wanted, and why")
record SuggestionView(
        @Schema(description = "The provider") UUID providerId,

        @Schema(description = "Its name", examples = "皖云示范云平台")
        String providerName,

        @Schema(description = "The offering") UUID offeringId,

        @Schema(description = "Its name", examples = "云服务器") String offeringName,

        @Schema(description = "What sort of service it is") OfferingKind kind,

        @Schema(nullable = true, description = "Its service category; null where it has none", examples = "I-1")
        String categoryCode,

        @Schema(description = "Whether vouchers can pay of it", examples = "true")
        boolean voucherEligible,

        @Schema(description = "Why", examples = "[\"CATEGORY\", \"KIND\", \"REGION\"]")
        List<SuggestionReason> reasons,

        @Schema(description = "Whether its provider is invited", examples = "false")
        boolean invited) {

    static SuggestionView of(OfferingSummary found, List<SuggestionReason> reasons, boolean isInvited) {
        return new SuggestionView(
                found.providerId(),
                found.providerName(),
                found.id(),
                found.name(),
                found.kind(),
                found.categoryCode(),
                found.voucherEligible(),
                reasons,
                isInvited);
    }
}
