package cn.dengyun.settlement.recovery.domain;

import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.ledger.domain.TransferCause;
import java.time.Instant;
import java.util.UUID;

/**
 * What the ledger records of recoveries: what was paid becomes a receivable, which is handed back to finance with each
 * receipt, and stays paid where it is written off.
 */
public final class RecoveryPostings {

    private RecoveryPostings() {}

    public static Transfer demanded(Recovery recovery) {
        return of(
                recovery,
                TransferCause.RECOVERY_DEMAND,
                LedgerAccount.paid(recovery.debtorId()),
                LedgerAccount.recoveryReceivable(recovery.debtorId()),
                recovery.amountFen(),
                recovery.id(),
                recovery.updatedAt());
    }

    /** @param receipt the step that it is on record as */
    public static Transfer received(Recovery after, UUID receipt, long fen) {
        return of(
                after,
                TransferCause.RECOVERY_RECEIPT,
                LedgerAccount.recoveryReceivable(after.debtorId()),
                LedgerAccount.returned(after.origin().programmeId()),
                fen,
                receipt,
                after.updatedAt());
    }

    public static Transfer writtenOff(Recovery after, UUID step) {
        return of(
                after,
                TransferCause.RECOVERY_WRITE_OFF,
                LedgerAccount.recoveryReceivable(after.debtorId()),
                LedgerAccount.paid(after.debtorId()),
                after.writtenOffFen(),
                step,
                after.updatedAt());
    }

    private static Transfer of(
            Recovery recovery,
            TransferCause cause,
            LedgerAccount source,
            LedgerAccount destination,
            long fen,
            UUID subject,
            Instant at) {
        Transfer transfer = Transfer.of(recovery.origin().programmeId(), cause, source, destination, fen, subject, at);
        UUID voucher = recovery.origin().voucherId();
        return voucher == null ? transfer : transfer.aboutVoucher(voucher);
    }
}
