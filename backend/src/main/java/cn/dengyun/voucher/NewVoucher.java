package cn.dengyun.voucher;

import java.time.Instant;
import java.util.UUID;

/**
 * A voucher to be issued.
 *
 * @param budgetId whose committed money becomes its face value
 * @param applicationId null when it is issued without one
 * @param providerId where alone it can be used; null: anywhere
 * @param faceFen in fen, positive
 * @param acceptUntil null when it needs not be accepted
 * @param validUntil the first moment at which it is over, see {@link cn.dengyun.voucher.domain.Voucher#endOf}
 */
public record NewVoucher(
        int ruleVersion,
        UUID budgetId,
        String regionCode,
        UUID applicationId,
        UUID organizationId,
        UUID providerId,
        long faceFen,
        Instant acceptUntil,
        Instant validUntil) {}
