package cn.dengyun.settlement.award.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * One award of a list: who gets how much, and what it rests on.
 *
 * @param line from 1 without a gap
 * @param organizationId the beneficiary, an enterprise or a provider
 * @param regionCode where it is certified
 * @param baseFen what was spent, in fen; 0 where the award is fixed
 * @param proof what proves that it meets the condition, e.g. the number of a certificate
 * @param budgetId that holds its money; null before it is granted
 * @param struckReason null unless it was struck off
 * @param entitlementId null before it is owed
 * @param movedAt when its money, or else its status, last moved
 */
public record Award(
        UUID id,
        UUID listId,
        int line,
        UUID organizationId,
        String organizationName,
        String regionCode,
        long baseFen,
        long amountFen,
        String proof,
        AwardStatus status,
        UUID budgetId,
        String struckReason,
        UUID entitlementId,
        Instant movedAt) {

    /** It when its money is held. */
    public Award held(UUID budget, Instant moved) {
        return with(AwardStatus.LISTED, budget, null, null, moved);
    }

    public Award struck(String reason, Instant moved) {
        return with(AwardStatus.STRUCK, budgetId, reason, null, moved);
    }

    public Award owed(UUID entitlement, Instant moved) {
        return with(AwardStatus.OWED, budgetId, null, entitlement, moved);
    }

    private Award with(AwardStatus after, UUID budget, String reason, UUID entitlement, Instant moved) {
        return new Award(
                id,
                listId,
                line,
                organizationId,
                organizationName,
                regionCode,
                baseFen,
                amountFen,
                proof,
                after,
                budget,
                reason,
                entitlement,
                moved);
    }
}
