package cn.dengyun.ledger.domain;

import static cn.dengyun.ledger.domain.AccountKind.BUDGET_AVAILABLE;
import static cn.dengyun.ledger.domain.AccountKind.COMMITTED;
import static cn.dengyun.ledger.domain.AccountKind.ENTERPRISE_PAYABLE;
import static cn.dengyun.ledger.domain.AccountKind.IN_PAYMENT;
import static cn.dengyun.ledger.domain.AccountKind.PAID;
import static cn.dengyun.ledger.domain.AccountKind.PROVIDER_PAYABLE;
import static cn.dengyun.ledger.domain.AccountKind.RECOVERY_RECEIVABLE;
import static cn.dengyun.ledger.domain.AccountKind.RETURNED;
import static cn.dengyun.ledger.domain.AccountKind.TREASURY;
import static cn.dengyun.ledger.domain.AccountKind.VOUCHER_AVAILABLE;
import static cn.dengyun.ledger.domain.AccountKind.VOUCHER_HELD;

import java.util.EnumSet;
import java.util.Set;

/** Why money moves, as one table: a cause, the kinds of account it may leave and those it may enter. */
public enum TransferCause {
    /** Finance gives money to a programme (拨付). */
    APPROPRIATION(EnumSet.of(TREASURY), EnumSet.of(BUDGET_AVAILABLE)),
    /** From the programme to a unit, or from a unit to a county of it (分配). */
    ALLOCATION(EnumSet.of(BUDGET_AVAILABLE), EnumSet.of(BUDGET_AVAILABLE)),
    /** From a unit to another, or back to the programme (调剂). */
    REALLOCATION(EnumSet.of(BUDGET_AVAILABLE), EnumSet.of(BUDGET_AVAILABLE)),
    /** An application is submitted and holds quota, awards are granted, or a contract is concluded. */
    COMMITMENT(EnumSet.of(BUDGET_AVAILABLE), EnumSet.of(COMMITTED)),
    /** An application ends without a voucher, or with a smaller one; an award or a stage that never was owed. */
    COMMITMENT_RELEASE(EnumSet.of(COMMITTED), EnumSet.of(BUDGET_AVAILABLE)),
    /** A voucher is issued: its face value is escrowed in its own account. */
    ISSUE(EnumSet.of(COMMITTED), EnumSet.of(VOUCHER_AVAILABLE)),
    /** Held for an order. */
    RESERVATION(EnumSet.of(VOUCHER_AVAILABLE), EnumSet.of(VOUCHER_HELD)),
    /** What a reservation held and did not need, or a reservation that ended without a capture. */
    RELEASE(EnumSet.of(VOUCHER_HELD), EnumSet.of(VOUCHER_AVAILABLE)),
    /** The same when the voucher has expired or was revoked meanwhile. */
    RELEASE_TO_BUDGET(EnumSet.of(VOUCHER_HELD), EnumSet.of(BUDGET_AVAILABLE)),
    /** The service was rendered: the payee is owed. */
    CAPTURE(EnumSet.of(VOUCHER_HELD), EnumSet.of(PROVIDER_PAYABLE, ENTERPRISE_PAYABLE)),
    /** An award became final, or an office accepted what it bought: it is owed, without a voucher. */
    ENTITLEMENT(EnumSet.of(COMMITTED), EnumSet.of(PROVIDER_PAYABLE, ENTERPRISE_PAYABLE)),
    /** Nobody claimed that in time, or the office took it back before it was paid. */
    ENTITLEMENT_LAPSE(EnumSet.of(PROVIDER_PAYABLE, ENTERPRISE_PAYABLE), EnumSet.of(BUDGET_AVAILABLE)),
    /** Given back to the voucher, before it was paid out. */
    REFUND(EnumSet.of(PROVIDER_PAYABLE, ENTERPRISE_PAYABLE), EnumSet.of(VOUCHER_AVAILABLE)),
    /** The same when the voucher cannot be used any more. */
    REFUND_TO_BUDGET(EnumSet.of(PROVIDER_PAYABLE, ENTERPRISE_PAYABLE), EnumSet.of(BUDGET_AVAILABLE)),
    /** The bank is told to pay what is owed. */
    INSTRUCTION(EnumSet.of(PROVIDER_PAYABLE, ENTERPRISE_PAYABLE), EnumSet.of(IN_PAYMENT)),
    /** The bank has paid. */
    PAYMENT(EnumSet.of(IN_PAYMENT), EnumSet.of(PAID)),
    /** The bank could not pay: it is owed again. */
    PAYMENT_FAILURE(EnumSet.of(IN_PAYMENT), EnumSet.of(PROVIDER_PAYABLE, ENTERPRISE_PAYABLE)),
    /** What was paid came back: it is owed again. */
    PAYMENT_RETURN(EnumSet.of(PAID), EnumSet.of(PROVIDER_PAYABLE, ENTERPRISE_PAYABLE)),
    /** What was paid is asked back. */
    RECOVERY_DEMAND(EnumSet.of(PAID), EnumSet.of(RECOVERY_RECEIVABLE)),
    /** It was paid back, to finance. */
    RECOVERY_RECEIPT(EnumSet.of(RECOVERY_RECEIVABLE), EnumSet.of(RETURNED)),
    /** It cannot be had, and stays paid. */
    RECOVERY_WRITE_OFF(EnumSet.of(RECOVERY_RECEIVABLE), EnumSet.of(PAID)),
    /** The voucher's validity ended. */
    EXPIRY(EnumSet.of(VOUCHER_AVAILABLE), EnumSet.of(BUDGET_AVAILABLE)),
    /** The service became cheaper, and the voucher with it. */
    PRICE_CUT(EnumSet.of(VOUCHER_AVAILABLE), EnumSet.of(BUDGET_AVAILABLE)),
    /** An authority took the voucher back. */
    REVOCATION(EnumSet.of(VOUCHER_AVAILABLE, VOUCHER_HELD), EnumSet.of(BUDGET_AVAILABLE)),
    /** The programme is over: what is left goes back to finance. */
    RETURN(EnumSet.of(BUDGET_AVAILABLE), EnumSet.of(RETURNED)),
    /** The programme is over: what is left goes to one of a later year, in whose ledger it is carried in (结转). */
    CARRY_OVER(EnumSet.of(BUDGET_AVAILABLE), EnumSet.of(RETURNED)),
    /** What was left of a programme of an earlier year comes into the pool. */
    CARRY_IN(EnumSet.of(TREASURY), EnumSet.of(BUDGET_AVAILABLE)),
    /** Undoes one earlier transfer in whole, from its destination to its source. */
    REVERSAL(EnumSet.allOf(AccountKind.class), EnumSet.allOf(AccountKind.class));

    private final Set<AccountKind> sources;
    private final Set<AccountKind> destinations;

    TransferCause(Set<AccountKind> sources, Set<AccountKind> destinations) {
        this.sources = sources;
        this.destinations = destinations;
    }

    public boolean allows(AccountKind source, AccountKind destination) {
        return sources.contains(source) && destinations.contains(destination);
    }
}
