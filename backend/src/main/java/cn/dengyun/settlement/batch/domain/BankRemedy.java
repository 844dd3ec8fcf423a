package cn.dengyun.settlement.batch.domain;

/** What has to be done with a line that the bank could not pay, or with a row of its results that was not taken. */
public enum BankRemedy {
    /** The payee has another account verified. */
    CORRECT_ACCOUNT(RemedyOwner.PAYEE),
    /** The payee has its bank unblock the account. */
    UNBLOCK_ACCOUNT(RemedyOwner.PAYEE),
    /** Finance fills up the account that it pays from. */
    FUND_ACCOUNT(RemedyOwner.FINANCE),
    /** Finance asks the bank what became of the payment. */
    ASK_BANK(RemedyOwner.FINANCE),
    /** Finance corrects the row and sends it again. */
    CORRECT_ROW(RemedyOwner.FINANCE),
    /** Finance sends the row to the batch that it belongs to. */
    SEND_TO_ITS_BATCH(RemedyOwner.FINANCE);

    private final RemedyOwner owner;

    BankRemedy(RemedyOwner owner) {
        this.owner = owner;
    }

    public RemedyOwner owner() {
        return owner;
    }
}
