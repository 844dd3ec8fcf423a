package cn.dengyun.voucher.status.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A voucher that was shown to a provider.
 *
 * @param nonce of its credential; null when its code was read out
 * @param organizationId the provider's
 * @param status of the voucher when it was recorded
 */
public record VoucherPresentation(
        UUID id,
        UUID voucherId,
        String nonce,
        UUID organizationId,
        String status,
        long availableFen,
        Instant presentedAt,
        Instant recordedAt,
        UUID recordedBy) {}
