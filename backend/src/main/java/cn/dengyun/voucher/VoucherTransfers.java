package cn.dengyun.voucher;

import cn.dengyun.ledger.domain.Account;
import cn.dengyun.ledger.domain.Cause;
import cn.dengyun.ledger.domain.Transfer;
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
                Cause.ISSUE,
                Account.committed(voucher.budgetId()),
                Account.voucherAvailable(voucher.id()),
                voucher.faceFen(),
                voucher.id(),
                voucher.movedAt());
    }

    static Transfer reservation(Voucher voucher, UUID reservation, long amountFen) {
        return transfer(
                voucher,
                Cause.RESERVATION,
                Account.voucherAvailable(voucher.id()),
                Account.voucherHeld(voucher.id()),
                amountFen,
                reservation,
                voucher.movedAt());
    }

    static Transfer capture(Voucher voucher, Redemption redemption) {
        return transfer(
                voucher,
                Cause.CAPTURE,
                Account.voucherHeld(voucher.id()),
                payable(redemption),
                redemption.amountFen(),
                redemption.id(),
                voucher.movedAt());
    }

    /** What a hold did not need, to the voucher, or to the budget when the voucher is over. */
    static Transfer release(Voucher voucher, UUID reservation, long amountFen, boolean toBudget) {
        return transfer(
                voucher,
                toBudget ? Cause.RELEASE_TO_BUDGET : Cause.RELEASE,
                Account.voucherHeld(voucher.id()),
                toBudget ? Account.budgetAvailable(voucher.budgetId()) : Account.voucherAvailable(voucher.id()),
                amountFen,
                reservation,
                voucher.movedAt());
    }

    static Transfer refund(Voucher voucher, Redemption redemption, UUID refund, long amountFen, boolean toBudget) {
        return transfer(
                voucher,
                toBudget ? Cause.REFUND_TO_BUDGET : Cause.REFUND,
                payable(redemption),
                toBudget ? Account.budgetAvailable(voucher.budgetId()) : Account.voucherAvailable(voucher.id()),
                amountFen,
                refund,
                voucher.movedAt());
    }

    /** What is free goes to the budget: by expiry, by revocation or after a price cut. */
    static Transfer end(Voucher voucher, Cause cause, long amountFen) {
        return transfer(
                voucher,
                cause,
                Account.voucherAvailable(voucher.id()),
                Account.budgetAvailable(voucher.budgetId()),
                amountFen,
                voucher.id(),
                voucher.movedAt());
    }

    private static Account payable(Redemption redemption) {
        return redemption.payee() == Payee.PROVIDER
                ? Account.providerPayable(redemption.payeeId())
                : Account.enterprisePayable(redemption.payeeId());
    }

    private static Transfer transfer(
            Voucher voucher,
            Cause cause,
            Account source,
            Account destination,
            long amountFen,
            UUID subject,
            Instant at) {
        return Transfer.of(voucher.programmeId(), cause, source, destination, amountFen, subject, at)
                .aboutVoucher(voucher.id());
    }
}
