package cn.dengyun.settlement.batch.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * One payment of a settlement batch: a claim, to whom and how much, as it was when the batch was built.
 *
 * @param line from 1 without a gap, in the order in which the claims were submitted
 * @param endToEndId by which the bank names it, unique over all batches; at most 35 characters
 * @param claimNumber by which people call the claim
 * @param redemptionId the capture that is claimed; null where it is an entitlement, as voucherId
 * @param entitlementId the award or the stage of a purchase that is claimed; null where it is a capture
 * @param voucherId the voucher whose capture is claimed
 * @param payeeId the provider or the organisation whose payable account of the ledger it is paid from
 * @param isToProvider whether that is a provider
 * @param payeeName as the account was held, or as it is certified
 * @param accountId of the payee; its number stands with the account alone
 * @param accountTail the last four digits of the number
 * @param earlier what became of earlier lines of the claim: {@code RETURNED} where one of them was paid and came back,
 *     else {@code FAILED}; null where this is its first
 * @param removalCause null unless it was taken out
 * @param paidReference of the bank for the payment; null unless it was paid, as paidOn
 * @param failure null unless it failed or came back, as failedReference and failedOn
 * @param recordedBy who recorded what the bank said of it last; null before
 * @param contradiction the reference of a payment that the bank reported after it had said that it failed or came back;
 *     null where it did not
 * @param contradictedAt since when nobody knows which of both is true; null where everybody does
 * @param movedAt when its money, or else its status, last moved
 */
public record BatchLine(
        UUID id,
        UUID batchId,
        int line,
        String endToEndId,
        UUID claimId,
        String claimNumber,
        UUID redemptionId,
        UUID entitlementId,
        UUID voucherId,
        UUID organizationId,
        UUID payeeOrganizationId,
        UUID payeeId,
        boolean isToProvider,
        String payeeName,
        String enterpriseName,
        UUID accountId,
        String accountTail,
        long amountFen,
        LineStatus earlier,
        LineStatus status,
        RemovalCause removalCause,
        String removalReason,
        String paidReference,
        LocalDate paidOn,
        BankFailure failure,
        String failedReference,
        LocalDate failedOn,
        UUID recordedBy,
        String contradiction,
        Instant contradictedAt,
        Instant reinstatedAt,
        Instant movedAt) {

    /** What is claimed: it is paid once, whichever claim of it that is for. */
    public UUID sourceId() {
        return redemptionId == null ? entitlementId : redemptionId;
    }

    /** What has to be done, before it is paid again; null where it did not fail. */
    public BankRemedy remedy() {
        if (failure == null) {
            return null;
        }
        return contradictedAt == null ? failure.remedy() : BankRemedy.ASK_BANK;
    }

    /** The same after a move that says nothing more. */
    public BatchLine moved(LineMove move, Instant now) {
        return changes(move, now).build();
    }

    public BatchLine removed(RemovalCause cause, String reason, Instant now) {
        Changes changes = changes(LineMove.REMOVE, now);
        changes.removalCause = cause;
        changes.removalReason = reason;
        return changes.build();
    }

    public BatchLine paid(String reference, LocalDate on, UUID by, Instant now) {
        Changes changes = changes(LineMove.PAY, now);
        changes.paidReference = reference;
        changes.paidOn = on;
        changes.recordedBy = by;
        return changes.build();
    }

    /** It failed, or came back after it was paid. */
    public BatchLine failed(BankFailure why, String reference, LocalDate on, UUID by, Instant now) {
        Changes changes = changes(status == LineStatus.PAID ? LineMove.RETURN : LineMove.FAIL, now);
        changes.fail(why, reference, on, by);
        return changes.build();
    }

    /**
     * The bank reports a payment of what it said had failed or come back, or the return of what is asked back: no money
     * moves before it is asked.
     */
    public BatchLine contradicted(String reference, Instant now) {
        Changes changes = new Changes();
        changes.contradiction = reference;
        changes.contradictedAt = now;
        return changes.build();
    }

    /** The bank was asked, and says again that it has paid. */
    public BatchLine stillPaid() {
        Changes changes = new Changes();
        changes.contradictedAt = null;
        return changes.build();
    }

    /** The bank was asked, and says again that it failed or came back. */
    public BatchLine failedAgain(BankFailure why, String reference, LocalDate on, UUID by) {
        Changes changes = new Changes();
        changes.fail(why, reference, on, by);
        changes.contradictedAt = null;
        return changes.build();
    }

    /** It failed, and its claim can come into another batch. */
    public BatchLine reinstated(Instant now) {
        Changes changes = new Changes();
        changes.reinstatedAt = now;
        changes.move(now);
        return changes.build();
    }

    private Changes changes(LineMove move, Instant now) {
        Changes changes = new Changes();
        changes.status = move.from(status);
        changes.move(now);
        return changes;
    }

    /** A copy in the making: what may change of a line. */
    private final class Changes {
        private LineStatus status = BatchLine.this.status;
        private RemovalCause removalCause = BatchLine.this.removalCause;
        private String removalReason = BatchLine.this.removalReason;
        private String paidReference = BatchLine.this.paidReference;
        private LocalDate paidOn = BatchLine.this.paidOn;
        private BankFailure failure = BatchLine.this.failure;
        private String failedReference = BatchLine.this.failedReference;
        private LocalDate failedOn = BatchLine.this.failedOn;
        private UUID recordedBy = BatchLine.this.recordedBy;
        private String contradiction = BatchLine.this.contradiction;
        private Instant contradictedAt = BatchLine.this.contradictedAt;
        private Instant reinstatedAt = BatchLine.this.reinstatedAt;
        private Instant movedAt = BatchLine.this.movedAt;

        /** Later than the move before, whatever the clocks of two nodes say. */
        void move(Instant now) {
            Instant earliest = movedAt.plusNanos(1_000);
            movedAt = now.isAfter(earliest) ? now : earliest;
        }

        void fail(BankFailure why, String reference, LocalDate on, UUID by) {
            failure = why;
            failedReference = reference;
            failedOn = on;
            recordedBy = by;
        }

        BatchLine build() {
            return new BatchLine(
                    id,
                    batchId,
                    line,
                    endToEndId,
                    claimId,
                    claimNumber,
                    redemptionId,
                    entitlementId,
                    voucherId,
                    organizationId,
                    payeeOrganizationId,
                    payeeId,
                    isToProvider,
                    payeeName,
                    enterpriseName,
                    accountId,
                    accountTail,
                    amountFen,
                    earlier,
                    status,
                    removalCause,
                    removalReason,
                    paidReference,
                    paidOn,
                    failure,
                    failedReference,
                    failedOn,
                    recordedBy,
                    contradiction,
                    contradictedAt,
                    reinstatedAt,
                    movedAt);
        }
    }
}
