package cn.dengyun.voucher;

import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.ledger.domain.TransferCause;
import cn.dengyun.policy.domain.Payee;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Voucher;
import java.time.Instant;
import java.util.UUID;

/** What the ledger records of a voucher: which account each move leaves, and which it enters. */
final class VoucherTransfers {

    private VoucherTransfers() {}

    static Transfer issue(Voucher voucher) {
        return transfer(
                voucher,
                TransferCause.ISSUE,
                LedgerAccount.committed(voucher.budgetId()),
                LedgerAccount.voucherAvailable(voucher.id()),
                voucher.faceFen(),
                voucher.id(),
                voucher.movedAt());
    }

    static Transfer reservation(Voucher voucher, UUID reservation, long amountFen) {
        return transfer(
                voucher,
                TransferCause.RESERVATION,
                LedgerAccount.voucherAvailable(voucher.id()),
                LedgerAccount.voucherHeld(voucher.id()),
                amountFen,
                reservation,
                voucher.movedAt());
    }

    static Transfer capture(Voucher voucher, Redemption redemption) {
        return transfer(
                voucher,
                TransferCause.CAPTURE,
                LedgerAccount.voucherHeld(voucher.id()),
                payable(redemption),
                redemption.amountFen(),
                redemption.id(),
                voucher.movedAt());
    }

    /** What a hold did not need, to the voucher, or to the budget when the voucher is over. */
    static Transfer release(Voucher voucher, UUID reservation, long amountFen, boolean toBudget) {
        return transfer(
                voucher,
                toBudget ? TransferCause.RELEASE_TO_BUDGET : TransferCause.RELEASE,
                LedgerAccount.voucherHeld(voucher.id()),
                toBudget
                        ? LedgerAccount.budgetAvailable(voucher.budgetId())
                        : LedgerAccount.voucherAvailable(voucher.id()),
                amountFen,
                reservation,
                voucher.movedAt());
    }

    static Transfer refund(Voucher voucher, Redemption redemption, UUID refund, long amountFen, boolean toBudget) {
        return transfer(
                voucher,
                toBudget ? TransferCause.REFUND_TO_BUDGET : TransferCause.REFUND,
                payable(redemption),
                toBudget
                        ? LedgerAccount.budgetAvailable(voucher.budgetId())
                        : LedgerAccount.voucherAvailable(voucher.id()),
                amountFen,
                refund,
                voucher.movedAt());
    }

    /** What is free goes to the budget: by expiry, by revocation or after a price cut. */
    static Transfer end(Voucher voucher, TransferCause cause, long amountFen) {
        return transfer(
                voucher,
                cause,
                LedgerAccount.voucherAvailable(voucher.id()),
                LedgerAccount.budgetAvailable(voucher.budgetId()),
                amountFen,
                voucher.id(),
                voucher.movedAt());
    }

    private static LedgerAccount payable(Redemption redemption) {
        return redemption.payee() == Payee.PROVIDER
                ? LedgerAccount.providerPayable(redemption.payeeId())
                : LedgerAccount.enterprisePayable(redemption.payeeId());
    }

    private static Transfer transfer(
            Voucher voucher,
            TransferCause cause,
            LedgerAccount source,
            LedgerAccount destination,
            long amountFen,
            UUID subject,
            Instant at) {
        return Transfer.of(voucher.programmeId(), cause, source, destination, amountFen, subject, at)
                .aboutVoucher(voucher.id());
    }
}
