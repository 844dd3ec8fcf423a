package cn.dengyun.settlement.claim.domain;

import java.util.Locale;

/** What a rule may find; each has a sentence in the problem catalogue, those that are no good a remedy too. */
public enum CheckFinding {
    /** Invoiced, what was bought and is claimed; fen. */
    INVOICES_SUFFICE(ClaimCheck.INVOICED, CheckVerdict.GREEN),
    INVOICES_TOO_LOW(ClaimCheck.INVOICED, CheckVerdict.RED),
    /** Paid, own share; fen. */
    OWN_SHARE_PAID(ClaimCheck.OWN_SHARE_PAID, CheckVerdict.GREEN),
    OWN_SHARE_UNPAID(ClaimCheck.OWN_SHARE_PAID, CheckVerdict.RED),
    PARTIES_MATCH(ClaimCheck.PARTIES, CheckVerdict.GREEN),
    /** The name that is said, the name that it should be. */
    PARTIES_DIFFER(ClaimCheck.PARTIES, CheckVerdict.AMBER),
    DATES_IN_ORDER(ClaimCheck.DATES, CheckVerdict.GREEN),
    /** The number of the invoice, its day, the day of the contract. */
    INVOICE_BEFORE_CONTRACT(ClaimCheck.DATES, CheckVerdict.RED),
    /** The number, its day, the day of the claim. */
    EVIDENCE_AFTER_CLAIM(ClaimCheck.DATES, CheckVerdict.RED),
    /** The number of the invoice, its day, the day of the order. */
    INVOICE_BEFORE_ORDER(ClaimCheck.DATES, CheckVerdict.AMBER),
    /** The day of the contract, the day of the capture. */
    CONTRACT_AFTER_CAPTURE(ClaimCheck.DATES, CheckVerdict.AMBER),
    /** The version, the day of the contract. */
    OFFERING_LISTED(ClaimCheck.LISTED, CheckVerdict.GREEN),
    OFFERING_NOT_LISTED(ClaimCheck.LISTED, CheckVerdict.RED),
    PROVIDER_QUALIFIED(ClaimCheck.QUALIFIED, CheckVerdict.GREEN),
    /** The day on which it was not. */
    PROVIDER_DISQUALIFIED(ClaimCheck.QUALIFIED, CheckVerdict.RED),
    /** How many numbers. */
    NUMBERS_UNIQUE(ClaimCheck.NUMBERS, CheckVerdict.GREEN),
    /** The number that is said, the number of the order's contract. */
    CONTRACT_DIFFERS(ClaimCheck.NUMBERS, CheckVerdict.AMBER),
    /** How many invoices. */
    NUMBERS_ELSEWHERE(ClaimCheck.NUMBERS, CheckVerdict.AMBER),
    USE_NOT_MEASURED(ClaimCheck.USED, CheckVerdict.NOT_APPLICABLE),
    PRICE_STEADY(ClaimCheck.PRICE, CheckVerdict.GREEN),
    /** The plan, its list price and the lowest of the last 90 days; fen. */
    PRICE_RAISED(ClaimCheck.PRICE, CheckVerdict.AMBER),
    PRICE_UNKNOWN(ClaimCheck.PRICE, CheckVerdict.AMBER),
    /** How many files. */
    FILES_UNIQUE(ClaimCheck.FILES, CheckVerdict.GREEN),
    /** How many of them, how many there are. */
    FILES_REPEATED(ClaimCheck.FILES, CheckVerdict.AMBER),
    FILES_NONE(ClaimCheck.FILES, CheckVerdict.AMBER),
    SIDES_UNRELATED(ClaimCheck.RELATED, CheckVerdict.GREEN),
    /** Names of the traits. */
    SIDES_MAYBE_RELATED(ClaimCheck.RELATED, CheckVerdict.AMBER),
    SIDES_ARE_ONE(ClaimCheck.RELATED, CheckVerdict.RED),
    SIDES_UNKNOWN(ClaimCheck.RELATED, CheckVerdict.AMBER),
    /** Of how many others, the amount; fen. */
    AMOUNT_USUAL(ClaimCheck.SAME_AMOUNT, CheckVerdict.GREEN),
    AMOUNT_REPEATED(ClaimCheck.SAME_AMOUNT, CheckVerdict.AMBER),
    /** Seconds between the beginning of the service and its acceptance. */
    PACE_PLAUSIBLE(ClaimCheck.PACE, CheckVerdict.GREEN),
    PACE_IMPLAUSIBLE(ClaimCheck.PACE, CheckVerdict.AMBER),
    PACE_UNKNOWN(ClaimCheck.PACE, CheckVerdict.NOT_APPLICABLE),
    FIRM_IN_BUSINESS(ClaimCheck.IN_BUSINESS, CheckVerdict.GREEN),
    /** The day from which on it is not. */
    FIRM_CLOSED_SINCE(ClaimCheck.IN_BUSINESS, CheckVerdict.AMBER),
    FIRM_CLOSED_BEFORE(ClaimCheck.IN_BUSINESS, CheckVerdict.RED),
    SALES_ONE_WAY(ClaimCheck.ROUND_TRIP, CheckVerdict.GREEN),
    SALES_BOTH_WAYS(ClaimCheck.ROUND_TRIP, CheckVerdict.AMBER),
    NEVER_DOUBTED(ClaimCheck.HISTORY, CheckVerdict.GREEN),
    DOUBTED_BEFORE(ClaimCheck.HISTORY, CheckVerdict.AMBER),
    VOUCHER_STANDS(ClaimCheck.VOUCHER, CheckVerdict.GREEN),
    VOUCHER_STOPPED(ClaimCheck.VOUCHER, CheckVerdict.AMBER);

    private final ClaimCheck check;
    private final CheckVerdict verdict;

    CheckFinding(ClaimCheck check, CheckVerdict verdict) {
        this.check = check;
        this.verdict = verdict;
    }

    public ClaimCheck check() {
        return check;
    }

    public CheckVerdict verdict() {
        return verdict;
    }

    /** Under which the problem catalogue has its sentence. */
    public String code() {
        return "claim-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
