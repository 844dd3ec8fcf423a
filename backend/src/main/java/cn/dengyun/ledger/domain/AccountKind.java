package cn.dengyun.ledger.domain;

/**
 * The chart of accounts (design.md §4): {@code treasury → budget available → committed → voucher available ⇄ voucher
 * held → payable → in payment → paid}, with what went back and what is to be recovered beside it.
 */
public enum AccountKind {
    /** Where appropriations come from; its balance is minus all that was appropriated. Owner: the programme. */
    TREASURY(true),
    /** Appropriated and free. Owner: the budget of a unit. */
    BUDGET_AVAILABLE(false),
    /** Held for applications (占用额度). Owner: the budget of a unit. */
    COMMITTED(false),
    /** Owner: the voucher. */
    VOUCHER_AVAILABLE(false),
    /** Reserved for orders. Owner: the voucher. */
    VOUCHER_HELD(false),
    /** Captured, to be paid to a provider. Owner: the provider. */
    PROVIDER_PAYABLE(false),
    /** Captured, to be paid to an enterprise where the programme pays those. Owner: the organisation. */
    ENTERPRISE_PAYABLE(false),
    /** Instructed to the bank. Owner: the payee. */
    IN_PAYMENT(false),
    /** Owner: the payee. */
    PAID(false),
    /** Handed back to finance. Owner: the programme. */
    RETURNED(false),
    /** To be recovered from a payee. Owner: the payee. */
    RECOVERY_RECEIVABLE(true);

    private final boolean mayBeNegative;

    AccountKind(boolean mayBeNegative) {
        this.mayBeNegative = mayBeNegative;
    }

    /** Whether its balance may be below zero; no other's ever is. */
    public boolean mayBeNegative() {
        return mayBeNegative;
    }

    /** Whether it is one of the two accounts of a voucher. */
    public boolean isOfVoucher() {
        return this == VOUCHER_AVAILABLE || this == VOUCHER_HELD;
    }
}
