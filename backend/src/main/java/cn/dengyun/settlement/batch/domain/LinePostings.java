package cn.dengyun.settlement.batch.domain;

import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.ledger.domain.TransferCause;
import java.util.List;
import java.util.UUID;

/** What the ledger records of lines: which account their money leaves, and which it enters. */
public final class LinePostings {

    private LinePostings() {}

    /** Of lines that have just moved, one transfer each; none of those whose money stays where it is. */
    public static List<Transfer> of(UUID programme, List<BatchLine> moved) {
        return moved.stream()
                .filter(line -> line.status() != LineStatus.INCLUDED && line.status() != LineStatus.REMOVED)
                .map(line -> of(programme, line))
                .toList();
    }

    private static Transfer of(UUID programme, BatchLine line) {
        LedgerAccount payable = line.isToProvider()
                ? LedgerAccount.providerPayable(line.payeeId())
                : LedgerAccount.enterprisePayable(line.payeeId());
        LedgerAccount inPayment = LedgerAccount.inPayment(line.payeeId());
        LedgerAccount paid = LedgerAccount.paid(line.payeeId());
        return switch (line.status()) {
            case INSTRUCTED -> transfer(programme, TransferCause.INSTRUCTION, payable, inPayment, line);
            case PAID -> transfer(programme, TransferCause.PAYMENT, inPayment, paid, line);
            case FAILED -> transfer(programme, TransferCause.PAYMENT_FAILURE, inPayment, payable, line);
            case RETURNED -> transfer(programme, TransferCause.PAYMENT_RETURN, paid, payable, line);
            case INCLUDED, REMOVED -> throw new IllegalArgumentException("no money moves with " + line.status());
        };
    }

    private static Transfer transfer(
            UUID programme, TransferCause cause, LedgerAccount source, LedgerAccount destination, BatchLine line) {
        return Transfer.of(programme, cause, source, destination, line.amountFen(), line.id(), line.movedAt())
                .aboutVoucher(line.voucherId());
    }
}
