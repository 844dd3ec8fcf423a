package cn.dengyun.settlement.batch.domain;

/** What became of one row of the bank's results. */
public enum ResultOutcome {
    PAID(null),
    FAILED(null),
    /** Paid before, and the money came back. */
    RETURNED(null),
    /** Said before: nothing happens. */
    DUPLICATE(null),
    /** Something else was said before or in the same file, or the bank has paid another line under that reference. */
    CONFLICT(BankRemedy.ASK_BANK),
    UNKNOWN_LINE(BankRemedy.ASK_BANK),
    WRONG_AMOUNT(BankRemedy.ASK_BANK),
    WRONG_CURRENCY(BankRemedy.ASK_BANK),
    OTHER_BATCH(BankRemedy.SEND_TO_ITS_BATCH),
    /** The value date is before the instruction, or yet to come. */
    WRONG_DATE(BankRemedy.CORRECT_ROW),
    /** The line was taken out before the bank was told to pay. */
    NOT_INSTRUCTED(BankRemedy.ASK_BANK),
    ZERO_AMOUNT(BankRemedy.CORRECT_ROW),
    /** A cell is missing or cannot be read. */
    MALFORMED(BankRemedy.CORRECT_ROW);

    private final BankRemedy remedy;

    ResultOutcome(BankRemedy remedy) {
        this.remedy = remedy;
    }

    /** What has to be done with the row; null where it was taken. */
    public BankRemedy remedy() {
        return remedy;
    }

    /** Whether something is booked because of it. */
    public boolean isBooked() {
        return this == PAID || this == FAILED || this == RETURNED;
    }

    /** Whether the row comes back. */
    public boolean isRefused() {
        return remedy != null;
    }
}
