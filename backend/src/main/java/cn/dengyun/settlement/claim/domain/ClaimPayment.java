package cn.dengyun.settlement.claim.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * How a claim is paid; null as a whole before it is in a batch.
 *
 * @param batchId the batch that it is in, or was in last
 * @param accountId the payee account that the bank was told to pay to; null before
 * @param bankReference by which the bank knows the payment; null before
 * @param failureCode why the bank could not pay; null where it could, or nobody knows yet
 * @param paidAt null before
 */
public record ClaimPayment(UUID batchId, UUID accountId, String bankReference, String failureCode, Instant paidAt) {

    /** In a batch, and nothing more. */
    public static ClaimPayment in(UUID batch) {
        return new ClaimPayment(batch, null, null, null, null);
    }
}
