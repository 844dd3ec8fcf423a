package cn.dengyun.voucher.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Which captures a list shows; what is null lets all through.
 *
 * @param from the first moment of capture
 * @param to the first moment of capture that is not wanted any more
 */
public record RedemptionFilter(UUID voucherId, UUID providerId, Instant from, Instant to) {}
