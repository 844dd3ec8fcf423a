package cn.dengyun.settlement.claim.domain;

/** In what a file that a machine has read, and what was typed or certified, are not the same. */
public enum ReadingDifference {
    /** Nobody typed its number, so that nothing keeps it from being used for other business. */
    NUMBER(CheckFinding.READING_NUMBER_UNKNOWN),
    AMOUNT(CheckFinding.READING_AMOUNT_DIFFERS),
    DAY(CheckFinding.READING_DAY_DIFFERS),
    PAYER_CODE(CheckFinding.READING_CODE_DIFFERS),
    PAYEE_CODE(CheckFinding.READING_CODE_DIFFERS),
    PAYER_NAME(CheckFinding.READING_NAME_DIFFERS),
    PAYEE_NAME(CheckFinding.READING_NAME_DIFFERS);

    private final CheckFinding finding;

    ReadingDifference(CheckFinding finding) {
        this.finding = finding;
    }

    /** What the rule says of it. */
    public CheckFinding finding() {
        return finding;
    }
}
