package cn.dengyun.settlement.claim;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.settlement.claim.domain.ClaimColour;
import cn.dengyun.settlement.claim.domain.ClaimMove;
import cn.dengyun.settlement.claim.domain.ClaimSource;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of claims: to both sides and the authorities of the enterprise. */
@Events(family = "cn.dengyun.settlement.claim.", subject = "/api/v1/settlement-claims/{claimId}")
enum ClaimEvent implements EventType<ClaimEvent.Data> {
    SUBMITTED,
    /** The same where nobody has to confirm it. */
    LODGED,
    CONFIRMED,
    CHECKED,
    APPROVED,
    RETURNED,
    REJECTED,
    WITHDRAWN,
    LOWERED,
    BATCHED,
    TAKEN_OUT,
    NOTICED,
    INSTRUCTED,
    PAID,
    PAYMENT_FAILED,
    OVERDUE,
    PAUSED,
    RESUMED;

    /** What is told of a claim that somebody submits. */
    static ClaimEvent ofSubmission(SettlementClaim claim) {
        return claim.about().source().isConfirmed() ? SUBMITTED : LODGED;
    }

    static ClaimEvent of(ClaimMove move, SettlementClaim after) {
        return move == ClaimMove.RESUBMIT ? ofSubmission(after) : of(move);
    }

    static ClaimEvent of(ClaimMove move) {
        return switch (move) {
            case CONFIRM -> CONFIRMED;
            case CHECK -> CHECKED;
            case PASS, APPROVE, RETRY -> APPROVED;
            case OBJECT, SEND_BACK, RETURN, UPHOLD_OBJECTION -> RETURNED;
            case REJECT -> REJECTED;
            case RESUBMIT -> SUBMITTED;
            case WITHDRAW, CANCEL -> WITHDRAWN;
            case LOWER -> LOWERED;
            case BATCH -> BATCHED;
            case TAKE_OUT -> TAKEN_OUT;
            case NOTICE -> NOTICED;
            case INSTRUCT -> INSTRUCTED;
            case PAY -> PAID;
            case FAIL -> PAYMENT_FAILED;
        };
    }

    DomainEvent told(SettlementClaim claim) {
        return of(
                        claim.organizationId(),
                        new Data(
                                claim.id(),
                                claim.number(),
                                claim.about().source(),
                                claim.about().redemptionId(),
                                claim.about().entitlementId(),
                                claim.about().organizationId(),
                                claim.about().organizationName(),
                                claim.about().providerId(),
                                claim.about().providerName(),
                                claim.about().programmeId(),
                                claim.status(),
                                claim.colour(),
                                claim.amountFen(),
                                claim.payment() == null ? null : claim.payment().batchId(),
                                claim.dueAt(),
                                claim.payment() == null ? null : claim.payment().failureCode(),
                                claim.reason()),
                        claim.updatedAt())
                .alsoTo(claim.about().providerOrganizationId())
                .inRegion(claim.regionCode());
    }

    @Schema(name = "SettlementClaimEventData", description = "How a claim stands afterwards.")
    record Data(
            @Schema(description = "The claim.") UUID claimId,

            @Schema(description = "Its number.", examples = "S4K7-M2P9-QXT8-V")
            String number,

            @Schema(description = "Of what it is.") ClaimSource source,

            @Schema(nullable = true, description = "The capture that is claimed; null where it is another source.")
            UUID redemptionId,

            @Schema(nullable = true, description = "The entitlement that is claimed; null where it is a capture.")
            UUID entitlementId,

            @Schema(description = "The enterprise, or the office that buys.")
            UUID organizationId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(nullable = true, description = "The provider; null of an award.")
            UUID providerId,

            @Schema(nullable = true, description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "The programme that pays.")
            UUID programmeId,

            @Schema(description = "Where it stands.") ClaimStatus status,

            @Schema(nullable = true, description = "What the rules say of it; null before they judged it.")
            ClaimColour colour,

            @Schema(description = "What is claimed, in fen.", minimum = "0", examples = "144000")
            long amountFen,

            @Schema(nullable = true, description = "The batch that it is in, or was in last; null before.")
            UUID batchId,

            @Schema(nullable = true, description = "By when what follows has to be done; null where nothing does.")
            Instant dueAt,

            @Schema(
                    nullable = true,
                    description =
                            "Why the bank could not pay it, one of `bank-failures`; null where it could, or nobody"
                                    + " knows yet.",
                    examples = "ACCOUNT_CLOSED")
            String failureCode,

            @Schema(
                    nullable = true,
                    description = "Why the last step was taken; null where nobody had to say.",
                    examples = "发票金额低于申请金额")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ClaimEvent> {}
}
