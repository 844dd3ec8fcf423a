package cn.dengyun.settlement.claim.domain;

/** What a rule may find; each has a sentence in the problem catalogue, those that are no good a remedy too. */
public enum CheckFinding {
    /** Invoiced, what was bought and is claimed; fen. */
    INVOICES_SUFFICE("claim-invoices-suffice", ClaimCheck.INVOICED, CheckVerdict.GREEN),
    /** Nothing was spent that it is a share of. */
    INVOICES_NOT_ASKED("claim-invoices-not-asked", ClaimCheck.INVOICED, CheckVerdict.NOT_APPLICABLE),
    INVOICES_TOO_LOW("claim-invoices-too-low", ClaimCheck.INVOICED, CheckVerdict.RED),
    /** What is claimed beyond what it is worth; fen. */
    WORTH_EXCEEDED("claim-worth-exceeded", ClaimCheck.INVOICED, CheckVerdict.AMBER),
    /** Paid, own share; fen. */
    OWN_SHARE_PAID("claim-own-share-paid", ClaimCheck.OWN_SHARE_PAID, CheckVerdict.GREEN),
    OWN_SHARE_UNPAID("claim-own-share-unpaid", ClaimCheck.OWN_SHARE_PAID, CheckVerdict.RED),
    PARTIES_MATCH("claim-parties-match", ClaimCheck.PARTIES, CheckVerdict.GREEN),
    /** The name that is said, the name that it should be. */
    PARTIES_DIFFER("claim-parties-differ", ClaimCheck.PARTIES, CheckVerdict.AMBER),
    DATES_IN_ORDER("claim-dates-in-order", ClaimCheck.DATES, CheckVerdict.GREEN),
    /** The number of the invoice, its day, the day of the contract. */
    INVOICE_BEFORE_CONTRACT("claim-invoice-before-contract", ClaimCheck.DATES, CheckVerdict.RED),
    /** The number, its day, the day of the claim. */
    EVIDENCE_AFTER_CLAIM("claim-evidence-after-claim", ClaimCheck.DATES, CheckVerdict.RED),
    /** The number of the invoice, its day, the day of the order. */
    INVOICE_BEFORE_ORDER("claim-invoice-before-order", ClaimCheck.DATES, CheckVerdict.AMBER),
    /** The day of the contract, the day of the capture. */
    CONTRACT_AFTER_CAPTURE("claim-contract-after-capture", ClaimCheck.DATES, CheckVerdict.AMBER),
    /** The version, the day of the contract. */
    OFFERING_LISTED("claim-offering-listed", ClaimCheck.LISTED, CheckVerdict.GREEN),
    OFFERING_NOT_LISTED("claim-offering-not-listed", ClaimCheck.LISTED, CheckVerdict.RED),
    PROVIDER_QUALIFIED("claim-provider-qualified", ClaimCheck.QUALIFIED, CheckVerdict.GREEN),
    /** The day on which it was not. */
    PROVIDER_DISQUALIFIED("claim-provider-disqualified", ClaimCheck.QUALIFIED, CheckVerdict.RED),
    /** How many numbers. */
    NUMBERS_UNIQUE("claim-numbers-unique", ClaimCheck.NUMBERS, CheckVerdict.GREEN),
    /** The number that is said, the number of the order's contract. */
    CONTRACT_DIFFERS("claim-contract-differs", ClaimCheck.NUMBERS, CheckVerdict.AMBER),
    /** How many invoices. */
    NUMBERS_ELSEWHERE("claim-numbers-elsewhere", ClaimCheck.NUMBERS, CheckVerdict.AMBER),
    USE_NOT_MEASURED("claim-use-not-measured", ClaimCheck.USED, CheckVerdict.NOT_APPLICABLE),
    /** On how many days it was used. */
    USE_REPORTED("claim-use-reported", ClaimCheck.USED, CheckVerdict.GREEN),
    /** On how many days it was used, how many months of meters are confirmed. */
    USE_CONFIRMED("claim-use-confirmed", ClaimCheck.USED, CheckVerdict.GREEN),
    /** For how many days the service ran. */
    USE_NONE("claim-use-none", ClaimCheck.USED, CheckVerdict.AMBER),
    /** On how many days it was used, on how many it should have been at the least. */
    USE_ON_FEW_DAYS("claim-use-on-few-days", ClaimCheck.USED, CheckVerdict.AMBER),
    /**
     * The month, the plan, what was reported, what was witnessed, the unit of both, by how many percent they may
     * differ.
     */
    USE_DIFFERS("claim-use-differs", ClaimCheck.USED, CheckVerdict.AMBER),
    PRICE_STEADY("claim-price-steady", ClaimCheck.PRICE, CheckVerdict.GREEN),
    /** The plan, its list price and the lowest of the last 90 days; fen. */
    PRICE_RAISED("claim-price-raised", ClaimCheck.PRICE, CheckVerdict.AMBER),
    /** The same of a rise by no more than a fifth. */
    PRICE_RAISED_LITTLE("claim-price-raised-little", ClaimCheck.PRICE, CheckVerdict.GREEN),
    PRICE_UNKNOWN("claim-price-unknown", ClaimCheck.PRICE, CheckVerdict.AMBER),
    /** How many files. */
    FILES_UNIQUE("claim-files-unique", ClaimCheck.FILES, CheckVerdict.GREEN),
    /** How many of them, how many there are. */
    FILES_REPEATED("claim-files-repeated", ClaimCheck.FILES, CheckVerdict.AMBER),
    FILES_NONE("claim-files-none", ClaimCheck.FILES, CheckVerdict.AMBER),
    READINGS_NONE("claim-readings-none", ClaimCheck.READINGS, CheckVerdict.NOT_APPLICABLE),
    /** How many files. */
    READINGS_AGREE("claim-readings-agree", ClaimCheck.READINGS, CheckVerdict.GREEN),
    /** The file, why. */
    READING_FAILED("claim-reading-failed", ClaimCheck.READINGS, CheckVerdict.AMBER),
    /** The file, the number in it. */
    READING_NUMBER_UNKNOWN("claim-reading-number-unknown", ClaimCheck.READINGS, CheckVerdict.RED),
    /** The file, what it says, what was typed; fen. */
    READING_AMOUNT_DIFFERS("claim-reading-amount-differs", ClaimCheck.READINGS, CheckVerdict.RED),
    /** The file, what it says, what was typed. */
    READING_DAY_DIFFERS("claim-reading-day-differs", ClaimCheck.READINGS, CheckVerdict.RED),
    /** The file, the credit code in it, the one that is certified. */
    READING_CODE_DIFFERS("claim-reading-code-differs", ClaimCheck.READINGS, CheckVerdict.AMBER),
    /** The file, the name in it, the one that was typed. */
    READING_NAME_DIFFERS("claim-reading-name-differs", ClaimCheck.READINGS, CheckVerdict.AMBER),
    SIDES_UNRELATED("claim-sides-unrelated", ClaimCheck.RELATED, CheckVerdict.GREEN),
    /** Names of the traits. */
    SIDES_MAYBE_RELATED("claim-sides-maybe-related", ClaimCheck.RELATED, CheckVerdict.AMBER),
    SIDES_ARE_ONE("claim-sides-are-one", ClaimCheck.RELATED, CheckVerdict.RED),
    SIDES_UNKNOWN("claim-sides-unknown", ClaimCheck.RELATED, CheckVerdict.AMBER),
    /** Of how many others, the amount; fen. */
    AMOUNT_USUAL("claim-amount-usual", ClaimCheck.SAME_AMOUNT, CheckVerdict.GREEN),
    AMOUNT_REPEATED("claim-amount-repeated", ClaimCheck.SAME_AMOUNT, CheckVerdict.AMBER),
    /** Seconds between the beginning of the service and its acceptance. */
    PACE_PLAUSIBLE("claim-pace-plausible", ClaimCheck.PACE, CheckVerdict.GREEN),
    PACE_IMPLAUSIBLE("claim-pace-implausible", ClaimCheck.PACE, CheckVerdict.AMBER),
    PACE_UNKNOWN("claim-pace-unknown", ClaimCheck.PACE, CheckVerdict.NOT_APPLICABLE),
    FIRM_IN_BUSINESS("claim-firm-in-business", ClaimCheck.IN_BUSINESS, CheckVerdict.GREEN),
    /** The day from which on it is not. */
    FIRM_CLOSED_SINCE("claim-firm-closed-since", ClaimCheck.IN_BUSINESS, CheckVerdict.AMBER),
    FIRM_CLOSED_BEFORE("claim-firm-closed-before", ClaimCheck.IN_BUSINESS, CheckVerdict.RED),
    SALES_ONE_WAY("claim-sales-one-way", ClaimCheck.ROUND_TRIP, CheckVerdict.GREEN),
    SALES_BOTH_WAYS("claim-sales-both-ways", ClaimCheck.ROUND_TRIP, CheckVerdict.AMBER),
    NEVER_DOUBTED("claim-never-doubted", ClaimCheck.HISTORY, CheckVerdict.GREEN),
    DOUBTED_BEFORE("claim-doubted-before", ClaimCheck.HISTORY, CheckVerdict.AMBER),
    VOUCHER_STANDS("claim-voucher-stands", ClaimCheck.VOUCHER, CheckVerdict.GREEN),
    VOUCHER_STOPPED("claim-voucher-stopped", ClaimCheck.VOUCHER, CheckVerdict.AMBER);

    private final String code;
    private final ClaimCheck check;
    private final CheckVerdict verdict;

    CheckFinding(String code, ClaimCheck check, CheckVerdict verdict) {
        this.code = code;
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
        return code;
    }
}
