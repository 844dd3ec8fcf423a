package cn.dengyun.ledger.domain;

import java.util.UUID;

/** An account of a programme: what kind, and whose; see {@link AccountKind} for who owns which. */
public record Account(AccountKind kind, UUID owner) {

    public static Account treasury(UUID programme) {
        return new Account(AccountKind.TREASURY, programme);
    }

    public static Account budgetAvailable(UUID budget) {
        return new Account(AccountKind.BUDGET_AVAILABLE, budget);
    }

    public static Account committed(UUID budget) {
        return new Account(AccountKind.COMMITTED, budget);
    }

    public static Account voucherAvailable(UUID voucher) {
        return new Account(AccountKind.VOUCHER_AVAILABLE, voucher);
    }

    public static Account voucherHeld(UUID voucher) {
        return new Account(AccountKind.VOUCHER_HELD, voucher);
    }

    public static Account providerPayable(UUID provider) {
        return new Account(AccountKind.PROVIDER_PAYABLE, provider);
    }

    public static Account enterprisePayable(UUID organization) {
        return new Account(AccountKind.ENTERPRISE_PAYABLE, organization);
    }

    public static Account returned(UUID programme) {
        return new Account(AccountKind.RETURNED, programme);
    }
}
