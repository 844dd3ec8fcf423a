package cn.dengyun.settlement.claim.domain;

import cn.dengyun.policy.domain.Payee;
import java.time.Instant;
import java.util.UUID;

/**
 * What a claim is about, as it was when it was claimed.
 *
 * @param redemptionId the capture that is claimed; null where the source is another one, as reservationId, voucherId,
 *     voucherCode, offeringId and offeringVersion
 * @param organizationId the enterprise whose voucher it is, the beneficiary of an award, or the office that buys
 * @param regionCode of the voucher, the beneficiary or the office: whose authorities oversee it
 * @param providerId null of an award, as providerOrganizationId and providerName
 * @param orderId null where no order was placed here, as orderNumber
 * @param offeringId what was bought, in the version that was pinned
 * @param deliveryId what was accepted when it was captured; null where it was no delivery of an order
 * @param worthFen what was bought for the capture, as the order or the hold said when it was claimed, in fen
 * @param payee which of both sides claims and is paid
 * @param capturedAt since when it is owed
 * @param entitlementId what is claimed where that is no capture; null where it is, as caseId
 * @param caseId the award, or the contract whose stages rest on the same papers
 */
public record ClaimCase(
        UUID redemptionId,
        UUID reservationId,
        UUID voucherId,
        String voucherCode,
        UUID programmeId,
        UUID organizationId,
        String organizationName,
        String regionCode,
        UUID providerId,
        UUID providerOrganizationId,
        String providerName,
        UUID orderId,
        String orderNumber,
        UUID offeringId,
        Integer offeringVersion,
        UUID deliveryId,
        long worthFen,
        Payee payee,
        Instant capturedAt,
        ClaimSource source,
        UUID entitlementId,
        UUID caseId) {

    /** What is claimed: it is claimed, and paid, once. */
    public UUID sourceId() {
        return source == ClaimSource.CAPTURE ? redemptionId : entitlementId;
    }

    /** Whoever claims and is paid. */
    public UUID claimantId() {
        return payee == Payee.PROVIDER ? providerOrganizationId : organizationId;
    }

    /** The other one of both sides. */
    public UUID otherSideId() {
        return payee == Payee.PROVIDER ? organizationId : providerOrganizationId;
    }

    public String claimantName() {
        return payee == Payee.PROVIDER ? providerName : organizationName;
    }

    public String otherSideName() {
        return payee == Payee.PROVIDER ? organizationName : providerName;
    }

    /**
     * The business whose numbers may stand in several claims: the order, or the hold where there is none, or the case.
     */
    public UUID businessId() {
        if (source != ClaimSource.CAPTURE) {
            return caseId;
        }
        return orderId == null ? reservationId : orderId;
    }
}
