package cn.dengyun.settlement.batch.rest;

import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A claim that can come into another batch. */
@Schema(name = "ClaimReinstatement", description = "A claim that is tried again because the bank could not pay it")
record ReinstatementView(
        @Schema(description = "The claim") UUID claimId,

        @Schema(description = "Its number", examples = "S4K7-M2P9-QXT8-V")
        String number,

        @Schema(description = "Where it stands") ClaimStatus status,

        @Schema(description = "In fen", examples = "144000") long amountFen,

        @Schema(description = "By when it has to be in another batch")
        Instant dueAt) {

    static ReinstatementView of(SettlementClaim claim) {
        return new ReinstatementView(claim.id(), claim.number(), claim.status(), claim.amountFen(), claim.dueAt());
    }
}
