package cn.dengyun.settlement.recovery.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * What a bank has paid.
 *
 * @param redemptionId null of an entitlement, as voucherId
 * @param entitlementId null of a capture, as caseNumber
 * @param orderId null where there is none, as orderNumber and deliveryId
 * @param officeId whose batch it was
 * @param regionCode of the enterprise
 * @param payeeId the provider or the organisation, as in the ledger
 * @param amountFen in fen
 * @param movedAt when that was booked
 */
public record PaidLine(
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
        UUID officeId,
        String officeName,
        String regionCode,
        String enterpriseName,
        UUID payeeOrganizationId,
        UUID payeeId,
        String payeeName,
        long amountFen,
        Instant movedAt) {

    /** The same as a recovery keeps it. */
    public RecoveryOrigin origin() {
        return new RecoveryOrigin(
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
                deliveryId,
                enterpriseName);
    }
}
