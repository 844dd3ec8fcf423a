package cn.dengyun.ledger.domain;

import java.util.UUID;

/** An account of a programme: what kind, and whose; see {@link AccountKind} for who owns which. */
public record LedgerAccount(AccountKind kind, UUID owner) {

    public static LedgerAccount treasury(UUID programme) {
        return new LedgerAccount(AccountKind.TREASURY, programme);
    }

    public static LedgerAccount budgetAvailable(UUID budget) {
        return new LedgerAccount(AccountKind.BUDGET_AVAILABLE, budget);
    }

    public static LedgerAccount committed(UUID budget) {
        return new LedgerAccount(AccountKind.COMMITTED, budget);
    }

    public static LedgerAccount voucherAvailable(UUID voucher) {
        return new LedgerAccount(AccountKind.VOUCHER_AVAILABLE, voucher);
    }

    public static LedgerAccount voucherHeld(UUID voucher) {
        return new LedgerAccount(AccountKind.VOUCHER_HELD, voucher);
    }

    public static LedgerAccount providerPayable(UUID provider) {
        return new LedgerAccount(AccountKind.PROVIDER_PAYABLE, provider);
    }

    public static LedgerAccount enterprisePayable(UUID organization) {
        return new LedgerAccount(AccountKind.ENTERPRISE_PAYABLE, organization);
    }

    public static LedgerAccount inPayment(UUID payee) {
        return new LedgerAccount(AccountKind.IN_PAYMENT, payee);
    }

    public static LedgerAccount paid(UUID payee) {
        return new LedgerAccount(AccountKind.PAID, payee);
    }

    public static LedgerAccount returned(UUID programme) {
        return new LedgerAccount(AccountKind.RETURNED, programme);
    }

    public static LedgerAccount recoveryReceivable(UUID payee) {
        return new LedgerAccount(AccountKind.RECOVERY_RECEIVABLE, payee);
    }
}
