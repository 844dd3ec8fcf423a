package cn.dengyun.voucher.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Which vouchers a list shows; what is null lets all through.
 *
 * @param status the status that they show at the moment of the list
 * @param providerId the only provider with which they can be used
 * @param from the first moment of issue
 * @param to the first moment of issue that is not wanted any more
 * @param isRevocationProposed whether a revocation waits for its decision
 */
public record VoucherFilter(
        UUID programmeId,
        VoucherStatus status,
        UUID providerId,
        Instant from,
        Instant to,
        Boolean isRevocationProposed) {}
