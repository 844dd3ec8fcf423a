package cn.dengyun.settlement.recovery.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * What a bank has paid of an order.
 *
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
        UUID programmeId,
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
        Instant movedAt) {}
