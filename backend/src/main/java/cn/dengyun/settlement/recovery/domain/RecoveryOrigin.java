package cn.dengyun.settlement.recovery.domain;

import java.util.UUID;

/**
 * Which payment is asked back, wholly or in part.
 *
 * @param lineId of the batch that has paid it
 * @param redemptionId null of an entitlement, as voucherId
 * @param entitlementId null of a capture, as caseNumber
 * @param caseNumber by which people call the list of awards or the contract
 * @param orderId null where it was captured without an order, and of an entitlement, as orderNumber
 * @param deliveryId what was paid too much for; null likewise
 * @param enterpriseName whose order it was, or the beneficiary of an award, or the office that bought
 */
public record RecoveryOrigin(
        UUID lineId,
        UUID claimId,
        String claimNumber,
        UUID redemptionId,
        UUID voucherId,
        UUID entitlementId,
        String caseNumber,
        UUID programmeId,
        UUID orderId,
        String orderNumber,
        UUID deliveryId,
        String enterpriseName) {

    /**
     * The same for what a decision lowers, which another delivery may have been paid for.
     *
     * @param lowered null: what it was paid for
     */
    public RecoveryOrigin about(UUID lowered) {
        return lowered == null
                ? this
                : new RecoveryOrigin(
                        lineId,
                        claimId,
                        claimNumber,
                        redemptionId,
                        voucherId,
                        entitlementId,
                        caseNumber,
                        programmeId,
                        orderId,
                        orderNumber,
                        lowered,
                        enterpriseName);
    }
}
