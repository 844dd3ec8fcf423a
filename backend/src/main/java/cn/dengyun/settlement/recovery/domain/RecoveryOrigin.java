package cn.dengyun.settlement.recovery.domain;

import java.util.UUID;

/**
 * Which payment is asked back, wholly or in part.
 *
 * @param lineId of the batch that has paid it
 * @param deliveryId what was paid too much for
 * @param enterpriseName whose order it was
 */
public record RecoveryOrigin(
        UUID lineId,
        UUID claimId,
        String claimNumber,
        UUID redemptionId,
        UUID voucherId,
        UUID programmeId,
        UUID orderId,
        String orderNumber,
        UUID deliveryId,
        String enterpriseName) {}
