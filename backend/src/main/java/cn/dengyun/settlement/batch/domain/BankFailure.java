package cn.dengyun.settlement.batch.domain;

import java.util.Arrays;

/** Why a bank could not pay, or had money come back: the reasons of ISO 20022 that concern payments of this kind. */
public enum BankFailure {
    ACCOUNT_UNKNOWN("AC01", BankRemedy.CORRECT_ACCOUNT),
    ACCOUNT_CLOSED("AC04", BankRemedy.CORRECT_ACCOUNT),
    ACCOUNT_BLOCKED("AC06", BankRemedy.UNBLOCK_ACCOUNT),
    PAYMENT_FORBIDDEN("AG01", BankRemedy.CORRECT_ACCOUNT),
    INSUFFICIENT_FUNDS("AM04", BankRemedy.FUND_ACCOUNT),
    HOLDER_DIFFERS("BE01", BankRemedy.CORRECT_ACCOUNT),
    BANK_UNKNOWN("RC01", BankRemedy.CORRECT_ACCOUNT),
    /** Any other reason. */
    OTHER("NARR", BankRemedy.ASK_BANK);

    private final String iso;
    private final BankRemedy remedy;

    BankFailure(String iso, BankRemedy remedy) {
        this.iso = iso;
        this.remedy = remedy;
    }

    /** Its code in ISO 20022 (ExternalStatusReason1Code), as it stands in the file. */
    public String iso() {
        return iso;
    }

    /** What has to be done, before it is paid again. */
    public BankRemedy remedy() {
        return remedy;
    }

    /** By the code of a file; what is not known is {@link #OTHER}. */
    public static BankFailure of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.iso.equalsIgnoreCase(code))
                .findFirst()
                .orElse(OTHER);
    }
}
