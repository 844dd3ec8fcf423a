package cn.dengyun.settlement.claim.rest;

import cn.dengyun.policy.domain.Payee;
import cn.dengyun.settlement.claim.domain.ClaimColour;
import cn.dengyun.settlement.claim.domain.ClaimOwner;
import cn.dengyun.settlement.claim.domain.ClaimSource;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A claim in a list. */
@Schema(name = "SettlementClaimItem", description = "A claim in a list")
record ClaimItemView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "What people read out", examples = "S4K7-M2P9-QXT8-V")
        String number,

        @Schema(required = true, description = "Of what it is: a capture, an award, or a stage of a purchase")
        ClaimSource source,

        @Schema(required = true, description = "The enterprise, the beneficiary, or the office that buys")
        UUID organizationId,

        @Schema(required = true, description = "Its name when it was claimed", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "Where its voucher is overseen, GB/T 2260", examples = "340123")
        String regionCode,

        @Schema(required = true, nullable = true, description = "The provider; null of an award")
        UUID providerId,

        @Schema(required = true, nullable = true, description = "Its name then", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, description = "The programme that pays")
        UUID programmeId,

        @Schema(required = true, description = "Whom it pays, who therefore claims")
        Payee payee,

        @Schema(
                required = true,
                nullable = true,
                description = "The number of the order; null where none was placed here",
                examples = "D4K7-M2P9-QXT8-V")
        String orderNumber,

        @Schema(required = true, description = "What is claimed, in fen", examples = "144000")
        long amountFen,

        @Schema(required = true, description = "Where it stands")
        ClaimStatus status,

        @Schema(
                required = true,
                nullable = true,
                description = "What the rules say of it; null before they judged it in its present round")
        ClaimColour colour,

        @Schema(required = true, nullable = true, description = "Whose turn it is; null where nothing follows")
        ClaimOwner owner,

        @Schema(required = true, description = "Since when it stands there")
        Instant since,

        @Schema(
                required = true,
                nullable = true,
                description = "By when what follows has to be done; null where nothing does")
        Instant dueAt,

        @Schema(required = true, description = "Whether that was not done in time")
        boolean isOverdue,

        @Schema(required = true, description = "Whether nothing moves because one of both sides is frozen")
        boolean isPaused,

        @Schema(required = true, nullable = true, description = "The batch that it is in, or was in last; null before")
        UUID batchId,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"CONFIRM\", \"OBJECT\"]")
        List<String> availableActions) {

    static ClaimItemView of(SettlementClaim claim, Actor actor, Instant now) {
        return new ClaimItemView(
                claim.id(),
                claim.number(),
                claim.about().source(),
                claim.about().organizationId(),
                claim.about().organizationName(),
                claim.regionCode(),
                claim.about().providerId(),
                claim.about().providerName(),
                claim.about().programmeId(),
                claim.about().payee(),
                claim.about().orderNumber(),
                claim.amountFen(),
                claim.status(),
                claim.colour(),
                claim.status().owner(),
                claim.since(),
                claim.dueAt(),
                claim.isOverdueAt(now),
                claim.pausedAt() != null,
                claim.payment() == null ? null : claim.payment().batchId(),
                claim.actions(actor));
    }
}
